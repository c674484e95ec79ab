import {InvalidInputError} from '../errors.ts';
import type {Platform} from '../platforms/index.ts';

const platformNames: Readonly<Record<string, Platform>> = {
  tiktok: 'tiktok',
  youtube: 'youtube',
  shorts: 'youtube',
  instagram: 'instagram',
  reels: 'instagram',
};

/** `shorts` and `reels` are what people say for YouTube and Instagram. */
export function platformOf(name: string): Platform {
  const platform = platformNames[name.toLowerCase()];
  if (platform) return platform;
  throw new InvalidInputError('--platform', [
    {path: '', message: `'${name}' is not one of ${Object.keys(platformNames).join(', ')}`},
  ]);
}

/** What a number as typed may be. */
interface Range {
  readonly least: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** A number as typed. @throws InvalidInputError naming the option and its range */
export function numberOf(
  option: string,
  text: string,
  {least, most = Infinity, whole = false}: Range,
): number {
  const value = Number(text);
  const fits = Number.isFinite(value) && value >= least && value <= most;
  if (text.trim() !== '' && fits && (!whole || Number.isInteger(value))) return value;
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  throw new InvalidInputError(option, [
    {path: '', message: `'${text}' is not a ${whole ? 'whole ' : ''}number ${range}`},
  ]);
}

/** How long a video should be, as typed. */
export const secondsOf = (text: string): number => numberOf('--seconds', text, {least: 5, most: 180});

/** One of a list of words, named in the error. */
export function oneOf<const Word extends string>(
  option: string,
  words: readonly Word[],
  given: string,
): Word {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  throw new InvalidInputError(option, [{path: '', message: `'${given}' is not one of ${words.join(', ')}`}]);
}
