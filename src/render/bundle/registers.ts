import {readFile} from 'node:fs/promises';
import {dirname, sep} from 'node:path';
import {bundleEntry} from '../../built-entry.ts';

const isSource = /\.[cm]?[jt]sx?$/u;
const isRemotion = /[\\/]node_modules[\\/](?:@remotion[\\/]|remotion[\\/])/u;

const comment = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu;
/** Imports of names as they are: one that is never used again registers nothing. */
const plainImport = /^\s*import\s*(?:type\s*)?\{(?:(?!\bas\b)[^}])*\}\s*from\s*(?:'[^']*'|"[^"]*");?/gmu;

/**
 * Whether any of the files that went into a bundle so much as uses what registers templates. One that does not leaves a page
 * that waits for a root which never comes, until its time is over.
 * @param files absolute paths; those of this package's own compositions and of Remotion do not count
 */
export async function namesRegistration(files: readonly string[]): Promise<boolean> {
  const own = dirname(bundleEntry('compositions/entry', '.tsx')) + sep;
  const others = files.filter(
    (file) => isSource.test(file) && !file.startsWith(own) && !isRemotion.test(file),
  );
  // A project's own files are few and come first.
  const order = [
    ...others.filter((file) => !file.includes(`${sep}node_modules${sep}`)),
    ...others.filter((file) => file.includes(`${sep}node_modules${sep}`)),
  ];
  for (const file of order) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const used = text.replace(comment, '').replace(plainImport, '');
    if (/\bregister(?:Templates|Root)\b/u.test(used)) return true;
  }
  return false;
}
