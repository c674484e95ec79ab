import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {InvalidInputError} from '../errors.ts';
import type {Settings} from './settings.ts';

/**
 * The entry with the user's own templates: that of `--compositions`, else that of the settings. Absolute; undefined where
 * neither names one.
 * @throws InvalidInputError where there is no such file
 */
export async function compositionsOf(
  typed: string | undefined,
  settings: Settings,
): Promise<string | undefined> {
  const entry = typed === undefined ? settings.compositions : resolve(typed);
  if (entry === undefined) return undefined;
  const found = await stat(entry).catch(() => null);
  if (found?.isFile() === true) return entry;
  const what = found === null ? 'is not there' : 'is a folder';
  throw new InvalidInputError(typed === undefined ? 'compositions of viral.config.json' : '--compositions', [
    {
      path: '',
      message: `'${typed ?? entry}' ${what}; name the file that calls registerTemplates, as in video/index.tsx`,
    },
  ]);
}
