import {Worker} from 'node:worker_threads';
import {builtEntry} from '../../built-entry.ts';
import type {EspeakReply, EspeakRequest} from './espeak-messages.ts';

type Question = EspeakRequest extends infer Each
  ? Each extends EspeakRequest
    ? Omit<Each, 'id'>
    : never
  : never;

/** espeak in a thread of this process. It starts with the first question and keeps no process alive while idle. */
export interface EspeakThread {
  /** One question at a time; ends the thread when the signal does, and starts another with the next question. */
  ask(question: Question, signal: AbortSignal): Promise<EspeakReply>;
  stop(): Promise<void>;
}

/** Opens the thread's front; nothing starts yet. */
export function openEspeakThread(): EspeakThread {
  let worker: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  const stop = async () => {
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };

  const askNow = async (question: Question, signal: AbortSignal): Promise<EspeakReply> => {
    signal.throwIfAborted();
    if (!worker) {
      worker = new Worker(builtEntry('audio/voices/espeak-worker'), {execArgv: [], env: {}});
      // An error that arrives while nobody asks must not end the process.
      worker.on('error', () => {});
    }
    const asked = worker;
    lastId += 1;
    const id = lastId;
    asked.ref();
    let settle: () => void = () => {};
    try {
      return await new Promise<EspeakReply>((resolve, reject) => {
        const onMessage = (reply: EspeakReply) => {
          if (reply.id === id) resolve(reply);
        };
        const onExit = (code: number) => reject(new Error(`its thread ended with ${code}`));
        const onAbort = () => reject(signal.reason as Error);
        asked.on('message', onMessage).on('error', reject).on('exit', onExit);
        signal.addEventListener('abort', onAbort, {once: true});
        settle = () => {
          asked.off('message', onMessage).off('error', reject).off('exit', onExit);
          signal.removeEventListener('abort', onAbort);
        };
        asked.postMessage({...question, id} satisfies EspeakRequest);
      });
    } catch (error) {
      if (worker === asked) await stop();
      throw error;
    } finally {
      settle();
      asked.unref();
    }
  };

  return {
    ask(question, signal) {
      const answered = turn.then(() => askNow(question, signal));
      turn = answered.catch(() => {});
      return answered;
    },
    stop,
  };
}
