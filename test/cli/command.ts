import {type ChildProcess, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The built command line; `npm test` builds it first. */
export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the text has appeared on standard error. */
  says(text: string): Promise<void>;
}

/** Starts `viral` with PATH reduced to nothing but node: no ffmpeg, no Chromium to find. */
export function start(
  args: readonly string[],
  options: {readonly cwd: string; readonly input?: string | Uint8Array},
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd,
    // Temporary files go below the working folder, so that a process of this run can be told by its arguments.
    env: {
      ...process.env,
      PATH: process.platform === 'win32' ? process.env['PATH'] : '',
      TMPDIR: options.cwd,
      TEMP: options.cwd,
      TMP: options.cwd,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting: {text: string; resolve: () => void}[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const each of waiting) if (stderr.includes(each.text)) each.resolve();
  });
  child.stdin.on('error', () => {
    // A command that ends before it has read everything closes the pipe; that is its right.
  });
  child.stdin.end(options.input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({code, stdout, stderr}));
  });
  return {
    child,
    ended,
    says: (text) =>
      Promise.race([
        new Promise<void>((resolve) => {
          if (stderr.includes(text)) resolve();
          else waiting.push({text, resolve});
        }),
        ended.then((end) => {
          throw new Error(`ended with ${end.code} before it said '${text}':\n${end.stderr}`);
        }),
      ]),
  };
}

export const viral = (args: readonly string[], options: Parameters<typeof start>[1]) =>
  start(args, options).ended;
