import {stat} from 'node:fs/promises';
import {isAbsolute} from 'node:path';
import {InvalidInputError, ViralError} from '../../errors.ts';
import {probe, runFfmpeg} from '../../ffmpeg.ts';
import {decodeWav, samplePeak} from '../../sound/index.ts';
import {floatHeadroom} from '../float-samples.ts';

const sampleRateHz = 48_000;

const refuse = (file: string, message: string, cause?: unknown) =>
  new InvalidInputError(
    'the music',
    [{path: 'music.file', message: `${file} ${message}`}],
    cause === undefined ? {} : {cause},
  );

/**
 * Reads the beginning of a sound file of any kind ffmpeg reads, as a 24-bit WAV file at 48 kHz in stereo.
 * @param seconds how much is wanted; a longer file is read no further
 * @throws ViralError `file-not-found`; InvalidInputError when it is no sound, silent or broken; the signal's reason
 */
export async function readMusicFile(
  file: string,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isAbsolute(file)) throw refuse(file, 'is not an absolute path');
  const facts = await stat(file).catch((cause: unknown) => {
    throw new ViralError('file-not-found', `${file} cannot be found; name a sound file for the music.`, {
      cause,
    });
  });
  if (!facts.isFile()) throw refuse(file, 'is not a file');
  const {streams} = await probe(file, signal ? {signal} : {}).catch((cause: unknown) => {
    throw ViralError.isInstance(cause) && cause.code === 'ffmpeg-failed'
      ? refuse(file, `cannot be read as sound: ${cause.message}`, cause)
      : cause;
  });
  const track = streams.find(({codec_type: type}) => type === 'audio');
  if (!track) throw refuse(file, 'holds no sound');
  const rate = Number(track.sample_rate ?? 0);
  if (!(rate >= 4000 && rate <= 400_000))
    throw refuse(file, `says its sample rate is ${rate} Hz; its header is wrong`);
  const headroom = await floatHeadroom(
    file,
    {from: 0, to: seconds},
    (message) => refuse(file, message),
    signal,
  );
  let stdout: Uint8Array;
  try {
    ({stdout} = await runFfmpeg(
      [
        ...[
          '-t',
          seconds.toFixed(3),
          '-i',
          file,
          '-map',
          '0:a:0',
          '-vn',
          ...(headroom < 1 ? ['-af', `volume=${headroom}`] : []),
          '-ac',
          '2',
          '-ar',
          String(sampleRateHz),
        ],
        ...['-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'],
      ],
      signal ? {signal} : {},
    ));
  } catch (cause) {
    throw ViralError.isInstance(cause) && cause.code === 'ffmpeg-failed'
      ? refuse(file, `cannot be read as sound: ${cause.message}`, cause)
      : cause;
  }
  return Uint8Array.from(stdout);
}

/** The sound of `readMusicFile`, checked. */
export function decodeMusic(wav: Uint8Array, file: string): readonly [Float32Array, Float32Array] {
  const {channels} = decodeWav(wav);
  const [left, right] = channels;
  if (!left || left.length < sampleRateHz / 10)
    throw refuse(file, 'holds less than a tenth of a second of sound');
  if (samplePeak(channels) < 1e-4) throw refuse(file, 'holds only silence');
  return [left, right ?? left];
}
