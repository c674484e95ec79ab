import {relative, resolve} from 'node:path';
import {InvalidInputError, parseInput} from '../errors.ts';
import {type Script, scriptSchema} from '../schema/index.ts';
import {readDataFile} from './data-file.ts';

/**
 * What a JSON file holds, gzipped or not.
 * @param wanted says in messages what the file should be, as in `a script.json`
 * @throws InvalidInputError; ViralError of reading
 */
export async function readJsonFile(file: string, wanted: string): Promise<unknown> {
  try {
    return JSON.parse(await readDataFile(resolve(file)));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new InvalidInputError(file, [{path: '', message: `is not JSON; give ${wanted}`}], {cause});
  }
}

/**
 * A script as `viral script` writes it, and the name of its file in messages.
 * @throws InvalidInputError naming each bad field; ViralError of reading
 */
export async function readScriptFile(
  file: string,
): Promise<{readonly name: string; readonly script: Script}> {
  const path = resolve(file);
  const shown = relative(process.cwd(), path);
  const name = shown.startsWith('..') ? path : shown;
  return {name, script: parseInput(scriptSchema, await readJsonFile(path, 'a script.json'), name)};
}
