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

/** A copy of `channel` after the filters, one after the other, starting from silence. */
export function filtered(channel: Float32Array, filters: readonly Biquad[]): Float32Array {
  const output = channel.slice();
  for (const {b0, b1, b2, a1, a2} of filters) {
    let state1 = 0;
    let state2 = 0;
    for (let index = 0; index < output.length; index += 1) {
      const input = output[index] ?? 0;
      const result = b0 * input + state1;
      state1 = b1 * input - a1 * result + state2;
      state2 = b2 * input - a2 * result;
      output[index] = result;
    }
  }
  return output;
}
