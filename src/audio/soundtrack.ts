import {mkdir} from 'node:fs/promises';
import {resolve} from 'node:path';
import {InvalidInputError, parseInput} from '../errors.ts';
import {platforms} from '../platforms/index.ts';
import {
  rightsSchema,
  type Narration,
  type Rights,
  type Soundtrack,
  type Storyboard,
} from '../schema/index.ts';
import {seedOf} from '../sound/index.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import {placeEffects} from './effects/cues.ts';
import {joinSpeech, type PlacedLine, type Speech} from './mix.ts';
import {composeScore} from './music/score.ts';
import {nameOfKey} from './music/harmony.ts';
import {neutralMood} from './music/mood-of-style.ts';
import {type Mood, moods} from './music/moods.ts';
import {readMusicFile} from './music/music-file.ts';
import {mixInThread} from './soundtrack-thread.ts';
import type {LineOrigin} from './soundtrack-worker.ts';
import type {StemCacheOptions} from './stem-cache.ts';

/** Music of our own making, in a mood. */
export interface ComposedMusic {
  /** Default: a neutral one. */
  readonly mood?: Mood;
  /** The same seed gives the same music. Default: the storyboard's. */
  readonly seed?: string | number;
  /** Louder or softer than usual, dB, −30 to 12. The voice stays in front whatever is asked. */
  readonly gainDb?: number;
}

/** A recording of your own: repeated or cut to the video's length. */
export interface RecordedMusic {
  /** Absolute path; any format ffmpeg reads. */
  readonly file: string;
  /** Whose it is and what may be done with it; goes to the manifest and, where it must, to the post. */
  readonly rights: Rights;
  readonly gainDb?: number;
}

export type MusicChoice = Mood | ComposedMusic | RecordedMusic | 'none';

export interface SoundtrackOptions {
  readonly storyboard: Storyboard;
  readonly narration: Narration;
  /** Folder for `soundtrack.wav`; made where it is missing. */
  readonly directory: string;
  /** Integrated loudness, LUFS. Default: the platform's. */
  readonly targetLufs?: number;
  /** True-peak ceiling before encoding, dBTP. Default: under the platform's by what AAC adds at most. */
  readonly maxTruePeakDbtp?: number;
  /** What lies under the speech. Default: music of our own in a neutral mood. */
  readonly music?: MusicChoice;
  /** Short sounds on the cuts, by the kind of the scene. Default: yes. */
  readonly effects?: boolean;
  /** Where finished music is kept for the next time. Default: nowhere. */
  readonly stems?: StemCacheOptions;
  readonly signal?: AbortSignal;
}

const sampleRateHz = 48_000;
/** AAC at 192 kbit/s moves peaks: by 0.05 dB at most in all moods that were measured, by 0.2 dB in other sound. */
const roomForEncoder = 0.4;
/** What is kept of a line's sound before its first word and after its last, seconds. */
const keptBefore = 0.08;
const keptAfter = 0.25;

function checkedRange(path: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new InvalidInputError('the soundtrack', [
    {path, message: `is ${value}; it can be ${least} to ${most}`},
  ]);
}

/** Whether a line is only read: the silent voice gives it no sound. */
const isSilence = (samples: Float32Array) => samples.every((sample) => sample === 0);

/** Where each line lies: the scene's first word sounds where the scene says it does. */
function placeLines(
  {scenes, fps}: Storyboard,
  {lines, sampleRateHz: lineRateHz}: Narration,
): {readonly origins: LineOrigin[]; readonly placed: PlacedLine[]} {
  const byScene = new Map(lines.map((line, index) => [line.sceneId, {...line, index}]));
  const missing = scenes.findIndex(({id, words}) => words.length > 0 && !byScene.has(id));
  if (missing >= 0) {
    throw new InvalidInputError('the narration', [
      {
        path: 'lines',
        message: `has no line for scene '${scenes[missing]?.id}', whose words are spoken; narrate the same script`,
      },
    ]);
  }
  const origins: LineOrigin[] = [];
  const placed = scenes.flatMap(({id, startFrame, words}): PlacedLine[] => {
    const line = byScene.get(id);
    const [first, last] = [words[0], words.at(-1)];
    if (!line || !first || !last || isSilence(line.samples)) return [];
    origins.push({index: line.index, sceneId: id});
    const [ownFirst, ownLast] = [line.words[0], line.words.at(-1)];
    const length = line.samples.length / lineRateHz;
    const startSeconds = startFrame / fps + (first.startMs - (ownFirst?.startMs ?? 0)) / 1000;
    // Estimated times may be off by more than is kept around them.
    const isEstimated = line.timing === 'estimated';
    const from = isEstimated ? 0 : Math.max(0, (ownFirst?.startMs ?? 0) / 1000 - keptBefore);
    const to = isEstimated ? length : Math.min(length, (ownLast?.endMs ?? Infinity) / 1000 + keptAfter);
    return [
      {
        samples: line.samples,
        startSeconds,
        // What lies before the video starts is cut off, so that the rest stays in its place.
        spoken: [Math.max(from, -startSeconds), to],
      },
    ];
  });
  return {origins, placed};
}

/** When somebody is heard, by the words: nothing makes room for a line that is only read. */
function speechOf({scenes, fps}: Storyboard, origins: readonly LineOrigin[]): Speech[] {
  const heard = new Set(origins.map(({sceneId}) => sceneId));
  return joinSpeech(
    scenes.flatMap(({id, startFrame, words}) =>
      (heard.has(id) ? words : []).map(({startMs, endMs}): Speech => [
        startFrame / fps + startMs / 1000,
        startFrame / fps + endMs / 1000,
      ]),
    ),
  );
}

