import type {Word} from '../schema/index.ts';

interface Stretch {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
}

const frameSeconds = 0.01;
const shortestSilenceSeconds = 0.11;
/** A frame this far under the loud frames of the line counts as silent. */
const silenceBelowLoudDb = 32;

/** Stretches of speech: what lies between silences of 110 ms or more. */
function speechStretches(samples: Float32Array, sampleRateHz: number): readonly Stretch[] {
  const frame = Math.max(1, Math.round(frameSeconds * sampleRateHz));
  const levels = Array.from({length: Math.ceil(samples.length / frame)}, (_, index) => {
    const part = samples.subarray(index * frame, (index + 1) * frame);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  });
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(levels.length * 0.9)] ?? 0;
  const threshold = loud * 10 ** (-silenceBelowLoudDb / 20);
  const total = samples.length / sampleRateHz;
  const stretches: {start: number; end: number}[] = [];
  levels.forEach((level, index) => {
    if (level <= threshold) return;
    const start = (index * frame) / sampleRateHz;
    const end = Math.min(total, start + frame / sampleRateHz);
    const last = stretches.at(-1);
    if (last && start - last.end < shortestSilenceSeconds) last.end = end;
    else stretches.push({start, end});
  });
  return stretches.length > 0 ? stretches : [{start: 0, end: total}];
}

/** How long a word takes to say, in letters: a digit is a whole word, a capital of an initialism is a syllable. */
function weightOf(word: string): number {
  const letters = word.match(/\p{L}|\p{M}/gu)?.length ?? 0;
  const digits = word.match(/\p{N}/gu)?.length ?? 0;
  const spelled = /^\P{L}*\p{Lu}{2,}\P{L}*$/u.test(word) ? letters * 1.4 : 0;
  return letters + digits * 4.5 + spelled;
}

interface PlacedSilence {
  readonly silence: number;
  /** Words before it. */
  readonly boundary: number;
}

/** What it costs to take a silence for part of a word, such as the closure before a plosive. */
const priceOfIgnoring = 2.5;

/**
 * Chooses after which word each silence falls, by comparing how much has been said with how much of the text has
 * passed; silences prefer punctuation, and one that fits nowhere is ignored.
 */
function placeSilences(
  words: readonly string[],
  passed: readonly number[],
  said: readonly number[],
): readonly PlacedSilence[] {
  const price = (silence: number, boundary: number) => {
    const distance = ((passed[boundary] ?? 1) - (said[silence] ?? 1)) * words.length;
    const mark = words[boundary - 1] ?? '';
    const isSentence = /[.!?…。！？]["')\]”’]*$/u.test(mark);
    const penalty = isSentence ? 0 : /[,;:–—、，]["')\]”’]*$/u.test(mark) ? 0.3 : 4;
    return distance * distance * 0.6 + penalty;
  };
  // best[b]: the cheapest way to place the silences so far with the last one used after b words.
  let best: {cost: number; path: readonly PlacedSilence[]}[] = words.map((_, boundary) => ({
    cost: boundary === 0 ? 0 : Infinity,
    path: [],
  }));
  for (let silence = 0; silence < said.length; silence += 1) {
    let cheapest = {cost: Infinity, path: [] as readonly PlacedSilence[]};
    best = best.map((kept, boundary) => {
      const ignored = {cost: kept.cost + priceOfIgnoring, path: kept.path};
      const cost = cheapest.cost + (boundary > 0 ? price(silence, boundary) : Infinity);
      const used = {cost, path: cost === Infinity ? [] : [...cheapest.path, {silence, boundary}]};
      if (kept.cost < cheapest.cost) cheapest = kept;
      return used.cost < ignored.cost ? used : ignored;
    });
  }
  return best.reduce((least, way) => (way.cost < least.cost ? way : least), best[0] ?? {cost: 0, path: []})
    .path;
}

/**
 * Guesses the time of every word of a line whose voice gives none: finds the silences in the sound, lays them on the
 * punctuation they fit best, and shares the time between them by letters. Typically 80 ms off, sometimes 400.
 * @returns one entry for every word separated by white space, in ms from the line's start
 */
export function estimateWords(text: string, samples: Float32Array, sampleRateHz: number): Word[] {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  const letters = written.map(weightOf);
  const weights = letters.some((weight) => weight > 0) ? letters : letters.map(() => 1);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const passed: number[] = [0];
  for (const weight of weights) passed.push((passed.at(-1) ?? 0) + weight / totalWeight);
  const stretches = speechStretches(samples, sampleRateHz);
  const spoken = stretches.reduce((sum, {start, end}) => sum + end - start, 0);
  let soFar = 0;
  const said = stretches.slice(0, -1).map(({start, end}) => {
    soFar += end - start;
    return soFar / spoken;
  });
  const placed = placeSilences(written, passed, said);
  const words: Word[] = [];
  for (let part = 0; part <= placed.length; part += 1) {
    const before = placed[part - 1];
    const after = placed[part];
    const start = stretches[before ? before.silence + 1 : 0]?.start ?? 0;
    const end = stretches[after ? after.silence : stretches.length - 1]?.end ?? start;
    const from = before?.boundary ?? 0;
    const to = after?.boundary ?? written.length;
    const weight = weights.slice(from, to).reduce((sum, value) => sum + value, 0);
    let at = start;
    for (let word = from; word < to; word += 1) {
      const share = weight === 0 ? 1 / (to - from) : (weights[word] ?? 0) / weight;
      const until = at + (end - start) * share;
      words.push({
        text: written[word] ?? '',
        startMs: Math.round(at * 1000),
        endMs: Math.round(until * 1000),
      });
      at = until;
    }
  }
  return words;
}
