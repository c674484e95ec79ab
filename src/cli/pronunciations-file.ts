import {readFile, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {compilePronunciations, type Pronunciations} from '../audio/index.ts';
import {InvalidInputError, ViralError} from '../errors.ts';

const maxBytes = 5_000_000;

/**
 * Reads the user's dictionary from a JSON file.
 * @param named as typed behind `--pronunciations`; without it the file of the settings
 * @returns an empty one where no file is named
 * @throws ViralError `file-not-found`, `too-large`; InvalidInputError for what is no JSON, and for every bad entry by its path
 */
export async function readPronunciations(
  named: string | undefined,
  ofSettings: string | undefined,
): Promise<Pronunciations> {
  const path = named ?? ofSettings;
  if (path === undefined) return {};
  const file = resolve(path);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) {
    const what = found === null ? 'is not there. Check the name.' : 'is a folder. Name a file in it.';
    throw new ViralError('file-not-found', `The dictionary ${file} ${what}`);
  }
  if (found.size > maxBytes) {
    throw new ViralError(
      'too-large',
      `The dictionary ${file} has ${found.size} bytes; ${maxBytes} can be used.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new InvalidInputError(
      file,
      [{path: '', message: `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`}],
      {cause},
    );
  }
  compilePronunciations(value as Pronunciations);
  return value as Pronunciations;
}
