import type {Theme} from '../../schema/index.ts';

/** A serif on warm paper with one printer's red: stories, news, history. */
export const press: Theme = {
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
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 0,
  motion: 'calm',
  background: 'paper',
};
