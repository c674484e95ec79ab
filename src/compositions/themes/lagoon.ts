import type {Theme} from '../../schema/index.ts';

/** Deep petrol with an apricot glow and soft corners: data, business, technology. */
export const lagoon: Theme = {
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
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 28,
  motion: 'smooth',
  background: 'mesh',
};
