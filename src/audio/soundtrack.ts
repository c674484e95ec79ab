import {createHash} from 'node:crypto';
import {mkdir} from 'node:fs/promises';
import {resolve} from 'node:path';
import {Worker} from 'node:worker_threads';
import {builtEntry} from '../built-entry.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {platforms} from '../platforms/index.ts';
import type {Narration, Soundtrack, Storyboard} from '../schema/index.ts';
import {seedOf} from '../sound/index.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import type {MixRequest, PlacedLine} from './mix.ts';
import type {MixReply} from './soundtrack-worker.ts';

export interface SoundtrackOptions {
  readonly storyboard: Storyboard;
  readonly narration: Narration;
  /** Folder for `soundtrack.wav`; made where it is missing. */
  readonly directory: string;
  /** Integrated loudness, LUFS. Default: the platform's. */
  readonly targetLufs?: number;
  /** True-peak ceiling, dBTP. Default: 0.3 dB under the platform's, because AAC adds about 0.2 dB. */
  readonly maxTruePeakDbtp?: number;
  /** Quiet music under the speech. Default: yes. */
  readonly music?: boolean;
  readonly signal?: AbortSignal;
}

const sampleRateHz = 48_000;
const roomForEncoder = 0.3;

/** Where each line lies: the scene's first word sounds where the scene says it does. */
function placeLines({scenes, fps}: Storyboard, {lines, sampleRateHz: lineRateHz}: Narration): PlacedLine[] {
  const byScene = new Map(lines.map((line) => [line.sceneId, line]));
  const missing = scenes.findIndex(({id, words}) => words.length > 0 && !byScene.has(id));
  if (missing >= 0) {
    throw new InvalidInputError('the narration', [
      {
        path: 'lines',
        message: `has no line for scene '${scenes[missing]?.id}', whose words are spoken; narrate the same script`,
      },
    ]);
  }
  return scenes.flatMap(({id, startFrame, words}) => {
    const line = byScene.get(id);
    const [first, last] = [words[0], words.at(-1)];
    if (!line || !first || !last) return [];
    const sceneStart = startFrame / fps;
    const startSeconds = sceneStart + (first.startMs - (line.words[0]?.startMs ?? 0)) / 1000;
    return [
      {
        // What lies before the video starts is cut off here, so that the rest stays in its place.
        samples: startSeconds < 0 ? line.samples.slice(Math.round(-startSeconds * lineRateHz)) : line.samples,
        startSeconds: Math.max(0, startSeconds),
        speechSeconds: [sceneStart + first.startMs / 1000, sceneStart + last.endMs / 1000] as const,
      },
    ];
  });
}

/** Mixes in a thread of its own, which ends with the mix or with the signal. */
async function mixInThread(request: MixRequest, signal: AbortSignal | undefined): Promise<MixReply> {
  signal?.throwIfAborted();
  const worker = new Worker(builtEntry('audio/soundtrack-worker'), {
    workerData: request,
    execArgv: [],
    env: {},
  });
  let onAbort: () => void = () => {};
  try {
    return await new Promise<MixReply>((done, fail) => {
      onAbort = () => fail(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort, {once: true});
      worker.once('message', done);
      worker.on('error', (cause) =>
        fail(new ViralError('internal', `The sound could not be mixed: ${cause.message}`, {cause})),
      );
      worker.once('exit', (code) =>
        fail(new ViralError('internal', `The thread that mixes the sound ended with ${code}`)),
      );
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}

/**
 * Mixes the sound of a video: every line where its scene's words are, quiet music of our own making under it, at the
 * platform's loudness. Writes `soundtrack.wav`, 48 kHz stereo 16 bit, exactly as long as the video. The same input
 * gives the same bytes. Adds nothing to the storyboard itself.
 * @throws InvalidInputError when narration and storyboard do not belong together; ViralError `output-unwritable` or
 *   `disk-full`; the signal's reason when cancelled
 */
export async function composeSoundtrack({
  storyboard,
  narration,
  directory,
  targetLufs = platforms[storyboard.platform].loudness.targetLufs,
  maxTruePeakDbtp = platforms[storyboard.platform].loudness.maxTruePeakDbtp - roomForEncoder,
  music = true,
  signal,
}: SoundtrackOptions): Promise<Soundtrack> {
  signal?.throwIfAborted();
  if (!(targetLufs >= -70 && targetLufs <= -5)) {
    throw new InvalidInputError('the soundtrack', [
      {path: 'targetLufs', message: `is ${targetLufs}; it can be -70 to -5`},
    ]);
  }
  if (!(maxTruePeakDbtp >= -20 && maxTruePeakDbtp <= 0)) {
    throw new InvalidInputError('the soundtrack', [
      {path: 'maxTruePeakDbtp', message: `is ${maxTruePeakDbtp}; it can be -20 to 0`},
    ]);
  }
  const {fps, durationInFrames, scenes} = storyboard;
  const length = Math.round((durationInFrames * sampleRateHz) / fps);
  const {wav, loudnessLufs, truePeakDbtp} = await mixInThread(
    {
      lines: placeLines(storyboard, narration),
      lineRateHz: narration.sampleRateHz,
      sampleRateHz,
      length,
      sceneStarts: scenes.map(({startFrame}) => startFrame / fps),
      seed: seedOf(storyboard.seed),
      bed: music,
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
  const durationInSeconds = length / sampleRateHz;
  return {
    assetId: 'soundtrack',
    asset: {
      sha256: createHash('sha256').update(wav).digest('hex'),
      kind: 'audio',
      mimeType: 'audio/wav',
      bytes: wav.byteLength,
      durationInSeconds,
      rights: {
        licence: 'own work',
        source: `speech: ${narration.voice}${music ? '; music: composed by viral-video-generator' : ''}`,
        aiGenerated: false,
      },
    },
    file,
    durationInSeconds,
    loudnessLufs,
    truePeakDbtp,
  };
}
