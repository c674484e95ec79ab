import type {Theme} from '../../schema/index.ts';

/** Burnt clay with cream and honey, condensed letters and contour lines: travel, food, comparisons. */
export const terracotta: Theme = {
  id: 'terracotta',
  palette: {
    bg: '#8F3219',
    bg2: '#6E2411',
    surface: '#75280F',
    ink: '#FFF3E2',
    muted: '#F3CFB2',
    accent: '#FFD27D',
    onAccent: '#3A1206',
    accent2: '#FFF3E2',
    third: '#A8E0CF',
    line: '#B55A3C',
  },
  type: {
    display: {
      family: 'Archivo Condensed',
      weight: 800,
      tracking: -0.02,
      lineHeight: 1.02,
      caps: false,
      maxPx: 196,
      minPx: 96,
    },
    text: {family: 'Archivo', weight: 500},
    label: {family: 'Archivo', weight: 600},
    caption: {family: 'Archivo Condensed', weight: 800},
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 36,
  motion: 'smooth',
  background: 'topographic',
};
