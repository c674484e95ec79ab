import {resolve} from 'node:path';
import {themes} from '../compositions/themes.ts';
import {embeddedCacheDir} from '../embedded.ts';
import {describeTemplates} from '../render/index.ts';
import {exitCodes} from './exit.ts';
import {readSettings} from './settings.ts';

/** `viral templates`: what can be rendered, read from the bundle itself. */
export async function templates(
  flags: {readonly compositions?: string; readonly json?: boolean},
  signal: AbortSignal,
): Promise<number> {
  const settings = await readSettings(process.cwd());
  const entry = flags.compositions === undefined ? settings.compositions : resolve(flags.compositions);
  const descriptions = await describeTemplates({
    cacheDir: await embeddedCacheDir(),
    signal,
    ...(entry === undefined ? {} : {entry}),
  });
  if (flags.json === true) {
    process.stdout.write(
      `${JSON.stringify({templates: descriptions, themes: themes.map((theme) => theme.id)})}\n`,
    );
    return exitCodes.done;
  }
  for (const each of descriptions) {
    process.stdout.write(
      `${each.id} ${each.version}  ${each.aspects.join(' ')}  theme: ${each.defaultTheme}\n  ${each.description}\n`,
    );
  }
  process.stdout.write(`\nthemes: ${themes.map((theme) => theme.id).join(', ')}\n`);
  return exitCodes.done;
}
