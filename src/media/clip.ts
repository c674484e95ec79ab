import {ViralError} from '../errors.ts';
import {probe, runFfmpeg} from '../ffmpeg.ts';
import type {Focus} from '../schema/index.ts';
import {findFocus, type SmallPicture} from './focus.ts';

/** What a clip is, as shown: one filmed sideways is turned. */
export interface ClipFacts {
  readonly width: number;
  readonly height: number;
  readonly durationInSeconds: number;
  /** Whether its colours need bringing down from HDR (HLG or PQ). */
  readonly hdr: boolean;
}

const mostPixels = 8192 * 4320;
const longestInSeconds = 3 * 3600;
const smallSide = 96;

/**
 * Reads the size and length of a clip.
 * @param file absolute path
 * @returns or, in words, why it cannot be used
 * @throws the signal's reason
 */
export async function readClip(file: string, signal: AbortSignal): Promise<ClipFacts | string> {
  let probed;
  try {
    probed = await probe(file, {signal});
  } catch {
    signal.throwIfAborted();
    return 'cannot be read as a video';
  }
  const stream = probed.streams.find(({codec_type: type}) => type === 'video');
  const seconds = Number(stream?.duration ?? probed.format.duration ?? NaN);
  if (!stream?.width || !stream.height) return 'holds no picture';
  if (!(seconds > 0)) return 'has no length';
  if (seconds > longestInSeconds) return 'is longer than three hours';
  if (stream.width * stream.height > mostPixels) return 'has more pixels than 8K';
  const {side_data_list: sides = []} = stream as {side_data_list?: readonly {rotation?: number}[]};
  const turned = sides.some(({rotation = 0}) => Math.abs(rotation) % 180 === 90);
  return {
    width: turned ? stream.height : stream.width,
    height: turned ? stream.width : stream.height,
    durationInSeconds: seconds,
    hdr: stream.color_transfer === 'arib-std-b67' || stream.color_transfer === 'smpte2084',
  };
}

/** Small pictures of a file, all of one size. A still has one; of a clip those of its key frames. */
async function smallPictures(
  file: string,
  size: {readonly width: number; readonly height: number},
  input: readonly string[],
  signal: AbortSignal,
): Promise<readonly SmallPicture[]> {
  const scale = smallSide / Math.max(size.width, size.height);
  const width = Math.max(8, Math.round(size.width * scale));
  const height = Math.max(8, Math.round(size.height * scale));
  const {stdout} = await runFfmpeg(
    [
      ...input,
      ...['-i', file, '-map', '0:v:0', '-frames:v', '8', '-fps_mode', 'passthrough'],
      ...['-vf', `scale=${width}:${height}:flags=area`, '-pix_fmt', 'rgb24', '-c:v', 'rawvideo'],
      ...['-f', 'image2pipe', 'pipe:1'],
    ],
    {signal},
  );
  const bytes = width * height * 3;
  return Array.from({length: Math.floor(stdout.length / bytes)}, (_, index) => ({
    width,
    height,
    rgb: stdout.subarray(index * bytes, (index + 1) * bytes),
  }));
}

/**
 * Decodes a picture and finds its subject.
 * @throws ViralError `media-failed` when it does not decode; the signal's reason
 */
