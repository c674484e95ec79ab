/** What stands around a word when it is read. */
export interface Context {
  readonly previous: string;
  readonly next: string;
  readonly shouting: boolean;
}

/** Reads one kind of word, without the punctuation around it; null for every other kind. */
export type Rule = (core: string, context: Context) => string | null;
