import type {Pcm} from './pcm.ts';

export interface RoomOptions {
  /** Seconds until the sound is 60 dB down. */
  readonly seconds: number;
  /** What the walls swallow, Hz: above it the sound dies faster. */
  readonly dampingHz: number;
  /** Seconds before the first reflection. */
  readonly preDelay: number;
}

/** Takes back, for what goes out, the division by the root of the matrix's order. */
const outputGain = Math.sqrt(8);
/** Seconds between the walls; without common divisors, so that echoes do not fall together. */
const lineSeconds = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0593, 0.0647, 0.0719];

/**
 * A room: eight delay lines that feed each other through a Hadamard matrix (Jot and Chaigne, 1991), damped on top.
 * Gives the reflections only, in stereo.
 */
export function room({sampleRateHz, channels}: Pcm, {seconds, dampingHz, preDelay}: RoomOptions): Pcm {
  const [left = new Float32Array(0), right = left] = channels;
  const {length} = left;
  const outLeft = new Float32Array(length);
  const outRight = new Float32Array(length);
  const soften = 1 - Math.exp((-2 * Math.PI * dampingHz) / sampleRateHz);
  const wait = Math.round(preDelay * sampleRateHz);
  const lines = lineSeconds.map((delay) => new Float32Array(Math.max(8, Math.round(delay * sampleRateHz))));
  const gains = lines.map((line) => 10 ** ((-3 * line.length) / (seconds * sampleRateHz)) / Math.sqrt(8));
  const places = new Int32Array(8);
  const damped = new Float64Array(8);
  const shortest = Math.min(...lines.map((line) => line.length));
  const blocks = lines.map(() => new Float32Array(shortest));
  // No line is shorter than a block, so a whole block can be taken out of all lines before anything is put back.
  for (let start = 0; start < length; start += shortest) {
    const count = Math.min(shortest, length - start);
    lines.forEach((line, which) =>
      takeOut(line, places, damped, which, soften, gains[which] as number, blocks, count),
    );
    const [a, b, c, d, e, f, g, h] = blocks as unknown as readonly [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let index = 0; index < count; index += 1) {
      const at = start + index;
      outLeft[at] =
        ((a[index] as number) + (c[index] as number) - (e[index] as number) + (g[index] as number)) *
        outputGain;
      outRight[at] =
        ((b[index] as number) - (d[index] as number) + (f[index] as number) + (h[index] as number)) *
        outputGain;
    }
    mixLines(blocks, count);
    lines.forEach((line, which) => {
      const own = blocks[which] as Float32Array;
      const source = which % 2 === 0 ? left : right;
      let place = places[which] as number;
      for (let index = 0; index < count; index += 1) {
        const from = start + index - wait;
        line[place] = (own[index] as number) + (from >= 0 ? (source[from] as number) : 0);
        place = place + 1 === line.length ? 0 : place + 1;
      }
      places[which] = place;
    });
  }
  return {sampleRateHz, channels: [outLeft, outRight]};
}

/** Reads the next samples of a line, damped and at its gain; the line's place stays where it is. */
function takeOut(
  line: Float32Array,
  places: Int32Array,
  damped: Float64Array,
  which: number,
  soften: number,
  gain: number,
  blocks: readonly Float32Array[],
  count: number,
): void {
  const own = blocks[which] as Float32Array;
  let place = places[which] as number;
  let soft = damped[which] as number;
  for (let index = 0; index < count; index += 1) {
    soft += soften * ((line[place] as number) - soft);
    own[index] = soft * gain;
    place = place + 1 === line.length ? 0 : place + 1;
  }
  damped[which] = soft;
}

/** The Hadamard matrix of order eight in three rounds of sums and differences, over whole blocks. */
function mixLines(blocks: readonly Float32Array[], count: number): void {
  for (let half = 1; half < 8; half *= 2) {
    for (let line = 0; line < 8; line += 1) {
      if ((line & half) !== 0) continue;
      const one = blocks[line] as Float32Array;
      const other = blocks[line + half] as Float32Array;
      for (let index = 0; index < count; index += 1) {
        const a = one[index] as number;
        const b = other[index] as number;
        one[index] = a + b;
        other[index] = a - b;
      }
    }
  }
}
