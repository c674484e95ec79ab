import type {Bars} from './bars.ts';
import type {Chord, Key} from './harmony.ts';
import type {Levels, Recipe} from './recipe.ts';
import type {Hit, Note, PadNote} from './score.ts';
import type {PlannedBar} from './sections.ts';

export const slotsPerBeat = 4;

/** Collects what is played. */
export interface Writer {
  readonly notes: Note[];
  readonly hits: Hit[];
  readonly pad: PadNote[];
}

/** What every player knows. */
export interface Setting {
  readonly recipe: Recipe;
  readonly key: Key;
  readonly bars: Bars;
  readonly plan: readonly PlannedBar[];
  readonly chords: readonly Chord[];
  readonly seconds: number;
  readonly random: () => number;
}

export const pick = <Value>(values: readonly Value[], random: () => number): Value | undefined =>
  values[Math.floor(random() * values.length)];

/** When a slot of a bar sounds: swung, and a hair before or after, as hands are. */
export function timeOf({recipe, bars, random}: Setting, bar: PlannedBar, slot: number): number {
  const slotSeconds = bars.beatSeconds / slotsPerBeat;
  const late = slot % 2 === 1 ? recipe.swing : slot % 4 === 2 && recipe.swing > 0 ? recipe.swing * 0.35 : 0;
  return Math.max(0, bar.start + (slot + late) * slotSeconds + (random() - 0.5) * 0.006);
}

export function levelAt(levels: Levels, {intensity, part, index, count}: PlannedBar): number {
  const level = levels[intensity];
  // The lift grows out of the full level.
  return part === 'lift' && count > 1 && index === 0 ? (levels[2] + level) / 2 : level;
}

/** The rests of the last bar before home: everything that keeps time stops for its last beat. */
export function isBreath({bars}: Setting, {part, index, count}: PlannedBar, slot: number): boolean {
  return part === 'lift' && index === count - 1 && slot >= (bars.beatsPerBar - 1) * slotsPerBeat;
}
