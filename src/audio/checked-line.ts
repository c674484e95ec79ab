import {ViralError} from '../errors.ts';
import type {SpokenLine, Voice} from '../ports/index.ts';
import type {NarrationLine, Word} from '../schema/index.ts';
import {gainOf, integratedLoudness, samplePeak, scaled} from '../sound/index.ts';
import {estimateWords} from './estimate-words.ts';
import {readableText} from './voices/readable-text.ts';

/** Lines are brought to this loudness, LUFS as one channel, so that none stands out; peaks stay under the ceiling. */
const lineLufs = -20;
const peakCeiling = gainOf(-1);
/**
 * A line whose peaks keep it this much softer than the others, dB, is no speech: its peaks lie 33 dB above its
 * loudness, those of speech 10 to 20, and those of a single click 38 or more.
 */
const softestBelowDb = 14;

/** No voice says more letters and digits in a second than this, at its own pace. */
const mostSignsPerSecond = 60;
/** The longest a line can take: a few seconds, and for each letter and digit what the slowest speech takes. */
const spareSeconds = 5;
const slowestLetterSeconds = 0.6;
const slowestDigitSeconds = 1.5;

export const quote = (text: string) => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

/** What is wrong with the words of a spoken line, or null. */
export function wordFault(words: readonly Word[], text: string, durationInMs: number): string | null {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  if (words.length !== written.length) return `${words.length} word times for ${written.length} words`;
  let last = 0;
  for (const [index, {text: word, startMs, endMs}] of words.entries()) {
    if (word !== written[index]) return `the time of "${word}" where "${written[index]}" is written`;
    if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || startMs < last || endMs < startMs) {
      return `times that run backwards at "${word}"`;
    }
    if (endMs > durationInMs + 1) return `a time for "${word}" after the sound has ended`;
    last = startMs;
  }
  return null;
}

/** What is wrong with the length of a line, or null: sound that was cut short, or that goes on and on. */
function lengthFault(text: string, said: string, seconds: number, rate: number): string | null {
  const count = (some: string, sign: RegExp) => some.match(sign)?.length ?? 0;
  const letters = Math.max(count(text, /\p{L}/gu), count(said, /\p{L}/gu));
  const digits = count(text, /\p{N}/gu);
  if (letters + digits === 0) return null;
  const shown = `${seconds.toFixed(1)} s of sound`;
  // Markup is left unsaid.
  const fewest = Math.min(...[text, said].map((some) => count(readableText(some).text, /[\p{L}\p{N}]/gu)));
  if (seconds < fewest / mostSignsPerSecond / rate) return `only ${shown}, too little to be all of it,`;
  const longest = spareSeconds + (letters * slowestLetterSeconds + digits * slowestDigitSeconds) / rate;
  return seconds > longest ? `${shown}, far too much,` : null;
}

export interface CheckedLineRequest {
  readonly voice: Voice;
  readonly sceneId: string;
  readonly text: string;
  /** The text with the user's own readings in it. */
  readonly said: string;
  readonly rate: number;
}

/**
 * A line ready for the mix: held against what speech can be, and brought to the loudness of all lines.
 * @throws ViralError `voice-failed` with what is wrong with the sound or its times
 */
export function checkedLine(
  {voice, sceneId, text, said, rate}: CheckedLineRequest,
  spoken: SpokenLine,
): NarrationLine {
  const fail = (what: string) =>
    new ViralError(
      'voice-failed',
      `The voice ${voice.name} gave ${what} for the line ${quote(text)} of scene '${sceneId}'. Use another voice, or other words.`,
    );
  const {samples, sampleRateHz, words, timing} = spoken;
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < 8000 || sampleRateHz > 192_000) {
    throw fail(`sound at ${sampleRateHz} Hz (8000 to 192000 can be used)`);
  }
  // Whole numbers would become silence in the mix.
  if (!(samples instanceof Float32Array)) throw fail('samples that are no Float32Array of -1..1');
  if (samples.length === 0) throw fail('no sound');
  if (!samples.every(Number.isFinite)) throw fail('sound with samples that are no numbers');
  const durationInMs = (samples.length / sampleRateHz) * 1000;
  const fault = words ? wordFault(words, text, durationInMs) : null;
  if (fault !== null) throw fail(fault);
  if (voice.silent && words) {
    return {
      sceneId,
      text,
      samples: new Float32Array(samples.length),
      durationInMs,
      words: [...words],
      timing,
    };
  }
  const tooLong = lengthFault(text, said, durationInMs / 1000, voice.synthetic ? rate : 1);
  if (tooLong !== null) throw fail(tooLong);
  const loudness = integratedLoudness({sampleRateHz, channels: [samples]});
  if (loudness === -Infinity) throw fail('nothing but silence');
  const wanted = gainOf(lineLufs - loudness);
  const gain = Math.min(wanted, peakCeiling / samplePeak([samples]));
  if (gain < wanted * gainOf(-softestBelowDb)) throw fail('a click, far louder than all else,');
  return {
    sceneId,
    text,
    samples: scaled(samples, gain),
    durationInMs,
    words: words ? [...words] : estimateWords(text, samples, sampleRateHz),
    timing: words ? timing : 'estimated',
  };
}