/** What was chosen, with everything filled in. */
type ResolvedMusic =
  | {readonly kind: 'composed'; readonly mood: Mood; readonly seed: number; readonly gainDb: number}
  | {readonly kind: 'recording'; readonly file: string; readonly rights: Rights; readonly gainDb: number}
  | null;

function resolveMusic(music: MusicChoice, seed: string): ResolvedMusic {
  if (music === 'none') return null;
  const chosen = typeof music === 'string' ? {mood: music} : music;
  const {gainDb = 0} = chosen;
  checkedRange('music.gainDb', gainDb, -30, 12);
  if ('file' in chosen) {
    return {
      kind: 'recording',
      file: chosen.file,
      rights: parseInput(rightsSchema, chosen.rights, 'the rights of the music'),
      gainDb,
    };
  }
  const {mood = neutralMood} = chosen;
  if (!moods.includes(mood)) {
    throw new InvalidInputError('the soundtrack', [
      {path: 'music', message: `'${mood}' is not one of ${moods.join(', ')}`},
    ]);
  }
  const {seed: own = seed} = chosen;
  return {kind: 'composed', mood, seed: seedOf(String(own)), gainDb};
}

const ownMaking = {licence: 'own work', author: 'viral-video-generator', aiGenerated: false} as const;

/** Rights of the mix, which are those of a recording in it, and of its parts. */
function rightsOf(
  narration: Narration,
  music: ResolvedMusic,
  hasEffects: boolean,
): {whole: Rights; parts: Record<string, Rights>} {
  const speech = `speech: ${narration.voice}`;
  const parts: Record<string, Rights> = {};
  if (music?.kind === 'recording') parts['soundtrack-music'] = music.rights;
  if (music?.kind === 'composed') {
    parts['soundtrack-music'] = {...ownMaking, source: `composed by rule: ${music.mood}, seed ${music.seed}`};
  }
  if (hasEffects) parts['soundtrack-effects'] = {...ownMaking, source: 'synthesised by rule'};
  const whole: Rights =
    music?.kind === 'recording'
      ? music.rights
      : {
          licence: 'own work',
          source:
            `${speech}${music === null ? '' : `; music: composed by viral-video-generator (${music.mood})`}`.slice(
              0,
              500,
            ),
          aiGenerated: false,
        };
  return {whole, parts};
}

/**
 * Mixes the sound of a video: every line where its scene's words are, music and effects behind it, at the platform's
 * loudness. Writes `soundtrack.wav`, 48 kHz stereo 16 bit, exactly as long as the video. The same input gives the
 * same bytes. Adds nothing to the storyboard itself. Where nobody speaks the music alone fills it.
 * @throws InvalidInputError when narration and storyboard do not belong together, a sample is no number, or the music
 *   cannot be used; ViralError `file-not-found`, `output-unwritable` or `disk-full`; the signal's reason when cancelled
 */
export async function composeSoundtrack({
  storyboard,
  narration,
  directory,
  targetLufs = platforms[storyboard.platform].loudness.targetLufs,
  maxTruePeakDbtp = platforms[storyboard.platform].loudness.maxTruePeakDbtp - roomForEncoder,
  music = {},
  effects = true,
  stems,
  signal,
}: SoundtrackOptions): Promise<Soundtrack> {
  signal?.throwIfAborted();
  checkedRange('targetLufs', targetLufs, -70, -5);
  checkedRange('maxTruePeakDbtp', maxTruePeakDbtp, -20, 0);
  const {fps, durationInFrames, scenes} = storyboard;
  const chosen = resolveMusic(music, storyboard.seed);
  const {origins, placed} = placeLines(storyboard, narration);
  const length = Math.round((durationInFrames * sampleRateHz) / fps);
  const durationInSeconds = length / sampleRateHz;
  const cuts = scenes.slice(1).map(({startFrame}) => startFrame / fps);
  const cues = effects ? placeEffects(scenes, fps) : [];
  const {wav, sha256, loudnessLufs, truePeakDbtp} = await mixInThread(
    {
      lines: placed,
      origins,
      lineRateHz: narration.sampleRateHz,
      speech: speechOf(storyboard, origins),
      length,
      music:
        chosen?.kind === 'recording'
          ? // Silence at its start is left out, so a little more than the video's length is read.
            {
              kind: 'recording',
              file: chosen.file,
              wav: await readMusicFile(chosen.file, durationInSeconds + 10, signal),
            }
          : chosen && {kind: 'composed', mood: chosen.mood, seed: chosen.seed, cuts},
      musicGainDb: chosen?.gainDb ?? 0,
      effects: effects ? {cues, seed: seedOf(storyboard.seed)} : null,
      stems: stems ?? null,
      targetLufs,
      maxTruePeakDbtp,
    },
    signal,
  );
  signal?.throwIfAborted();
  const folder = resolve(directory);
  const file = resolve(folder, 'soundtrack.wav');
  try {
    await mkdir(folder, {recursive: true});
  } catch (error) {
    throw writingError(error, folder);
  }
  await writeWhole(file, wav);
  const {whole, parts} = rightsOf(narration, chosen, cues.length > 0);
  const score =
    chosen?.kind === 'composed' ? composeScore({...chosen, seconds: durationInSeconds, cuts}) : null;
  return {
    assetId: 'soundtrack',
    asset: {
      sha256,
      kind: 'audio',
      mimeType: 'audio/wav',
      bytes: wav.byteLength,
      durationInSeconds,
      rights: whole,
    },
    file,
    durationInSeconds,
    loudnessLufs,
    truePeakDbtp,
    parts,
    ...(score ? {music: {mood: score.mood, tempo: score.bars.tempo, key: nameOfKey(score.key)}} : {}),
  };
}
