import {InvalidInputError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';

export interface SilentOptions {
  /** How fast viewers read, characters a second, 5 to 20. Default 14. */
  readonly charactersPerSecond?: number;
}

const sampleRateHz = 16_000;
/** A character of these scripts holds as much as about two letters. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const denseWeight = 2;
const shortestWordMs = 120;
const sentencePauseMs = 250;
const endPauseMs = 400;

/**
 * No voice at all, for any language: words are timed by how fast they are read, so that captions over music carry the
 * video. The lines are silence and are never mistaken for speech.
 */
export function silent({charactersPerSecond = 14}: SilentOptions = {}): Voice {
  if (!(charactersPerSecond >= 5 && charactersPerSecond <= 20)) {
    throw new InvalidInputError('the silent voice', [
      {path: 'charactersPerSecond', message: `is ${charactersPerSecond}; it can be 5 to 20`},
    ]);
  }
  return {
    name: 'silent/reading',
    languages: ['*'],
    synthetic: false,
    silent: true,
    async doSpeak({text, rate, signal}) {
      signal.throwIfAborted();
      let at = 0;
      const words = text
        .split(/\s+/u)
        .filter((word) => word !== '')
        .map((word) => {
          const signs = word.length + 1 + (word.match(dense)?.length ?? 0) * (denseWeight - 1);
          const startMs = at;
          const endMs = startMs + Math.max(shortestWordMs, (signs / charactersPerSecond) * 1000) / rate;
          at = endMs + (/[.!?。！？]["'”’)]*$/u.test(word) ? sentencePauseMs / rate : 0);
          return {text: word, startMs: Math.round(startMs), endMs: Math.round(endMs)};
        });
      const samples = new Float32Array(Math.ceil(((at + endPauseMs) / 1000) * sampleRateHz));
      return {samples, sampleRateHz, words, timing: 'estimated'};
    },
  };
}
