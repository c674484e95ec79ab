// Makes the clip: a picture that is panned over, so that every frame differs from the last.
import {runFfmpeg} from '../../dist/ffmpeg.js';

/**
 * @param file absolute path of the MP4: H.264 at about 8 Mbit/s, as stock clips are, yuv420p, BT.709, a key frame
 * every two seconds, no sound
 */
export async function makeClip(picture, file, {frames, fps, width, height}) {
  const pan = (room, period) => `'(${room})*(0.5+0.5*sin(n/${period}))'`;
  await runFfmpeg([
    ...['-loop', '1', '-framerate', String(fps), '-i', picture],
    '-vf',
    [
      `scale=${width * 1.4}:${height * 1.2}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv`,
      `crop=${width}:${height}:x=${pan('iw-ow', 45)}:y=${pan('ih-oh', 70)}`,
      'format=yuv420p',
    ].join(','),
    ...['-frames:v', String(frames), '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '8M'],
    ...['-g', String(2 * fps), '-pix_fmt', 'yuv420p', '-color_range', 'tv'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-movflags', '+faststart', file],
  ]);
}
