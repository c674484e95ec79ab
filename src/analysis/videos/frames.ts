import {probe, runFfmpeg} from '../../ffmpeg.ts';

/** Frames of a video, small and in colour. */
export interface Frames {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly perSecond: number;
  /** 8-bit red, green and blue, pixel by pixel. */
  frame(index: number): Uint8Array;
}

export interface FootageFacts {
  readonly durationInSeconds: number;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly hasSound: boolean;
}

const ratioOf = (text: string | undefined): number => {
  const [top = 0, bottom = 1] = (text ?? '').split('/').map(Number);
  return bottom > 0 ? top / bottom : 0;
};

/**
 * @param file absolute path
 * @returns null for a file without pictures
 */
export async function footageFacts(file: string, signal: AbortSignal): Promise<FootageFacts | null> {
  const {streams, format} = await probe(file, {signal});
  const video = streams.find(({codec_type, nb_frames}) => codec_type === 'video' && nb_frames !== '1');
  const durationInSeconds = Number(video?.duration ?? format.duration ?? 0);
  if (!video?.width || !video.height || !(durationInSeconds > 0)) return null;
  return {
    durationInSeconds,
    width: video.width,
    height: video.height,
    framesPerSecond: ratioOf(video.avg_frame_rate) || ratioOf(video.r_frame_rate) || 30,
    hasSound: streams.some(({codec_type}) => codec_type === 'audio'),
  };
}

/** Decodes a video small, at a steady rate. @param shorter length of the shorter side, px */
export async function readFrames(
  file: string,
  facts: FootageFacts,
  {
    shorter,
    perSecond,
    seconds = facts.durationInSeconds,
    signal,
  }: {
    readonly shorter: number;
    readonly perSecond: number;
    readonly seconds?: number;
    readonly signal: AbortSignal;
  },
): Promise<Frames> {
  const scale = shorter / Math.min(facts.width, facts.height);
  const width = Math.max(2, Math.round(facts.width * scale));
  const height = Math.max(2, Math.round(facts.height * scale));
  const {stdout} = await runFfmpeg(
    [
      ...['-i', file, '-map', '0:v:0', '-vf', `scale=${width}:${height}:flags=area`],
      // Steady, so that a frame's number tells its time.
      ...['-fps_mode', 'cfr', '-r', String(perSecond), '-t', String(seconds)],
      ...['-pix_fmt', 'rgb24', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
    ],
    {signal},
  );
  const bytes = width * height * 3;
  return {
    width,
    height,
    perSecond,
    count: Math.floor(stdout.length / bytes),
    frame: (index) => stdout.subarray(index * bytes, (index + 1) * bytes),
  };
}
