/** Zeroth-order modified Bessel function of the first kind, by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * The impulse response of an ideal low-pass under a Kaiser window, cut into `phases` rows of `taps` factors: row p
 * gives the signal's value p/phases of a sample after the sample at tap `taps / 2 - 1`. Every row sums to 1.
 * @param cutoff −6 dB point as a share of the input's sample rate, 0..0.5
 * @param beta shape of the window: about 8 for 80 dB of stop-band attenuation (Kaiser 1974)
 */
export function windowedSinc(phases: number, taps: number, cutoff: number, beta: number): Float64Array[] {
  const half = taps / 2;
  const scale = bessel0(beta);
  return Array.from({length: phases}, (_, phase) => {
    const row = Float64Array.from({length: taps}, (_value, tap) => {
      const distance = tap - (half - 1) - phase / phases;
      const position = distance / half;
      const window = Math.abs(position) >= 1 ? 0 : bessel0(beta * Math.sqrt(1 - position * position)) / scale;
      const angle = 2 * Math.PI * cutoff * distance;
      return window * (distance === 0 ? 2 * cutoff : (2 * cutoff * Math.sin(angle)) / angle);
    });
    const sum = row.reduce((total, value) => total + value, 0);
    return row.map((value) => value / sum);
  });
}
