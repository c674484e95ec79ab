import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {composeMusic, type Music} from '../../src/audio/music/compose.ts';
import {beatOf, fitRecording} from '../../src/audio/music/fit-recording.ts';
import {moodOf, neutralMood} from '../../src/audio/music/mood-of-style.ts';
import {type Mood, moods} from '../../src/audio/music/moods.ts';
import {decodeMusic, readMusicFile} from '../../src/audio/music/music-file.ts';
import {onTheBeat} from '../../src/audio/music/moments.ts';
import {composeScore, pitchClassesOf} from '../../src/audio/music/score.ts';
import {renderMusic} from '../../src/audio/render-music.ts';
import {styles} from '../../src/director/index.ts';
import {
  decodeWav,
  encodeWav,
  integratedLoudness,
  samplePeak,
  seededRandom,
  silence,
  type Pcm,
} from '../../src/sound/index.ts';
import {bandDb, centroidOf, onsetCurve, onsetsPerSecond, periodicity} from '../sound/spectrum.ts';
import {tones} from '../sound/signals.ts';
import {floatWav} from './float-wav.ts';

const rate = 48_000;
const cuts = [2.9, 6.4, 10.1];
const seconds = 14.4;
const rms = (part: Float32Array) =>
  10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length + 1e-20);
const slice = (channel: Float32Array, from: number, to: number) =>
  channel.subarray(Math.round(from * rate), Math.round(to * rate));

describe('composeScore', () => {
  const lengths = [6, 9.97, 15, 23.3, 30.1, 47, 61.7, 90];

  it.each(moods)('%s: whole bars end with the sound, at a tempo bent by 4 %% at most', (mood) => {
    for (const length of lengths) {
      for (const seed of [1, 2, 3]) {
        const {bars, plan} = composeScore({mood, seed, seconds: length, cuts: [2.9, length / 2]});
        const beats = bars.bars * bars.beatsPerBar + bars.pickupBeats;
        expect(beats * bars.beatSeconds).toBeCloseTo(length, 9);
        expect(bars.tempo * bars.beatSeconds).toBeCloseTo(60, 9);
        expect(Math.abs(bars.tempo / bars.nominalTempo - 1)).toBeLessThanOrEqual(0.0401);
        if (length >= 15) expect(bars.pickupBeats).toBe(0);
        expect(plan.length).toBe(bars.bars);
        expect(plan.at(-1)!.start + bars.beatsPerBar * bars.beatSeconds).toBeCloseTo(length, 6);
      }
    }
  });

  it.each(moods)('%s: has an intro, a body, a lift and an ending, and the lift is densest', (mood) => {
    const {plan, hits, notes, bars} = composeScore({mood, seed: 4, seconds: 30, cuts: [3]});
    expect([...new Set(plan.map(({part}) => part))]).toEqual(['intro', 'body', 'lift', 'ending']);
    const events = (part: string) => {
      const own = plan.filter((bar) => bar.part === part);
      const from = own[0]!.start;
      const to = from + own.length * bars.beatsPerBar * bars.beatSeconds;
      const inside = [...hits, ...notes].filter(({at}) => at >= from - 0.01 && at < to - 0.01);
      return inside.reduce((sum, {level}) => sum + level, 0) / own.length;
    };
    expect(events('body')).toBeGreaterThan(events('intro'));
    expect(events('ending')).toBeLessThan(events('body') * 1.6);
    const last = plan.at(-1)!;
    const late = [...notes, ...hits].filter(({at}) => at > last.start + 0.2);
    // What sounds later in the last bar can only be an echo.
    expect(late.every(({at}) => at < last.start + 0.9 * bars.beatSeconds)).toBe(true);
  });

  it.each(moods)('%s: every note belongs to the key, for any seed', (mood) => {
    for (let seed = 0; seed < 12; seed += 1) {
      const score = composeScore({mood, seed, seconds: 24, cuts: [3, 8, 15]});
      const allowed = pitchClassesOf(score.key);
      for (const {midi} of [...score.notes, ...score.pad.notes]) expect(allowed.has(midi % 12)).toBe(true);
      expect(score.notes.every(({midi}) => midi >= 24 && midi <= 108)).toBe(true);
    }
  });

  it('marks every cut: on the beat where one is near, else where the cut is', () => {
    let onBeat = 0;
    let between = 0;
    for (const mood of moods) {
      for (let seed = 0; seed < 6; seed += 1) {
        const marks = [3.3, 7.91, 12.4, 16.05];
        const {bars, hits, notes, plan} = composeScore({mood, seed, seconds: 30, cuts: marks});
        const lift = plan.find(({part}) => part === 'lift')!;
        for (const cut of marks.filter((each) => each < lift.start)) {
          const beat = Math.round(cut / bars.beatSeconds) * bars.beatSeconds;
          const isNear = Math.abs(beat - cut) <= onTheBeat;
          const at = isNear ? beat : cut;
          expect(hits.some((hit) => Math.abs(hit.at - at) < 1e-6)).toBe(true);
          expect(notes.some((note) => Math.abs(note.at - at) < 1e-6)).toBe(true);
          if (isNear) onBeat += 1;
          else between += 1;
        }
      }
    }
    expect(onBeat).toBeGreaterThan(20);
    expect(between).toBeGreaterThan(20);
  });

  it('leads its voices: the notes of a pad move little from chord to chord', () => {
    for (const mood of ['calm', 'epic', 'corporate'] as const) {
      const {pad} = composeScore({mood, seed: 3, seconds: 40, cuts: []});
      const chords = [...new Set(pad.notes.map(({from}) => from))].map((from) =>
        pad.notes.filter((note) => note.from === from).map(({midi}) => midi),
      );
      const moves = chords
        .slice(1)
        .flatMap((chord, index) =>
          chord.map((midi, voice) => Math.abs(midi - (chords[index]![voice] ?? midi))),
        );
      expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(3.2);
    }
  });
});

