import {seededRandom, seedOf} from '../../sound/index.ts';
import {type Bars, fitBars} from './bars.ts';
import {type Chord, type Key, scales, type ScaleName} from './harmony.ts';
import type {DrumName} from './instruments/drums.ts';
import type {InstrumentName} from './instruments/pitched.ts';
import {playLayer} from './layers.ts';
import {playAccents, playEnding, playLift} from './moments.ts';
import {type Mood, recipes} from './moods.ts';
import type {Levels, Recipe} from './recipe.ts';
import {planSections, type PlannedBar} from './sections.ts';
import {pick, type Setting, type Writer} from './setting.ts';

/** One note: seconds, MIDI number, level 0-1, pan −1..1, and its share of the room 0-1. */
export interface Note {
  readonly instrument: InstrumentName;
  readonly at: number;
  readonly midi: number;
  readonly seconds: number;
  readonly level: number;
  readonly pan: number;
  readonly room: number;
}

/** One stroke on something without pitch. */
export interface Hit {
  readonly drum: DrumName;
  readonly at: number;
  readonly level: number;
  readonly pan: number;
  readonly room: number;
}

/** A sustained note of the pad. */
export interface PadNote {
  readonly midi: number;
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/** A value that runs in straight lines from point to point, over seconds. */
export type Curve = readonly (readonly [seconds: number, value: number])[];

/** A whole piece before it sounds. */
export interface Score {
  readonly mood: Mood;
  readonly seconds: number;
  readonly key: Key;
  readonly bars: Bars;
  readonly plan: readonly PlannedBar[];
  readonly notes: readonly Note[];
  readonly hits: readonly Hit[];
  readonly pad: {
    readonly notes: readonly PadNote[];
    readonly cutoff: Curve;
    readonly room: number;
    /** How far each kick pushes it down, 0-1, and when. */
    readonly pumped: number;
    readonly kicks: readonly number[];
  };
}

export interface ScoreRequest {
  readonly mood: Mood;
  readonly seed: number;
  readonly seconds: number;
  /** Where pictures change, seconds: each is marked on the nearest beat, or by a soft hit of its own. */
  readonly cuts: readonly number[];
}

/** The chord before home: of the fifth where the scale has a leading tone, else the one that leads home in that scale. */
const leadingHome: Readonly<Record<ScaleName, number>> = {
  major: 4,
  lydian: 4,
  mixolydian: 6,
  dorian: 4,
  minor: 6,
  harmonicMinor: 4,
  phrygian: 1,
};

/** The chord of each bar: the phrase again and again, counted from where the body begins, then the way home. */
function chordsOf(recipe: Recipe, key: Key, plan: readonly PlannedBar[], random: () => number): Chord[] {
  const progression = pick(recipe.progressions, random) ?? [];
  const intro = plan.filter(({part}) => part === 'intro').length;
  const {length} = progression;
  const shape = progression[0]?.degrees ?? [0, 2, 4];
  return plan.map(({part, index, count}, bar) => {
    if (part === 'ending') return {step: 0, degrees: shape};
    if (part === 'lift') return {step: index === count - 1 ? leadingHome[key.scale] : 3, degrees: shape};
    const at = (((bar - intro) % length) + length) % length;
    return progression[at] ?? {step: 0, degrees: shape};
  });
}

function cutoffOf({plan, seconds}: Setting, levels: Levels): Curve {
  const points: (readonly [number, number])[] = [[0, levels[0] * 0.7]];
  plan.forEach((bar, index) => {
    const end = plan[index + 1]?.start ?? seconds;
    if (bar.part === 'ending') points.push([bar.start, levels[2]], [seconds, levels[0] * 0.6]);
    else if (bar.part === 'lift') {
      points.push([end, levels[2] + (levels[3] - levels[2]) * ((bar.index + 1) / bar.count)]);
    } else {
      // Slow breathing, a little different in every bar.
      points.push([(bar.start + end) / 2, levels[bar.intensity] * (1 + 0.18 * Math.sin(index * 1.7))]);
    }
  });
  return points;
}

/**
 * Writes a piece for a length of time: key, chords, motif and rhythms chosen by the seed out of what the mood allows,
 * whole bars that end with the sound, an intro, a lift, a last chord, and a mark on every cut. Pure.
 */
export function composeScore({mood, seed, seconds, cuts}: ScoreRequest): Score {
  const recipe = recipes[mood];
  const random = seededRandom(seedOf(`${mood} ${seed}`));
  const key: Key = {tonic: Math.floor(random() * 12), scale: pick(recipe.scales, random) ?? 'major'};
  const [slowest, fastest] = recipe.tempo;
  const inside = cuts.filter((cut) => cut > 0 && cut < seconds);
  const bars = fitBars({
    seconds,
    tempoRange: recipe.tempo,
    beatsPerBar: recipe.beatsPerBar,
    cuts: inside,
    preferred: slowest + (fastest - slowest) * random(),
  });
  const plan = planSections(bars, inside[0] ?? null);
  const chords = chordsOf(recipe, key, plan, random);
  const setting: Setting = {recipe, key, bars, plan, chords, seconds, random};
  const out: Writer = {notes: [], hits: [], pad: []};
  for (const layer of recipe.layers) playLayer(setting, layer, out);
  const kicks = out.hits.filter(({drum}) => drum === 'kick' || drum === 'soft-kick').map(({at}) => at);
  playLift(setting, out);
  playEnding(setting, out);
  playAccents(setting, inside, out);
  const padLayer = recipe.layers.find((layer) => layer.kind === 'pad');
  return {
    mood,
    seconds,
    key,
    bars,
    plan,
    notes: out.notes,
    hits: out.hits,
    pad: {
      notes: out.pad,
      cutoff: padLayer ? cutoffOf(setting, padLayer.cutoff) : [],
      room: padLayer?.room ?? 0,
      pumped: padLayer?.pumped ?? 0,
      kicks,
    },
  };
}

/** The pitch classes a score's key allows. */
export function pitchClassesOf({tonic, scale}: Key): ReadonlySet<number> {
  return new Set(scales[scale].map((step) => (tonic + step) % 12));
}
