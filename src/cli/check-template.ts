import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {embeddedCacheDir} from '../embedded.ts';
import {InvalidInputError, ViralError, parseInput} from '../errors.ts';
import {checkTemplate} from '../render/index.ts';
import {storyboardSchema} from '../schema/index.ts';
import {exitCodes} from './exit.ts';
import {readSettings} from './settings.ts';

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ViralError('file-not-found', `${file} cannot be read. Name a storyboard.json.`, {cause});
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(file, [{path: '', message: 'is not JSON'}], {cause});
  }
}

/** `viral check-template`: fails where a scene's picture depends on more than its declared scope, or its text is covered. */
export async function checkTemplateCommand(
  file: string,
  flags: {readonly compositions?: string},
  signal: AbortSignal,
): Promise<number> {
  const path = resolve(file);
  const storyboard = parseInput(storyboardSchema, await readJson(path), path);
  const settings = await readSettings(process.cwd());
  const entry = flags.compositions === undefined ? settings.compositions : resolve(flags.compositions);
  // Pictures and sound are not at hand here and take no part in the question.
  const alone = {
    ...storyboard,
    scenes: storyboard.scenes.map((scene) => ({...scene, visual: null})),
    assets: {},
    soundtrack: null,
  };
  await checkTemplate(alone, {
    cacheDir: await embeddedCacheDir(),
    signal,
    ...(entry === undefined ? {} : {entry}),
  });
  process.stdout.write(
    `${storyboard.template.id}: each of ${storyboard.scenes.length} scenes draws the same wherever it stands, in every engine it declares, and keeps its text clear of every platform's interface\n`,
  );
  return exitCodes.done;
}
