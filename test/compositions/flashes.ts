import {runFfmpeg} from '../../src/ffmpeg.ts';
import type {Picture} from '../../src/render/likeness/compare-pictures.ts';

/** Every frame of a video, scaled down to a size. */
export async function framesOf(file: string, size: {width: number; height: number}): Promise<Picture[]> {
  const {stdout} = await runFfmpeg([
    ...['-i', file, '-vf', `scale=${size.width}:${size.height}:flags=area`, '-pix_fmt', 'rgb24'],
    ...['-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
  ]);
  const bytes = size.width * size.height * 3;
  if (stdout.length === 0 || stdout.length % bytes !== 0)
    throw new RangeError(`${file}: ${stdout.length} bytes`);
  return Array.from({length: stdout.length / bytes}, (_, frame) => ({
    ...size,
    rgb: stdout.subarray(frame * bytes, (frame + 1) * bytes),
  }));
}

const linear = Float64Array.from({length: 256}, (_, level) =>
  level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4,
);

/** A turn of the light in one cell: the frame on which a change large enough was complete, and its direction. */
type Turn = readonly [frame: number, direction: 1 | -1];

/**
 * Changes of a series that count: from one extreme to the next by at least `least`, where `counts` says so of the two.
 * They alternate in direction.
 */
function turnsOf(
  series: Float64Array,
  least: number,
  counts: (low: number, high: number) => boolean,
): readonly Turn[] {
  const turns: Turn[] = [];
  let [low, high] = [series[0] ?? 0, series[0] ?? 0];
  let direction = 0;
  series.forEach((value, frame) => {
    if (direction <= 0 && value - low >= least) {
      if (counts(low, value)) turns.push([frame, 1]);
      direction = 1;
      high = value;
    } else if (direction >= 0 && high - value >= least) {
      if (counts(value, high)) turns.push([frame, -1]);
      direction = -1;
      low = value;
    }
    if (direction >= 0) high = Math.max(high, value);
    if (direction <= 0) low = Math.min(low, value);
    if (direction === 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  });
  return turns;
}

/** Frames within which parts of the picture still turn together. */
const together = 3;
/** Share of the picture that must turn together; a phone held close fills the 10° of which this is a quarter. */
const area = 0.25;

function mostTurnsInOneSecond(cells: readonly (readonly Turn[])[], frames: number, fps: number): number {
  const at = (direction: 1 | -1) => {
    const share = new Float64Array(frames);
    for (const turns of cells)
      for (const [frame, way] of turns)
        if (way === direction) share[frame] = (share[frame] ?? 0) + 1 / cells.length;
    return share;
  };
  const sums = [at(1), at(-1)].map((share) =>
    share.map((_, frame) => share.subarray(frame, frame + together).reduce((sum, part) => sum + part, 0)),
  );
  const turns: number[] = [];
  let last = -1;
  for (let frame = 0; frame < frames; frame++) {
    for (const direction of [0, 1]) {
      if ((sums[direction]?.[frame] ?? 0) < area || direction === last) continue;
      turns.push(frame);
      last = direction;
    }
  }
  return Math.max(
    0,
    ...turns.map((first) => turns.filter((frame) => frame >= first && frame < first + fps).length),
  );
}

/**
 * The most flashes in any second, as WCAG 2.3.1 counts them: pairs of opposing changes of relative luminance by 10 % of
 * the maximum or more, the darker below 0.80, or pairs that go to or from a saturated red; over a quarter of the frame.
 * @param pictures small ones: each pixel is a part of the frame that is looked at by itself
 */
export function flashesOf(
  pictures: readonly Picture[],
  fps: number,
): {readonly general: number; readonly red: number} {
  const [{width, height} = {width: 0, height: 0}] = pictures;
  const general: (readonly Turn[])[] = [];
  const red: (readonly Turn[])[] = [];
  for (let cell = 0; cell < width * height; cell++) {
    const luminance = new Float64Array(pictures.length);
    const redness = new Float64Array(pictures.length);
    pictures.forEach(({rgb}, frame) => {
      const [r, g, b] = [0, 1, 2].map((channel) => linear[rgb[cell * 3 + channel] ?? 0] ?? 0) as [
        number,
        number,
        number,
      ];
      luminance[frame] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      // Of a red that is not saturated, less than counts.
      redness[frame] = r / Math.max(1e-9, r + g + b) >= 0.8 ? Math.max(0, r - g - b) * 320 : 0;
    });
    general.push(turnsOf(luminance, 0.1, (dark) => dark < 0.8));
    red.push(turnsOf(redness, 20, () => true));
  }
  const flashes = (cells: readonly (readonly Turn[])[]) =>
    mostTurnsInOneSecond(cells, pictures.length, fps) / 2;
  return {general: flashes(general), red: flashes(red)};
}

/** Share of pixels, 0-1, of which a channel differs by more than a tenth. */
export function changedShare(first: Picture, second: Picture): number {
  let changed = 0;
  for (let at = 0; at < first.rgb.length; at += 3) {
    for (let channel = 0; channel < 3; channel++) {
      if (Math.abs((first.rgb[at + channel] ?? 0) - (second.rgb[at + channel] ?? 0)) <= 25) continue;
      changed++;
      break;
    }
  }
  return changed / (first.rgb.length / 3);
}