describe('composeMusic', () => {
  const made = new Map<Mood, Music>();
  const figures = new Map<Mood, {tempo: number; centroid: number; density: number}>();
  beforeAll(() => {
    for (const mood of moods) {
      const music = composeMusic({mood, seed: 7, length: seconds * rate, cuts});
      made.set(mood, music);
      const [left] = music.pcm.channels;
      figures.set(mood, {
        tempo: music.tempo,
        centroid: centroidOf(left!, rate),
        density: onsetsPerSecond(onsetCurve(left!, rate)),
      });
    }
  });

  it.each(moods)('%s: 48 kHz stereo of the asked length, at -20 LUFS, clean from start to end', (mood) => {
    const {pcm} = made.get(mood)!;
    expect(pcm.channels.map(({length}) => length)).toEqual([seconds * rate, seconds * rate]);
    expect(Math.abs(integratedLoudness(pcm) + 20)).toBeLessThan(0.3);
    expect(samplePeak(pcm.channels)).toBeLessThan(0.9);
    for (const channel of pcm.channels) {
      expect(channel.every(Number.isFinite)).toBe(true);
      const mean = channel.reduce((sum, sample) => sum + sample, 0) / channel.length;
      expect(Math.abs(mean)).toBeLessThan(2e-4);
      let jump = 0;
      for (let index = 1; index < channel.length; index += 1) {
        jump = Math.max(jump, Math.abs(channel[index]! - channel[index - 1]!));
      }
      expect(jump).toBeLessThan(0.3);
      expect(Math.abs(channel[0]!)).toBeLessThan(1e-4);
      expect(slice(channel, seconds - 0.1, seconds).every((sample) => sample === 0)).toBe(true);
      // The end dies away: each third of the last second is softer than the one before.
      const [a, b, c] = [1, 0.7, 0.4].map((before) =>
        rms(slice(channel, seconds - before, seconds - before + 0.3)),
      );
      expect(a!).toBeGreaterThan(b!);
      expect(b!).toBeGreaterThan(c!);
    }
    const [left, right] = pcm.channels;
    expect(left).not.toEqual(right);
  });

  it.each(moods.filter((mood) => mood !== 'calm'))('%s: sounds in its own tempo', (mood) => {
    const {pcm, tempo} = made.get(mood)!;
    const curve = onsetCurve(pcm.channels[0]!, rate);
    expect(periodicity(curve, 60 / tempo)).toBeGreaterThan(0.2);
    expect(periodicity(curve, 60 / tempo)).toBeGreaterThan(periodicity(curve, (60 / tempo) * 0.62) + 0.15);
  });

  it('gives moods that can be told apart: by tempo, brightness or density, mostly by two of them', () => {
    const far = (a: number, b: number, share: number) => Math.abs(Math.log(a / b)) > Math.log(1 + share);
    let pairs = 0;
    let twice = 0;
    moods.forEach((one, index) => {
      for (const other of moods.slice(index + 1)) {
        const [a, b] = [figures.get(one)!, figures.get(other)!];
        const ways = [
          far(a.tempo, b.tempo, 0.08),
          far(a.centroid, b.centroid, 0.2),
          far(a.density, b.density, 0.3),
        ];
        const count = ways.filter(Boolean).length;
        expect(count, `${one} ${JSON.stringify(a)} and ${other} ${JSON.stringify(b)}`).toBeGreaterThanOrEqual(
          1,
        );
        pairs += 1;
        if (count >= 2) twice += 1;
      }
    });
    expect(pairs).toBe(28);
    expect(twice).toBeGreaterThanOrEqual(20);
    expect(figures.get('calm')!.density).toBeLessThan(figures.get('upbeat')!.density / 2);
    expect(figures.get('lo-fi')!.centroid).toBeLessThan(figures.get('upbeat')!.centroid / 3);
  });

  it('sounds in its key: the pitches heard are those of the scale', () => {
    for (const mood of ['calm', 'corporate'] as const) {
      const score = composeScore({mood, seed: 7, seconds, cuts});
      const allowed = pitchClassesOf(score.key);
      const [left] = made.get(mood)!.pcm.channels;
      // Goertzel's sum at each note of four octaves, over the body.
      const body = slice(left!, 3, 9);
      const power = Array.from({length: 12}, () => 0);
      for (let midi = 48; midi < 84; midi += 1) {
        const step = (2 * Math.PI * 440 * 2 ** ((midi - 69) / 12)) / rate;
        let [re, im] = [0, 0];
        for (let index = 0; index < body.length; index += 1) {
          const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / body.length);
          re += body[index]! * window * Math.cos(step * index);
          im += body[index]! * window * Math.sin(step * index);
        }
        power[midi % 12]! += re * re + im * im;
      }
      const total = power.reduce((sum, each) => sum + each, 0);
      const inside = power.filter((_, pitch) => allowed.has(pitch)).reduce((sum, each) => sum + each, 0);
      expect(inside / total).toBeGreaterThan(0.93);
    }
  });

  it('begins sparse, grows, and lifts before the end', () => {
    for (const mood of moods) {
      const score = composeScore({mood, seed: 7, seconds, cuts});
      const [left] = made.get(mood)!.pcm.channels;
      const bar = score.bars.beatSeconds * score.bars.beatsPerBar;
      const lift = score.plan.filter(({part}) => part === 'lift').at(-1)!;
      const body = score.plan.filter(({part}) => part === 'body').at(-1)!;
      const intro = slice(left!, 0, Math.min(bar, score.plan[1]!.start));
      expect(rms(slice(left!, body.start, body.start + bar))).toBeGreaterThan(rms(intro) - 0.5);
      // The hiss that rises: more above 3 kHz in the second half of the lift than in its first, or than in the body.
      const top = (from: number, to: number) => {
        const part = slice(left!, from, to);
        return rms(part) + bandDb(part, rate, 2500, 14_000);
      };
      expect(top(lift.start + bar / 2, lift.start + bar)).toBeGreaterThan(top(0, bar));
    }
  });

  it('gives equal samples for an equal seed and other music for another', () => {
    const of = (seed: number) =>
      composeMusic({mood: 'playful', seed, length: 5 * rate, cuts: []}).pcm.channels[0]!;
    const first = of(1);
    expect(of(1)).toEqual(first);
    const other = of(2);
    const dot = first.reduce((sum, sample, index) => sum + sample * other[index]!, 0);
    expect(Math.abs(dot) / (rate * 5 * 10 ** ((rms(first) + rms(other)) / 20))).toBeLessThan(0.5);
    const keys = new Set(
      Array.from(
        {length: 12},
        (_, seed) => composeScore({mood: 'calm', seed, seconds: 20, cuts: []}).key.tonic,
      ),
    );
    expect(keys.size).toBeGreaterThan(4);
  });

  it.each([0.5, 1, 2.2, 3, 4.7])('fits even %s s', (short) => {
    for (const mood of ['upbeat', 'calm', 'mystery'] as const) {
      const {pcm} = composeMusic({mood, seed: 3, length: Math.round(short * rate), cuts: [short / 2]});
      expect(pcm.channels[0]!.length).toBe(Math.round(short * rate));
      expect(pcm.channels[0]!.every(Number.isFinite)).toBe(true);
      expect(samplePeak(pcm.channels)).toBeLessThan(0.9);
    }
  });
});

