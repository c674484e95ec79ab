import type {Aspect} from '../../../platforms/index.ts';
import type {CaptionStyle} from '../../../schema/index.ts';

interface Paging {
  /** Columns of the widest line: what a phone reads at a glance in that frame. */
  readonly maxCharsPerLine: number;
  readonly maxWordsPerPage: number;
}

/** Columns of a full line where letters are of the usual size. */
const columns: Readonly<Record<Aspect, number>> = {'9:16': 18, '1:1': 24, '16:9': 32};

/** Words of a page, and the share of the usual columns that a line of larger letters has. */
const pages: Readonly<Record<CaptionStyle, {readonly words: number; readonly share: number}>> = {
  box: {words: 4, share: 1},
  karaoke: {words: 4, share: 1},
  minimal: {words: 4, share: 1},
  pop: {words: 3, share: 0.78},
  underline: {words: 4, share: 1},
  'one-word': {words: 1, share: 1},
  typewriter: {words: 5, share: 1},
  stacked: {words: 5, share: 0.84},
};

/** How the words of a scene are divided into pages for a style of captions; see `paginate`. */
export function captionPaging(style: CaptionStyle, aspect: Aspect): Paging {
  const {words, share} = pages[style];
  return {maxCharsPerLine: Math.round(columns[aspect] * share), maxWordsPerPage: words};
}
