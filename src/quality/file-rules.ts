import {open} from 'node:fs/promises';
import type {ProbedFile} from '../ffmpeg.ts';
import type {Finding, Storyboard} from '../schema/index.ts';

/** Names of the top-level boxes of an MP4, in order (ISO/IEC 14496-12). */
async function topLevelBoxes(file: string): Promise<readonly string[]> {
  const handle = await open(file);
  try {
    const boxes: string[] = [];
    const {size: end} = await handle.stat();
    const header = Buffer.alloc(16);
    for (let position = 0; position + 8 <= end && boxes.length < 64;) {
      await handle.read(header, 0, 16, position);
      boxes.push(header.toString('latin1', 4, 8));
      const short = header.readUInt32BE(0);
      const size = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? end - position : short;
      if (size < 8) break;
      position += size;
    }
    return boxes;
  } finally {
    await handle.close();
  }
}

const seconds = (text: string | undefined) => (text === undefined ? Number.NaN : Number(text));

/** Whether the container holds what every platform takes: codec, size, rate, count, order, equal lengths. */
export async function findFileFaults(
  file: string,
  probed: ProbedFile,
  storyboard: Storyboard,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const wrong = (rule: string, message: string, severity: Finding['severity'] = 'error') =>
    findings.push({rule, severity, message});
  const video = probed.streams.find((stream) => stream.codec_type === 'video');
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio');
  if (!video) {
    wrong('no-picture', 'The file has no video stream.');
    return findings;
  }
  if (video.width !== storyboard.width || video.height !== storyboard.height) {
    wrong(
      'size',
      `The video is ${video.width}x${video.height}; the storyboard says ${storyboard.width}x${storyboard.height}.`,
    );
  }
  const [numerator = Number.NaN, denominator = 1] = (video.r_frame_rate ?? '').split('/').map(Number);
  if (numerator / denominator !== storyboard.fps) {
    wrong(
      'rate',
      `The video has ${video.r_frame_rate} frames a second; the storyboard says ${storyboard.fps}.`,
    );
  }
  if (Number(video.nb_frames) !== storyboard.durationInFrames) {
    wrong(
      'frame-count',
      `The video has ${video.nb_frames} frames; the storyboard says ${storyboard.durationInFrames}.`,
    );
  }
  if (video.codec_name !== 'h264' || video.pix_fmt !== 'yuv420p') {
    wrong('codec', `The video is ${video.codec_name} ${video.pix_fmt}; platforms take h264 yuv420p.`);
  }
  if (video.color_space === undefined || video.color_space === 'unknown') {
    wrong('colour-tag', 'The video does not say which colours it means.', 'warning');
  }
  if (storyboard.soundtrack !== null) {
    if (!audio) {
      wrong('no-sound', 'The storyboard has a soundtrack, the file has none.');
    } else {
      if (audio.codec_name !== 'aac') wrong('codec', `The sound is ${audio.codec_name}; platforms take AAC.`);
      const gap = Math.abs(seconds(audio.duration) - seconds(video.duration));
      if (gap > 1 / storyboard.fps + 0.022) {
        wrong('length', `Picture and sound differ by ${(gap * 1000).toFixed(0)} ms in length.`);
      }
    }
  }
  const times = (probed.packets ?? [])
    .filter((packet) => packet.stream_index === video.index && packet.flags?.startsWith('K') === true)
    .map((packet) => seconds(packet.pts_time))
    .toSorted((a, b) => a - b);
  const ends = [...times.slice(1), seconds(video.duration)];
  const longest = times.reduce((most, time, index) => Math.max(most, (ends[index] ?? time) - time), 0);
  if (longest > 2.05)
    wrong('key-frames', `Key frames are up to ${longest.toFixed(1)} s apart; 2 s is wanted.`, 'warning');
  const boxes = await topLevelBoxes(file);
  if (boxes.indexOf('moov') > boxes.indexOf('mdat')) {
    wrong(
      'faststart',
      'The index stands at the end of the file; players must load all of it first.',
      'warning',
    );
  }
  return findings;
}
