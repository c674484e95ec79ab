import type {Box} from '../../../platforms/index.ts';
import {channelsOf, contrastOf, linearOf} from '../../contrast.ts';
import {mix, type Inks} from '../inks.ts';
import {bake, smoothstep, type GroundPainter} from './recipe.ts';

const linear = Array.from({length: 256}, (_, channel) => linearOf(channel));

/** Contrast that text keeps on a veiled pattern: what WCAG asks for, and a little for grain and rounding. */
const wantedContrast = 4.62;
/** Frames of 30 a second at which a pattern is measured: all over the loops of the soft ones. */
const measuredFrames = [0, 70, 140, 210, 280, 350];

/**
 * The least opacity of the ground colour, laid over a soft pattern, with which every text of the inks is readable on
 * the darkest and on the lightest of its pixels. Measured on a small painting of it at moments all over its loop.
 * @param zone where text stands, px of the canvas
 */
export function measuredQuiet(
  paint: GroundPainter,
  inks: Inks,
  width: number,
  height: number,
  zone: Box,
): number {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  if (!context) return 1;
  const colors: string[] = [];
  for (const frame30 of measuredFrames) {
    paint(context, frame30);
    const {data} = context.getImageData(
      Math.floor(zone.x),
      Math.floor(zone.y),
      Math.max(1, Math.ceil(zone.width)),
      Math.max(1, Math.ceil(zone.height)),
    );
    // The colour is packed under its brightness, so that sorting numbers sorts pixels.
    const seen = new Float64Array(data.length / 4);
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const light = 0.2126 * linear[red]! + 0.7152 * linear[green]! + 0.0722 * linear[blue]!;
      seen[at / 4] = Math.round(light * 1e6) * 0x1000000 + (red << 16) + (green << 8) + blue;
    }
    seen.sort();
    for (const share of [0.01, 0.99]) {
      const packed = seen[Math.floor(share * (seen.length - 1))] ?? 0;
      colors.push(`#${(packed % 0x1000000).toString(16).padStart(6, '0')}`);
    }
  }
  const readable = (alpha: number): boolean =>
    colors.every((hex) =>
      [inks.ink, inks.muted, inks.accent].every(
        (text) => contrastOf(text, mix(hex, inks.ground, alpha)) >= wantedContrast,
      ),
    );
  for (let alpha = 0; alpha < 0.96; alpha += 0.03) if (readable(alpha)) return alpha;
  return 0.96;
}

/** A veil of the ground colour over the room of the text, soft toward its edges. Baked small; scale it up. */
export function quietZone(
  width: number,
  height: number,
  zone: Box,
  color: string,
  alpha: number,
): HTMLCanvasElement {
  const [columns, rows] = width < height ? [54, 96] : width > height ? [96, 54] : [72, 72];
  return bake(`quiet/${JSON.stringify(zone)}/${color}/${alpha}`, columns, rows, (context) => {
    const [red, green, blue] = channelsOf(color);
    const short = Math.min(width, height);
    const [full, soft] = [0.018 * short, 0.148 * short];
    const along = (at: number, from: number, to: number): number =>
      smoothstep(from - full - soft, from - full, at) * (1 - smoothstep(to + full, to + full + soft, at));
    const image = context.createImageData(columns, rows);
    for (let row = 0; row < rows; row++) {
      const inside = along(((row + 0.5) / rows) * height, zone.y, zone.y + zone.height);
      for (let column = 0; column < columns; column++) {
        const part = inside * along(((column + 0.5) / columns) * width, zone.x, zone.x + zone.width);
        const at = (row * columns + column) * 4;
        image.data[at] = red;
        image.data[at + 1] = green;
        image.data[at + 2] = blue;
        image.data[at + 3] = Math.round(255 * alpha * part);
      }
    }
    context.putImageData(image, 0, 0);
  });
}