export async function focusOfImage(
  file: string,
  size: {readonly width: number; readonly height: number},
  signal: AbortSignal,
): Promise<Focus> {
  let pictures: readonly SmallPicture[];
  try {
    pictures = await smallPictures(file, size, ['-err_detect', 'explode', '-xerror'], signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new ViralError('media-failed', 'the picture cannot be decoded; export it again', {cause});
  }
  if (pictures.length === 0)
    throw new ViralError('media-failed', 'the picture cannot be decoded; export it again');
  return findFocus(pictures);
}

export interface ClipCut {
  readonly startInSeconds: number;
  readonly durationInSeconds: number;
  /** Part of the picture that is kept, px of the source. */
  readonly crop: {readonly x: number; readonly y: number; readonly width: number; readonly height: number};
  readonly width: number;
  readonly height: number;
  /** The subject within the cut. */
  readonly focus: Focus;
}

/** Skipped at the start where there is time to spare: cameras are put in place there. */
const spareShareBefore = 0.3;
const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/**
 * Decides what of a clip a scene shows: as many seconds as it lasts, and no more of the sides than a frame of this
 * shape could use. Between the frame's own shape and a square all is kept, since templates show pictures in parts of
 * the frame too.
 */
export function planCut(
  clip: Pick<ClipFacts, 'width' | 'height' | 'durationInSeconds'>,
  focus: Focus,
  frame: {readonly width: number; readonly height: number; readonly seconds: number},
): ClipCut {
  const seconds = Math.min(clip.durationInSeconds, frame.seconds);
  const ratio = frame.width / frame.height;
  const [narrowest, widest] = ratio === 1 ? [0.75, 4 / 3] : [Math.min(1, ratio), Math.max(1, ratio)];
  const own = clip.width / clip.height;
  const width = Math.min(clip.width, even(own > widest ? clip.height * widest : clip.width));
  const height = Math.min(clip.height, even(own < narrowest ? clip.width / narrowest : clip.height));
  const x = Math.round(clamp(focus.x * clip.width - width / 2, 0, clip.width - width));
  const y = Math.round(clamp(focus.y * clip.height - height / 2, 0, clip.height - height));
  // What just covers the frame, and never larger than it was.
  const scale = Math.min(1, Math.max(frame.width / width, frame.height / height));
  const within = (point: number, whole: number, from: number, length: number) =>
    Math.round(clamp((point * whole - from) / length, 0, 1) * 1000) / 1000;
  return {
    startInSeconds: Math.round((clip.durationInSeconds - seconds) * spareShareBefore * 1000) / 1000,
    durationInSeconds: Math.round(seconds * 1000) / 1000,
    crop: {x, y, width, height},
    width: even(width * scale),
    height: even(height * scale),
    focus: {x: within(focus.x, clip.width, x, width), y: within(focus.y, clip.height, y, height)},
  };
}

/** Finds the subject in the part of a clip that would be shown. */
export async function focusOfClip(
  file: string,
  clip: ClipFacts,
  part: {readonly startInSeconds: number; readonly durationInSeconds: number},
  signal: AbortSignal,
): Promise<Focus> {
  const seek = ['-ss', String(part.startInSeconds), '-t', String(part.durationInSeconds)];
  try {
    const keys = await smallPictures(file, clip, ['-skip_frame', 'nokey', ...seek], signal);
    const pictures = keys.length > 0 ? keys : await smallPictures(file, clip, seek, signal);
    if (pictures.length > 0) return findFocus(pictures);
  } catch (cause) {
    signal.throwIfAborted();
    throw new ViralError('media-failed', 'the clip cannot be decoded', {cause});
  }
  throw new ViralError('media-failed', 'the clip has no picture where it would be shown');
}

const hdrToSdr =
  'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv';

/**
 * Cuts a clip as planned, to an MP4 that every browser plays: H.264, 8 bit, 30 frames a second, a key frame a second,
 * BT.709, no sound, nothing of the camera's data.
 * @param output absolute path
 * @throws ViralError `media-failed` when it does not decode to its end; the signal's reason
 */
export async function cutClip(
  file: string,
  clip: ClipFacts,
  cut: ClipCut,
  {output, signal}: {readonly output: string; readonly signal: AbortSignal},
): Promise<{readonly durationInSeconds: number}> {
  const {crop} = cut;
  const filters = [
    `crop=${crop.width}:${crop.height}:${crop.x}:${crop.y}`,
    `scale=${cut.width}:${cut.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv`,
    ...(clip.hdr ? [hdrToSdr] : []),
    'format=yuv420p',
  ];
  try {
    await runFfmpeg(
      [
        ...['-ss', String(cut.startInSeconds), '-i', file, '-t', String(cut.durationInSeconds)],
        ...['-map', '0:v:0', '-an', '-sn', '-dn', '-vf', filters.join(',')],
        ...['-r', '30', '-fps_mode', 'cfr', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18'],
        ...[
          '-g',
          '30',
          '-profile:v',
          'high',
          '-map_metadata',
          '-1',
          '-fflags',
          '+bitexact',
          '-flags:v',
          '+bitexact',
        ],
        ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
        // What a source says of its transfer would win over the options, and browsers refuse some of it.
        ...['-bsf:v', 'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1'],
        ...['-movflags', '+faststart', '-f', 'mp4', output],
      ],
      {signal},
    );
  } catch (cause) {
    signal.throwIfAborted();
    if (ViralError.isInstance(cause) && cause.code === 'disk-full') throw cause;
    throw new ViralError('media-failed', 'the clip cannot be decoded', {cause});
  }
  const written = await readClip(output, signal);
  // ffmpeg says nothing of a file that ends in the middle: it is shorter than it claims.
  if (typeof written === 'string' || written.durationInSeconds < cut.durationInSeconds * 0.8)
    throw new ViralError('media-failed', 'the clip ends before the length it claims; its file is not whole');
  return {durationInSeconds: written.durationInSeconds};
}
