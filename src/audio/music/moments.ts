import {scaleNote, voiceChord} from './harmony.ts';
import {type Setting, slotsPerBeat, type Writer} from './setting.ts';

/** A cut this near to a beat sounds as if it were on it, seconds. */
export const onTheBeat = 0.06;
/** A roll and a rising hiss through the lift, both over with the downbeat of the ending. */
export function playLift({recipe, plan, bars, random}: Setting, out: Writer): void {
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
export function playEnding({recipe, plan, chords, key, seconds}: Setting, out: Writer): void {
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
export function playAccents(
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