describe('moodOf', () => {
  it('knows every style of the director, and has one for others', () => {
    expect(new Set(styles.map(moodOf)).size).toBeGreaterThan(4);
    expect(moodOf('something new')).toBe(neutralMood);
  });
});

describe('music of the user', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'music-'));
  });
  afterAll(async () => rm(folder, {recursive: true, force: true}));
  const rhythm = (length: number, tempo: number): Pcm => {
    const pcm = silence(rate, 2, Math.round(length * rate));
    const random = seededRandom(3);
    for (let beat = 0; (beat * 60) / tempo < length; beat += 1) {
      const start = Math.round(((beat * 60) / tempo) * rate);
      for (let index = 0; index < 4000 && start + index < pcm.channels[0]!.length; index += 1) {
        const value = Math.exp(-index / 900) * (beat % 4 === 0 ? 0.8 : 0.4) * (random() * 2 - 1);
        for (const channel of pcm.channels) channel[start + index]! += value;
      }
    }
    return pcm;
  };

  it.each([84, 100, 126])('finds a beat of %i a minute to a hundredth', (tempo) => {
    const beat = beatOf(rhythm(20, tempo))!;
    const found = 60 / beat;
    const nearest = [0.5, 1, 2]
      .map((factor) => Math.abs(found / (tempo * factor) - 1))
      .sort((a, b) => a - b)[0]!;
    expect(nearest).toBeLessThan(0.01);
    expect(beatOf(tones(rate, 2, [{frequencyHz: 200, seconds: 10, peakDbfs: -6}]))).toBeNull();
  });

  it('repeats a short recording in time, and cuts a long one, both with a fade at the end', () => {
    const short = rhythm(7.9, 120).channels as [Float32Array, Float32Array];
    const looped = fitRecording(short, 24 * rate);
    expect(looped.channels[0]!.length).toBe(24 * rate);
    const curve = onsetCurve(looped.channels[0]!.subarray(0, 20 * rate), rate);
    // The beat goes on over the seams.
    expect(periodicity(curve, 0.5)).toBeGreaterThan(0.75);
    const cut = fitRecording(rhythm(40, 100).channels as [Float32Array, Float32Array], 15 * rate);
    for (const {channels} of [looped, cut]) {
      const channel = channels[0]!;
      const end = channel.length / rate;
      expect(slice(channel, end - 0.1, end).every((sample) => sample === 0)).toBe(true);
      expect(rms(slice(channel, end - 0.4, end - 0.1))).toBeLessThan(
        rms(slice(channel, end - 6, end - 4)) - 8,
      );
    }
  });

  it('reads what ffmpeg reads: mp3 in mono, 8 kHz WAV, a video with sound, a file of three hours', async () => {
    const wav = join(folder, 'tone.wav');
    await writeFile(wav, encodeWav(tones(8000, 1, [{frequencyHz: 300, seconds: 3, peakDbfs: -6}])));
    const mp3 = join(folder, 'tone.mp3');
    const mp4 = join(folder, 'tone.mp4');
    const long = join(folder, 'long.mp3');
    await runFfmpeg(['-i', wav, '-c:a', 'libmp3lame', '-ar', '22050', mp3]);
    await runFfmpeg(['-i', wav, '-c:a', 'aac', mp4]);
    await runFfmpeg(['-stream_loop', '3599', '-i', mp3, '-c:a', 'copy', long]);
    for (const file of [wav, mp3, mp4, long]) {
      const begun = performance.now();
      const [left, right] = decodeMusic(await readMusicFile(file, 5, undefined), file);
      expect(performance.now() - begun).toBeLessThan(8000);
      expect(left.length / rate).toBeGreaterThan(2.9);
      expect(left.length / rate).toBeLessThan(5.2);
      expect(right.length).toBe(left.length);
      const middle = left.subarray(rate, 2 * rate);
      expect(bandDb(middle, rate, 250, 350)).toBeGreaterThan(-0.5);
    }
  });

  it('says what is wrong with a file', async () => {
    const write = async (name: string, bytes: Uint8Array) => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const read = async (file: string) => decodeMusic(await readMusicFile(file, 5, undefined), file);
    await expect(read(join(folder, 'nowhere.mp3'))).rejects.toMatchObject({code: 'file-not-found'});
    await expect(read(folder)).rejects.toThrow('is not a file');
    await expect(
      read(await write('text.mp3', new TextEncoder().encode('no sound here, only words. '.repeat(50)))),
    ).rejects.toThrow(InvalidInputError);
    await expect(read(await write('empty.wav', new Uint8Array(0)))).rejects.toThrow(InvalidInputError);
    await expect(
      read(await write('silence.wav', encodeWav({sampleRateHz: 8000, channels: [new Float32Array(8000)]}))),
    ).rejects.toThrow('only silence');
    const wrongRate = encodeWav(tones(8000, 1, [{frequencyHz: 300, seconds: 1, peakDbfs: -6}]));
    new DataView(wrongRate.buffer).setUint32(24, 3, true);
    await expect(read(await write('rate.wav', wrongRate))).rejects.toThrow(InvalidInputError);
  });

  it.each([32, 64] as const)(
    'takes %i-bit floats, over full scale too, and refuses broken ones',
    async (bits) => {
      const sine = (gain: number) => Float64Array.from({length: 48_000}, (_, at) => gain * Math.sin(at / 20));
      const read = async (samples: Float64Array) => {
        const file = join(folder, `floats-${bits}.wav`);
        await writeFile(file, floatWav(samples, rate, bits));
        return decodeMusic(await readMusicFile(file, 5, undefined), file);
      };
      await expect(read(sine(0.3))).resolves.toHaveLength(2);
      // Cut off, a sine has overtones.
      const [loud] = await read(sine(4));
      const pitch = rate / (20 * 2 * Math.PI);
      const overtone =
        bandDb(loud, rate, 2.8 * pitch, 3.2 * pitch) - bandDb(loud, rate, 0.8 * pitch, 1.2 * pitch);
      expect(overtone).toBeLessThan(-60);
      await expect(read(sine(0.3).fill(Number.NaN, 700, 701))).rejects.toThrow('no numbers');
      await expect(read(sine(0.3).fill(Infinity, 47_999))).rejects.toThrow('no numbers');
      await expect(read(sine(0.3).fill(1e30, 700, 701))).rejects.toThrow('1.00e+30 times full scale');
    },
  );

  it('hears no sound in what follows data of no length', async () => {
    const file = join(folder, 'no-length.wav');
    const sound = encodeWav(tones(8000, 1, [{frequencyHz: 300, seconds: 1, peakDbfs: -6}]));
    new DataView(sound.buffer).setUint32(40, 0, true);
    // A streaming writer that never came back to its header.
    await writeFile(file, sound);
    const [left] = decodeMusic(await readMusicFile(file, 5, undefined), file);
    expect(left.length).toBe(48_000);
    const list = new Uint8Array(8 + 4000).fill(0xa5);
    list.set(new TextEncoder().encode('LIST'));
    new DataView(list.buffer).setUint32(4, 4000, true);
    await writeFile(file, new Uint8Array([...sound.subarray(0, 44), ...list]));
    await expect(readMusicFile(file, 5, undefined)).rejects.toThrow('holds no sound');
  });
});

describe('renderMusic', () => {
  it('writes a file and says what is in it; another mood is another file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'render-music-'));
    try {
      const file = join(folder, 'deep', 'calm.wav');
      const made = await renderMusic({mood: 'calm', durationInSeconds: 8, seed: 'a', file});
      const pcm = decodeWav(await readFile(file));
      expect(pcm.channels[0]!.length).toBe(8 * rate);
      expect(integratedLoudness(pcm)).toBeCloseTo(-16, 1);
      expect(made.truePeakDbtp).toBeLessThanOrEqual(-1.4);
      expect(made.bars * made.beatsPerBar * (60 / made.tempo)).toBeCloseTo(8, 1);
      const again = await renderMusic({mood: 'calm', durationInSeconds: 8, seed: 'a', file});
      expect(again.sha256).toBe(made.sha256);
      await expect(renderMusic({mood: 'sad' as Mood, durationInSeconds: 8, seed: 1, file})).rejects.toThrow(
        'sad',
      );
      await expect(renderMusic({mood: 'calm', durationInSeconds: Number.NaN, seed: 1, file})).rejects.toThrow(
        'durationInSeconds',
      );
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  });
});
