// Runs as a process of its own, started beside a browser: when the process that opened the browser is gone, however it
// went, this ends the browser's process tree and removes its profile folder. Started by browser-process.ts.
import {spawnSync} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {basename} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

interface Charge {
  readonly pid: number;
  readonly folders: readonly string[];
}

function end(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], {stdio: 'ignore', windowsHide: true});
    return;
  }
  // The browser leads a process group of its own.
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}

let charge: Charge | null = null;
let received = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  received += chunk;
  const lines = received.split('\n');
  received = lines.pop() ?? '';
  for (const line of lines) charge = line === 'released' ? null : (JSON.parse(line) as Charge);
});
// The pipe ends when the other process closes it or dies.
const onGone = async () => {
  if (charge !== null) {
    end(charge.pid);
    // Windows frees the files of a killed process a moment later.
    await sleep(200);
    for (const folder of charge.folders) {
      if (!basename(folder).startsWith('puppeteer_dev_chrome_profile-')) continue;
      await rm(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
    }
  }
  process.exit(0);
};
process.stdin.once('end', () => void onGone());
process.stdin.once('error', () => void onGone());
// A signal meant for the terminal's whole group must not end the one process that cleans up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
