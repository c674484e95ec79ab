/** What is known of the viewers from the words of the brief. */
export interface AudienceLevel {
  readonly level: 'simple' | 'general' | 'expert';
  /** Longest sentence they should have to follow, words; no limit of their own where null. */
  readonly longestSentence: number | null;
  /** Factor on the speaking rate. */
  readonly pace: number;
}

const beginners =
  /\b(?:kids?|child(?:ren)?|pupils?|beginners?|newcomers?|novices?|learners?|students?|seniors?|older (?:people|adults|viewers)|elderly|grandparents?|teens?|teenagers?|laypeople|families|language learners?)\b/i;
const experts =
  /\b(?:experts?|professionals?|engineers?|developers?|programmers?|doctors?|clinicians?|nurses|scientists?|researchers?|analysts?|lawyers?|economists?|specialists?|investors?|executives?)\b/i;

/** Reads an audience, as in `beginners in gardening`: how much it can be expected to follow by ear. */
export function audienceLevel(audience: string | undefined): AudienceLevel {
  if (audience !== undefined && beginners.test(audience))
    return {level: 'simple', longestSentence: 13, pace: 0.94};
  if (audience !== undefined && experts.test(audience))
    return {level: 'expert', longestSentence: null, pace: 1};
  return {level: 'general', longestSentence: null, pace: 1};
}
