import {timedWords} from '../audio/voices/readable-text.ts';
import {sayableLine} from '../audio/voices/sayable-line.ts';
import type {SpokenLine, Voice} from '../ports/index.ts';

export interface MemoryVoiceOptions {
  /** Default `memory/tones`. */
  readonly name?: string;
  /** Default `['en']`. */
  readonly languages?: readonly string[];
  /** Hz. Default 16 000. */
  readonly sampleRateHz?: number;
  /** Whether it gives the times of words. Default: yes. */
  readonly times?: boolean;
}

const secondsPerCharacter = 0.07;
const gapSeconds = 0.05;

/** A pitch for a word, 120 to 360 Hz: equal words sound equal. */
function pitchOf(word: string): number {
  let hash = 7;
  for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
  return 120 + (hash % 241);
}

/**
 * A voice for tests that needs no engine, no network and no time: real sound, a tone for each word, as long as the
 * word, with exact times. The same text gives the same samples.
 */
export function memoryVoice(options: MemoryVoiceOptions = {}): Voice {
  const {name = 'memory/tones', languages = ['en'], sampleRateHz = 16_000, times = true} = options;
  return {
    name,
    languages,
    synthetic: true,
    settings: {adapter: 1, sampleRateHz, times},
    doSpeak(request) {
      const {rate, signal} = request;
      const speak = (): SpokenLine => {
        signal.throwIfAborted();
        const {text: readable, tokens} = sayableLine(request, {voice: name, maxCharacters: 20_000});
        const second = sampleRateHz / rate;
        let at = 0;
        const spans = tokens.map(({start, end}) => {
          const from = at;
          const length = Math.round((end - start) * secondsPerCharacter * second);
          at += length === 0 ? 0 : length + Math.round(gapSeconds * second);
          return {from, length, word: readable.slice(start, end)};
        });
        const samples = new Float32Array(at);
        for (const {from, length, word} of spans) {
          const step = (2 * Math.PI * pitchOf(word)) / sampleRateHz;
          for (let index = 0; index < length; index += 1) {
            samples[from + index] = 0.3 * Math.sin(step * index) * Math.sin((Math.PI * index) / length);
          }
        }
        if (!times) return {samples, sampleRateHz, timing: 'estimated'};
        const ms = (count: number) => (count / sampleRateHz) * 1000;
        const words = timedWords(
          tokens,
          (_token, index) => {
            const {from = 0, length = 0} = spans[index] ?? {};
            return {startMs: ms(from), endMs: ms(from + length)};
          },
          ms(samples.length),
        );
        return {samples, sampleRateHz, words, timing: 'engine'};
      };
      return new Promise((resolve) => resolve(speak()));
    },
  };
}
