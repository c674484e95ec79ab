import {InvalidInputError} from '../errors.ts';
import {themeSchema, type Theme} from '../schema/index.ts';

// Where a colour fills large parts of the frame it is one that survives the browser's 8-bit conversion to BT.601 to
// within one step: it rounds chroma down, and of some colours three steps of 255 are left off.

/** Heavy condensed capitals on near-black with one acid accent: money, sport, anything loud. */
const volt: Theme = {
  id: 'volt',
  palette: {
    bg: '#0B0D09',
    bg2: '#191F12',
    surface: '#1B2115',
    ink: '#F3F7EA',
    muted: '#A9B29A',
    accent: '#C6FF2E',
    onAccent: '#0B0D09',
    accent2: '#FF7A45',
    third: '#8FB7FF',
    line: '#333C27',
  },
  type: {
    display: {
      family: 'Anton',
      weight: 400,
      tracking: 0,
      lineHeight: 1.08,
      caps: true,
      maxPx: 236,
      minPx: 100,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Barlow Condensed', weight: 600},
    caption: {family: 'Barlow Condensed', weight: 800},
  },
  radius: 0,
  motion: 'snappy',
  background: 'halftone',
};

/** Deep petrol with an apricot glow and soft corners: data, business, technology. */
const lagoon: Theme = {
  id: 'lagoon',
  palette: {
    bg: '#052B30',
    bg2: '#0B5156',
    surface: '#083A40',
    ink: '#F2FBF8',
    muted: '#A9D0CB',
    accent: '#FFA87F',
    onAccent: '#2A0E02',
    accent2: '#8FE3C8',
    third: '#F3DC8A',
    line: '#1E646A',
  },
  type: {
    display: {
      family: 'Bricolage Grotesque',
      weight: 800,
      tracking: -0.03,
      lineHeight: 1.02,
      caps: false,
      maxPx: 176,
      minPx: 88,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Inter', weight: 600},
    caption: {family: 'Bricolage Grotesque', weight: 800},
  },
  radius: 28,
  motion: 'smooth',
  background: 'mesh',
};

/** A serif on warm paper with one printer's red: stories, news, history. */
const press: Theme = {
  id: 'press',
  palette: {
    bg: '#F4EEE3',
    bg2: '#E9E0CD',
    surface: '#FFFBF3',
    ink: '#17130E',
    muted: '#5F5446',
    accent: '#B31F0D',
    onAccent: '#FFF8F0',
    accent2: '#1D4E66',
    third: '#6F4E00',
    line: '#CFC2AC',
  },
  type: {
    display: {
      family: 'Instrument Serif',
      weight: 400,
      tracking: -0.015,
      lineHeight: 1.02,
      caps: false,
      maxPx: 200,
      minPx: 96,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Inter', weight: 600},
    caption: {family: 'Inter', weight: 700},
  },
  radius: 0,
  motion: 'calm',
  background: 'paper',
};

/** One grotesque on off-white, a quiet panel over turning tiles, one blue: explainers and how-tos. */
const swiss: Theme = {
  id: 'swiss',
  palette: {
    bg: '#F5F5F3',
    bg2: '#E6E6E2',
    surface: '#FFFFFF',
    ink: '#0C0C0C',
    muted: '#55554F',
    accent: '#0A3CE0',
    onAccent: '#FFFFFF',
    accent2: '#C21C08',
    third: '#5E5E57',
    line: '#C9C9C2',
  },
  type: {
    display: {
      family: 'Archivo',
      weight: 800,
      tracking: -0.03,
      lineHeight: 1.02,
      caps: false,
      maxPx: 164,
      minPx: 84,
    },
    text: {family: 'Archivo', weight: 500},
    label: {family: 'Archivo', weight: 600},
    caption: {family: 'Archivo', weight: 800},
  },
  radius: 0,
  motion: 'snappy',
  background: 'truchet',
};

/** The themes that come with the package. A theme is data: copy one, change it, pass it in its place. */
export const themes: readonly Theme[] = [volt, lagoon, press, swiss].map((theme) => themeSchema.parse(theme));

/**
 * The theme of that id.
 * @throws InvalidInputError that lists the themes there are
 */
export function findTheme(id: string): Theme {
  const theme = themes.find((candidate) => candidate.id === id);
  if (theme) return theme;
  const known = themes.map((candidate) => candidate.id).join(', ');
  throw new InvalidInputError('the theme', [
    {path: 'theme', message: `there is no theme '${id}'; there are ${known}, or pass a theme of your own`},
  ]);
}
