import {randomBytes} from 'node:crypto';
import {linkSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {ViralError} from '../../errors.ts';
import {writingError} from '../../whole-files.ts';

/** A file that belongs to this process as long as nobody takes it. */
export interface Lock {
  /** @throws ViralError `output-unwritable` when somebody has taken it */
  check(): void;
  release(): void;
}

/** Locks of this process. */
const held = new Set<string>();
/** Whoever takes over a lock does so in a moment; one that has not is dead, ms. */
const takeoverInMs = 10_000;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * When a process began, in clock ticks since the machine did: another process gets the same id one day, in containers at
 * once. Empty where nobody tells.
 */
function beginOf(pid: number): string {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    );
  } catch {
    return '';
  }
}

function isAlive(owner: string, name: string): boolean {
  const [pidText, begin = ''] = owner.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid < 1) return false;
  if (pid === process.pid && (begin === '' || begin === beginOf(pid))) return held.has(name);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return begin === '' || begin === beginOf(pid);
}

/**
 * Creates a file whole, so that nobody reads it empty.
 * @returns whether it was created
 */
function created(name: string, content: string): boolean {
  const draft = `${name}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, content, {flag: 'wx', mode: 0o600});
    linkSync(draft, name);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // No file has two names on some file systems.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(String(codeOf(error))))
      throw writingError(error, name);
  } finally {
    rmSync(draft, {force: true});
  }
  try {
    writeFileSync(name, content, {flag: 'wx', mode: 0o600});
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw writingError(error, name);
  }
}

function ownerOf(name: string): string | null {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null;
  }
}

/** Removes the lock of a process that is gone. Two that find the same one do not remove each other's. */
function removeDead(name: string): void {
  const taking = `${name}.takeover`;
  if (!created(taking, String(process.pid))) {
    try {
      if (Date.now() - statSync(taking).mtimeMs > takeoverInMs) rmSync(taking, {force: true});
    } catch {
      // Done in this moment.
    }
    return;
  }
  try {
    const owner = ownerOf(name);
    if (owner !== null && !isAlive(owner, name)) rmSync(name, {force: true});
  } finally {
    rmSync(taking, {force: true});
  }
}

/**
 * Takes a file for this process by a lock beside it. A lock of a process that is gone is no lock.
 * @throws ViralError `output-unwritable` when another process has it
 */
export function takeLock(file: string): Lock {
  const name = `${file}.lock`;
  const own = `${process.pid} ${beginOf(process.pid)}`.trim();
  const taken = (owner: string | null) =>
    new ViralError(
      'output-unwritable',
      `Another process (${owner?.split(' ')[0] ?? 'unknown'}) is working on this batch. Wait for it, or end it; its journal is ${file}.`,
    );
  for (let attempt = 0; !created(name, own); attempt++) {
    const owner = ownerOf(name);
    // It may have been released in this moment.
    if (attempt > 20 || (owner !== null && isAlive(owner, name))) throw taken(owner);
    removeDead(name);
  }
  held.add(name);
  return {
    check() {
      const owner = ownerOf(name);
      if (owner !== own) throw taken(owner);
    },
    release() {
      held.delete(name);
      if (ownerOf(name) === own) rmSync(name, {force: true});
    },
  };
}
