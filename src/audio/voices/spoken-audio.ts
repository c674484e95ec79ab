import {type NextAction, ViralError} from '../../errors.ts';
import {runFfmpeg} from '../../ffmpeg.ts';
import {decodeWav} from '../../sound/index.ts';
import type {Pcm} from '../../sound/index.ts';

/** One voice's sound: mono PCM, -1..1. */
export interface MonoSound {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
}

export interface SpokenAudioOptions {
  /** Name of the voice, for messages. */
  readonly voice: string;
  /** As the service gave it, parameters included. */
  readonly mimeType?: string;
  /** Rate of sound without a header, where the media type names none. */
  readonly rawRateHz?: number;
  /** The rate that was asked for: another one in the header means that the header or the sound is wrong. */
  readonly askedRateHz?: number;
  readonly signal?: AbortSignal;
}

const slowestRateHz = 8000;
const fastestRateHz = 192_000;
/** Streaming writers leave the data size at a value from here on, or at 0. */
const unknownSize = 0x7ff00000;

/** The mean of all channels. */
export function monoOf({sampleRateHz, channels}: Pcm): MonoSound {
  const [first = new Float32Array(0), ...others] = channels;
  if (others.length === 0) return {samples: first, sampleRateHz};
  const samples = first.map(
    (sample, index) => others.reduce((sum, channel) => sum + (channel[index] ?? 0), sample) / channels.length,
  );
  return {samples, sampleRateHz};
}

interface WavHeader {
  readonly kind: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bytesPerSecond: number;
  readonly blockBytes: number;
  readonly bits: number;
  /** As declared; null where the header leaves it open. */
  readonly dataBytes: number | null;
  readonly availableBytes: number;
}

function wavHeader(bytes: Uint8Array): WavHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  let format = -1;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (text(at) === 'fmt ' && size >= 16 && body + 16 <= bytes.length) format = body;
    if (text(at) === 'data') {
      if (format < 0) return null;
      return {
        kind: view.getUint16(format, true),
        channels: view.getUint16(format + 2, true),
        rateHz: view.getUint32(format + 4, true),
        bytesPerSecond: view.getUint32(format + 8, true),
        blockBytes: view.getUint16(format + 12, true),
        bits: view.getUint16(format + 14, true),
        dataBytes: size === 0 || size >= unknownSize ? null : size,
        availableBytes: bytes.length - body,
      };
    }
    at = body + size + (size % 2);
  }
  return null;
}

const startsWith = (bytes: Uint8Array, ...start: number[]) =>
  start.every((byte, index) => bytes[index] === byte);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** Containers and streams that ffmpeg reads, told by their first bytes. */
function isCompressed(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, ...ascii('ID3')) ||
    startsWith(bytes, ...ascii('OggS')) ||
    startsWith(bytes, ...ascii('fLaC')) ||
    startsWith(bytes.subarray(4), ...ascii('ftyp')) ||
    startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3) ||
    // Frame sync of MPEG audio and ADTS.
    (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)
  );
}

/**
 * Sound as a voice sent it (WAV, raw 16-bit PCM, MP3, AAC, FLAC, Opus), as mono PCM at its own rate. Nothing that is
 * cut short, empty, silent about its rate or contradicting itself gets through.
 * @throws ViralError `voice-failed`: `retry` for sound that is empty or cut short, else `fatal`; `ffmpeg-failed`;
 *   the signal's reason
 */
