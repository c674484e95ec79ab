import type {Word} from '../../schema/index.ts';

/** One written word and where what is read of it stands in the text. */
export interface ReadableToken {
  /** As written, between white space. */
  readonly written: string;
  /** Offsets in `text`, UTF-16; equal where nothing of the word is read. */
  readonly start: number;
  readonly end: number;
}

export interface ReadableText {
  /** What the voice is given: the words with single spaces. */
  readonly text: string;
  readonly tokens: readonly ReadableToken[];
}

/** Markup that a service could take for an instruction: tags, comments, CDATA borders, processing instructions. */
const markup = /<!--[\s\S]*?-->|<!\[CDATA\[|\]\]>|<[/?!]?\p{L}[^<>]{0,300}>/gu;

/** Controls, direction overrides, interlinear and tag characters, and what is no character. White space stays. */
const unreadable =
  /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFD\u{E0000}-\u{E007F}\p{Noncharacter_Code_Point}\p{Cs}]/gu;

/**
 * What a voice may be given of a text: markup (SSML and HTML tags) and control characters are taken out, words stay
 * in their order and can be told again in the result.
 */
export function readableText(written: string): ReadableText {
  const dropped = new Uint8Array(written.length);
  for (const pattern of [markup, unreadable]) {
    for (const {index, 0: match} of written.matchAll(pattern)) dropped.fill(1, index, index + match.length);
  }
  let text = '';
  const tokens = [...written.matchAll(/\S+/gu)].map(({index, 0: word}): ReadableToken => {
    let read = '';
    for (let at = index; at < index + word.length; at += 1) if (dropped[at] === 0) read += written[at] ?? '';
    if (read !== '' && text !== '') text += ' ';
    const start = text.length;
    text += read;
    return {written: word, start, end: text.length};
  });
  return {text, tokens};
}

/** From when to when something sounds, ms from the start of the line. */
export interface SpokenSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * One word with its time for every written one. Words that are not read, and those without a span, get none of their
 * own: they stand where the word before them ends.
 * @param spanOf the time of a token, or null where it is not known
 */
export function timedWords(
  tokens: readonly ReadableToken[],
  spanOf: (token: ReadableToken, index: number) => SpokenSpan | null,
  durationInMs: number,
): Word[] {
  let last = 0;
  return tokens.map((token, index) => {
    const span = token.start === token.end ? null : spanOf(token, index);
    const startMs = Math.min(durationInMs, Math.max(last, span?.startMs ?? last));
    const endMs = Math.min(durationInMs, Math.max(startMs, span?.endMs ?? startMs));
    last = endMs;
    return {text: token.written, startMs: Math.round(startMs), endMs: Math.round(endMs)};
  });
}
