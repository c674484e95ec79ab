import {builtEntry} from '../../built-entry.ts';
import {openAskingThread} from '../asking-thread.ts';
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
  const thread = openAskingThread<Question, EspeakReply>(() => builtEntry('audio/voices/espeak-worker'));
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask(question, signal) {
      const answered = turn.then(() => thread.ask(question, signal));
      turn = answered.catch(() => {});
      return answered;
    },
    stop: () => thread.stop(),
  };
}
