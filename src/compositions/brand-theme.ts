import {InvalidInputError} from '../errors.ts';
import {themeSchema, type Theme} from '../schema/index.ts';
import {hexColorSchema} from '../schema/primitives.ts';
import {contrastOf, luminanceOf} from './contrast.ts';
import {hexOf, lasting, lchOf, type Lch} from './oklch.ts';
import {findTheme} from './themes.ts';

export interface BrandThemeOptions {
  /** The brand's colour, `#RRGGBB`. When left out, the most colourful of the logo's. */
  readonly colour?: string | undefined;
  /** Main colours of the logo, most frequent first, as `logoColours` reads them from a file. */
  readonly logo?: readonly string[] | undefined;
  /** Id of the theme, or the theme, that gives type, shape, motion and background; `lagoon` when left out. */
  readonly base?: string | Theme | undefined;
  /** Id of the result; `brand` when left out. */
  readonly id?: string | undefined;
}

/** Contrast of every text with every ground it may stand on (WCAG 2.2, 1.4.3), and a little for rounding. */
const wanted = 4.55;
/** Of text on the accent: its second ink and panels lie between the two, and are to be read as well. */
const wantedOnAccent = 6.3;
/** Grounds hold at most this much chroma, unless the brand's own colour is one. */
const groundChroma = 0.04;
/** Below this chroma a colour is a grey, and no accent. */
const grey = 0.03;

type Grounds = readonly [bg: string, bg2: string, surface: string];

/** The colour nearest in lightness that every ground lets be read, its hue kept. */
function readableOn(
  grounds: Grounds,
  color: Lch,
  name: string,
  also: (hex: string) => boolean = () => true,
): string {
  for (let step = 0; step <= 100; step++) {
    for (const sign of step === 0 ? [1] : [1, -1]) {
      const lightness = color.lightness + (sign * step) / 100;
      if (lightness < 0.02 || lightness > 0.995) continue;
      const hex = lasting(hexOf({...color, lightness}));
      if (grounds.every((ground) => contrastOf(hex, ground) >= wanted) && also(hex)) return hex;
    }
  }
  throw new InvalidInputError('the brand theme', [
    {
      path: 'colour',
      message: `leaves no readable ${name}: no lightness of its hue has a contrast of 4.5 on the grounds`,
    },
  ]);
}

/** Black or white with a breath of the hue, whichever reads better on a colour. */
function inkOn(color: string, hue: number): string {
  const [dark, light] = [
    hexOf({lightness: 0.15, chroma: 0.03, hue}),
    hexOf({lightness: 0.985, chroma: 0.006, hue}),
  ];
  return contrastOf(dark, color) > contrastOf(light, color) ? dark : light;
}

/** Grounds of a hue: near-black, near-white, or the brand's own colour where that bears text by far. */
function groundsOf(brand: Lch, dark: boolean, filled: boolean): Grounds {
  const {hue, chroma, lightness} = brand;
  const soft = Math.min(chroma, groundChroma);
  const at = (level: number, strength: number) => lasting(hexOf({lightness: level, chroma: strength, hue}));
  if (filled)
    return [at(lightness, chroma), at(lightness - 0.05, chroma * 0.92), at(lightness - 0.035, chroma * 0.94)];
  return dark
    ? [at(0.17, soft), at(0.25, soft * 1.3), at(0.22, soft * 1.15)]
    : [at(0.95, soft * 0.5), at(0.91, soft * 0.8), at(0.985, soft * 0.25)];
}

function brandOf({colour, logo = []}: BrandThemeOptions): string {
  const given = colour === undefined ? [] : [colour];
  for (const [index, color] of [...given, ...logo].entries()) {
    if (!hexColorSchema.safeParse(color).success) {
      throw new InvalidInputError('the brand theme', [
        {
          path: index < given.length ? 'colour' : `logo.${index - given.length}`,
          message: `'${color}' is no colour; write it as #RRGGBB`,
        },
      ]);
    }
  }
  const [first] = logo;
  if (colour !== undefined) return colour.toUpperCase();
  if (first === undefined) {
    throw new InvalidInputError('the brand theme', [
      {path: '', message: 'needs a colour, or the main colours of a logo'},
    ]);
  }
  // The most colourful one, those that fill more of the logo before those that fill less.
  const scored = logo.map((color, index) => ({color, score: lchOf(color).chroma - 0.012 * index}));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).color.toUpperCase();
}

/**
 * A theme in the colours of a brand: hue and, where it can be, the very colour for the accent; grounds of the same hue;
 * two further colours for charts from the logo or across the colour circle. Type, shape, motion and background are the
 * base theme's, and so is whether it is light or dark. Every text keeps a contrast of 4.5 with every ground.
 * @throws InvalidInputError for colours that are none, an unknown base, or a hue that leaves no readable accent
 */
export function brandTheme(options: BrandThemeOptions): Theme {
  const {base: wantedBase = 'lagoon', id = 'brand', logo = []} = options;
  const base = typeof wantedBase === 'string' ? findTheme(wantedBase) : wantedBase;
  const color = brandOf(options);
  const brand = lchOf(color);
  const {hue} = brand;
  // The base has its colour as its ground, as terracotta and blueprint do: so may the brand, where text reads on it.
  const baseGround = lchOf(base.palette.bg);
  const bold = baseGround.chroma > 0.09 && baseGround.lightness < 0.6;
  const filled = bold && contrastOf(color, inkOn(color, hue)) >= 7 && brand.lightness < 0.55;
  const dark = luminanceOf(base.palette.bg) < 0.18;
  const grounds = groundsOf(brand, dark, filled);
  const [bg, bg2, surface] = grounds;
  const ink = readableOn(
    grounds,
    dark ? {lightness: 0.97, chroma: 0.01, hue} : {lightness: 0.18, chroma: 0.03, hue},
    'ink',
  );
  const muted = readableOn(
    grounds,
    dark ? {lightness: 0.79, chroma: 0.03, hue} : {lightness: 0.44, chroma: 0.035, hue},
    'second ink',
  );
  const others = logo.map(lchOf).filter(({chroma, hue: other}) => {
    const apart = Math.abs(((other - hue + 540) % 360) - 180);
    return chroma > 0.06 && apart > 40;
  });
  const chroma = Math.max(0.1, Math.min(0.19, brand.chroma));
  const beside = (turn: number): Lch => ({
    lightness: dark ? 0.8 : 0.5,
    chroma,
    hue: (hue + turn + 360) % 360,
  });
  // On its own colour a brand cannot stand out: there the accent comes from the other side of the circle.
  const accentFrom = filled
    ? (others[0] ?? {...beside(150), lightness: 0.86})
    : brand.chroma < grey
      ? {...brand, lightness: dark ? 0.92 : 0.3}
      : brand;
  const inkOnAccent = (hex: string): string => inkOn(hex, lchOf(hex).hue);
  const accent = readableOn(
    grounds,
    accentFrom,
    'accent',
    (hex) => contrastOf(inkOnAccent(hex), hex) >= wantedOnAccent,
  );
  return themeSchema.parse({
    ...base,
    id,
    palette: {
      bg,
      bg2,
      surface,
      ink,
      muted,
      accent,
      onAccent: inkOnAccent(accent),
      accent2: readableOn(grounds, others[filled ? 1 : 0] ?? beside(150), 'second accent'),
      third: readableOn(grounds, others[filled ? 2 : 1] ?? beside(-60), 'third colour'),
      line: hexOf({
        lightness: dark ? lchOf(bg2).lightness + 0.14 : 0.8,
        chroma: Math.min(0.05, brand.chroma),
        hue,
      }),
    },
  });
}
