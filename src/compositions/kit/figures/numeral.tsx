import type {Box} from '../../../platforms/index.ts';
import type {Block} from '../blocks/block.ts';
import {Canvas, type PaintedWord} from '../canvas.tsx';
import {displayFace} from '../text/faces.ts';
import {gapOf} from '../blocks/first-whole.ts';
import {appear, countUp, entrance, motions} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {floorPx} from '../text/text-fit.ts';
import {smoothstep} from '../ground/recipe.ts';
import {advanceOf, digitHeight, inkBefore, inkBelow, useFace, type Face} from '../text/text-layout.ts';

/** A number in a language's own notation and digits, with as many decimals as its source gave. */
export function formatNumber(value: number, decimals: number, language: string): string {
  return (
    new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: Math.abs(value) >= 10_000 || (Math.abs(value) >= 1000 && decimals > 0),
    })
      .format(value)
      // Narrow spaces stand in no display face.
      .replace(/[\u2009\u202F]/gu, '\u00A0')
  );
}

export interface FigureOptions {
  readonly box: Box;
  readonly value: number;
  readonly decimals: number;
  readonly prefix?: string | undefined;
  /** A sign or short unit, set smaller beside the number. */
  readonly unit?: string | undefined;
  /** Largest size of the number, px at 1080 wide. */
  readonly maxPx: number;
  readonly height: number;
  readonly enterAt: number;
  /** Of the number itself; prefix and unit take the accent colour. */
  readonly color?: string;
  /** Frames of 30 a second over which it counts from zero; 0 to stand at once. */
  readonly countFor?: number;
  readonly gap?: number;
}

/** Size of a prefix or unit against a number that is large enough. */
const small = 0.56;
/** A number is set no smaller than this where rounding helps, px at 1080 wide: what stands beside it can be read as well. */
const leastPx = floorPx / small;

interface Measured {
  /** Height of the digits over the baseline, em. */
  readonly ascent: number;
  readonly digit: number;
  /** Width of a sign of the number, or of a whole prefix or unit, as it stands in the face, em. */
  readonly textWidth: (text: string) => number;
  /** Width of a number whose digits all have the same room, em. */
  readonly numberWidth: (text: string) => number;
}

const isDigit = /\p{Nd}/u;

function measureFigure(face: Face, language: string): Measured {
  const textWidth = (sign: string): number => advanceOf(sign, face, language);
  const digits = new Intl.NumberFormat(language, {useGrouping: false}).format(9876543210);
  const digit = Math.max(...Array.from(digits, textWidth));
  return {
    ascent: digitHeight(face),
    digit,
    textWidth,
    numberWidth: (text) =>
      Array.from(text).reduce((sum, sign) => sum + (isDigit.test(sign) ? digit : textWidth(sign)), 0),
  };
}

/** Whether prefix and unit stand the other way round: the number `٤١` has its `ساعة` at its left. */
function runsLeft(number: string, beside: string): boolean {
  return /[\u0600-\u06FF]/u.test(number) || /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(beside);
}