export async function decodeSpokenAudio(bytes: Uint8Array, options: SpokenAudioOptions): Promise<MonoSound> {
  const {voice, mimeType = '', askedRateHz, signal} = options;
  const fail = (what: string, action: NextAction = 'fatal') =>
    new ViralError('voice-failed', `${voice} ${what}`, {action});
  const cutShort = () => fail('sent sound that is cut short. Try again.', 'retry');
  const checkedRate = (rateHz: number) => {
    if (!(Number.isInteger(rateHz) && rateHz >= slowestRateHz && rateHz <= fastestRateHz)) {
      throw fail(
        `sent sound at ${rateHz} Hz; ${slowestRateHz} to ${fastestRateHz} can be used. Use another voice.`,
      );
    }
    if (askedRateHz !== undefined && rateHz !== askedRateHz) {
      throw fail(
        `says its sound is at ${rateHz} Hz, but was asked for ${askedRateHz} Hz. Use another format or voice.`,
      );
    }
    return rateHz;
  };
  const decompressed = async () => {
    try {
      return await decodeWithFfmpeg(bytes, signal);
    } catch (error) {
      if (ViralError.isInstance(error) && error.code === 'ffmpeg-failed') {
        throw fail(`sent sound that cannot be read: ${error.message}`, 'retry');
      }
      throw error;
    }
  };
  signal?.throwIfAborted();
  if (bytes.length === 0) throw fail('sent no sound. Try again, or use other words.', 'retry');

  if (startsWith(bytes, ...ascii('RIFF'))) {
    const header = wavHeader(bytes);
    if (!header) throw cutShort();
    const {kind, channels, bits, blockBytes, bytesPerSecond, dataBytes, availableBytes} = header;
    const rateHz = checkedRate(header.rateHz);
    if (
      channels < 1 ||
      bits < 8 ||
      blockBytes !== (channels * bits) / 8 ||
      bytesPerSecond !== rateHz * blockBytes
    ) {
      throw fail(
        'sent a WAV file whose header contradicts itself. Try again, or use another voice.',
        'retry',
      );
    }
    if (availableBytes === 0)
      throw fail('sent a WAV file without sound. Try again, or use other words.', 'retry');
    if (dataBytes !== null && dataBytes > availableBytes) throw cutShort();
    const known = kind === 0xfffe || (kind === 1 && bits > 8) || (kind === 3 && bits === 32);
    return monoOf(known ? decodeWav(bytes) : await decompressed());
  }
  if (isCompressed(bytes)) {
    const sound = monoOf(await decompressed());
    checkedRate(sound.sampleRateHz);
    return sound;
  }
  const type = mimeType.toLowerCase();
  const named = /[;\s]rate=(\d+)/.exec(type)?.[1];
  const rawRateHz = named === undefined ? options.rawRateHz : Number(named);
  if (
    rawRateHz === undefined ||
    !/^(?:|audio\/(?:l16|pcm|x-pcm|raw|basic|wav|x-wav)|application\/octet-stream|application\/json)(?:;|$)/.test(
      type,
    )
  ) {
    throw fail(
      `sent something that is no sound${type === '' ? '' : ` (${type.slice(0, 60)})`}. Check model and settings.`,
    );
  }
  checkedRate(rawRateHz);
  if (bytes.length % 2 === 1) throw cutShort();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = Float32Array.from(
    {length: bytes.length / 2},
    (_, index) => view.getInt16(index * 2, true) / 32768,
  );
  return {samples, sampleRateHz: rawRateHz};
}

/** Sound of any kind ffmpeg reads, at its own rate, all channels. */
async function decodeWithFfmpeg(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Pcm> {
  const {stdout} = await runFfmpeg(
    ['-i', 'pipe:0', '-vn', '-map', '0:a:0', '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'],
    {input: bytes, ...(signal ? {signal} : {})},
  );
  return decodeWav(stdout);
}

/**
 * The same speech faster or slower at the same pitch (ffmpeg's `atempo`), for voices that know no pace.
 * @param rate 0.5 to 2; 1.1 is a tenth faster
 */
export async function atPace(sound: MonoSound, rate: number, signal: AbortSignal): Promise<MonoSound> {
  if (rate === 1) return sound;
  const {samples, sampleRateHz} = sound;
  const raw = ['-f', 'f32le', '-ar', String(sampleRateHz), '-ac', '1'];
  const {stdout} = await runFfmpeg(
    [...raw, '-i', 'pipe:0', '-af', `atempo=${rate}`, '-c:a', 'pcm_s24le', '-f', 'wav', 'pipe:1'],
    {input: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), signal},
  );
  return monoOf(decodeWav(stdout));
}
