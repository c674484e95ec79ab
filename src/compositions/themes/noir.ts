import type {Theme} from '../../schema/index.ts';

/** Near-black with coral light falling in from the side and condensed capitals: stories, crime, film. */
export const noir: Theme = {
  id: 'noir',
  palette: {
    bg: '#0C0D0F',
    bg2: '#1B1B1F',
    surface: '#202024',
    ink: '#F6F4EF',
    muted: '#B3B0A8',
    accent: '#FF6B5E',
    onAccent: '#1E0400',
    accent2: '#E8E4DA',
    third: '#8FC7FF',
    line: '#3A3A40',
  },
  type: {
    display: {
      family: 'Barlow Condensed',
      weight: 800,
      tracking: 0,
      lineHeight: 1,
      caps: true,
      maxPx: 224,
      minPx: 108,
    },
    text: {family: 'Archivo', weight: 500},
    label: {family: 'Archivo', weight: 600},
    caption: {family: 'Barlow Condensed', weight: 800},
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 16,
  motion: 'smooth',
  background: 'leak',
};
