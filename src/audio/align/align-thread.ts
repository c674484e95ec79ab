import {Worker} from 'node:worker_threads';
import {builtEntry} from '../../built-entry.ts';
import {ViralError} from '../../errors.ts';
import type {Alignment, AlignMessage, AlignReply, AlignRequest} from './align-messages.ts';

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
  let worker: Worker | undefined;
  let lastId = 0;

  const open = (): Worker => {
    if (worker) return worker;
    const opened = new Worker(builtEntry('audio/align/align-worker'), {execArgv: [], env: {}});
    // An error that arrives while nobody asks must not end the process.
    opened.on('error', () => {});
    opened.once('exit', () => {
      if (worker === opened) worker = undefined;
    });
    opened.unref();
    worker = opened;
    return opened;
  };
  const stop = async () => {
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };

  return {
    async ask(request, signal) {
      signal.throwIfAborted();
      const asked = open();
      lastId += 1;
      const id = lastId;
      asked.ref();
      let settle: () => void = () => {};
      try {
        return await new Promise((resolve, reject) => {
          const failed = (why: string, cause?: unknown) =>
            reject(new ViralError('internal', `The words could not be aligned: ${why}`, {cause}));
          const onMessage = (reply: AlignReply) => {
            if (reply.id !== id) return;
            if ('error' in reply) failed(reply.error);
            else resolve(reply.alignment);
          };
          const onError = (error: Error) => failed(error.message, error);
          const onExit = (code: number) => failed(`the thread ended with ${code}`);
          const onAbort = () => reject(signal.reason as Error);
          asked.on('message', onMessage).on('error', onError).on('exit', onExit);
          signal.addEventListener('abort', onAbort, {once: true});
          settle = () => {
            asked.off('message', onMessage).off('error', onError).off('exit', onExit);
            signal.removeEventListener('abort', onAbort);
          };
          const transfer = 'piece' in request ? [request.piece.samples.buffer] : [];
          asked.postMessage({id, request} satisfies AlignMessage, transfer);
        });
      } catch (error) {
        if (worker === asked) await stop();
        throw error;
      } finally {
        settle();
        asked.unref();
      }
    },
    stop,
  };
}
