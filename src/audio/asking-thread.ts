import {type Transferable, Worker} from 'node:worker_threads';

/** A failure of the thread itself, as opposed to an answer that says no. */
export class ThreadFailure extends Error {}

/** A thread of this process that answers questions. It starts with the first one and keeps no process alive while idle. */
export interface AskingThread<Question extends object, Reply> {
  /**
   * The answer to a question. A thread that fails or is not waited for any longer is ended; the next question starts
   * another.
   * @param transfer what is handed over rather than copied
   * @throws ThreadFailure; the signal's reason
   */
  ask(question: Question, signal: AbortSignal, transfer?: readonly Transferable[]): Promise<Reply>;
  stop(): Promise<void>;
}

/**
 * Opens the front of a thread; nothing starts yet. The thread is sent each question with an `id` and must answer with
 * the same.
 * @param entry gives the path of the module that runs in it, as `builtEntry` does
 */
export function openAskingThread<Question extends object, Reply extends {readonly id: number}>(
  entry: () => string,
): AskingThread<Question, Reply> {
  let worker: Worker | undefined;
  let lastId = 0;

  const running = (): Worker => {
    if (worker) return worker;
    const opened = new Worker(entry(), {execArgv: [], env: {}});
    // An error that arrives while nobody asks must not end the process.
    opened.on('error', () => {});
    opened.once('exit', () => {
      if (worker === opened) worker = undefined;
    });
    worker = opened;
    return opened;
  };
  const stop = async () => {
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };

  return {
    async ask(question, signal, transfer = []) {
      signal.throwIfAborted();
      const asked = running();
      lastId += 1;
      const id = lastId;
      asked.ref();
      let settle: () => void = () => {};
      try {
        return await new Promise<Reply>((resolve, reject) => {
          const onMessage = (reply: Reply) => {
            if (reply.id === id) resolve(reply);
          };
          const onError = (error: Error) => reject(new ThreadFailure(error.message, {cause: error}));
          const onExit = (code: number) => reject(new ThreadFailure(`its thread ended with ${code}`));
          const onAbort = () => reject(signal.reason as Error);
          asked.on('message', onMessage).on('error', onError).on('exit', onExit);
          signal.addEventListener('abort', onAbort, {once: true});
          settle = () => {
            asked.off('message', onMessage).off('error', onError).off('exit', onExit);
            signal.removeEventListener('abort', onAbort);
          };
          asked.postMessage({...question, id}, transfer);
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
