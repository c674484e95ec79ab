import {runFfmpeg} from '../../ffmpeg.ts';
import {aacArguments} from './aac.ts';
import {keyframeSeconds, qualities, type Quality} from '../quality.ts';

export interface EncodeOptions {
  /** JPEG pictures of equal size, in order. */
  readonly pictures: AsyncIterable<Uint8Array>;
  readonly fps: number;
  readonly durationInFrames: number;
  /** Absolute path of the sound; it is cut or filled with silence to the length of the pictures. */
  readonly soundtrack: string | null;
  readonly quality: Quality;
  /** Absolute path of the MP4. */
  readonly outputFile: string;
  readonly signal: AbortSignal;
  readonly ffmpegPath?: string | undefined;
}

/** `{crf: 19}` → `-crf 19` */
function flags(options: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`-${name}`, String(value)]);
}

/**
 * Encodes pictures and sound in one pass: H.264 High 4:2:0, converted to and tagged as BT.709 with limited range, a key
 * frame at least every two seconds with closed groups, AAC stereo at 48 kHz, index at the front. No B-frames, so that
 * what was encoded apart can be joined.
 *
 * JPEG stores full-range BT.601 (JFIF 1.02); the pictures' primaries and transfer are sRGB, which BT.709 video carries
 * unchanged by convention.
 * @throws ViralError `ffmpeg-failed`, `disk-full`; the signal's reason; whatever `pictures` threw
 */
export async function encode(options: EncodeOptions): Promise<void> {
  const {fps, durationInFrames, soundtrack, signal} = options;
  const {preset, crf} = qualities[options.quality];
  const seconds = (durationInFrames / fps).toFixed(6);
  const colour =
    'zscale=matrixin=470bg:rangein=full:primariesin=709:transferin=709:chromalin=center:' +
    'matrix=709:range=limited:primaries=709:transfer=709:chromal=left,format=yuv420p';
  await runFfmpeg(
    [
      ...flags({f: 'image2pipe', 'c:v': 'mjpeg', framerate: fps, i: 'pipe:0'}),
      ...(soundtrack === null ? [] : flags({i: soundtrack})),
      ...flags({map: '0:v:0', vf: colour, 'frames:v': durationInFrames}),
      ...flags({'c:v': 'libx264', preset, crf, 'profile:v': 'high', pix_fmt: 'yuv420p'}),
      ...flags({
        g: fps * keyframeSeconds,
        keyint_min: Math.max(1, Math.floor(fps / 4)),
        flags: '+cgop',
        bf: 0,
      }),
      ...flags({color_primaries: 'bt709', color_trc: 'bt709', colorspace: 'bt709', color_range: 'tv'}),
      ...(soundtrack === null
        ? []
        : [...flags({map: '1:a:0', af: `apad,atrim=end=${seconds}`}), ...aacArguments]),
      ...flags({map_metadata: -1, movflags: '+faststart', f: 'mp4'}),
      options.outputFile,
    ],
    {
      input: options.pictures,
      signal,
      ...(options.ffmpegPath === undefined ? {} : {ffmpegPath: options.ffmpegPath}),
    },
  );
}
