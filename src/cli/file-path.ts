import {stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {InvalidInputError} from '../errors.ts';

/**
 * The absolute path that `--out` names for a file, checked before any work.
 * @param usual a name for such a file, to show how
 * @throws InvalidInputError for no name and for a folder
 */
export async function filePathOf(named: string, usual: string): Promise<string> {
  const bad = (message: string) => new InvalidInputError('--out', [{path: '', message}]);
  if (named.trim() === '') throw bad(`names no file; as in --out ${usual}`);
  const path = resolve(named);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory())
    throw bad(`'${named}' is a folder; name a file in it, as in ${join(named, usual)}`);
  return path;
}
