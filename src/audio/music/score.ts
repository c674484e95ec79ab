import {seededRandom, seedOf} from '../../sound/index.ts';
import {type Bars, fitBars} from './bars.ts';
import {
  type Chord,
  type Key,
  pitchClasses,
  scaleNote,
  scales,
  type ScaleName,
  voiceChord,
} from './harmony.ts';
import type {DrumName} from './instruments/drums.ts';
import type {InstrumentName} from './instruments/pitched.ts';
import {makeMotif, type MotifNote, varied} from './motif.ts';
import {type Mood, recipes} from './moods.ts';
import type {Layer, Levels, Recipe} from './recipe.ts';
import {planSections, type PlannedBar} from './sections.ts';

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

/** A cut this near to a beat sounds as if it were on it, seconds. */
export const onTheBeat = 0.06;
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

const slotsPerBeat = 4;

/** Collects what the layers play. */
interface Writer {
  readonly notes: Note[];
  readonly hits: Hit[];
  readonly pad: PadNote[];
}

interface Setting {
  readonly recipe: Recipe;
  readonly key: Key;
  readonly bars: Bars;
  readonly plan: readonly PlannedBar[];
  readonly chords: readonly Chord[];
  readonly seconds: number;
  readonly random: () => number;
}

const pick = <Value>(values: readonly Value[], random: () => number): Value | undefined =>
  values[Math.floor(random() * values.length)];

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

/** When a slot of a bar sounds: swung, and a hair before or after, as hands are. */
function timeOf({recipe, bars, random}: Setting, bar: PlannedBar, slot: number): number {
  const slotSeconds = bars.beatSeconds / slotsPerBeat;
  const late = slot % 2 === 1 ? recipe.swing : slot % 4 === 2 && recipe.swing > 0 ? recipe.swing * 0.35 : 0;
  return Math.max(0, bar.start + (slot + late) * slotSeconds + (random() - 0.5) * 0.006);
}

function levelAt(levels: Levels, {intensity, part, index, count}: PlannedBar): number {
  const level = levels[intensity];
  // The lift grows out of the full level.
  return part === 'lift' && count > 1 && index === 0 ? (levels[2] + level) / 2 : level;
}

/** The rests of the last bar before home: everything that keeps time stops for its last beat. */
function isBreath({bars}: Setting, {part, index, count}: PlannedBar, slot: number): boolean {
  return part === 'lift' && index === count - 1 && slot >= (bars.beatsPerBar - 1) * slotsPerBeat;
}

function playPad(setting: Setting, layer: Extract<Layer, {kind: 'pad'}>, out: Writer): void {
  const {plan, chords, key, seconds} = setting;
  let previous: number[] = [];
  plan.forEach((bar, index) => {
    const level = bar.part === 'ending' ? layer.levels[2] * 0.8 : levelAt(layer.levels, bar);
    previous = voiceChord(key, chords[index] ?? {step: 0, degrees: [0, 2, 4]}, layer.lowest, previous);
    const to = plan[index + 1]?.start ?? seconds;
    const from = index === 0 ? 0 : bar.start;
    if (level > 0)
      for (const midi of previous) out.pad.push({midi, from, to, level: level / Math.sqrt(previous.length)});
  });
}

function playChords(setting: Setting, layer: Extract<Layer, {kind: 'chords'}>, out: Writer): void {
  const {plan, chords, key, bars, random} = setting;
  const rhythm = pick(layer.rhythms, random) ?? '';
  let previous: number[] = [];
  plan.forEach((bar, index) => {
    previous = voiceChord(key, chords[index] ?? {step: 0, degrees: [0, 2, 4]}, layer.lowest, previous);
    const level = levelAt(layer.levels, bar);
    if (level === 0 || bar.part === 'ending') return;
    let upward = true;
    [...rhythm].forEach((sign, slot) => {
      if (sign === '.' || isBreath(setting, bar, slot)) return;
      const at = timeOf(setting, bar, slot);
      const order = upward ? previous : [...previous].reverse();
      upward = !upward || (layer.strum ?? 0) === 0;
      order.forEach((midi, string) => {
        out.notes.push({
          instrument: layer.instrument,
          at: at + ((layer.strum ?? 0) * string) / Math.max(1, order.length - 1),
          midi,
          seconds: (layer.held * bars.beatSeconds) / slotsPerBeat,
          level:
            ((level * Number(sign)) / 9) * (0.94 + 0.12 * random()) * (1 / Math.sqrt(order.length)) * 1.3,
          pan: layer.pan ?? 0,
          room: layer.room ?? 0,
        });
      });
    });
  });
}

