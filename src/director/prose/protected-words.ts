/** Words that a claim must never lose alone. */
export const protectedWords =
  /\b(?:not|no|never|only|nearly|almost|about|under|over|more|less|least|most|up to|may|might|could|reportedly|allegedly|alleged|suspected|if|unless|except|without|until|but)\b|n['’]t\b/i;
