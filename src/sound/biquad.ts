/** A second-order filter, normalised to a0 = 1: y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

function normalised(b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Biquad {
  return {b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0};
}

// Formulas of Robert Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients".

/** Lets pass what lies above `frequencyHz`; 12 dB an octave. */
export function highPass(sampleRateHz: number, frequencyHz: number, q = Math.SQRT1_2): Biquad {
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  const cos = Math.cos(omega);
  return normalised((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
}

/** Lets pass what lies below `frequencyHz`; 12 dB an octave. */
export function lowPass(sampleRateHz: number, frequencyHz: number, q = Math.SQRT1_2): Biquad {
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  const cos = Math.cos(omega);
  return normalised((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
}

/** Raises or lowers a band around `frequencyHz` by `gainDb`. */
export function peaking(sampleRateHz: number, frequencyHz: number, gainDb: number, q: number): Biquad {
  const amplitude = 10 ** (gainDb / 40);
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  const cos = Math.cos(omega);
  return normalised(
    1 + alpha * amplitude,
    -2 * cos,
    1 - alpha * amplitude,
    1 + alpha / amplitude,
    -2 * cos,
    1 - alpha / amplitude,
  );
}

/** Raises or lowers all that lies below `frequencyHz` by `gainDb`; the slope is the steepest without overshoot. */
export function lowShelf(sampleRateHz: number, frequencyHz: number, gainDb: number): Biquad {
  return shelf(sampleRateHz, frequencyHz, gainDb, 1);
}

/** Raises or lowers all that lies above `frequencyHz` by `gainDb`; the slope is the steepest without overshoot. */
export function highShelf(sampleRateHz: number, frequencyHz: number, gainDb: number): Biquad {
  return shelf(sampleRateHz, frequencyHz, gainDb, -1);
}

/** The two shelves are mirror images: `side` turns the sign of every cosine. */
function shelf(sampleRateHz: number, frequencyHz: number, gainDb: number, side: 1 | -1): Biquad {
  const amplitude = 10 ** (gainDb / 40);
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const cos = side * Math.cos(omega);
  const slope = 2 * Math.sqrt(amplitude) * (Math.sin(omega) / Math.SQRT2);
  const [more, less] = [amplitude + 1, amplitude - 1];
  return normalised(
    amplitude * (more - less * cos + slope),
    side * 2 * amplitude * (less - more * cos),
    amplitude * (more - less * cos - slope),
    more + less * cos + slope,
    side * -2 * (less + more * cos),
    more + less * cos - slope,
  );
}

/** Lets pass a band around `frequencyHz` at its own level; `q` is the centre divided by the width. */
export function bandPass(sampleRateHz: number, frequencyHz: number, q: number): Biquad {
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  return normalised(alpha, 0, -alpha, 1 + alpha, -2 * Math.cos(omega), 1 - alpha);
}

/** Keeps every level and turns phases, by half a turn at `frequencyHz`: spreads the peaks of a voice in time. */
export function allPass(sampleRateHz: number, frequencyHz: number, q: number): Biquad {
  const omega = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  const cos = Math.cos(omega);
  return normalised(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha);
}

/** A copy of `channel` after the filters, one after the other, starting from silence. */
export function filtered(channel: Float32Array, filters: readonly Biquad[]): Float32Array {
  const output = channel.slice();
  filterInPlace(output, filters);
  return output;
}

/** Samples between two looks at whether a filter has come to rest. */
const stretch = 2048;
/** Below this a filter rests: its tail would run on in numbers so small that processors are slow with them. */
const rest = 1e-25;

/** Puts `channel` itself through the filters, one after the other, starting from silence. */
export function filterInPlace(channel: Float32Array, filters: readonly Biquad[]): void {
  for (const {b0, b1, b2, a1, a2} of filters) {
    let state1 = 0;
    let state2 = 0;
    for (let index = 0; index < channel.length;) {
      const end = Math.min(channel.length, index + stretch);
      for (; index < end; index += 1) {
        const input = channel[index] as number;
        const result = b0 * input + state1;
        state1 = b1 * input - a1 * result + state2;
        state2 = b2 * input - a2 * result;
        channel[index] = result;
      }
      if (Math.abs(state1) < rest && Math.abs(state2) < rest) {
        state1 = 0;
        state2 = 0;
      }
    }
  }
}
