import type {ReactNode} from 'react';
import type {Box} from '../../platforms/index.ts';
import {luminanceOf} from '../contrast.ts';
import {Canvas} from '../kit/canvas.tsx';
import {mix, type Inks} from '../kit/inks.ts';
import {Layer} from '../kit/layer.tsx';
import {entrance, sweep} from '../kit/motion.ts';
import {Picture} from '../kit/pictures/picture.tsx';
import {quietTone} from '../kit/quiet-tone.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {deviceOf, type Device} from './stand.ts';

/** A great disc behind the device; it swells a little as a scene begins. */
export function Podium({x, y, radius}: {readonly x: number; readonly y: number; readonly radius: number}) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const grown = scope.index === 0 ? 1 : 0.94 + 0.06 * entrance('calm', frame, -2);
  const across = Math.round(2 * radius * grown);
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x - across / 2),
        top: Math.round(y - across / 2),
        width: across,
        height: across,
        borderRadius: across / 2,
        backgroundColor: quietTone(inks),
      }}
    />
  );
}

/** The disc behind a device that stands in a box. */
export function podiumFor(
  device: Box,
  unit: number,
  aspect: string,
): {readonly x: number; readonly y: number; readonly radius: number} {
  const foot = device.y + device.height;
  return aspect === '9:16'
    ? {x: device.x + device.width / 2, y: foot - 330 * unit, radius: 530 * unit}
    : {x: device.x + device.width / 2, y: foot * 0.56, radius: Math.min(500 * unit, foot * 0.58)};
}

/** Casing and rim of a device: the darker of ground and letters, and a rim that sets it off from the ground. */
function casing(inks: Inks): {readonly body: string; readonly rim: string} {
  const dark = luminanceOf(inks.ground) < luminanceOf(inks.ink) ? inks.ground : inks.ink;
  return {body: mix(dark, '#08080A', 0.72), rim: mix(inks.ground, inks.ink, 0.34)};
}

/** What a screen shows without a picture: large round shapes in the colours of the theme. */
function Wallpaper({x, y, width, height}: Box) {
  const {inks} = useStage();
  return (
    <Canvas
      x={x}
      y={y}
      width={Math.round(width)}
      height={Math.round(height)}
      density={0.5}
      opaque
      paintKey={JSON.stringify([width, height, inks])}
      paint={(context) => {
        const shade = context.createLinearGradient(0, 0, width, height);
        shade.addColorStop(0, mix(inks.groundShade, inks.accent, 0.3));
        shade.addColorStop(1, mix(inks.groundShade, inks.accent, 0.62));
        context.fillStyle = shade;
        context.fillRect(0, 0, width, height);
        const disc = (left: number, top: number, radius: number, color: string) => {
          context.fillStyle = color;
          context.beginPath();
          context.arc(left, top, radius, 0, 2 * Math.PI);
          context.fill();
        };
        const across = Math.min(width, height);
        disc(width * 0.78, height * 0.86, across * 0.62, mix(inks.groundShade, inks.accent, 0.82));
        disc(width * 0.2, height * 0.98, across * 0.5, mix(inks.groundShade, inks.ink, 0.2));
        disc(width * 0.66, height * 0.58, across * 0.2, inks.accent);
      }}
    />
  );
}

/** Light that runs over the glass once. */
function Glare({x, y, width, height}: Box) {
  const frame = useFrame30();
  const part = sweep(frame, 12, 34);
  if (part <= 0 || part >= 1) return null;
  const band = width * 0.34;
  return (
    <div style={{position: 'absolute', left: x, top: y, width, height, overflow: 'hidden'}}>
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: -height * 0.3,
          width: band,
          height: height * 1.6,
          backgroundColor: 'rgba(255, 255, 255, 0.13)',
          transform: `translateX(${(width + 2 * band) * part - 1.5 * band}px) rotate(14deg)`,
        }}
      />
    </div>
  );
}

interface Measures {
  readonly bezel: number;
  readonly bar: number;
  readonly radius: number;
}

function measuresOf(device: Device, radius: number, unit: number): Measures {
  if (device === 'phone') return {bezel: 18 * unit, bar: 0, radius: 76 * unit};
  const round = Math.min(radius, 36) * unit;
  return device === 'window'
    ? {bezel: 0, bar: 66 * unit, radius: round}
    : {bezel: 16 * unit, bar: 0, radius: round};
}

