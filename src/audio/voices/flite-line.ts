import {addInto, fadeEnds, filtered, highPass, peaking} from '../../sound/index.ts';
import {alignWords, parseTimedPhones, pausePhone, type Span} from './phone-alignment.ts';

/** What is kept of the silence before and after a line, and how long the silence between two sentences is, seconds. */
const headSeconds = 0.03;
const tailSeconds = 0.08;
const sentencePauseSeconds = 0.28;

/** One sentence as flite gave it. */
export interface RawSentence {
  readonly samples: Float32Array;
  /** Output of `-psdur`. */
  readonly phones: string;
  /** Phones of each of its words said alone. */
  readonly words: readonly (readonly string[])[];
}

/** A line ready to use. Every word of the sentences has its span, seconds from the line's start. */
export interface AssembledLine {
  readonly samples: Float32Array;
  readonly spans: readonly Span[];
}

/**
 * Joins sentences into one line: cuts each to its speech, sets even pauses between, and takes rumble and the
 * sharpest part of the synthetic sound away.
 * @param rate the pace; pauses shrink with it
 */
export function assembleLine(
  sentences: readonly RawSentence[],
  sampleRateHz: number,
  rate: number,
): AssembledLine {
  const cut = sentences.map(({samples, phones, words}) => {
    const timed = parseTimedPhones(phones);
    const total = samples.length / sampleRateHz;
    const firstSound = timed.findIndex(({phone}) => phone !== pausePhone);
    const lastSound = timed.findLastIndex(({phone}) => phone !== pausePhone);
    const speechStart = firstSound > 0 ? (timed[firstSound - 1]?.end ?? 0) : 0;
    const speechEnd = Math.min(total, timed[lastSound]?.end ?? total);
    const from = Math.max(0, Math.round((speechStart - headSeconds) * sampleRateHz));
    const to = Math.min(samples.length, Math.round((speechEnd + tailSeconds) * sampleRateHz));
    const piece = samples.slice(from, to);
    fadeEnds(piece, headSeconds * 0.5 * sampleRateHz, tailSeconds * 0.75 * sampleRateHz);
    const offset = from / sampleRateHz;
    return {
      piece,
      spans: alignWords(words, timed).map(({start, end}) => ({start: start - offset, end: end - offset})),
    };
  });
  const gap = Math.max(
    0,
    Math.round((sentencePauseSeconds / rate - headSeconds - tailSeconds) * sampleRateHz),
  );
  const starts: number[] = [];
  let length = 0;
  for (const {piece} of cut) {
    starts.push(length);
    length += piece.length + gap;
  }
  const samples = new Float32Array(Math.max(0, length - gap));
  const spans: Span[] = [];
  cut.forEach(({piece, spans: own}, index) => {
    const start = starts[index] ?? 0;
    addInto(samples, piece, start);
    for (const span of own) {
      spans.push({start: span.start + start / sampleRateHz, end: span.end + start / sampleRateHz});
    }
  });
  return {samples: softened(samples, sampleRateHz), spans};
}

/** The voices hum below their lowest tone and are sharp around 3 kHz, where hearing is keenest. */
function softened(samples: Float32Array, sampleRateHz: number): Float32Array {
  const filters = [highPass(sampleRateHz, 70)];
  if (sampleRateHz >= 12_000) filters.push(peaking(sampleRateHz, 3200, -2.5, 0.9));
  return filtered(samples, filters);
}
