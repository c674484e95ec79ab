import {open, rm} from 'node:fs/promises';
import {ViralError} from '../../errors.ts';
import {runFfmpeg} from '../../ffmpeg.ts';
import {writingError} from '../../whole-files.ts';

export interface MuxOptions {
  /** Absolute path of an MP4 with one H.264 track. */
  readonly videoFile: string;
  /** Absolute path of the sound, in whatever format ffmpeg reads; null for a silent film without a sound track. */
  readonly soundtrack: string | null;
  /** Whole frames a second. */
  readonly fps: number;
  readonly durationInFrames: number;
  /** Absolute path of the MP4; its folder exists. */
  readonly outputFile: string;
  readonly signal: AbortSignal;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string | undefined;
}

const sampleRate = 48_000;

/** Frames of the first track and seconds of each track, from the index of an MP4. */
import {aacArguments} from './aac.ts';
async function measure(file: string): Promise<{frames: number; seconds: readonly number[]}> {
  const {Input, MP4, FilePathSource} = await import('mediabunny');
  const input = new Input({source: new FilePathSource(file), formats: [MP4]});
  try {
    const tracks = await input.getTracks();
    const video = await input.getPrimaryVideoTrack();
    return {
      frames: video === null ? 0 : (await video.computePacketStats()).packetCount,
      seconds: await Promise.all(tracks.map(async (track) => track.computeDuration())),
    };
  } finally {
    input.dispose();
  }
}

/**
 * Puts picture and sound into the final MP4. The picture is copied; the sound is cut or filled with silence to the
 * picture's length and encoded once, as AAC-LC stereo at 48 kHz with 192 kbit/s. The index stands at the front.
 *
 * An AAC encoder puts 1024 samples before the sound (its priming); the edit list that says so is what keeps picture and
 * sound together.
 * @throws ViralError `ffmpeg-failed`, `render-failed` when the result is not as long as it should be, `disk-full`,
 * `output-unwritable`; the signal's reason. Nothing is left at `outputFile` then
 */
export async function muxSound(options: MuxOptions): Promise<void> {
  const {videoFile, soundtrack, fps, durationInFrames, outputFile, signal, ffmpegPath} = options;
  signal.throwIfAborted();
  try {
    // ffmpeg says only in prose why it cannot open a file.
    await (await open(outputFile, 'w')).close();
  } catch (error) {
    throw writingError(error, outputFile);
  }
  try {
    const samples = Math.round((durationInFrames * sampleRate) / fps);
    await runFfmpeg(
      [
        ...['-i', videoFile],
        ...(soundtrack === null ? [] : ['-i', soundtrack]),
        ...['-map', '0:v:0', '-c:v', 'copy'],
        ...(soundtrack === null
          ? []
          : [
              ...['-map', '1:a:0', '-af', `aresample=${sampleRate},apad,atrim=end_sample=${samples}`],
              ...aacArguments,
            ]),
        // ffmpeg tells lengths in ms unless told otherwise, and few frames end on one.
        ...['-movie_timescale', String(sampleRate)],
        ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', outputFile],
      ],
      {signal, ...(ffmpegPath === undefined ? {} : {ffmpegPath})},
    );
    const {frames, seconds} = await measure(outputFile);
    const wanted = durationInFrames / fps;
    const off = seconds.find((length) => Math.abs(length - wanted) > 0.5 / fps);
    if (frames !== durationInFrames || off !== undefined) {
      const found = `${frames} frames, ${seconds.map((length) => `${length.toFixed(3)} s`).join(' and ')}`;
      throw new ViralError(
        'render-failed',
        `The finished video is not as long as it should be: ${found}, instead of ${durationInFrames} frames, ` +
          `${wanted.toFixed(3)} s. Render it anew.`,
      );
    }
    signal.throwIfAborted();
  } catch (error) {
    await rm(outputFile, {force: true});
    throw error;
  }
}