export interface ShownProps {
  readonly box: Box;
  /** Asset on the screen; `null` for none. */
  readonly asset: string | null;
  readonly device?: Device;
  /** Stands on the screen in place of a picture. */
  readonly children?: ReactNode;
}

/** A device with a picture on its screen; it comes down from above as a scene begins. */
export function ShownDevice({box, asset, device: wanted, children}: ShownProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {unit, theme} = scope;
  const device = wanted ?? deviceOf(scope);
  const {bezel, bar, radius} = measuresOf(device, theme.radius, unit);
  const {body, rim} = casing(inks);
  const came = scope.index === 0 ? 1 : entrance(theme.motion, frame, -4);
  const whole = {
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  };
  const shell = device === 'card' ? inks.surface : body;
  // What of the screen can be seen: a picture has its subject there.
  const top = Math.max(0, whole.y + bezel) - whole.y;
  const screen = {
    x: Math.round(bezel),
    y: Math.round(Math.max(top, bar)),
    width: Math.round(whole.width - 2 * bezel),
    height: Math.round(whole.height - Math.max(top, bar) - bezel),
  };
  const rounded = Math.max(0, radius - bezel);
  const corners = bar > 0 || top > bezel + 1 ? `0 0 ${rounded}px ${rounded}px` : `${rounded}px`;
  const stroke = Math.max(2, Math.round(4 * unit));
  const pictured = asset !== null && !children;
  // A picture is cut off by its own round corners alone: the upper ones lie beyond the frame or under the bar.
  const hidden = corners.startsWith('0') ? Math.ceil(rounded) : 0;
  const plate = (inset: number, color: string) => (
    <div
      style={{
        position: 'absolute',
        left: whole.x - inset,
        top: whole.y - inset,
        width: whole.width + 2 * inset,
        height: whole.height + 2 * inset,
        borderRadius: radius + inset,
        backgroundColor: color,
      }}
    />
  );
  return (
    <Layer y={-Math.round((1 - came) * 120 * unit)}>
      {plate(stroke, rim)}
      {plate(0, bar > 0 ? inks.surface : shell)}
      {pictured ? (
        <Picture
          asset={asset}
          x={whole.x + screen.x}
          y={whole.y + screen.y - hidden}
          width={screen.width}
          height={screen.height + hidden}
          radius={rounded}
          travel={0.12}
        />
      ) : null}
      {bar > 0 ? (
        <>
          <div
            style={{
              position: 'absolute',
              left: whole.x,
              top: whole.y,
              width: whole.width,
              height: screen.y,
              borderRadius: `${radius}px ${radius}px 0 0`,
              backgroundColor: inks.surface,
            }}
          />
          {[0, 1, 2].map((dot) => (
            <div
              key={dot}
              style={{
                position: 'absolute',
                left: Math.round(whole.x + (34 + 34 * dot) * unit),
                top: Math.round(whole.y + bar / 2 - 9 * unit),
                width: Math.round(18 * unit),
                height: Math.round(18 * unit),
                borderRadius: 9 * unit,
                backgroundColor: dot === 0 ? inks.accent : inks.quiet,
              }}
            />
          ))}
        </>
      ) : null}
      {pictured ? null : (
        <div
          style={{
            position: 'absolute',
            left: whole.x + screen.x,
            top: whole.y + screen.y,
            width: screen.width,
            height: screen.height,
            overflow: 'hidden',
            borderRadius: corners,
            backgroundColor: inks.surface,
          }}
        >
          {children ? null : <Wallpaper x={0} y={0} width={screen.width} height={screen.height} />}
        </div>
      )}
      {children ? null : (
        <Glare
          x={whole.x + screen.x}
          y={whole.y + screen.y}
          width={screen.width}
          height={screen.height - Math.ceil(rounded * 0.3)}
        />
      )}
      {device === 'phone' ? (
        <div
          style={{
            position: 'absolute',
            left: Math.round(whole.x + screen.x + screen.width * 0.32),
            top: Math.round(whole.y + screen.y + screen.height - 24 * unit),
            width: Math.round(screen.width * 0.36),
            height: Math.round(9 * unit),
            borderRadius: 5 * unit,
            backgroundColor: 'rgba(255, 255, 255, 0.82)',
          }}
        />
      ) : null}
      {children}
    </Layer>
  );
}
