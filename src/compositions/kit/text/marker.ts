import {sweep} from '../motion.ts';
import type {PlacedLine, TextLayout} from './text-layout.ts';
import {weightsOf} from './weighty-words.ts';

/** What brings a scene's parts in has come to rest by then; frames of 30 a second. */
const settled = 14;
/** A scene stands still for no longer than this: a little below the three seconds after which people look away. */
const longestStill = 76;
/** Frames that the marker takes to be drawn or taken away. */
const drawing = 12;

/**
 * The frames of 30 a second on which the marker of a scene is drawn, taken away, drawn again…: as few as leave no
 * more than `longestStill` between them, evenly. None in scenes that are over before.
 */
export function markerBeats(durationInFrames30: number): readonly number[] {
  const still = durationInFrames30 - settled;
  const beats = Math.max(0, Math.ceil(still / longestStill) - 1);
  return Array.from({length: beats}, (_, index) => settled + ((index + 1) * still) / (beats + 1));
}

/** How much of the marker is to be seen: `from` and `to` run along the words, 0-1, `to` ahead. */
export function markerReach(
  frame30: number,
  beats: readonly number[],
): {readonly from: number; readonly to: number} | null {
  const index = beats.findLastIndex((beat) => frame30 > beat);
  const beat = beats[index];
  if (beat === undefined) return null;
  const part = sweep(frame30, beat, drawing);
  if (index % 2 === 0) return part > 0 ? {from: 0, to: part} : null;
  return part < 1 ? {from: part, to: 1} : null;
}

/** Words of a line that stand beside each other; px from the line's leading edge. */
export interface MarkedRun {
  readonly x: number;
  readonly width: number;
}

const lettersOf = (text: string): number => Array.from(text).length;

/** Where the words that carry a text stand, for each of its lines: those the script marks, else the weightiest one. */
export function markedRuns(
  {lines}: Pick<TextLayout, 'lines'>,
  language: string,
): readonly (readonly MarkedRun[])[] {
  const words = lines.flatMap((line) => line.words);
  if (words.length === 0) return lines.map(() => []);
  const weights = weightsOf(
    words.map(({text}) => text),
    language,
  );
  const rank = (index: number) => (weights[index] ?? 0) * 100 + lettersOf(words[index]?.text ?? '');
  const weightiest = words.reduce((best, _, index) => (rank(index) > rank(best) ? index : best), 0);
  const stressed = words.some(({emphasised}) => emphasised);
  const isMarked = (word: PlacedLine['words'][number]) =>
    stressed ? word.emphasised : word === words[weightiest];
  return lines.map((line) => {
    const standing = [...line.words].sort((first, second) => first.x - second.x);
    const runs: MarkedRun[] = [];
    standing.forEach((word, index) => {
      if (!isMarked(word)) return;
      const last = runs.at(-1);
      const before = standing[index - 1];
      if (last && before && isMarked(before))
        runs[runs.length - 1] = {x: last.x, width: word.x + word.width - last.x};
      else runs.push({x: word.x, width: word.width});
    });
    return runs;
  });
}