function Figure({
  options,
  y,
  px,
  ratio,
  measured,
  face,
}: {
  readonly options: FigureOptions;
  readonly y: number;
  readonly px: number;
  /** Size of prefix and unit against the number. */
  readonly ratio: number;
  readonly measured: Measured;
  readonly face: Face;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {value, decimals, prefix = '', unit = '', enterAt, countFor = 0, box} = options;
  // The figure changes on every second frame: faster than that it flickers.
  const at = Math.floor(frame / 2) * 2;
  const part = countFor > 0 ? countUp(at, enterAt, countFor) : 1;
  // While it counts every digit has the same room; at rest the gaps beside narrow ones close.
  const settled = countFor > 0 ? smoothstep(enterAt + countFor - 4, enterAt + countFor + 8, frame) : 1;
  const shown = formatNumber(value * part, decimals, scope.language);
  const whole = formatNumber(value, decimals, scope.language);
  const side = 0.035 * px;
  const widest =
    (measured.numberWidth(whole) + (measured.textWidth(prefix) + measured.textWidth(unit)) * ratio) * px +
    4 * side;
  const margin = 0.3 * px;
  const progress = entrance(scope.theme.motion, frame, enterAt - 4);
  const shift = (1 - progress) * motions[scope.theme.motion].rise * scope.unit;
  const beside = {size: px * ratio, color: inks.accent, signs: false};
  const parts = [
    {...beside, text: prefix},
    {text: shown, size: px, color: options.color ?? inks.ink, signs: true},
    {...beside, text: unit},
  ].filter(({text}) => text !== '');
  if (runsLeft(whole, prefix + unit)) parts.reverse();
  const words: PaintedWord[] = [];
  const painted: {
    readonly text: string;
    readonly x: number;
    readonly size: number;
    readonly color: string;
  }[] = [];
  let x = margin;
  for (const {text, size, color, signs} of parts) {
    if (words.length > 0) x += side;
    const start = x;
    // A unit may be a word whose letters join; the digits of the number each stand in a room of their own.
    for (const sign of signs ? text : [text]) {
      const own = measured.textWidth(sign) * size;
      const room = signs && isDigit.test(sign) ? own + (measured.digit * size - own) * (1 - settled) : own;
      painted.push({text: sign, x: x + (room - own) / 2, size, color});
      x += room;
    }
    words.push({text, x: start, y: margin, width: x - start, height: px});
  }
  // In its own direction the figure stands at the edge that its room is aligned to, whatever its digits came to.
  const free = scope.direction === 'rtl' ? margin + widest - x : 0;
  const paint = (context: CanvasRenderingContext2D) => {
    context.translate(free, 0);
    for (const {text, x: left, size, color} of painted) {
      useFace(context, face, size, 'ltr');
      context.fillStyle = color;
      context.fillText(text, left, margin + measured.ascent * px);
    }
  };
  // Large glyphs carry room at their side, slanted ones lean out of theirs: the ink aligns with the text around it.
  const optical =
    scope.direction === 'rtl' ? 0 : inkBefore(prefix || whole, face) * (prefix ? ratio : 1) * px;
  return (
    <Canvas
      label={`${prefix}${whole}${unit}`}
      words={words.map((word) => ({...word, x: word.x + free}))}
      x={(scope.direction === 'rtl' ? box.x + box.width - widest : box.x) - margin + optical}
      y={y - margin}
      width={Math.ceil(widest + 2 * margin)}
      height={Math.ceil(px + 2 * margin)}
      paintKey={JSON.stringify([shown, settled, prefix, unit, px, ratio, inks, options.color])}
      paint={paint}
      style={{
        opacity: appear(frame, enterAt - 4),
        ...(Math.abs(shift) > 0.05 ? {transform: `translateY(${shift}px)`} : {}),
      }}
    />
  );
}

/** A number as the largest thing in the frame, counting up in boxes of equal width so that it does not jitter. */
export function figure(stage: StageContext, options: FigureOptions): Block {
  const {scope} = stage;
  const face = {...displayFace(scope.theme), tracking: 0};
  const measured = measureFigure(face, scope.language);
  const {prefix = '', unit = '', value} = options;
  const emOf = (decimals: number) =>
    measured.numberWidth(formatNumber(value, decimals, scope.language)) +
    (measured.textWidth(prefix) + measured.textWidth(unit)) * small +
    0.12;
  // A figure that would be too small to read with all its decimals is rounded to as many as have room; it is said whole.
  let {decimals} = options;
  while (decimals > 0 && options.box.width / emOf(decimals) < leastPx * scope.unit) decimals -= 1;
  const em = emOf(decimals);
  // Commas and units with long tails reach below the line that the digits stand on.
  const number = formatNumber(value, decimals, scope.language);
  const below = Math.max(0, inkBelow(number, face), inkBelow(prefix + unit, face, scope.language) * small);
  const high = measured.ascent + (below > 0.05 ? below : 0);
  const room = options.height * (stage.squeeze ? 0.5 : 1);
  const plainPx = Math.min(options.maxPx * scope.unit, options.box.width / em, room / high);
  // Beside a number that came out small, prefix and unit are nearly of its size: they must be read as well.
  const floor = floorPx * scope.unit;
  const beside = measured.textWidth(prefix) + measured.textWidth(unit);
  const narrow = (options.box.width - beside * floor) / (em - beside * small);
  const tight = beside > 0 && plainPx * small < floor && narrow >= floor;
  const px = tight ? Math.min(plainPx, narrow) : plainPx;
  const ratio = tight ? floor / px : small;
  return {
    height: high * px,
    gap: gapOf(stage, options.gap ?? 0),
    draw: (y) => (
      <Figure options={{...options, decimals}} y={y} px={px} ratio={ratio} measured={measured} face={face} />
    ),
  };
}