function playArpeggio(setting: Setting, layer: Extract<Layer, {kind: 'arpeggio'}>, out: Writer): void {
  const {plan, chords, key, bars, random} = setting;
  const rhythm = pick(layer.rhythms, random) ?? '';
  const order = pick(layer.orders, random) ?? [0];
  let previous: number[] = [];
  plan.forEach((bar, index) => {
    previous = voiceChord(key, chords[index] ?? {step: 0, degrees: [0, 2, 4]}, layer.lowest, previous);
    const level = levelAt(layer.levels, bar);
    if (level === 0 || bar.part === 'ending') return;
    let turn = 0;
    [...rhythm].forEach((sign, slot) => {
      if (sign === '.') return;
      const which = order[turn % order.length] ?? 0;
      turn += 1;
      if (isBreath(setting, bar, slot)) return;
      const midi = (previous[which % previous.length] ?? 60) + 12 * Math.floor(which / previous.length);
      const note: Note = {
        instrument: layer.instrument,
        at: timeOf(setting, bar, slot),
        midi,
        seconds: (layer.held * bars.beatSeconds) / slotsPerBeat,
        level: ((level * Number(sign)) / 9) * (0.92 + 0.16 * random()),
        pan: (layer.pan ?? 0) * (turn % 2 === 0 ? 1 : 0.6),
        room: layer.room ?? 0,
      };
      out.notes.push(note, ...echoOf(note, layer.echo, bars));
    });
  });
}

/** The same note once more, softer and from the other side, three quarters of a beat later. */
function echoOf(note: Note, echo: number | undefined, {beatSeconds}: Bars): Note[] {
  return echo === undefined || echo === 0
    ? []
    : [
        {
          ...note,
          at: note.at + 0.75 * beatSeconds,
          level: note.level * echo,
          pan: -note.pan,
          room: Math.min(1, note.room + 0.2),
        },
      ];
}

/** Scale steps above the chord's root, by sign. */
const bassSteps: Readonly<Record<string, number>> = {r: 0, t: 2, f: 4, o: 7};

function playBass(setting: Setting, layer: Extract<Layer, {kind: 'bass'}>, out: Writer): void {
  const {plan, chords, key, bars, random} = setting;
  const rhythm = pick(layer.rhythms, random) ?? '';
  const signs = [...rhythm];
  plan.forEach((bar, index) => {
    const level = levelAt(layer.levels, bar);
    const chord = chords[index];
    if (level === 0 || bar.part === 'ending' || !chord) return;
    const rootClass = pitchClasses(key, chord)[0] ?? 0;
    const root = layer.lowest + ((((rootClass - layer.lowest) % 12) + 12) % 12);
    signs.forEach((sign, slot) => {
      const step = bassSteps[sign];
      if (step === undefined || isBreath(setting, bar, slot)) return;
      const next = signs.findIndex((other, place) => place > slot && other !== '.');
      const held = (next < 0 ? signs.length : next) - slot;
      // Counted in the scale from the chord's own step, so that a fifth is the scale's fifth.
      const midi = root + scaleNote(key, 0, chord.step + step) - scaleNote(key, 0, chord.step);
      out.notes.push({
        instrument: layer.instrument,
        at: timeOf(setting, bar, slot),
        midi,
        seconds: (held * 0.92 * bars.beatSeconds) / slotsPerBeat,
        level: level * (0.95 + 0.1 * random()),
        pan: 0,
        room: layer.room ?? 0,
      });
    });
  });
}

function playMelody(setting: Setting, layer: Extract<Layer, {kind: 'melody'}>, out: Writer): void {
  const {plan, chords, key, bars, random} = setting;
  const motif = makeMotif(pick(layer.cells, random) ?? '', random);
  const other = varied(motif, random);
  const phrase = pick(layer.phrases, random) ?? 'A...';
  const intro = plan.filter(({part}) => part === 'intro').length;
  plan.forEach((bar, index) => {
    const level = levelAt(layer.levels, bar);
    const chord = chords[index];
    if (level === 0 || bar.part === 'ending' || !chord) return;
    const which = phrase[(((index - intro) % phrase.length) + phrase.length) % phrase.length];
    const notes: readonly MotifNote[] = which === 'A' ? motif : which === 'B' ? other : [];
    // The motif moves with the chord, but not further than a fourth from where it stands on the tonic.
    const shift = chord.step > 3 ? chord.step - 7 : chord.step;
    for (const {slot, step, length, level: own} of notes) {
      if (isBreath(setting, bar, slot)) continue;
      const note: Note = {
        instrument: layer.instrument,
        at: timeOf(setting, bar, slot),
        midi: scaleNote(key, layer.lowest, step + shift),
        seconds: (Math.min(length, layer.held) * 0.95 * bars.beatSeconds) / slotsPerBeat,
        level: level * own * (0.94 + 0.12 * random()),
        pan: layer.pan ?? 0,
        room: layer.room ?? 0,
      };
      out.notes.push(note, ...echoOf(note, layer.echo, bars));
    }
  });
}

function playDrum(setting: Setting, layer: Extract<Layer, {kind: 'drum'}>, out: Writer): void {
  const {plan, random} = setting;
  const rhythm = pick(layer.rhythms, random) ?? '';
  plan.forEach((bar, index) => {
    const level = levelAt(layer.levels, bar);
    if (level === 0 || bar.part === 'ending') return;
    const next = plan[index + 1];
    const endsPhrase =
      bar.part === 'body' && (bar.index % 4 === 3 || next?.part === 'lift' || next?.intensity === 2);
    const signs =
      endsPhrase && layer.fill !== undefined && (bar.index > 0 || bar.count === 1) ? layer.fill : rhythm;
    [...signs].forEach((sign, slot) => {
      if (sign === '.' || isBreath(setting, bar, slot)) return;
      out.hits.push({
        drum: layer.drum,
        at: timeOf(setting, bar, slot),
        level: ((level * Number(sign)) / 9) * (0.92 + 0.16 * random()),
        pan: layer.pan ?? 0,
        room: layer.room ?? 0,
      });
    });
  });
}

