/** sRGB, each channel 0-255. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** OKLab: lightness 0-1, green-red, blue-yellow. */
type Lab = readonly [l: number, a: number, b: number];

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  const clipped = Math.min(1, Math.max(0, value));
  return 255 * (clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055);
}

export function parseHex(colour: string): Rgb {
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** After Björn Ottosson's definition of OKLab (bottosson.github.io/posts/oklab). */
export function toLab([red, green, blue]: Rgb): Lab {
  const r = linear(red);
  const g = linear(green);
  const b = linear(blue);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function fromLab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** A colour between two, evenly to the eye. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const a = toLab(from);
  const b = toLab(to);
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * share;
  return fromLab([at(0), at(1), at(2)]);
}

/** The same hue at another lightness, 0-1, its chroma times `chroma`. */
export function withLightness(colour: Rgb, lightness: number, chroma = 1): Rgb {
  const [, a, b] = toLab(colour);
  return fromLab([lightness, a * chroma, b * chroma]);
}

const chromaOf = ([, a, b]: Lab) => Math.hypot(a, b);
const distance = (one: Lab, other: Lab) =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
const hueGap = (one: Lab, other: Lab) => {
  const gap = Math.abs(Math.atan2(one[2], one[1]) - Math.atan2(other[2], other[1]));
  return Math.min(gap, 2 * Math.PI - gap);
};

/** The colours of one picture, all from the palette of the theme it stands in. */
export interface Inks {
  readonly dark: boolean;
  readonly ground: Rgb;
  readonly accent: Rgb;
  /** Another hue than the accent where the palette has one. */
  readonly second: Rgb;
  /** The colour of writing: farthest from the ground in lightness. */
  readonly ink: Rgb;
  /** `share` 0: far and near the ground; 1: near and dark. One family of hues, so that layers never turn muddy. */
  readonly depth: (share: number) => Rgb;
}

const fallbackPalette = ['#F4EEE3', '#E9DFCD', '#17130E', '#1D4E66', '#B3200C'];

/** Picks roles from a palette by what the colours are, not by where they stand. */
export function inksOf(palette: readonly string[]): Inks {
  const given = palette.filter((colour) => /^#[0-9a-f]{6}$/i.test(colour));
  const colours = (given.length >= 2 ? given : fallbackPalette).map((colour) => {
    const rgb = parseHex(colour);
    return {rgb, lab: toLab(rgb)};
  });
  const ground = colours[0] ?? {rgb: [240, 236, 226] as const, lab: toLab([240, 236, 226])};
  const dark = ground.lab[0] < 0.6;
  const others = colours.slice(1);
  const vivid = others
    .filter(({lab}) => distance(lab, ground.lab) > 0.18)
    .sort((one, other) => chromaOf(other.lab) - chromaOf(one.lab));
  const ink =
    [...others].sort(
      (one, other) => Math.abs(other.lab[0] - ground.lab[0]) - Math.abs(one.lab[0] - ground.lab[0]),
    )[0] ?? ground;
  const accent = vivid[0] ?? ink;
  const apart = ({lab}: {lab: Lab}) => Math.min(hueGap(lab, accent.lab), 1.6) * (chromaOf(lab) + 0.03);
  const second =
    vivid
      .filter(({lab}) => chromaOf(lab) > 0.03 && hueGap(lab, accent.lab) > 0.4)
      .sort((a, b) => apart(b) - apart(a))[0] ??
    vivid.find(({lab}) => distance(lab, accent.lab) > 0.12) ??
    ink;
  // Layers take the hue of the ground where it has one, else that of the second colour: the accent stays rare.
  const base = chromaOf(ground.lab) > 0.035 ? ground : second;
  const far = dark
    ? mix(
        withLightness(ground.rgb, Math.min(0.72, ground.lab[0] + 0.27), 1.15),
        second.rgb,
        chromaOf(ground.lab) > 0.03 ? 0.22 : 0.1,
      )
    : mix(ground.rgb, withLightness(base.rgb, 0.72, 1.4), 0.55);
  const near = dark
    ? withLightness(ground.rgb, Math.max(0.1, ground.lab[0] * 0.62), 0.9)
    : withLightness(base === ground ? accent.rgb : second.rgb, 0.3, 0.85);
  return {
    dark,
    ground: ground.rgb,
    accent: accent.rgb,
    second: second.rgb,
    ink: ink.rgb,
    depth: (share) => mix(far, near, share),
  };
}
