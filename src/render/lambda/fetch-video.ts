import {dirname, join} from 'node:path';
import type {RenderRequest} from '../../ports/index.ts';
import {openUnfinishedFolder} from '../../whole-files.ts';
import {writeCover} from '../encode/cover.ts';
import {muxSound} from '../encode/mux.ts';
import type {Bucket} from './bucket.ts';
import type {RenderedJob} from './job.ts';
import {outputPrefix} from './lambda-farm.ts';

const coverWidth = 1080;

/**
 * Fetches a finished video and lays its sound under it anew.
 * @returns whether it was still there
 * @throws ViralError `disk-full`, `output-unwritable`, `render-failed`; the signal's reason
 */
export async function fetchVideo(
  bucket: Bucket,
  job: RenderedJob,
  request: Pick<RenderRequest, 'storyboard' | 'files' | 'outputFile' | 'signal'>,
  ffmpegPath: string | undefined,
): Promise<boolean> {
  const {storyboard, files, outputFile, signal} = request;
  const {fps, durationInFrames} = storyboard;
  const work = await openUnfinishedFolder(dirname(outputFile));
  try {
    const videoFile = join(work.path, 'fetched.mp4');
    const from = {key: `${outputPrefix}${job.output}`, bytes: job.bytes};
    if (!(await bucket.download(from, videoFile, signal))) return false;
    // The sound that came along was encoded in pieces and ends some milliseconds late.
    const soundtrack = storyboard.soundtrack === null ? null : (files[storyboard.soundtrack.asset] ?? null);
    await muxSound({videoFile, soundtrack, fps, durationInFrames, outputFile, signal, ffmpegPath});
  } finally {
    await work.discard();
  }
  return true;
}

/** Takes the cover of a video that is here. */
export async function takeCover(
  {
    storyboard: {fps},
    outputFile,
    cover,
    signal,
  }: Pick<RenderRequest, 'storyboard' | 'outputFile' | 'cover' | 'signal'>,
  ffmpegPath: string | undefined,
): Promise<void> {
  if (cover === null) return;
  const {frame, file} = cover;
  await writeCover({segment: outputFile, frame, fps, width: coverWidth, file, signal, ffmpegPath});
}
