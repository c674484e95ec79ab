import {fadeEnds, filtered, highPass, lowPass, seededRandom, silence, type Pcm} from '../sound/index.ts';

export interface BedOptions {
  readonly sampleRateHz: number;
  /** Samples. */
  readonly length: number;
  /** Where the scenes start, seconds; each brings the next chord. */
  readonly sceneStarts: readonly number[];
  /** Chooses key, chords and stereo image. */
  readonly seed: number;
}

/** Degrees in semitones above the key note; each chord keeps notes of the one before, so changes glide. */
const progressions: readonly (readonly (readonly number[])[])[] = [
  [
    [0, 7, 14, 16],
    [-3, 7, 12, 16],
    [-7, 9, 12, 16],
    [-5, 7, 14, 19],
  ],
  [
    [0, 7, 11, 16],
    [4, 7, 11, 14],
    [-7, 5, 9, 16],
    [-5, 7, 12, 14],
  ],
  [
    [-3, 7, 12, 16],
    [-7, 9, 12, 16],
    [0, 7, 14, 16],
    [-5, 7, 14, 17],
  ],
];
/** A2 to E3: below the range where consonants are told apart. */
const lowestKeyHz = 110;

const crossfadeSeconds = 0.9;
const tableSize = 2048;
/** Harmonics that fall off fast: a soft reed without edge. */
const harmonics = [1, 0.42, 0.2, 0.07, 0.045, 0.02];
const wave = Float32Array.from({length: tableSize + 1}, (_, index) =>
  harmonics.reduce(
    (sum, level, order) => sum + level * Math.sin((2 * Math.PI * (order + 1) * index) / tableSize),
    0,
  ),
);

/** One note with its own slow swell, added to both channels a few cents apart. */
function addNote(
  {sampleRateHz, channels}: Pcm,
  note: {hz: number; from: number; to: number; level: number; pan: number; swellHz: number; phase: number},
): void {
  const fade = crossfadeSeconds * sampleRateHz;
  const length = channels[0]?.length ?? 0;
  const from = Math.max(0, Math.floor(note.from));
  const to = Math.min(length, Math.ceil(note.to));
  channels.forEach((channel, side) => {
    const cents = side === 0 ? -3.5 : 3.5;
    const step = (note.hz * 2 ** (cents / 1200) * tableSize) / sampleRateHz;
    const gain = note.level * Math.sqrt(0.5 + (side === 0 ? -note.pan : note.pan) / 2);
    let position = (note.phase * (side + 1) * tableSize) % tableSize;
    let envelope = 0;
    for (let index = from; index < to; index += 1) {
      // The swell and the crossfade move slowly: every 64 samples are enough.
      if ((index - from) % 64 === 0) {
        const rise = Math.min(1, Math.max(0, (index - note.from) / fade));
        const fall = Math.min(1, Math.max(0, (note.to - index) / fade));
        const swell =
          0.8 + 0.2 * Math.sin(2 * Math.PI * (note.swellHz * (index / sampleRateHz) + note.phase));
        envelope = gain * swell * Math.sin((Math.PI / 2) * rise) * Math.sin((Math.PI / 2) * fall);
      }
      const whole = Math.floor(position);
      const low = wave[whole] as number;
      channel[index] =
        (channel[index] as number) +
        envelope * (low + ((wave[whole + 1] as number) - low) * (position - whole));
      position += step;
      if (position >= tableSize) position -= tableSize;
    }
  });
}

/** A soft struck note with two echoes that change sides: marks the cut it stands on. */
function addChime({sampleRateHz, channels}: Pcm, hz: number, at: number, level: number): void {
  const length = Math.round(1.6 * sampleRateHz);
  const note = Float32Array.from({length}, (_, index) => {
    const seconds = index / sampleRateHz;
    const angle = 2 * Math.PI * hz * seconds;
    return (
      Math.min(1, seconds / 0.006) *
      (Math.exp(-seconds * 3.2) * Math.sin(angle) + 0.22 * Math.exp(-seconds * 7) * Math.sin(2.002 * angle))
    );
  });
  fadeEnds(note, 0, 0.1 * sampleRateHz);
  for (let echo = 0; echo < 3; echo += 1) {
    const start = Math.round(at + echo * 0.31 * sampleRateHz);
    channels.forEach((channel, side) => {
      const pan = echo === 0 ? 0.7 : side === echo % 2 ? 0.9 : 0.35;
      const gain = level * pan * 0.42 ** echo;
      const end = Math.min(length, channel.length - start);
      for (let index = Math.max(0, -start); index < end; index += 1) {
        channel[start + index] = (channel[start + index] as number) + gain * (note[index] as number);
      }
    });
  }
}

/**
 * Quiet music of our own making to lie under speech: sustained chords, one a scene, in a key the seed chooses, and a
 * soft chime on each cut but the first. Nothing is sampled or quoted, so no rights but ours stand on it. The loudness
 * is arbitrary; the mix sets it.
 */
export function composeBed({sampleRateHz, length, sceneStarts, seed}: BedOptions): Pcm {
  const random = seededRandom(seed);
  const key = lowestKeyHz * 2 ** (Math.floor(random() * 8) / 12);
  const progression = progressions[Math.floor(random() * progressions.length)] ?? progressions[0] ?? [];
  const bed = silence(sampleRateHz, 2, length);
  const overlap = (crossfadeSeconds / 2) * sampleRateHz;
  sceneStarts.forEach((seconds, scene) => {
    const isLast = scene === sceneStarts.length - 1;
    // The last scene comes home: the chord on the key note.
    const home = progression.find((candidate) => candidate[0] === 0);
    const chord = (isLast && scene > 0 ? home : progression[scene % progression.length]) ?? [];
    const from = scene === 0 ? -overlap * 2 : seconds * sampleRateHz - overlap;
    const to = isLast ? length + overlap * 2 : (sceneStarts[scene + 1] ?? 0) * sampleRateHz + overlap;
    chord.forEach((semitones, voice) => {
      addNote(bed, {
        hz: key * 2 ** (semitones / 12),
        from,
        to,
        level: voice === 0 ? 0.9 : 0.55,
        pan: voice === 0 ? 0 : (random() - 0.5) * 1.1,
        swellHz: 0.09 + random() * 0.12,
        phase: random(),
      });
    });
    const top = chord.at(-1) ?? 12;
    if (scene > 0) addChime(bed, key * 2 ** ((top + 12) / 12), seconds * sampleRateHz, 0.3);
  });
  const filters = [highPass(sampleRateHz, 80), lowPass(sampleRateHz, 1900)];
  return {sampleRateHz, channels: bed.channels.map((channel) => filtered(channel, filters))};
}
