import type {CaptionStyle} from '../../../schema/index.ts';
import {withAlpha, type Inks} from '../inks.ts';
import {popIn} from '../motion.ts';

/** Before it is spoken, while it is, and after. */
export type WordState = 'ahead' | 'lit' | 'spoken';

/** What one word looks like on one frame. Lengths in em of the word. */
export interface WordLook {
  /** `null` for a word that is not to be seen yet. */
  readonly fill: string | null;
  /** Drawn under the fill; half of the width shows around the letters. */
  readonly stroke?: {readonly color: string; readonly width: number};
  /** A hard shadow below the letters, as of a sticker. */
  readonly shadow?: string;
  /** A box under the word. */
  readonly box?: string;
  /** A bar under the letters: how much of the word it has reached, 0-1. */
  readonly bar?: {readonly color: string; readonly part: number; readonly thickness: number};
  readonly scale?: number;
  /** Share of the word's letters that have been typed; all of them when left out. */
  readonly typed?: number;
  /** The writing mark after the last typed letter. */
  readonly caret?: string;
}

export interface WordMoment {
  readonly state: WordState;
  /** Frames of 30 a second since the word's start, with decimals; negative before it. */
  readonly since: number;
  /** Frames of 30 a second that the word is lit. */
  readonly lasts: number;
  readonly stressed: boolean;
  readonly key: boolean;
  /** Letters of the word. */
  readonly letters: number;
  /** Whether no word of the page comes after it. */
  readonly last: boolean;
}

const hidden: WordLook = {fill: null};

type Look = (moment: WordMoment, inks: Inks) => WordLook;

/** The ring around letters that keeps them readable on anything. */
const ring = ({ground}: Inks, width: number) => ({stroke: {color: ground, width}});

const looks: Readonly<Record<CaptionStyle, Look>> = {
  box: ({state}, inks) =>
    state === 'lit' ? {fill: inks.onAccent, box: inks.accent} : {fill: inks.ink, ...ring(inks, 0.14)},

  karaoke: ({state}, inks) =>
    state === 'lit'
      ? {fill: inks.accent, ...ring(inks, 0.14), bar: {color: inks.accent, part: 1, thickness: 0.09}}
      : {fill: inks.ink, ...ring(inks, 0.14)},

  minimal: ({state, stressed}, inks) => ({
    fill: state === 'ahead' ? inks.muted : stressed ? inks.accent : inks.ink,
  }),

  pop: ({state, since}, inks) => {
    if (state === 'ahead') return hidden;
    const base = {...ring(inks, 0.15), shadow: inks.ground};
    return state === 'lit'
      ? {...base, fill: inks.accent, scale: 0.8 + 0.28 * popIn(since + 1, 0)}
      : {...base, fill: inks.ink};
  },

  underline: ({state, since, lasts, stressed}, inks) => {
    const base = {fill: stressed ? inks.accent : inks.ink, ...ring(inks, 0.1)};
    if (state === 'ahead') return base;
    // Full a little before the next word, so that it is seen to arrive; the trail of spoken words is thin.
    const time = Math.min(12, Math.max(1, 0.8 * lasts));
    const part = state === 'lit' ? Math.min(1, Math.max(0.14, (since + 1) / time)) : 1;
    return {...base, bar: {color: inks.accent, part, thickness: state === 'lit' ? 0.12 : 0.045}};
  },

  'one-word': ({state, since, stressed}, inks) =>
    state === 'ahead' && since < -2.5
      ? hidden
      : {
          fill: stressed ? inks.accent : inks.ink,
          ...ring(inks, 0.1),
          shadow: inks.ground,
          scale: 0.86 + 0.14 * Math.min(1, Math.max(0, (since + 1) / 3)),
        },

  typewriter: ({state, since, lasts, letters, last, stressed}, inks) => {
    if (state === 'ahead') return {fill: null};
    const fill = stressed ? inks.accent : inks.ink;
    // One letter a frame, faster only where the word itself is.
    const time = Math.max(1, Math.min(letters, 0.85 * lasts));
    const typed = state === 'lit' ? Math.min(1, Math.max(1 / letters, (since + 1) / time)) : 1;
    const idle = since - time;
    const on = idle < 0 || Math.floor(idle / 15) % 2 === 0;
    return {fill, typed, ...((state === 'lit' || last) && on ? {caret: inks.accent} : {})};
  },

  stacked: ({state, since, key}, inks) =>
    state === 'ahead'
      ? hidden
      : {
          fill: key ? inks.accent : inks.ink,
          ...ring(inks, key ? 0.085 : 0.14),
          scale: 0.9 + 0.1 * Math.min(1, (since + 1) / 4),
        },
};

/** What a word of a style looks like at a moment. */
export function lookOf(style: CaptionStyle, moment: WordMoment, inks: Inks): WordLook {
  return looks[style](moment, inks);
}

/** The colour of a panel or band under the words, opaque enough for text over black and over white. */
export function backColor(back: 'panel' | 'band', inks: Inks): string {
  return back === 'panel' ? withAlpha(inks.surface, 0.94) : withAlpha(inks.ground, 0.8);
}
