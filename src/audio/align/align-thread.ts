import {builtEntry} from '../../built-entry.ts';
import {ViralError} from '../../errors.ts';
import {openAskingThread, ThreadFailure} from '../asking-thread.ts';
import type {Alignment, AlignReply, AlignRequest} from './align-messages.ts';

/** A thread that aligns one sound after the other. */
export interface AlignThread {
  /**
   * @returns the answer to `align`, null to everything else
   * @throws the signal's reason; ViralError `internal` when the thread fails. Either way the thread is ended.
   */
  ask(request: AlignRequest, signal: AbortSignal): Promise<Alignment | null>;
  stop(): Promise<void>;
}

/** Opens the thread; it keeps no process alive while nothing is asked of it, and starts anew after a failure. */
export function openAlignThread(): AlignThread {
  const thread = openAskingThread<{readonly request: AlignRequest}, AlignReply>(() =>
    builtEntry('audio/align/align-worker'),
  );
  const failed = (why: string, cause?: unknown) =>
    new ViralError('internal', `The words could not be aligned: ${why}`, {cause});
  return {
    async ask(request, signal) {
      const transfer = 'piece' in request ? [request.piece.samples.buffer] : [];
      const reply = await thread.ask({request}, signal, transfer).catch((error: unknown) => {
        throw error instanceof ThreadFailure ? failed(error.message, error) : error;
      });
      if (!('error' in reply)) return reply.alignment;
      // What it holds may be half of something.
      await thread.stop();
      throw failed(reply.error);
    },
    stop: () => thread.stop(),
  };
}
