import type {Theme} from '../../schema/index.ts';

/** Evening blue with an orange lamp, wide letters and lights out of focus: news, cities, money. */
export const harbor: Theme = {
  id: 'harbor',
  palette: {
    bg: '#15233A',
    bg2: '#22365A',
    surface: '#1D2E4C',
    ink: '#F4F1E8',
    muted: '#B9C3D6',
    accent: '#FF8A5C',
    onAccent: '#2A0E02',
    accent2: '#8FD3E8',
    third: '#F0D37A',
    line: '#3A5078',
  },
  type: {
    display: {
      family: 'Archivo Expanded',
      weight: 800,
      tracking: -0.02,
      lineHeight: 1.04,
      caps: false,
      maxPx: 140,
      minPx: 72,
    },
    text: {family: 'Archivo', weight: 500},
    label: {family: 'Archivo', weight: 600},
    caption: {family: 'Archivo', weight: 800},
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 20,
  motion: 'smooth',
  background: 'bokeh',
};
