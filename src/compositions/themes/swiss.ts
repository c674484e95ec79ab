import type {Theme} from '../../schema/index.ts';

/** One grotesque on off-white, a quiet panel over turning tiles, one blue: explainers and how-tos. */
export const swiss: Theme = {
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
