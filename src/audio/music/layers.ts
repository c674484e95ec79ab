import type {Bars} from './bars.ts';
import {pitchClasses, scaleNote, voiceChord} from './harmony.ts';
import {makeMotif, type MotifNote, varied} from './motif.ts';
import type {Layer} from './recipe.ts';
import type {Note} from './score.ts';
import {isBreath, levelAt, pick, type Setting, slotsPerBeat, timeOf, type Writer} from './setting.ts';

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

/** Plays one layer of a recipe from the first bar to the last before the ending. */
export function playLayer(setting: Setting, layer: Layer, out: Writer): void {
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
