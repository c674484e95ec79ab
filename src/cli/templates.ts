import {resolve} from 'node:path';
import {z} from 'zod';
import {themes} from '../compositions/themes.ts';
import {embeddedCacheDir} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import {describeTemplates} from '../render/index.ts';
import {aspectSchema} from '../platforms/index.ts';
import {oneOf} from './choices.ts';
import {compositionsOf} from './compositions-entry.ts';
import {exitCodes} from './exit.ts';
import {readSettings} from './settings.ts';

export interface TemplatesFlags {
  readonly gallery?: string;
  readonly template?: readonly string[];
  readonly theme?: readonly string[];
  readonly aspect?: readonly string[];
  readonly compositions?: string;
  readonly json?: boolean;
}

/** `viral templates --gallery FOLDER`: pictures of every template, and a page to look through. */
async function gallery(folder: string, flags: TemplatesFlags, signal: AbortSignal): Promise<number> {
  const {renderGallery} = await import('../render/index.ts');
  const settings = await readSettings(process.cwd());
  const entry = await compositionsOf(flags.compositions, settings);
  const aspects = flags.aspect?.map((aspect) => oneOf('--aspect', aspectSchema.options, aspect));
  const directory = resolve(folder);
  let told = -1;
  const pictures = await renderGallery({
    directory,
    cacheDir: await embeddedCacheDir(),
    templates: flags.template,
    themes: flags.theme,
    aspects,
    signal,
    onProgress: (drawn, total) => {
      const percent = Math.floor((drawn / total) * 10) * 10;
      if (percent === told) return;
      told = percent;
      process.stderr.write(`${percent} % of ${total} pictures\n`);
    },
    ...(entry === undefined ? {} : {entry}),
  });
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({folder: directory, pictures})}\n`
      : `${pictures.length} pictures; look through ${resolve(directory, 'index.html')}\n`,
  );
  return exitCodes.done;
}

/** What is told of an option, from its JSON schema. */
const optionSchema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
  description: z.string().optional(),
});

function optionLine(
  name: string,
  {type, enum: values, default: standard, description}: z.infer<typeof optionSchema>,
) {
  const kind = values?.join('|') ?? (type === 'boolean' ? 'true|false' : (type ?? 'value'));
  const left = standard === undefined ? '' : ` (default: ${String(standard)})`;
  return `--option ${name}=${kind}${left}${description === undefined ? '' : `  ${description}`}`;
}

/** `viral templates`: what can be rendered, read from the bundle itself. */
export async function templates(flags: TemplatesFlags, signal: AbortSignal): Promise<number> {
  if (flags.gallery !== undefined) return gallery(flags.gallery, flags, signal);
  const alone = (['template', 'theme', 'aspect'] as const).filter((name) => flags[name] !== undefined);
  if (alone.length > 0) {
    throw new InvalidInputError(
      'the call',
      alone.map((name) => ({path: `--${name}`, message: 'needs --gallery FOLDER; the list has all of them'})),
    );
  }
  const settings = await readSettings(process.cwd());
  const entry = await compositionsOf(flags.compositions, settings);
  const descriptions = await describeTemplates({
    cacheDir: await embeddedCacheDir(),
    signal,
    ...(entry === undefined ? {} : {entry}),
  });
  if (flags.json === true) {
    const shown = descriptions.map(({sample: _sample, ...description}) => description);
    process.stdout.write(`${JSON.stringify({templates: shown, themes: themes.map((theme) => theme.id)})}\n`);
    return exitCodes.done;
  }
  const described = z.object({properties: z.record(z.string(), optionSchema).default({})});
  for (const each of descriptions) {
    process.stdout.write(
      `${each.id} ${each.version}  ${each.aspects.join(' ')}  theme: ${each.defaultTheme}\n  ${each.description}\n`,
    );
    const options = described.safeParse(each.options).data?.properties ?? {};
    for (const [name, option] of Object.entries(options))
      process.stdout.write(`    ${optionLine(name, option)}\n`);
    for (const kind of each.overlays) process.stdout.write(`    --overlay ${kind}\n`);
  }
  process.stdout.write(`\nthemes: ${themes.map((theme) => theme.id).join(', ')}\n`);
  return exitCodes.done;
}
