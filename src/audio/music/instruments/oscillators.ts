/** A decaying or steady sine, added to `target`: one rotation a sample instead of a call to the sine. */
export function addSine(
  target: Float32Array,
  sampleRateHz: number,
  {
    hz,
    level,
    t60,
    phase = 0,
    from = 0,
  }: {
    readonly hz: number;
    readonly level: number;
    /** Seconds until it is 60 dB down; Infinity for a steady tone. */
    readonly t60: number;
    /** Turns, 0-1. */
    readonly phase?: number;
    readonly from?: number;
  },
): void {
  if (hz >= sampleRateHz * 0.45) return;
  const angle = (2 * Math.PI * hz) / sampleRateHz;
  const decay = t60 === Infinity ? 1 : 10 ** (-3 / (t60 * sampleRateHz));
  const cos = Math.cos(angle) * decay;
  const sin = Math.sin(angle) * decay;
  let x = level * Math.cos(2 * Math.PI * phase);
  let y = level * Math.sin(2 * Math.PI * phase);
  const end =
    t60 === Infinity ? target.length : Math.min(target.length, from + Math.ceil(t60 * 1.4 * sampleRateHz));
  for (let index = from; index < end; index += 1) {
    target[index] = (target[index] as number) + y;
    const turned = x * cos - y * sin;
    y = x * sin + y * cos;
    x = turned;
  }
}

/**
 * A saw-tooth wave without the worst of its aliases, added to `target`: the step is rounded over two samples
 * (polynomial band-limited step of Välimäki and Huovilainen, 2007).
 */
export function addSaw(
  target: Float32Array,
  sampleRateHz: number,
  {
    hz,
    level,
    phase,
    from = 0,
    to = target.length,
  }: {
    readonly hz: number;
    readonly level: number;
    /** Turns, 0-1. */
    readonly phase: number;
    readonly from?: number;
    readonly to?: number;
  },
): void {
  const step = hz / sampleRateHz;
  let turn = phase % 1;
  for (let index = from; index < to; index += 1) {
    let value = 2 * turn - 1;
    if (turn < step) {
      const t = turn / step;
      value -= t + t - t * t - 1;
    } else if (turn > 1 - step) {
      const t = (turn - 1) / step;
      value -= t * t + t + t + 1;
    }
    target[index] = (target[index] as number) + level * value;
    turn += step;
    if (turn >= 1) turn -= 1;
  }
}

/** White noise, −1..1. */
export function noise(length: number, random: () => number): Float32Array {
  const samples = new Float32Array(length);
  for (let index = 0; index < length; index += 1) samples[index] = 2 * random() - 1;
  return samples;
}

/**
 * A two-pole low-pass whose cut-off moves, in place (the trapezoidal state-variable filter of Andrew Simper, 2013).
 * @param cutoffAt Hz at a sample; asked for every 32 samples
 * @param damping 1.4 is flat, less rings
 */
export function movingLowPass(
  channel: Float32Array,
  sampleRateHz: number,
  cutoffAt: (index: number) => number,
  damping = 1.4,
): void {
  let [first, second] = [0, 0];
  for (let start = 0; start < channel.length; start += 32) {
    const cutoff = Math.min(sampleRateHz * 0.45, Math.max(20, cutoffAt(start)));
    const g = Math.tan((Math.PI * cutoff) / sampleRateHz);
    const a1 = 1 / (1 + g * (g + damping));
    const a2 = g * a1;
    const a3 = g * a2;
    const end = Math.min(channel.length, start + 32);
    for (let index = start; index < end; index += 1) {
      const rest = (channel[index] as number) - second;
      const band = a1 * first + a2 * rest;
      const low = second + a2 * first + a3 * rest;
      first = 2 * band - first;
      second = 2 * low - second;
      channel[index] = low;
    }
  }
}

/** Multiplies by a rise, a fall towards `sustain`, and a release that ends at the last sample; all in seconds. */
export function shape(
  channel: Float32Array,
  sampleRateHz: number,
  {
    attack,
    decay,
    sustain,
    release,
  }: {
    readonly attack: number;
    readonly decay: number;
    /** Level the fall tends to, 0-1. */
    readonly sustain: number;
    readonly release: number;
  },
): void {
  const rise = Math.max(1, attack * sampleRateHz);
  const fall = Math.exp(-1 / Math.max(1, (decay * sampleRateHz) / 3));
  const tail = Math.max(1, Math.min(release * sampleRateHz, channel.length));
  const tailStart = channel.length - tail;
  let above = 1 - sustain;
  for (let index = 0; index < channel.length; index += 1) {
    let gain = sustain + above;
    if (index < rise) gain *= index / rise;
    else above *= fall;
    if (index > tailStart) {
      const left = (channel.length - 1 - index) / tail;
      gain *= left * left;
    }
    channel[index] = (channel[index] as number) * gain;
  }
}

/** Scales so that the largest sample is 1. Silence stays silence. */
export function toPeak(channel: Float32Array): Float32Array {
  let peak = 0;
  for (let index = 0; index < channel.length; index += 1)
    peak = Math.max(peak, Math.abs(channel[index] as number));
  if (peak === 0) return channel;
  for (let index = 0; index < channel.length; index += 1) channel[index] = (channel[index] as number) / peak;
  return channel;
}
