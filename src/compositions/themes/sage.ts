import type {Theme} from '../../schema/index.ts';

/** A slanted serif in deep green over a slow stream of lines: health, nature, science. */
export const sage: Theme = {
  id: 'sage',
  palette: {
    bg: '#DFE8D6',
    bg2: '#C9D8BF',
    surface: '#F5F9F0',
    ink: '#12241A',
    muted: '#3F5547',
    accent: '#17593A',
    onAccent: '#F5F9F0',
    accent2: '#96350F',
    third: '#2B4F86',
    line: '#AFC2A4',
  },
  type: {
    display: {
      family: 'Instrument Serif Italic',
      weight: 400,
      tracking: -0.015,
      lineHeight: 1.04,
      caps: false,
      maxPx: 204,
      minPx: 96,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Inter', weight: 600},
    caption: {family: 'Inter', weight: 700},
    key: {family: 'Instrument Serif Italic', weight: 400},
  },
  radius: 24,
  motion: 'calm',
  background: 'flow',
};
