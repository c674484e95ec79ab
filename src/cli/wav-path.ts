import {stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {InvalidInputError} from '../errors.ts';

const otherSound = /\.(?:aac|aiff?|flac|m4a|mkv|mov|mp3|mp4|og[ga]|opus|webm)$/i;

/**
 * The absolute path that `--out` names for a WAV file, checked before any work.
 * @throws InvalidInputError for no name, a folder, or the name of another kind of sound file
 */
export async function wavPathOf(named: string, usual: string): Promise<string> {
  const bad = (message: string) => new InvalidInputError('--out', [{path: '', message}]);
  if (named.trim() === '') throw bad(`names no file; as in --out ${usual}`);
  if (otherSound.test(named)) throw bad(`'${named}' is no name for a WAV file, the kind that is written`);
  const path = resolve(named);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory())
    throw bad(`'${named}' is a folder; name a file in it, as in ${join(named, usual)}`);
  return path;
}
