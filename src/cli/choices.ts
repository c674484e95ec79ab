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

/** A number of seconds as typed. */
export function secondsOf(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds >= 5 && seconds <= 180) return seconds;
  throw new InvalidInputError('--seconds', [{path: '', message: `'${text}' is not a number from 5 to 180`}]);
}

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
