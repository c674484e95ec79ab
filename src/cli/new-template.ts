import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {InvalidInputError, parseInput} from '../errors.ts';
import {slugSchema} from '../schema/index.ts';
import {makeFolder, writeWhole, writingError} from '../whole-files.ts';
import {calledAs} from './called-as.ts';
import {exitCodes} from './exit.ts';

/** The example that the guide explains, which the tests draw in every engine. */
const example = join(fileURLToPath(new URL('../../', import.meta.url)), 'examples', 'own-template');

/** `big-poster` → `BigPoster` */
const pascalCase = (slug: string) =>
  slug.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
/** `big-poster` → `bigPoster` */
const camelCase = (slug: string) => slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The nearest tsconfig.json from a folder upwards, as text; empty where there is none. */
async function nearestTsconfig(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'tsconfig.json'), 'utf8').catch(() => null);
  if (text !== null) return text;
  return dirname(folder) === folder ? '' : nearestTsconfig(dirname(folder));
}

/** The ending by which the project's TypeScript lets one file import another: none, except where it resolves as Node.js. */
async function importEnding(folder: string): Promise<'' | '.js' | '.tsx'> {
  const config = await nearestTsconfig(folder);
  if (!/"module(?:Resolution)?"\s*:\s*"node(?:16|18|20|next)"/i.test(config)) return '';
  return /"allowImportingTsExtensions"\s*:\s*true/.test(config) ? '.tsx' : '.js';
}

/**
 * `viral templates new NAME`: a template to begin with, and the entry that registers it. An entry that is there already
 * stays as it is, and the lines to write into it are printed.
 */
export async function newTemplate(name: string, flags: {readonly out?: string}): Promise<number> {
  const id = parseInput(slugSchema, name, `the template's name '${name}'`);
  if (!/^[a-z]/.test(id) || id === 'index') {
    throw new InvalidInputError(`the template's name '${name}'`, [
      {
        path: '',
        message:
          "must begin with a letter and not be 'index': it becomes the name of a file and of a component",
      },
    ]);
  }
  const folder = resolve(flags.out ?? 'video');
  const entry = join(folder, 'index.tsx');
  const file = join(folder, `${id}.tsx`);
  if (existsSync(file)) {
    throw new InvalidInputError(`the template's name '${name}'`, [
      {
        path: '',
        message: `${file} is there already and stays as it is; take another name or --out another folder`,
      },
    ]);
  }
  const from = `'./${id}${await importEnding(folder)}'`;
  const names: Readonly<Record<string, string>> = {
    "'poster'": `'${id}'`,
    "'./poster.tsx'": from,
    Poster: pascalCase(id),
    poster: camelCase(id),
  };
  const written = async (part: string) =>
    (await readFile(join(example, part), 'utf8')).replace(
      /'poster'|'\.\/poster\.tsx'|Poster|poster/g,
      (word) => names[word] ?? word,
    );
  const entryText = await written('index.tsx');
  const registered = existsSync(entry);
  try {
    await makeFolder(folder);
    await writeWhole(file, await written('poster.tsx'));
    if (!registered) await writeWhole(entry, entryText);
  } catch (error) {
    throw writingError(error, folder);
  }
  const shown = (path: string) => relative(process.cwd(), path);
  const lines = registered
    ? [
        shown(file),
        '',
        `Write into ${shown(entry)}, which was there already:`,
        `  import {${camelCase(id)}} from ${from};`,
        `  registerTemplates([...builtins, ${camelCase(id)}]); // beside those that stand there`,
      ]
    : [shown(file), shown(entry)];
  const make = `${calledAs()} make --from article.md --compositions ${shown(entry)} --template ${id}`;
  process.stdout.write(
    `${[...lines, '', 'Next:', `  ${make}`, `  npx remotion studio ${shown(entry)}   (with @remotion/cli)`].join('\n')}\n`,
  );
  return exitCodes.done;
}
