import type {Finding} from '../schema/index.ts';
import type {SampledFrames} from './sampled-frames.ts';

const mean = (frame: Uint8Array) => frame.reduce((sum, value) => sum + value, 0) / frame.length;

/** Standard deviation of luma: 0 for a flat picture. */
function spread(frame: Uint8Array): number {
  const middle = mean(frame);
  return Math.sqrt(frame.reduce((sum, value) => sum + (value - middle) ** 2, 0) / frame.length);
}

/** A panel that crosses the frame may cover all of it for this long, seconds. */
const longestCover = 0.1;

/**
 * Frames that show nothing: black ones wherever they stand, and other flat ones that stay longer than a panel that
 * crosses the frame on a cut.
 */
export function findBlank(frames: SampledFrames, fps: number): readonly Finding[] {
  const findings: Finding[] = [];
  let start: number | null = null;
  let black = false;
  for (let index = 0; index <= frames.count; index++) {
    const frame = index < frames.count ? frames.frame(index) : null;
    if (frame && spread(frame) < 2) {
      start ??= index;
      black ||= mean(frame) < 20;
      continue;
    }
    if (start !== null && (black || (index - start) / fps > longestCover)) {
      findings.push({
        rule: 'blank-frames',
        severity: 'error',
        frame: start,
        message: `${index - start} frames from frame ${start} on show nothing.`,
      });
    }
    start = null;
    black = false;
  }
  return findings;
}

/** Largest difference of two frames in any pixel. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    largest = Math.max(largest, Math.abs((a[index] ?? 0) - (b[index] ?? 0)));
  }
  return largest;
}

/** Stretches in which no pixel changes by more than coding noise. */
export function findFrozen(frames: SampledFrames, fps: number, longestInSeconds: number): readonly Finding[] {
  const findings: Finding[] = [];
  let start = 0;
  for (let index = 1; index <= frames.count; index++) {
    const still = index < frames.count && difference(frames.frame(index), frames.frame(start)) <= 6;
    if (still) continue;
    if ((index - start) / fps > longestInSeconds) {
      findings.push({
        rule: 'frozen',
        severity: 'warning',
        frame: start,
        message: `Nothing moves for ${((index - start) / fps).toFixed(1)} s from frame ${start}.`,
      });
    }
    start = index;
  }
  return findings;
}

/** sRGB luma 0-255 to linear light 0-1, for the flash rule. */
const linear = Float64Array.from({length: 256}, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/**
 * General flashes after WCAG 2.2, 2.3.1: opposing changes of relative luminance by 0.1 or more whose darker state is
 * below 0.8, over a quarter of the picture or more, more than three pairs in any second.
 */
export function findFlashes(frames: SampledFrames, fps: number): readonly Finding[] {
  const cells = frames.width * frames.height;
  // Each cell's last turning point, and the direction of its last counted change.
  const extreme = new Float64Array(cells);
  const direction = new Int8Array(cells);
  const changes: {frame: number; sign: number}[] = [];
  for (let index = 0; index < frames.count; index++) {
    const frame = frames.frame(index);
    let brighter = 0;
    let darker = 0;
    for (let cell = 0; cell < cells; cell++) {
      const light = linear[frame[cell] ?? 0] ?? 0;
      const from = extreme[cell] ?? 0;
      if (index === 0) {
        extreme[cell] = light;
        continue;
      }
      const change = light - from;
      if (Math.abs(change) >= 0.1 && Math.min(light, from) < 0.8) {
        if (change > 0 && direction[cell] !== 1) brighter++;
        if (change < 0 && direction[cell] !== -1) darker++;
        direction[cell] = Math.sign(change);
        extreme[cell] = light;
      } else if ((direction[cell] === 1 && light > from) || (direction[cell] === -1 && light < from)) {
        extreme[cell] = light;
      }
    }
    if (Math.max(brighter, darker) >= cells / 4)
      changes.push({frame: index, sign: brighter > darker ? 1 : -1});
  }
  // Pairs of opposing changes, then the densest second.
  const flashes: number[] = [];
  for (let index = 1; index < changes.length; index++) {
    const [before, after] = [changes[index - 1], changes[index]];
    if (before && after && before.sign !== after.sign) {
      flashes.push(after.frame);
      index++;
    }
  }
  for (const [index, frame] of flashes.entries()) {
    const last = flashes[index + 3];
    if (last !== undefined && last - frame < fps) {
      return [
        {
          rule: 'flashes',
          severity: 'error',
          frame,
          message: `More than three flashes within a second from frame ${frame}; they can cause seizures.`,
        },
      ];
    }
  }
  return [];
}
