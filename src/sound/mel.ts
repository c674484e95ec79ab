/** The power of sound in bands of the mel scale, frame by frame. */
export interface MelFrames {
  readonly count: number;
  readonly bands: number;
  /** Natural logarithm of the power, `count` rows of `bands`; frame i lies around i · hop seconds. */
  readonly values: Float32Array;
}

/** Rate at which `logMel` works. */
export const melRateHz = 16_000;
/** Distance between frames, seconds. */
export const melHopSeconds = 0.01;

const hop = melRateHz * melHopSeconds;
const windowLength = 400;
const size = 512;
const bins = size / 2;
/** Power of a band in digital silence: 32-bit sound at 96 dB under full scale lies well above it. */
const floor = 1e-9;

const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
const hertzOf = (value: number) => 700 * (Math.exp(value / 1127) - 1);

/** A triangular band: the first bin it takes, and the weight of each bin from there. */
interface Band {
  readonly first: number;
  readonly weights: Float64Array;
}

function triangles(bands: number, minHz: number, maxHz: number): Band[] {
  const from = mel(minHz);
  const step = (mel(maxHz) - from) / (bands + 1);
  const binOf = (index: number) => (hertzOf(from + index * step) * size) / melRateHz;
  return Array.from({length: bands}, (_, band) => {
    const [left, middle, right] = [binOf(band), binOf(band + 1), binOf(band + 2)];
    const first = Math.max(1, Math.ceil(left));
    const last = Math.min(bins - 1, Math.floor(right));
    const weights = Float64Array.from({length: Math.max(0, last - first + 1)}, (_weight, at) => {
      const bin = first + at;
      return bin <= middle ? (bin - left) / (middle - left) : (right - bin) / (right - middle);
    });
    return {first, weights};
  });
}

const cosines = Float64Array.from({length: bins}, (_, index) => Math.cos((2 * Math.PI * index) / size));
const sines = Float64Array.from({length: bins}, (_, index) => Math.sin((2 * Math.PI * index) / size));
const reversed = Uint16Array.from({length: size}, (_, index) => {
  let bits = 0;
  for (let bit = 1; bit < size; bit <<= 1) bits = (bits << 1) | (index & bit ? 1 : 0);
  return bits;
});

/** Fast Fourier transform of `size` complex numbers in place (Cooley and Tukey, radix 2). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let index = 0; index < size; index += 1) {
    const other = reversed[index] as number;
    if (other <= index) continue;
    const a = real[index] as number;
    const b = imaginary[index] as number;
    real[index] = real[other] as number;
    imaginary[index] = imaginary[other] as number;
    real[other] = a;
    imaginary[other] = b;
  }
  for (let half = 1; half < size; half *= 2) {
    const step = bins / half;
    for (let start = 0; start < size; start += 2 * half) {
      for (let offset = 0; offset < half; offset += 1) {
        const cos = cosines[offset * step] as number;
        const sin = sines[offset * step] as number;
        const low = start + offset;
        const high = low + half;
        const a = real[high] as number;
        const b = imaginary[high] as number;
        const turnedReal = a * cos + b * sin;
        const turnedImaginary = b * cos - a * sin;
        real[high] = (real[low] as number) - turnedReal;
        imaginary[high] = (imaginary[low] as number) - turnedImaginary;
        real[low] = (real[low] as number) + turnedReal;
        imaginary[low] = (imaginary[low] as number) + turnedImaginary;
      }
    }
  }
}

/**
 * Log power in mel bands: frames of 25 ms under a Hann window every 10 ms, pre-emphasis 0.97, triangular filters
 * (Davis and Mermelstein 1980; mel scale of O'Shaughnessy 1987).
 * @param samples one channel at 16 kHz; what is not finite counts as silence
 * @param maxHz upper edge of the highest band, at most 8000
 */
export function logMel(
  samples: Float32Array,
  {
    bands = 26,
    minHz = 100,
    maxHz = 7000,
  }: {readonly bands?: number; readonly minHz?: number; readonly maxHz?: number} = {},
): MelFrames {
  const filters = triangles(bands, minHz, Math.min(maxHz, melRateHz / 2));
  const count = Math.ceil(samples.length / hop);
  const values = new Float32Array(count * bands);
  const window = Float64Array.from(
    {length: windowLength},
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / windowLength),
  );
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const at = (index: number) => {
    const value = samples[index];
    return value !== undefined && Number.isFinite(value) ? value : 0;
  };
  const load = (target: Float64Array, frame: number) => {
    const start = frame * hop - windowLength / 2;
    let before = at(start - 1);
    for (let index = 0; index < windowLength; index += 1) {
      const sample = at(start + index);
      target[index] = (sample - 0.97 * before) * (window[index] as number);
      before = sample;
    }
    target.fill(0, windowLength);
  };
  // Two frames in one transform: one as the real part, one as the imaginary part.
  for (let frame = 0; frame < count; frame += 2) {
    load(real, frame);
    load(imaginary, frame + 1);
    transform(real, imaginary);
    filters.forEach(({first, weights}, band) => {
      let [powerA, powerB] = [0, 0];
      for (let index = 0; index < weights.length; index += 1) {
        const bin = first + index;
        const mirror = size - bin;
        const weight = weights[index] as number;
        const sumReal = (real[bin] as number) + (real[mirror] as number);
        const differenceReal = (real[bin] as number) - (real[mirror] as number);
        const sumImaginary = (imaginary[bin] as number) + (imaginary[mirror] as number);
        const differenceImaginary = (imaginary[bin] as number) - (imaginary[mirror] as number);
        powerA += weight * (sumReal * sumReal + differenceImaginary * differenceImaginary);
        powerB += weight * (sumImaginary * sumImaginary + differenceReal * differenceReal);
      }
      values[frame * bands + band] = Math.log(powerA / 4 + floor);
      if (frame + 1 < count) values[(frame + 1) * bands + band] = Math.log(powerB / 4 + floor);
    });
  }
  return {count, bands, values};
}

/**
 * Mel-frequency cepstral coefficients 0 to `coefficients` − 1 of each frame (orthonormal DCT-II over the bands).
 * @returns `count` rows of `coefficients`
 */
export function cepstra({count, bands, values}: MelFrames, coefficients = 13): Float32Array {
  const basis = Float64Array.from({length: coefficients * bands}, (_, index) => {
    const order = Math.floor(index / bands);
    const band = index % bands;
    return Math.sqrt((order === 0 ? 1 : 2) / bands) * Math.cos((Math.PI * order * (band + 0.5)) / bands);
  });
  const output = new Float32Array(count * coefficients);
  for (let frame = 0; frame < count; frame += 1) {
    for (let order = 0; order < coefficients; order += 1) {
      let sum = 0;
      for (let band = 0; band < bands; band += 1) {
        sum += (values[frame * bands + band] as number) * (basis[order * bands + band] as number);
      }
      output[frame * coefficients + order] = sum;
    }
  }
  return output;
}
