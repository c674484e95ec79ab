import type {Chord, ScaleName} from './harmony.ts';
import type {DrumName} from './instruments/drums.ts';
import type {InstrumentName} from './instruments/pitched.ts';

/** How loud a layer is at each intensity of a bar (intro, ground, full, lift); 0 is silent. */
export type Levels = readonly [intro: number, ground: number, full: number, lift: number];

interface LayerBase {
  readonly levels: Levels;
  /** −1 left to 1 right. */
  readonly pan?: number;
  /** Share that goes to the room, 0-1. */
  readonly room?: number;
}

/**
 * Rhythms are strings, a sign for each quarter of a beat: `1` to `9` for how hard, `.` for nothing. Where several are
 * given the seed chooses.
 */
export type Layer = LayerBase &
  (
    | {
        /** Sustained chords of detuned saws behind a low-pass that moves. */
        readonly kind: 'pad';
        readonly lowest: number;
        /** Low-pass at the intensities of the bars, Hz. */
        readonly cutoff: Levels;
        /** Share by which each kick pushes it down, 0-1. */
        readonly pumped?: number;
      }
    | {
        readonly kind: 'chords';
        readonly instrument: InstrumentName;
        readonly lowest: number;
        readonly rhythms: readonly string[];
        /** Quarters of a beat a note is held. */
        readonly held: number;
        /** Seconds from the first string to the last. */
        readonly strum?: number;
      }
    | {
        readonly kind: 'arpeggio';
        readonly instrument: InstrumentName;
        readonly lowest: number;
        readonly rhythms: readonly string[];
        /** Which notes of the chord follow each other, from the lowest; beyond the chord they are an octave up. */
        readonly orders: readonly (readonly number[])[];
        readonly held: number;
        /** Level of its echo after three quarters of a beat. */
        readonly echo?: number;
      }
    | {
        readonly kind: 'bass';
        readonly instrument: InstrumentName;
        readonly lowest: number;
        /** `r` root, `f` fifth, `o` octave, `t` third, each held to the next sign; `-` ends it. */
        readonly rhythms: readonly string[];
      }
    | {
        readonly kind: 'melody';
        readonly instrument: InstrumentName;
        readonly lowest: number;
        readonly cells: readonly string[];
        /** In which bars of a phrase of four it speaks: `A` the motif, `B` the motif changed, `.` nothing. */
        readonly phrases: readonly string[];
        readonly echo?: number;
        /** Longest a note is held, quarters of a beat. */
        readonly held: number;
      }
    | {
        readonly kind: 'drum';
        readonly drum: DrumName;
        readonly rhythms: readonly string[];
        /** Played instead in the last bar of a phrase. */
        readonly fill?: string;
      }
  );

/** A mood as data: what there is to choose from, and who plays. */
export interface Recipe {
  /** Beats a minute. */
  readonly tempo: readonly [number, number];
  readonly beatsPerBar: 3 | 4;
  /** How late every second quarter of a beat comes, as a share of one. */
  readonly swing: number;
  readonly scales: readonly ScaleName[];
  /** Chords of a phrase, a bar each; the last bar of the piece is on the tonic. */
  readonly progressions: readonly (readonly Chord[])[];
  readonly layers: readonly Layer[];
  /** What marks a cut: a note of the chord, and a drum. */
  readonly accent: {
    readonly instrument: InstrumentName;
    readonly lowest: number;
    readonly level: number;
    readonly drum: DrumName;
    readonly drumLevel: number;
  };
  /** Who plays the last chord, and the drums with it. */
  readonly ending: {
    readonly instruments: readonly (readonly [name: InstrumentName, lowest: number, level: number])[];
    readonly drums: readonly (readonly [name: DrumName, level: number])[];
  };
  /** What leads from the lift into the last bar: a roll on a drum, and a rising hiss. */
  readonly lift: {readonly roll: DrumName | null; readonly rollLevel: number; readonly riser: number};
  readonly sound: {
    /** Seconds until the room is 60 dB down, and its level. */
    readonly roomSeconds: number;
    readonly roomLevel: number;
    /** Everything above is taken away, Hz. */
    readonly top: number;
    /** An old tape: wavering pitch and the crackle of a record, 0-1. */
    readonly worn: number;
    /** Raises or lowers everything above 4 kHz, dB. */
    readonly treble: number;
  };
}
