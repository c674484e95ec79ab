import {resolve} from 'node:path';
import {embeddedCacheDir} from '../embedded.ts';
import {parseInput} from '../errors.ts';
import {checkTemplate} from '../render/index.ts';
import {storyboardSchema} from '../schema/index.ts';
import {compositionsOf} from './compositions-entry.ts';
import {exitCodes} from './exit.ts';
import {readJsonFile} from './script-file.ts';
import {readSettings} from './settings.ts';

/** `viral check-template`: fails where a scene's picture depends on more than its declared scope, or its text is covered. */
export async function checkTemplateCommand(
  file: string,
  flags: {readonly compositions?: string},
  signal: AbortSignal,
): Promise<number> {
  const path = resolve(file);
  const storyboard = parseInput(storyboardSchema, await readJsonFile(path, 'a storyboard.json'), path);
  const settings = await readSettings(process.cwd());
  const entry = await compositionsOf(flags.compositions, settings);
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
