import type {Theme} from '../../schema/index.ts';

/** Pink and butter with aubergine letters and turning rays: quizzes, lists, everyday life. */
export const candy: Theme = {
  id: 'candy',
  palette: {
    bg: '#FED3E4',
    bg2: '#FFE9CC',
    surface: '#FFF7FB',
    ink: '#2B1033',
    muted: '#6A3C70',
    accent: '#5B27D9',
    onAccent: '#FFFFFF',
    accent2: '#B3261E',
    third: '#00666B',
    line: '#EDA9C7',
  },
  type: {
    display: {
      family: 'Bricolage Grotesque',
      weight: 800,
      tracking: -0.035,
      lineHeight: 1,
      caps: false,
      maxPx: 172,
      minPx: 84,
    },
    text: {family: 'Inter', weight: 500},
    label: {family: 'Inter', weight: 600},
    caption: {family: 'Bricolage Grotesque', weight: 800},
  },
  radius: 48,
  motion: 'playful',
  background: 'rays',
};
