import type {Theme} from '../../schema/index.ts';

/** Draughtsman’s blue with narrow capitals and a yellow pencil: how things work, step by step. */
export const blueprint: Theme = {
  id: 'blueprint',
  palette: {
    bg: '#0B3B8B',
    bg2: '#072B68',
    surface: '#0A3277',
    ink: '#F0F6FF',
    muted: '#BFD6FA',
    accent: '#FEE14A',
    onAccent: '#1B1A05',
    accent2: '#7FF0D0',
    third: '#FFB3A1',
    line: '#3F6DBB',
  },
  type: {
    display: {
      family: 'Barlow Condensed',
      weight: 600,
      tracking: 0.005,
      lineHeight: 1.02,
      caps: true,
      maxPx: 208,
      minPx: 100,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Barlow Condensed', weight: 600},
    caption: {family: 'Barlow Condensed', weight: 800},
  },
  radius: 12,
  motion: 'smooth',
  background: 'grid',
};
