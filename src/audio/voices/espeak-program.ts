import {spawn} from 'node:child_process';
import {ViralError} from '../../errors.ts';

/** The names under which systems have it, the newer one first. */
const programNames = ['espeak-ng', 'espeak'] as const;

export interface ProgramOutput {
  readonly code: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

const maxOutputBytes = 64_000_000;

/**
 * Runs a program of the user's without a shell.
 * @returns null when there is no such program
 * @throws the signal's reason, after the program has been ended; ViralError `voice-failed` when it writes without end
 */
export async function runEspeak(
  program: string,
  args: readonly string[],
  {input, signal}: {readonly input?: string; readonly signal: AbortSignal},
): Promise<ProgramOutput | null> {
  signal.throwIfAborted();
  const child = spawn(program, args, {stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true});
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, {once: true});
  const parts: Buffer[] = [];
  let size = 0;
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxOutputBytes) kill();
    else parts.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2000);
  });
  // It may end before it has read everything; what that means stands in its exit code.
  child.stdin.on('error', () => {});
  const closed = new Promise<number | null | NodeJS.ErrnoException>((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  child.stdin.end(input ?? '');
  const code = await closed;
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  if (code instanceof Error) {
    if (code.code === 'ENOENT') return null;
    throw new ViralError('voice-failed', `${program} could not be started: ${code.message}`, {cause: code});
  }
  if (size > maxOutputBytes) {
    throw new ViralError(
      'voice-failed',
      `${program} wrote more than ${maxOutputBytes / 1e6} MB for one line.`,
    );
  }
  return {code, stdout: Buffer.concat(parts), stderr: stderr.trim()};
}

/** The first espeak on the user's path, and the voices it lists; null when there is none. */
export async function findEspeakProgram(
  program: string | undefined,
  signal: AbortSignal,
): Promise<{readonly program: string; readonly listing: string} | null> {
  for (const name of program === undefined ? programNames : [program]) {
    const output = await runEspeak(name, ['--voices'], {signal});
    if (output !== null && output.code === 0)
      return {program: name, listing: new TextDecoder().decode(output.stdout)};
  }
  return null;
}