/** A roll and a rising hiss through the lift, both over with the downbeat of the ending. */
function playLift({recipe, plan, bars, random}: Setting, out: Writer): void {
  const lift = plan.filter(({part}) => part === 'lift');
  const ending = plan.find(({part}) => part === 'ending');
  const first = lift[0];
  if (!first || !ending) return;
  const {roll, rollLevel, riser} = recipe.lift;
  const slotSeconds = bars.beatSeconds / slotsPerBeat;
  const slots = lift.length * bars.beatsPerBar * slotsPerBeat;
  const rollFrom = Math.floor(slots / 2);
  if (roll !== null) {
    for (let slot = rollFrom; slot < slots - 2; slot += 1) {
      const part = (slot - rollFrom) / (slots - rollFrom);
      if (part < 0.5 && slot % 2 === 1) continue;
      out.hits.push({
        drum: roll,
        at: first.start + slot * slotSeconds + (random() - 0.5) * 0.004,
        level: rollLevel * (0.25 + 0.75 * part ** 1.5) * (slot % 2 === 0 ? 1 : 0.75),
        pan: 0.1,
        room: 0.3,
      });
    }
  }
  // The riser lasts two seconds and ends with the downbeat.
  if (riser > 0 && ending.start > 2)
    out.hits.push({drum: 'riser', at: ending.start - 2, level: riser, pan: 0, room: 0.4});
}

/** The last bar: one chord on its first beat that rings out. */
function playEnding({recipe, plan, chords, key, seconds}: Setting, out: Writer): void {
  const index = plan.findIndex(({part}) => part === 'ending');
  const bar = plan[index];
  const at = bar?.start ?? 0;
  const chord = chords[index] ?? {step: 0, degrees: [0, 2, 4]};
  for (const [instrument, lowest, level] of recipe.ending.instruments) {
    const isBass = lowest < 45;
    const notes = isBass
      ? [scaleNote(key, lowest, 0)]
      : voiceChord(key, {step: 0, degrees: chord.degrees}, lowest, []);
    notes.forEach((midi, string) => {
      out.notes.push({
        instrument,
        at: at + string * 0.018,
        midi,
        seconds: Math.max(0.3, seconds - at - 0.5),
        level: (level * 1.25) / Math.sqrt(notes.length),
        pan: isBass ? 0 : (string / Math.max(1, notes.length - 1) - 0.5) * 0.7,
        room: 0.5,
      });
    });
  }
  for (const [drum, level] of recipe.ending.drums) out.hits.push({drum, at, level, pan: 0, room: 0.35});
}

/** A mark on each cut: with the beat where one is near, else where the cut is. */
function playAccents(
  {recipe, plan, chords, key, bars, seconds}: Setting,
  cuts: readonly number[],
  out: Writer,
): void {
  const {instrument, lowest, level, drum, drumLevel} = recipe.accent;
  const endingStart = plan.find(({part}) => part === 'ending')?.start ?? seconds;
  for (const cut of cuts) {
    // The ending has its own chord, and what would sound into it blurs it.
    if (cut <= 0 || cut > endingStart - 0.3) continue;
    const beat = Math.round(cut / bars.beatSeconds) * bars.beatSeconds;
    const isOnBeat = Math.abs(beat - cut) <= onTheBeat;
    const at = isOnBeat ? beat : cut;
    const bar = plan.findLastIndex(({start}) => start <= at + 1e-6);
    const chord = chords[Math.max(0, bar)] ?? {step: 0, degrees: [0, 2, 4]};
    const root = scaleNote(key, lowest, chord.step % 7);
    const notes = [root, root + (scaleNote(key, 0, chord.step + 4) - scaleNote(key, 0, chord.step))];
    // Off the beat the mark is softer: it must not sound like a wrong beat.
    const gain = isOnBeat ? 1 : 0.6;
    for (const midi of notes) {
      out.notes.push({instrument, at, midi, seconds: 0.5, level: level * gain * 0.8, pan: 0, room: 0.5});
    }
    out.hits.push({drum, at, level: drumLevel * gain, pan: 0, room: 0.4});
  }
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
  for (const layer of recipe.layers) {
    switch (layer.kind) {
      case 'pad':
        playPad(setting, layer, out);
        break;
      case 'chords':
        playChords(setting, layer, out);
        break;
      case 'arpeggio':
        playArpeggio(setting, layer, out);
        break;
      case 'bass':
        playBass(setting, layer, out);
        break;
      case 'melody':
        playMelody(setting, layer, out);
        break;
      case 'drum':
        playDrum(setting, layer, out);
        break;
    }
  }
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
