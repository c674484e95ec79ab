import {ViralError} from '../errors.ts';
import {exitCodeOf, exitCodes} from './exit.ts';
import {interruptible} from './interruption.ts';

/** Runs a command with an interruptible signal and turns its outcome into an exit code. */
export async function run(command: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const interruption = interruptible(() => process.stderr.write('\nInterrupted, cleaning up …\n'));
  try {
    process.exitCode = await command(interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) {
      process.exitCode = exitCodes.interrupted;
      // Everything of ours has ended; timers of a page that was given up would hold the process for half a minute.
      process.stderr.write('Stopped. Nothing unfinished was left behind.\n', () => process.exit());
    } else {
      const known = ViralError.isInstance(error);
      const text =
        error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
      process.stderr.write(`${known ? '' : 'Unexpected error: '}${text}\n`);
      process.exitCode = exitCodeOf(error);
    }
  } finally {
    interruption.release();
  }
}
