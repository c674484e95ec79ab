/** Scales as semitones above the tonic. Chords are stacked thirds of the scale, so every note of them is in it. */
export const scales = {
  major: [0, 2, 4, 5, 7, 9, 11],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  minor: [0, 2, 3, 5, 7, 8, 10],
  harmonicMinor: [0, 2, 3, 5, 7, 8, 11],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
} as const;
export type ScaleName = keyof typeof scales;

const tonicNames = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const scaleTitles: Readonly<Record<ScaleName, string>> = {
  major: 'major',
  lydian: 'Lydian',
  mixolydian: 'Mixolydian',
  dorian: 'Dorian',
  minor: 'minor',
  harmonicMinor: 'harmonic minor',
  phrygian: 'Phrygian',
};

/** A tonic (pitch class, 0 is C) and the scale on it. */
export interface Key {
  readonly tonic: number;
  readonly scale: ScaleName;
}

/** As musicians write it: `E♭ major`. */
export function nameOfKey({tonic, scale}: Key): string {
  return `${tonicNames[tonic]} ${scaleTitles[scale]}`;
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;

/** The note `step` scale steps above the tonic of the octave that starts at MIDI note `base` (or below, when negative). */
export function scaleNote({tonic, scale}: Key, base: number, step: number): number {
  const notes = scales[scale];
  const root = base + modulo(tonic - base, 12);
  return root + 12 * Math.floor(step / 7) + (notes[modulo(step, 7)] ?? 0);
}

/** A chord on a step of the scale (0 is the tonic): its notes are `degrees` scale steps above that step. */
export interface Chord {
  readonly step: number;
  readonly degrees: readonly number[];
}

/** Pitch classes of a chord, root first. */
export function pitchClasses(key: Key, {step, degrees}: Chord): number[] {
  return degrees.map((degree) => scaleNote(key, 0, step + degree) % 12);
}

/**
 * Places a chord near the last one: of all close positions whose lowest note lies within an octave from `lowest` on,
 * the one whose notes move least.
 * @param previous MIDI notes of the chord before; empty at the start, where the middle of the range is aimed at
 */
export function voiceChord(key: Key, chord: Chord, lowest: number, previous: readonly number[]): number[] {
  const classes = pitchClasses(key, chord);
  const target = previous.length > 0 ? previous : classes.map((_, index) => lowest + 4 + index * 4);
  let best: number[] = [];
  let least = Infinity;
  for (let start = lowest; start < lowest + 12; start += 1) {
    if (!classes.includes(start % 12)) continue;
    const above = classes.map((pitch) => start + modulo(pitch - start, 12)).sort((a, b) => a - b);
    const movement = above.reduce(
      (sum, note, index) => sum + Math.abs(note - (target[Math.min(index, target.length - 1)] ?? note)),
      0,
    );
    if (movement < least) {
      least = movement;
      best = above;
    }
  }
  return best;
}

/** Frequency of a MIDI note in equal temperament, A4 = 440 Hz. */
export function hertzOf(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}
