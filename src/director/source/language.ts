/**
 * The language of a text as an ISO 639-1 code, or null when it cannot be told: too short, or no words at all.
 * Uses letter sequences of the text only (eld).
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const sample = text.slice(0, 4000);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < 12) return null;
  const {eld} = await import('eld/small');
  const result = eld.detect(sample);
  if (result.language === '') return null;
  // Names and numbers alone give a guess, not an answer.
  return sample.length > 120 || result.isReliable() ? result.language : null;
}

/** `de` → `German`, for messages. */
export function nameOfLanguage(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], {type: 'language'}).of(code) ?? code;
  } catch {
    return code;
  }
}
