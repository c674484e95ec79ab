/** In-place complex FFT, length a power of two (Cooley and Tukey, 1965). */
function fft(real: Float64Array, imaginary: Float64Array): void {
  const {length} = real;
  for (let index = 1, swapped = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; swapped & bit; bit >>= 1) swapped ^= bit;
    swapped ^= bit;
    if (index < swapped) {
      [real[index], real[swapped]] = [real[swapped]!, real[index]!];
      [imaginary[index], imaginary[swapped]] = [imaginary[swapped]!, imaginary[index]!];
    }
  }
  for (let size = 2; size <= length; size *= 2) {
    const angle = (-2 * Math.PI) / size;
    for (let turn = 0; turn < size / 2; turn += 1) {
      const cos = Math.cos(angle * turn);
      const sin = Math.sin(angle * turn);
      for (let a = turn; a < length; a += size) {
        const b = a + size / 2;
        const x = real[b]! * cos - imaginary[b]! * sin;
        const y = real[b]! * sin + imaginary[b]! * cos;
        real[b] = real[a]! - x;
        imaginary[b] = imaginary[a]! - y;
        real[a] = real[a]! + x;
        imaginary[a] = imaginary[a]! + y;
      }
    }
  }
}

/** Power at each of `size / 2` frequencies, averaged over Hann windows that overlap by half. */
export function spectrumOf(channel: Float32Array, size = 4096): Float64Array {
  const powers = new Float64Array(size / 2);
  let count = 0;
  for (let start = 0; start + size <= channel.length; start += size / 2) {
    const real = Float64Array.from(
      {length: size},
      (_, index) => channel[start + index]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size)),
    );
    const imaginary = new Float64Array(size);
    fft(real, imaginary);
    for (let bin = 0; bin < size / 2; bin += 1) powers[bin]! += real[bin]! ** 2 + imaginary[bin]! ** 2;
    count += 1;
  }
  return powers.map((power) => power / Math.max(1, count));
}

/** Share of the power between two frequencies, dB. */
export function bandDb(channel: Float32Array, rate: number, fromHz: number, toHz: number): number {
  const size = 4096;
  const powers = spectrumOf(channel, size);
  const total = powers.reduce((sum, power) => sum + power, 0);
  const part = powers
    .slice(Math.ceil((fromHz * size) / rate), Math.floor((toHz * size) / rate))
    .reduce((sum, power) => sum + power, 0);
  return 10 * Math.log10(part / total + 1e-15);
}

/** Mean frequency of the magnitudes, Hz: how bright a sound is. */
export function centroidOf(channel: Float32Array, rate: number): number {
  const magnitudes = spectrumOf(channel).map(Math.sqrt);
  const total = magnitudes.reduce((sum, value) => sum + value, 0);
  return (magnitudes.reduce((sum, value, bin) => sum + value * bin, 0) / total) * (rate / 4096);
}

/** Rise of the logarithmic level from one hundredth of a second to the next, in three bands together. */
export function onsetCurve(channel: Float32Array, rate: number): Float32Array {
  const size = 1024;
  const hop = rate / 100;
  const edges = [2, 6, 20, 80, 300, 512];
  const count = Math.floor((channel.length - size) / hop);
  const curve = new Float32Array(Math.max(0, count));
  let last: number[] | null = null;
  for (let frame = 0; frame < count; frame += 1) {
    const start = Math.round(frame * hop);
    const powers = spectrumOf(channel.subarray(start, start + size), size);
    const levels = edges
      .slice(1)
      .map((to, band) =>
        Math.log10(1e-3 + powers.slice(edges[band], to).reduce((sum, power) => sum + power, 0)),
      );
    curve[frame] = last ? levels.reduce((sum, level, band) => sum + Math.max(0, level - last![band]!), 0) : 0;
    last = levels;
  }
  return curve;
}

/** Onsets a second: places where the curve stands out over its surroundings. */
export function onsetsPerSecond(curve: Float32Array): number {
  let onsets = 0;
  for (let at = 3; at + 3 < curve.length; at += 1) {
    const value = curve[at]!;
    const around = curve.subarray(Math.max(0, at - 30), at + 30);
    const mean = around.reduce((sum, each) => sum + each, 0) / around.length;
    const isPeak = [...curve.subarray(at - 3, at + 4)].every((other) => other <= value);
    if (isPeak && value > 1.5 * mean + 0.8) onsets += 1;
  }
  return onsets / (curve.length / 100);
}

/** How strongly a curve of 100 values a second repeats after so many seconds, -1 to 1. */
export function periodicity(curve: Float32Array, seconds: number): number {
  const mean = curve.reduce((sum, value) => sum + value, 0) / curve.length;
  const lag = Math.round(seconds * 100);
  let [together, alone] = [0, 0];
  for (let index = 0; index + lag < curve.length; index += 1) {
    together += (curve[index]! - mean) * (curve[index + lag]! - mean);
    alone += (curve[index]! - mean) ** 2;
  }
  return together / alone;
}
