import type {Box} from '../../platforms/index.ts';
import {Canvas} from '../kit/canvas.tsx';
import {displayFace, labelFace} from '../kit/text/faces.ts';
import {Layer} from '../kit/layer.tsx';
import {countUp, snap} from '../kit/motion.ts';
import {formatNumber} from '../kit/figures/numeral.tsx';
import {signOf} from '../kit/figures/written-value.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {digitHeight, layoutText, useFace, type TextLayout} from '../kit/text/text-layout.ts';

/** Points of the seal's edge. */
const points = 18;

/** A disc with a wavy edge, popped on once. */
function SealShape({
  x,
  y,
  radius,
  at,
}: {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly at: number;
}) {
  const frame = useFrame30();
  const {inks} = useStage();
  const size = Math.ceil(2 * radius);
  const turned = -40 * (1 - snap(frame, at));
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width: '100%',
        height: '100%',
        ...(Math.abs(turned) > 0.05
          ? {transform: `rotate(${turned}deg)`, transformOrigin: `${x}px ${y}px`}
          : {}),
      }}
    >
      <Canvas
        x={x - size / 2}
        y={y - size / 2}
        width={size}
        height={size}
        paintKey={`${size}/${inks.accent}/${inks.ground}`}
        paint={(context) => {
          const wavy = (radius: number, color: string) => {
            context.fillStyle = color;
            context.beginPath();
            const steps = points * 16;
            for (let step = 0; step <= steps; step++) {
              const angle = (2 * Math.PI * step) / steps;
              const reach = radius * (0.955 + 0.045 * Math.cos(points * angle));
              context.lineTo(size / 2 + Math.cos(angle) * reach, size / 2 + Math.sin(angle) * reach);
            }
            context.fill();
          };
          // A rim of the ground sets it off from a picture of its own colour.
          wavy(size / 2 - 1, inks.ground);
          wavy((size / 2 - 1) * 0.945, inks.accent);
        }}
      />
    </div>
  );
}

export interface SealOptions {
  readonly value: number;
  readonly decimals?: number;
  readonly prefix?: string | undefined;
  /** Beside the number when short, else below it. */
  readonly unit?: string | undefined;
  readonly radius: number;
}

export interface SealFit {
  readonly number: TextLayout;
  readonly under: TextLayout | null;
  readonly text: (value: number) => string;
}

/** The number as it is set on a seal; `null` when there is no room for it at a size that can be read. */
export function fitSeal({scope}: StageContext, options: SealOptions): SealFit | null {
  const {value, decimals = 0, prefix = '', unit: sign = '', radius} = options;
  const {theme, language, unit} = scope;
  const beside = signOf(options) ?? '';
  const text = (shown: number) => `${prefix}${formatNumber(shown, decimals, language)}${beside}`;
  const common = {language, direction: scope.direction, maxLines: 1, unit, minPx: 40} as const;
  const under =
    sign === beside
      ? null
      : layoutText({
          ...common,
          text: sign,
          face: labelFace(theme),
          maxPx: 54,
          width: radius * 1.45,
          height: radius * 0.5,
        });
  const number = layoutText({
    ...common,
    direction: 'ltr',
    text: text(value),
    face: {...displayFace(theme), tracking: 0, lineHeight: 1},
    maxPx: Math.round((radius / unit) * 0.95),
    width: radius * 1.5,
    height: radius * (under ? 0.86 : 1.2),
  });
  return number.fits && (under?.fits ?? true) ? {number, under, text} : null;
}

/** A number on a seal in the accent colour, counting up. */
export function Seal({
  x,
  y,
  at,
  options,
  fit,
}: {
  readonly x: number;
  readonly y: number;
  /** Frame of 30 a second on which it is put on; before 0 it is there at once. */
  readonly at: number;
  readonly options: SealOptions;
  readonly fit: SealFit;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {radius, value} = options;
  const {number, under, text} = fit;
  const {px, face} = number;
  if (frame < at) return null;
  const counted =
    Number.isInteger(value) && Math.abs(value) < 10 ? 1 : countUp(Math.floor(frame / 2) * 2, at, 30);
  const shown = text(value * counted);
  const whole = text(value);
  const put = 0.5 + 0.5 * snap(frame, at);
  const high = digitHeight(face) * px;
  const gap = under ? 0.1 * radius : 0;
  const underHigh = under ? under.px * 0.74 : 0;
  const top = y - (high + gap + underHigh) / 2;
  const margin = 0.3 * px;
  const box: Box = {
    x: x - number.width / 2 - margin,
    y: top - margin,
    width: number.width + 2 * margin,
    height: high + 2 * margin,
  };
  return (
    <Layer scale={put} origin={[x, y]}>
      <SealShape x={x} y={y} radius={radius} at={at} />
      <Canvas
        {...box}
        label={whole}
        width={Math.ceil(box.width)}
        height={Math.ceil(box.height)}
        words={[{text: whole, x: margin, y: margin, width: number.width, height: high}]}
        paintKey={JSON.stringify([shown, px, face, inks])}
        paint={(context) => {
          useFace(context, face, px, 'ltr');
          context.fillStyle = inks.onAccent;
          context.fillText(shown, box.width / 2 - context.measureText(shown).width / 2, margin + high);
        }}
      />
      {under ? (
        <Canvas
          label={under.lines.map((line) => line.words.map((word) => word.text).join(' ')).join(' ')}
          x={x - under.width / 2 - 0.3 * under.px}
          y={top + high + gap - 0.4 * under.px}
          width={Math.ceil(under.width + 0.6 * under.px)}
          height={Math.ceil(under.px * 1.7)}
          paintKey={JSON.stringify([under.px, under.face, inks, options.unit])}
          paint={(context) => {
            useFace(context, under.face, under.px, scope.direction);
            context.fillStyle = inks.onAccent;
            const rtl = scope.direction === 'rtl';
            context.fillText(
              options.unit ?? '',
              (rtl ? under.width : 0) + 0.3 * under.px,
              0.4 * under.px + underHigh,
            );
          }}
        />
      ) : null}
    </Layer>
  );
}
