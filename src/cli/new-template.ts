import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {InvalidInputError, parseInput} from '../errors.ts';
import {slugSchema} from '../schema/index.ts';
import {makeFolder, writeWhole, writingError} from '../whole-files.ts';
import {calledAs} from './called-as.ts';
import {exitCodes} from './exit.ts';

/** The example that the guide explains, which the tests draw in every engine. */
const example = join(
  fileURLToPath(new URL('../../', import.meta.url)),
  'examples',
  'own-template',
  'index.tsx',
);

/** `big-poster` → `BigPoster` */
const pascalCase = (slug: string) =>
  slug.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
/** `big-poster` → `bigPoster` */
const camelCase = (slug: string) => slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `viral templates new NAME`: a template to begin with, and the entry that registers it. */
export async function newTemplate(name: string, flags: {readonly out?: string}): Promise<number> {
  const id = parseInput(slugSchema, name, `the template's name '${name}'`);
  if (!/^[a-z]/.test(id)) {
    throw new InvalidInputError(`the template's name '${name}'`, [
      {path: '', message: 'must begin with a letter: it becomes the name of a component too'},
    ]);
  }
  const folder = resolve(flags.out ?? 'video');
  const file = resolve(folder, 'index.tsx');
  if (existsSync(file)) {
    throw new InvalidInputError('--out', [
      {path: '', message: `${file} is there already and stays as it is; name another folder`},
    ]);
  }
  const names: Readonly<Record<string, string>> = {
    "'poster'": `'${id}'`,
    Poster: pascalCase(id),
    poster: camelCase(id),
  };
  const text = (await readFile(example, 'utf8')).replace(
    /'poster'|Poster|poster/g,
    (name) => names[name] ?? name,
  );
  try {
    await makeFolder(folder);
    await writeWhole(file, text);
  } catch (error) {
    throw writingError(error, folder);
  }
  const shown = relative(process.cwd(), file);
  process.stdout.write(
    `${shown}\n\nNext:\n  npx remotion studio ${shown}\n  ${calledAs()} make --from article.md --compositions ${shown} --template ${id}\n`,
  );
  return exitCodes.done;
}
