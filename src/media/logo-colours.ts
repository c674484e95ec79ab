import {stat} from 'node:fs/promises';
import {extname, resolve} from 'node:path';
import {InvalidInputError} from '../errors.ts';
import {runFfmpeg} from '../ffmpeg.ts';

export interface LogoColoursOptions {
  readonly signal?: AbortSignal | undefined;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string | undefined;
}

const largestBytes = 20_000_000;
const decoders: Readonly<Record<string, string>> = {
  '.png': 'png',
  '.jpg': 'mjpeg',
  '.jpeg': 'mjpeg',
};
/** Side of the picture that colours are counted on, px. */
const side = 96;
/** Steps of a channel that count as one colour, and how near two of those are the same to the eye, of 255. */
const cell = 24;
const same = 56;
const mostColours = 6;

interface Counted {
  count: number;
  red: number;
  green: number;
  blue: number;
}

const hexOf = ({count, red, green, blue}: Counted): string =>
  `#${[red, green, blue]
    .map((sum) =>
      Math.round(sum / count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`.toUpperCase();

/**
 * The main colours of a picture, most frequent first; see-through pixels do not count.
 * @param rgba rows of four bytes a pixel
 * @returns at most six, `#RRGGBB`, each at least 1.5 % of what is there
 */
export function mainColours(rgba: Uint8Array): readonly string[] {
  const cells = new Map<number, Counted>();
  let seen = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red, green, blue, alpha] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!, rgba[at + 3]!];
    if (alpha < 160) continue;
    seen++;
    const key = (Math.floor(red / cell) * 16 + Math.floor(green / cell)) * 16 + Math.floor(blue / cell);
    const known = cells.get(key) ?? {count: 0, red: 0, green: 0, blue: 0};
    known.count++;
    known.red += red;
    known.green += green;
    known.blue += blue;
    cells.set(key, known);
  }
  // A flat colour may lie on the border of two cells, and soft edges fill those between two colours thinly.
  const groups: Counted[] = [];
  for (const found of [...cells.values()].toSorted((a, b) => b.count - a.count)) {
    const near = groups.find(
      (group) =>
        Math.hypot(
          group.red / group.count - found.red / found.count,
          group.green / group.count - found.green / found.count,
          group.blue / group.count - found.blue / found.count,
        ) < same,
    );
    // The group keeps the colour of its most frequent cell: edges only add to how much there is of it.
    if (near) {
      const share = (near.count + found.count) / near.count;
      near.red *= share;
      near.green *= share;
      near.blue *= share;
      near.count += found.count;
    } else groups.push({...found});
  }
  return groups
    .toSorted((a, b) => b.count - a.count)
    .filter(({count}) => count >= 0.015 * seen)
    .slice(0, mostColours)
    .map(hexOf);
}

/**
 * Reads the main colours of a logo: PNG or JPEG. SVG is refused, as everywhere: it can hold scripts and addresses.
 * @returns `#RRGGBB`, most frequent first, for `brandTheme({logo})`
 * @throws InvalidInputError when there is no such file, it is no such picture, or nothing of it can be seen
 */
export async function logoColours(
  file: string,
  options: LogoColoursOptions = {},
): Promise<readonly string[]> {
  const refuse = (message: string, cause?: unknown) =>
    new InvalidInputError('the logo', [{path: '', message: `'${file}' ${message}`}], {cause});
  const path = resolve(file);
  const decoder = decoders[extname(path).toLowerCase()];
  if (decoder === undefined) throw refuse('is no PNG or JPEG file');
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw refuse('is no file');
  if (found.size > largestBytes) throw refuse(`is larger than ${largestBytes / 1e6} MB`);
  const scaled = `scale=${side}:${side}:force_original_aspect_ratio=decrease:flags=area,format=rgba`;
  const {stdout} = await runFfmpeg(
    [
      ...[
        '-protocol_whitelist',
        'file,pipe',
        '-f',
        'image2',
        '-pattern_type',
        'none',
        '-c:v',
        decoder,
        '-i',
        path,
      ],
      ...['-frames:v', '1', '-vf', scaled, '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
    ],
    {
      ...(options.signal === undefined ? {} : {signal: options.signal}),
      ...(options.ffmpegPath === undefined ? {} : {ffmpegPath: options.ffmpegPath}),
    },
  ).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause;
    throw refuse('is no picture that can be read', cause);
  });
  const colours = mainColours(stdout);
  if (colours.length === 0) throw refuse('shows nothing: all of it is see-through');
  return colours;
}
