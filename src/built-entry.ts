import {existsSync} from 'node:fs';
import {dirname, join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ViralError} from './errors.ts';

const here = dirname(fileURLToPath(import.meta.url));
const runsFromSource = import.meta.url.endsWith('.ts');

/**
 * The absolute path of a module that another thread or process starts, such as `audio/voices/flite-worker`.
 * Node 20 runs no TypeScript, so from the sources this is the file that the build wrote to `dist`.
 * @param module path inside `src`, with `/` and without extension
 * @throws ViralError `internal` when the build is missing
 */
export function builtEntry(module: string): string {
  const root = runsFromSource ? join(here, '..', 'dist') : here;
  const file = join(root, `${module.split('/').join(sep)}.js`);
  if (!existsSync(file)) {
    throw new ViralError('internal', `${file} does not exist; run "npm run build" first`);
  }
  return file;
}

/**
 * The absolute path of a module that a bundler reads: TypeScript from the sources, JavaScript from the build.
 * @param module path inside `src`, with `/` and without extension
 */
export function bundleEntry(module: string, sourceExtension: '.ts' | '.tsx'): string {
  return join(here, `${module.split('/').join(sep)}${runsFromSource ? sourceExtension : '.js'}`);
}
