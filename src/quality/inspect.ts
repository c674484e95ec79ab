import {resolve} from 'node:path';
import {probe} from '../ffmpeg.ts';
import {platforms} from '../platforms/index.ts';
import type {Finding, Storyboard} from '../schema/index.ts';
import {findFileFaults} from './file-rules.ts';
import {findBlank, findFlashes, findFrozen} from './picture-rules.ts';
import {sampleFrames} from './sampled-frames.ts';
import {findSoundFaults, measureSound, type SoundMeasures} from './sound-rules.ts';

export interface InspectOptions {
  /** What the file should show. */
  readonly storyboard: Storyboard;
  readonly signal?: AbortSignal;
}

export interface Measures {
  /** Frames that could be decoded. */
  readonly frames: number;
  /** `null` when the storyboard has no soundtrack. */
  readonly sound: SoundMeasures | null;
}

export interface Inspection {
  readonly findings: readonly Finding[];
  readonly measures: Measures;
}

/** Longest time without any change in the picture, seconds. */
const longestStillness = 3;

/**
 * Looks at a finished video: the container, every frame (blank, frozen, flashing), the sound (present, clipped, at the
 * platform's loudness).
 * @param path path of the MP4
 * @throws ViralError `ffmpeg-failed` when the file cannot be decoded
 */
export async function inspect(path: string, options: InspectOptions): Promise<Inspection> {
  const file = resolve(path);
  const {storyboard, signal = new AbortController().signal} = options;
  const probed = await probe(file, {signal, packets: true});
  const findings: Finding[] = [...(await findFileFaults(file, probed, storyboard))];

  const frames = await sampleFrames(file, storyboard, {shorter: 54, signal});
  findings.push(
    ...findBlank(frames, storyboard.fps),
    ...findFrozen(frames, storyboard.fps, longestStillness),
    ...findFlashes(frames, storyboard.fps),
  );

  const hasSound = probed.streams.some((stream) => stream.codec_type === 'audio');
  const sound = storyboard.soundtrack !== null && hasSound ? await measureSound(file, signal) : null;
  if (sound) findings.push(...findSoundFaults(sound, platforms[storyboard.platform].loudness));
  return {findings, measures: {frames: frames.count, sound}};
}
