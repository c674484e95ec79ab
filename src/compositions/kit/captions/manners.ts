import type {Aspect} from '../../../platforms/index.ts';
import type {CaptionStyle, Theme} from '../../../schema/index.ts';
import type {Face} from '../text/text-layout.ts';

/** How a style of captions is set; how its words light up stands in `looks.ts`. Lengths in em of the words. */
export interface CaptionManner {
  /** `loud`: the theme's display face where that is heavy enough to be outlined, else its caption face. */
  readonly face: 'caption' | 'text' | 'loud';
  /** Whether capitals are used where the theme's headlines have them. */
  readonly caps: boolean;
  /** Largest size, px at 1080 wide. */
  readonly largestPx: Readonly<Record<Aspect, number>>;
  /** Letters of a line that sets the usual size, so that most scenes of a video share it. */
  readonly usualLine: Readonly<Record<Aspect, number>>;
  /** Between two words. */
  readonly gapEm: number;
  readonly lineEm: number;
  /** Size of stressed words against the others. */
  readonly stressedScale: number;
  /** What lies under the words: nothing, a panel, or a band across the frame with soft edges. */
  readonly back: 'none' | 'panel' | 'band';
  /** Size a page grows from while it comes in; 1 for pages that are simply there. */
  readonly growsFrom: number;
  /** Whether one line of a page is set much larger, as its key. */
  readonly keyLine: boolean;
  /** How the lines of a page stand to each other: typed text begins where a line begins. */
  readonly align: 'center' | 'start';
}

const usual = {
  face: 'caption',
  caps: false,
  largestPx: {'9:16': 100, '1:1': 62, '16:9': 60},
  usualLine: {'9:16': 16, '1:1': 22, '16:9': 30},
  gapEm: 0.36,
  lineEm: 1.22,
  stressedScale: 1,
  back: 'none',
  growsFrom: 1,
  keyLine: false,
  align: 'center',
} as const satisfies CaptionManner;

export const captionManners: Readonly<Record<CaptionStyle, CaptionManner>> = {
  box: {...usual, caps: true, stressedScale: 1.14},
  karaoke: {...usual, stressedScale: 1.16, growsFrom: 0.94},
  minimal: {
    ...usual,
    face: 'text',
    largestPx: {'9:16': 62, '1:1': 40, '16:9': 40},
    back: 'panel',
  },
  pop: {
    ...usual,
    face: 'loud',
    caps: true,
    largestPx: {'9:16': 116, '1:1': 72, '16:9': 72},
    usualLine: {'9:16': 12, '1:1': 17, '16:9': 24},
    gapEm: 0.3,
    lineEm: 1.16,
    stressedScale: 1.12,
  },
  underline: {
    ...usual,
    largestPx: {'9:16': 88, '1:1': 58, '16:9': 58},
    gapEm: 0.3,
    lineEm: 1.36,
    back: 'band',
  },
  'one-word': {
    ...usual,
    face: 'loud',
    caps: true,
    largestPx: {'9:16': 190, '1:1': 118, '16:9': 118},
    usualLine: {'9:16': 1, '1:1': 1, '16:9': 1},
  },
  typewriter: {
    ...usual,
    face: 'text',
    largestPx: {'9:16': 64, '1:1': 42, '16:9': 42},
    gapEm: 0.34,
    lineEm: 1.3,
    back: 'panel',
    align: 'start',
  },
  stacked: {
    ...usual,
    largestPx: {'9:16': 72, '1:1': 46, '16:9': 46},
    usualLine: {'9:16': 16, '1:1': 20, '16:9': 26},
    gapEm: 0.28,
    lineEm: 1.14,
    keyLine: true,
  },
};

const captionFace = ({family, weight}: {readonly family: string; readonly weight: number}): Face => ({
  family,
  weight,
  lineHeight: 1,
});

/** The face of the words of a style. */
export function captionFaceOf({face}: CaptionManner, {type}: Theme): Face {
  if (face === 'text') return captionFace(type.text);
  const {display, caption} = type;
  return captionFace(face === 'loud' && (display.weight >= 700 || display.caps) ? display : caption);
}

/** The face of a key line: another voice than the line above it. */
export const keyFaceOf = ({type}: Theme): Face => captionFace(type.key ?? type.display);
