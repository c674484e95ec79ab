import {spawn} from 'node:child_process';
import {builtEntry} from '../built-entry.ts';

/**
 * Tells Remotion of one finished render, as its licence asks of companies with a key, and only when the user gave one.
 * In a process of its own: without a network the attempts take most of a minute and print, and the video is done.
 */
export function registerUsage(licenseKey: string): void {
  const child = spawn(process.execPath, [builtEntry('render/usage-event-process')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  // Not as an argument: those are visible to every user of the machine.
  child.stdin.end(licenseKey);
  child.unref();
}
