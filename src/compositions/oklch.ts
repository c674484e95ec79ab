import {channelsOf} from './contrast.ts';
import {labOf, writeLab} from './kit/ground/oklab.ts';

/** A colour as people see it: lightness 0-1, chroma 0 to about 0.37, hue in degrees (OKLCH, Ottosson 2020). */
export interface Lch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** `#RRGGBB` as lightness, chroma and hue; greys have hue 0. */
export function lchOf(hex: string): Lch {
  const [lightness, a, b] = labOf(hex);
  const chroma = Math.hypot(a, b);
  const hue = chroma < 1e-4 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  return {lightness, chroma, hue};
}

/** The nearest colour a screen has: where lightness and hue leave no room for the chroma, chroma gives way. */
export function hexOf({lightness, chroma, hue}: Lch): string {
  const angle = (hue * Math.PI) / 180;
  const bytes = new Uint8ClampedArray(4);
  const write = (strength: number): string => {
    writeLab(bytes, 0, lightness, strength * Math.cos(angle), strength * Math.sin(angle));
    return `#${[0, 1, 2].map((at) => (bytes[at] ?? 0).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
  };
  for (let strength = chroma; strength > 0; strength -= 0.005) {
    const hex = write(strength);
    const back = lchOf(hex);
    const drift = Math.abs(((back.hue - hue + 540) % 360) - 180);
    if (Math.abs(back.lightness - lightness) < 0.012 && (drift < 4 || back.chroma < 0.02)) return hex;
  }
  return write(0);
}

/** How far the browser's 8-bit way to BT.601 and back moves a channel of a colour; it rounds chroma down. */
export function conversionLoss(hex: string): number {
  const [red, green, blue] = channelsOf(hex);
  const light = 1.164383 * Math.floor((66 * red + 129 * green + 25 * blue + 128) / 256);
  const u = Math.floor((112 * blue - 74 * green - 38 * red) / 256);
  const v = Math.floor((112 * red - 94 * green - 18 * blue) / 256);
  const back = [light + 1.596027 * v, light - 0.391762 * u - 0.812968 * v, light + 2.017232 * u];
  return Math.max(
    ...[red, green, blue].map((channel, at) =>
      Math.abs(Math.min(255, Math.max(0, Math.round(back[at] ?? 0))) - channel),
    ),
  );
}

/** The nearest colour that keeps its channels to within one step on that way. */
export function lasting(hex: string): string {
  if (conversionLoss(hex) <= 1) return hex;
  const channels = channelsOf(hex);
  for (let reach = 1; reach <= 6; reach++) {
    for (let code = 0; code < (2 * reach + 1) ** 3; code++) {
      const side = 2 * reach + 1;
      const shift = [code % side, Math.floor(code / side) % side, Math.floor(code / side ** 2)].map(
        (part) => part - reach,
      );
      const moved = channels.map((channel, at) => channel + (shift[at] ?? 0));
      if (moved.some((channel) => channel < 0 || channel > 255)) continue;
      const near = `#${moved.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
      if (conversionLoss(near) <= 1) return near;
    }
  }
  return hex;
}
