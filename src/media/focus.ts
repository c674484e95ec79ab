import type {Focus} from '../schema/index.ts';

/** A small picture: 8-bit RGB, row by row. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** How much of a picture counts as its subject. */
const subjectShare = 0.12;

/**
 * Where the subject of a picture is, from what stands out: fine detail (what is in focus has it, what is blurred has
 * not), colours far from the mean (Achanta and others, "Frequency-tuned salient region detection", 2009), and, between
 * several pictures of one clip, what moves. The median of the most salient eighth is robust against strays; the middle
 * is favoured, because people film what matters there.
 * @param pictures of one size; at least one
 * @returns the point as shares of width and height
 */
export function findFocus(pictures: readonly SmallPicture[]): Focus {
  const [first] = pictures;
  if (!first) throw new RangeError('there is no picture to look at');
  const {width, height} = first;
  const salience = new Float64Array(width * height);
  for (const [index, picture] of pictures.entries()) {
    add(salience, detailOf(picture), 1);
    add(salience, colourOf(picture), 0.7);
    const previous = pictures[index - 1];
    if (previous) add(salience, motionOf(previous, picture), 0.7);
  }
  const blurred = blur(salience, width, height, Math.max(1, Math.round(Math.min(width, height) / 16)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [(x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5];
      const at = y * width + x;
      blurred[at] = (blurred[at] ?? 0) * Math.exp(-(dx * dx + dy * dy) * 1.6);
    }
  }
  const threshold = [...blurred].sort((a, b) => b - a)[Math.floor(blurred.length * subjectShare)] ?? 0;
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  blurred.forEach((value, at) => {
    if (value <= threshold) return;
    columns[at % width] = (columns[at % width] ?? 0) + value;
    const row = Math.floor(at / width);
    rows[row] = (rows[row] ?? 0) + value;
  });
  return {x: medianOf(columns), y: medianOf(rows)};
}

const lumaAt = ({rgb}: SmallPicture, at: number) =>
  0.2126 * (rgb[at * 3] ?? 0) + 0.7152 * (rgb[at * 3 + 1] ?? 0) + 0.0722 * (rgb[at * 3 + 2] ?? 0);

/** Adds a map after bringing its mean to one, so that no cue drowns another. */
function add(sum: Float64Array, map: Float64Array, weight: number): void {
  const mean = map.reduce((total, value) => total + value, 0) / map.length;
  if (mean < 1e-6) return;
  map.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + (weight * value) / mean));
}

function detailOf(picture: SmallPicture): Float64Array {
  const {width, height} = picture;
  const map = new Float64Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const across = lumaAt(picture, at + 1) - lumaAt(picture, at - 1);
      const down = lumaAt(picture, at + width) - lumaAt(picture, at - width);
      map[at] = Math.hypot(across, down);
    }
  }
  return map;
}

function colourOf({width, height, rgb}: SmallPicture): Float64Array {
  const count = width * height;
  const mean = [0, 0, 0];
  rgb.forEach((value, at) => (mean[at % 3] = (mean[at % 3] ?? 0) + value / count));
  const [red = 0, green = 0, blue = 0] = mean;
  return Float64Array.from({length: count}, (_, at) =>
    Math.hypot((rgb[at * 3] ?? 0) - red, (rgb[at * 3 + 1] ?? 0) - green, (rgb[at * 3 + 2] ?? 0) - blue),
  );
}

function motionOf(before: SmallPicture, after: SmallPicture): Float64Array {
  return Float64Array.from({length: after.width * after.height}, (_, at) =>
    Math.abs(lumaAt(after, at) - lumaAt(before, at)),
  );
}

/** A box blur of radius px, rows then columns. */
function blur(map: Float64Array, width: number, height: number, radius: number): Float64Array {
  const along = (from: Float64Array, count: number, lines: number, step: number, jump: number) => {
    const out = new Float64Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let at = 0; at < count; at++) {
        let sum = 0;
        let taken = 0;
        for (let near = Math.max(0, at - radius); near <= Math.min(count - 1, at + radius); near++) {
          sum += from[line * jump + near * step] ?? 0;
          taken++;
        }
        out[line * jump + at * step] = sum / taken;
      }
    }
    return out;
  };
  return along(along(map, width, height, 1, width), height, width, width, 1);
}

function medianOf(weights: Float64Array): number {
  const total = weights.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0.5;
  let sum = 0;
  for (const [at, value] of weights.entries()) {
    sum += value;
    if (sum >= total / 2) return Math.round(((at + 0.5) / weights.length) * 1000) / 1000;
  }
  return 0.5;
}
