import {fork} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {builtEntry} from '../../src/built-entry.ts';

/** Bundles an entry into `folder/site` in a process of its own, as the package does. */
export async function bundleSite(entry: string, folder: string): Promise<string> {
  const publicDir = join(folder, 'public');
  const outDir = join(folder, 'site');
  mkdirSync(publicDir, {recursive: true});
  const rootDir = fileURLToPath(new URL('../..', import.meta.url));
  const child = fork(builtEntry('render/bundle/bundle-process'), [], {
    cwd: rootDir,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: {type: string; message?: string}) => {
      if (message.type === 'done') resolve(outDir);
      if (message.type === 'failed') reject(new Error(message.message));
    });
    child.once('error', reject);
    child.send({entry, rootDir, publicDir, outDir});
  });
}
