import {runFfmpeg} from '../ffmpeg.ts';

/** Every frame of a video, small and grey: what the checks of pictures need, in one decode. */
export interface SampledFrames {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** 8-bit luma of one frame, row by row. */
  frame(index: number): Uint8Array;
}

/** @param shorter length of the shorter side, px */
export async function sampleFrames(
  file: string,
  size: {readonly width: number; readonly height: number},
  options: {readonly shorter: number; readonly signal: AbortSignal},
): Promise<SampledFrames> {
  const scale = options.shorter / Math.min(size.width, size.height);
  const width = Math.round(size.width * scale);
  const height = Math.round(size.height * scale);
  // Remotion's ffmpeg has no muxer for raw pictures; the one for pictures in a pipe writes the same bytes.
  const {stdout} = await runFfmpeg(
    [
      ...[
        '-i',
        file,
        '-map',
        '0:v:0',
        '-vf',
        `scale=${width}:${height}:flags=area`,
        '-fps_mode',
        'passthrough',
      ],
      ...['-pix_fmt', 'gray', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
    ],
    {signal: options.signal},
  );
  const bytes = width * height;
  return {
    width,
    height,
    count: Math.floor(stdout.length / bytes),
    frame: (index) => stdout.subarray(index * bytes, (index + 1) * bytes),
  };
}
