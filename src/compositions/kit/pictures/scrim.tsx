import {contrastOf} from '../../contrast.ts';
import {mix, withAlpha} from '../inks.ts';
import {usePictureLight, type PictureLight} from './picture-light.ts';
import {useStage} from '../scene-stage.tsx';

/** What WCAG asks for, and a little for compression and rounding. */
const wantedContrast = 4.75;
/** Even a dark picture is veiled so far: detail that stays behind the letters is not read for one of them. */
const leastAlpha = 0.36;
/** Opacity below the text. */
const restAlpha = 0.5;
/** How far the camera may carry a row of the picture, as a share of the frame's height. */
const carried = 0.06;

/** The grey of a relative luminance, with a step to spare. */
function greyOf(luminance: number): string {
  const part = luminance <= 0.0031308 ? luminance * 12.92 : 1.055 * luminance ** (1 / 2.4) - 0.055;
  const level = Math.min(255, Math.ceil(part * 255) + 6);
  return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

/**
 * The least opacity of a dark ground colour under which every one of some light text colours keeps its contrast.
 * @param brightest relative luminance 0-1 of the brightest that lies below; white when it is not known
 */
export function scrimAlpha(ground: string, texts: readonly string[], brightest = 1): number {
  const worst = greyOf(brightest);
  for (let alpha = leastAlpha; alpha < 1; alpha += 0.01) {
    const below = mix(worst, ground, alpha);
    if (texts.every((text) => contrastOf(text, below) >= wantedContrast)) return alpha;
  }
  return 1;
}

/** The brightest of the rows that the camera may bring below a part of the frame. Both ends as shares of its height. */
function brightestBelow(light: PictureLight, from: number, to: number): number {
  const first = Math.max(0, Math.floor((from - carried) * light.length));
  const last = Math.min(light.length, Math.ceil((to + carried) * light.length));
  return Math.max(...light.slice(Math.min(first, light.length - 1), Math.max(last, first + 1)));
}

export type ScrimText = 'ink' | 'muted' | 'accent';

export interface ScrimProps {
  /** The picture below: only as much shade is laid over it as it needs. */
  readonly asset: string;
  /** Rows between which text is readable, px. */
  readonly from: number;
  readonly to: number;
  /** Height over which it grows out of nothing above, and thins out below, px. */
  readonly reach: number;
  /** The inks of the text there: the darker the ink, the more shade it needs. */
  readonly texts: readonly ScrimText[];
}

/**
 * A shade over a part of a picture, without an edge, under which text is readable whatever the picture. Below that part
 * it thins out: word captions carry their own ring or panel.
 */
export function Scrim({asset, from, to, reach, texts}: ScrimProps) {
  const {inks, width, height} = useStage();
  const light = usePictureLight(asset, width, height);
  const alpha = scrimAlpha(
    inks.ground,
    texts.map((text) => inks[text]),
    light ? brightestBelow(light, from / height, to / height) : 1,
  );
  const rest = Math.min(alpha, restAlpha);
  const top = from <= 0 ? 0 : Math.round(from - reach);
  const length = height - top;
  const stop = (y: number, opacity: number): string =>
    `${withAlpha(inks.ground, opacity)} ${(((y - top) / length) * 100).toFixed(2)}%`;
  const ramp = (start: number, end: number, first: number, last: number): string[] =>
    Array.from({length: 13}, (_, index) => {
      const part = index / 12;
      return stop(start + (end - start) * part, first + (last - first) * part * part * (3 - 2 * part));
    });
  const stops = [
    ...(from <= 0 ? [stop(0, alpha)] : ramp(top, from, 0, alpha)),
    ...(to >= height ? [stop(height, alpha)] : ramp(to, to + reach * 0.6, alpha, rest)),
  ];
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top,
        width,
        height: length,
        backgroundImage: `linear-gradient(to bottom, ${stops.join(', ')})`,
      }}
    />
  );
}
