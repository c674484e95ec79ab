import type {Face} from './text-layout.ts';

/** What a script asks of type that was chosen for Latin letters; measured on the ink of the package's families. */
interface ScriptFacts {
  readonly letters: RegExp;
  /** Least distance of two baselines, em: ink of one line must not touch that of the next. */
  readonly lineHeight: number;
  /** Size that looks as large as Latin letters do. */
  readonly size: number;
  /** Whether letters join or carry marks, so that tracking tears them apart. */
  readonly joined: boolean;
}

const scripts: readonly ScriptFacts[] = [
  {letters: /\p{Script=Arabic}/u, lineHeight: 1.5, size: 1.05, joined: true},
  {
    letters: /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
    lineHeight: 1.42,
    size: 0.95,
    joined: true,
  },
  {
    letters: /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}]/u,
    lineHeight: 1.4,
    size: 0.95,
    joined: true,
  },
  {
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
    lineHeight: 1.24,
    size: 0.86,
    joined: false,
  },
  {letters: /\p{Script=Hangul}/u, lineHeight: 1.22, size: 0.9, joined: false},
  {letters: /\p{Script=Hebrew}/u, lineHeight: 1.14, size: 1.05, joined: false},
];

const latinLike = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/gu;
const factsOf = (text: string): readonly ScriptFacts[] => scripts.filter(({letters}) => letters.test(text));

/** Least distance of two baselines that the scripts of a text leave room for, em; 0 for Latin, Greek and Cyrillic. */
export function leastLineHeight(text: string): number {
  const emoji = /\p{Emoji_Presentation}|\uFE0F/u.test(text) ? 1.24 : 0;
  return Math.max(emoji, ...factsOf(text).map(({lineHeight}) => lineHeight));
}

/** What type sizes are multiplied with so that a text looks as large as a Latin one; 1 where most of it is Latin. */
export function scriptSize(text: string): number {
  const [facts] = factsOf(text);
  if (!facts) return 1;
  const latin = text.match(latinLike)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return latin > letters / 2 ? 1 : facts.size;
}

/** Whether letters of a text join or carry marks, so that it is never cut between them. */
export const joinsLetters = (text: string): boolean => factsOf(text).some(({joined}) => joined);

/** A face as a text can be set in it: tracking tears joined letters apart, and squares are not moved together. */
export function scriptFace(face: Face, text: string): Face {
  const {tracking = 0} = face;
  const facts = factsOf(text);
  const torn = facts.some(({joined}) => joined) || (facts.length > 0 && tracking < 0);
  return tracking !== 0 && torn ? {...face, tracking: 0} : face;
}
