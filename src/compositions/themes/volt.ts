import type {Theme} from '../../schema/index.ts';

/** Heavy condensed capitals on near-black with one acid accent: money, sport, anything loud. */
export const volt: Theme = {
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
