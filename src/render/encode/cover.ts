import {open, rm, stat} from 'node:fs/promises';
import {ViralError} from '../../errors.ts';
import {runFfmpeg} from '../../ffmpeg.ts';
import {writingError} from '../../whole-files.ts';

export interface CoverOptions {
  /** Absolute path of an MP4 whose frames are evenly spaced from 0. */
  readonly segment: string;
  /** Frame within the segment. */
  readonly frame: number;
  /** Whole frames a second. */
  readonly fps: number;
  /** Pixels; the height follows. */
  readonly width: number;
  /** Absolute path of the JPEG; its folder exists. */
  readonly file: string;
  readonly signal: AbortSignal;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string | undefined;
}

/**
 * Writes one frame of a segment as a JPEG. Matrix and range are converted to those of JPEG (JFIF 1.02: full-range
 * BT.601); primaries and transfer stay, they are sRGB's already.
 * @throws ViralError `render-failed` when the segment has no such frame, `ffmpeg-failed`, `disk-full`,
 * `output-unwritable`; the signal's reason. Nothing is left at `file` then
 */
export async function writeCover(options: CoverOptions): Promise<void> {
  const {segment, frame, fps, width, file, signal, ffmpegPath} = options;
  signal.throwIfAborted();
  try {
    await (await open(file, 'w')).close();
  } catch (error) {
    throw writingError(error, file);
  }
  try {
    // Half a frame early: times are rounded to the track's time scale, and the first frame from there on is meant.
    const seek = frame === 0 ? [] : ['-ss', ((frame - 0.5) / fps).toFixed(6)];
    const convert = `zscale=w=${width}:h=-2:filter=spline36:matrix=470bg:range=full:chromal=center,format=yuvj420p`;
    await runFfmpeg(
      [
        ...[...seek, '-i', segment, '-map', '0:v:0', '-vf', convert, '-frames:v', '1'],
        ...['-c:v', 'mjpeg', '-q:v', '2', '-f', 'image2pipe', file],
      ],
      {signal, ...(ffmpegPath === undefined ? {} : {ffmpegPath})},
    );
    if ((await stat(file)).size === 0) {
      throw new ViralError(
        'render-failed',
        `The cover could not be made: ${segment} has no frame ${frame}. Render it anew.`,
      );
    }
  } catch (error) {
    await rm(file, {force: true});
    throw error;
  }
}
