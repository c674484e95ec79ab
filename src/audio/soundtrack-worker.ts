import {createHash} from 'node:crypto';
import {parentPort, workerData} from 'node:worker_threads';
import {type InputIssue, InvalidInputError} from '../errors.ts';
import {encodeWav, type Pcm} from '../sound/index.ts';
import type {EffectCue} from './effects/cues.ts';
import {renderEffects} from './effects/render-effects.ts';
import {composeMusic} from './music/compose.ts';
import {fitRecording} from './music/fit-recording.ts';
import type {Mood} from './music/moods.ts';
import {decodeMusic} from './music/music-file.ts';
import {mix, type MixRequest} from './mix.ts';
import {keptStem, type StemCacheOptions, stemKey} from './stem-cache.ts';
import {tonedLines} from './toned-lines.ts';

/** Where a line comes from, for messages. */
export interface LineOrigin {
  /** Its place in the narration. */
  readonly index: number;
  readonly sceneId: string;
}

/** What the thread is asked for: a mix whose background it still has to make. */
export interface SoundtrackJob extends Omit<MixRequest, 'background' | 'toned'> {
  /** One for each line. */
  readonly origins: readonly LineOrigin[];
  readonly music:
    | {
        readonly kind: 'composed';
        readonly mood: Mood;
        readonly seed: number;
        readonly cuts: readonly number[];
      }
    | {readonly kind: 'recording'; readonly wav: Uint8Array; readonly file: string}
    | null;
  readonly musicGainDb: number;
  readonly effects: {readonly cues: readonly EffectCue[]; readonly seed: number} | null;
  readonly stems: StemCacheOptions | null;
}

/** What the thread answers: the bytes of a 16-bit WAV file and what was measured, or what is wrong with the input. */
export type SoundtrackReply =
  | {
      readonly wav: Uint8Array<ArrayBuffer>;
      readonly sha256: string;
      readonly loudnessLufs: number;
      readonly truePeakDbtp: number;
    }
  | {readonly what: string; readonly issues: readonly InputIssue[]};

/** One sample that is no number would make all that follow it none either. */
function refuseBrokenLines({lines, origins}: SoundtrackJob): void {
  lines.forEach(({samples}, place) => {
    const origin = origins[place];
    for (let at = 0; at < samples.length; at += 1) {
      if (!(Math.abs(samples[at] as number) < 1000)) {
        throw new InvalidInputError('the narration', [
          {
            path: `lines[${origin?.index}].samples`,
            message: `holds ${samples[at]} at sample ${at} (scene '${origin?.sceneId}'); samples are numbers from -1 to 1`,
          },
        ]);
      }
    }
  });
}

async function musicOf({music, length, stems}: SoundtrackJob): Promise<Pcm | null> {
  if (music === null) return null;
  if (music.kind === 'recording') return fitRecording(decodeMusic(music.wav, music.file), length);
  const {mood, seed, cuts} = music;
  const key = stemKey({kind: 'bed', mood, seed, length, cuts});
  return keptStem(stems, key, length, () => composeMusic({mood, seed, length, cuts}).pcm);
}

/** Made anew each time: they are made as fast as they would be kept. */
function effectsOf({effects, length}: SoundtrackJob): Pcm | null {
  if (effects === null || effects.cues.length === 0) return null;
  return renderEffects(effects.cues, effects.seed, length);
}

async function work(job: SoundtrackJob): Promise<SoundtrackReply> {
  try {
    refuseBrokenLines(job);
    const music = await musicOf(job);
    const effects = effectsOf(job);
    const samples = job.lines.map((line) => line.samples);
    const toned = await tonedLines(job.stems, samples, job.lineRateHz);
    const {pcm, loudnessLufs, truePeakDbtp} = mix({
      ...job,
      toned,
      background: {music, musicGainDb: job.musicGainDb, effects},
    });
    const wav = encodeWav(pcm, 16) as Uint8Array<ArrayBuffer>;
    return {wav, sha256: createHash('sha256').update(wav).digest('hex'), loudnessLufs, truePeakDbtp};
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return {what: error.message.split(' is not valid:')[0] ?? 'the sound', issues: error.issues};
    }
    throw error;
  }
}

const reply = await work(workerData as SoundtrackJob);
parentPort?.postMessage(reply, 'wav' in reply ? [reply.wav.buffer] : []);
