/**
 * Fades the two ends of `channel` in place with raised-cosine ramps.
 * @param fadeIn samples from silence to full; `fadeOut` samples back to silence. Together they are cut to the length.
 */
export function fadeEnds(channel: Float32Array, fadeIn: number, fadeOut: number): void {
  const rise = Math.min(Math.floor(fadeIn), channel.length);
  const fall = Math.min(Math.floor(fadeOut), channel.length - rise);
  for (let index = 0; index < rise; index += 1) {
    channel[index] = (channel[index] as number) * raisedCosine(index / rise);
  }
  for (let index = 0; index < fall; index += 1) {
    const at = channel.length - 1 - index;
    channel[at] = (channel[at] as number) * raisedCosine(index / fall);
  }
}

/** A ramp from 0 to 1 without corners, for `t` from 0 to 1. */
export function raisedCosine(t: number): number {
  return t <= 0 ? 0 : t >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * t);
}
