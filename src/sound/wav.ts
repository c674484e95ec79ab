import {InvalidInputError} from '../errors.ts';
import {seededRandom} from './noise.ts';
import type {Pcm} from './pcm.ts';

const headerBytes = 44;

function writeText(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
}

/** Over two seconds long, so that nobody hears it come again. */
const ditherLength = 2 ** 18;
let made: Float32Array | undefined;

/** Triangular noise of one step either way. */
function ditherNoise(): Float32Array {
  if (made) return made;
  const random = seededRandom(0x5eed);
  const noise = new Float32Array(ditherLength);
  let last = random();
  for (let index = 0; index < ditherLength; index += 1) {
    // The difference of two numbers in a row is triangular too, and costs half.
    const next = random();
    noise[index] = next - last;
    last = next;
  }
  made = noise;
  return noise;
}

function writeSixteen(bytes: Uint8Array, channels: readonly Float32Array[], length: number): void {
  const noise = ditherNoise();
  const stride = 2 * channels.length;
  for (const [side, channel] of channels.entries()) {
    // Each channel has its own place in the noise: equal noise on both sides would be heard in the middle.
    const shift = side * 99_991;
    for (let index = 0, at = headerBytes + 2 * side; index < length; index += 1, at += stride) {
      const sample = channel[index] as number;
      // Digital silence stays what it is; what is no number becomes silence.
      if (sample === 0 || Number.isNaN(sample)) continue;
      const dithered = sample * 32_768 + (noise[(index + shift) & (ditherLength - 1)] as number);
      const value =
        dithered >= 32_767 ? 32_767 : dithered <= -32_768 ? -32_768 : ((dithered + 32_768.5) | 0) - 32_768;
      bytes[at] = value;
      bytes[at + 1] = value >> 8;
    }
  }
}

function writeTwentyFour(view: DataView, channels: readonly Float32Array[], length: number): void {
  let at = headerBytes;
  for (let index = 0; index < length; index += 1) {
    for (const channel of channels) {
      const value = Math.max(
        -8_388_608,
        Math.min(8_388_607, Math.round((channel[index] as number) * 8_388_608)),
      );
      view.setUint16(at, value & 0xffff, true);
      view.setInt8(at + 2, value >> 16);
      at += 3;
    }
  }
}

/**
 * A WAV file (RIFF, PCM). 16 bit is dithered with triangular noise of one step either way from a fixed seed, so equal
 * sound gives equal bytes; digital silence stays digital silence. Samples beyond -1..1 are clipped.
 */
export function encodeWav({sampleRateHz, channels}: Pcm, bitsPerSample: 16 | 24 = 16): Uint8Array {
  const length = channels[0]?.length ?? 0;
  const bytesPerSample = bitsPerSample / 8;
  const blockBytes = channels.length * bytesPerSample;
  const dataBytes = length * blockBytes;
  const bytes = new Uint8Array(headerBytes + dataBytes + (dataBytes % 2));
  const view = new DataView(bytes.buffer);
  writeText(view, 0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  writeText(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * blockBytes, true);
  view.setUint16(32, blockBytes, true);
  view.setUint16(34, bitsPerSample, true);
  writeText(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
  if (bitsPerSample === 16) writeSixteen(bytes, channels, length);
  else writeTwentyFour(view, channels, length);
  return bytes;
}

function bad(message: string): InvalidInputError {
  return new InvalidInputError('the WAV file', [{path: '', message}]);
}

/** Whether nothing but whole chunks such as LIST or id3 lies from `at` to the end: what follows data of no length, not its sound. */
export function isOnlyChunks(bytes: Uint8Array, at: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = at;
  while (next + 8 <= bytes.length) {
    const isName = bytes.subarray(next, next + 4).every((byte) => byte >= 0x20 && byte < 0x7f);
    const size = view.getUint32(next + 4, true);
    if (!isName || next + 8 + size > bytes.length) return false;
    next += 8 + size + (size % 2);
  }
  // Some writers leave out the last byte of padding.
  return next > at && next >= bytes.length;
}

/**
 * Reads a WAV file of 16, 24 or 32-bit PCM or 32-bit float, 1 to 32 channels. A data size that a
 * streaming writer left at 0 or at its largest value means "until the end of the file".
 * @throws InvalidInputError when the bytes are no such file
 */
export function decodeWav(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE') throw bad('does not start as one');
  let format: {kind: number; channelCount: number; sampleRateHz: number; bits: number} | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = text(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (name === 'fmt ' && body + 16 <= bytes.length) {
      const tag = view.getUint16(body, true);
      format = {
        // 0xfffe: the kind stands in the first two bytes of the sub-format.
        kind:
          tag === 0xfffe && size >= 26 && body + 26 <= bytes.length ? view.getUint16(body + 24, true) : tag,
        channelCount: view.getUint16(body + 2, true),
        sampleRateHz: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (name === 'data') {
      if (!format) throw bad('has data before its format');
      const {kind, channelCount, sampleRateHz, bits} = format;
      const isFloat = kind === 3 && bits === 32;
      if (!(isFloat || (kind === 1 && (bits === 16 || bits === 24 || bits === 32)))) {
        throw bad(
          `holds ${bits}-bit samples of kind ${kind}; 16, 24 and 32-bit PCM and 32-bit float can be read`,
        );
      }
      if (channelCount < 1 || channelCount > 32 || sampleRateHz === 0) {
        throw bad(`names ${channelCount} channels at ${sampleRateHz} Hz`);
      }
      if (size === 0 && isOnlyChunks(bytes, body)) throw bad('has no sound data');
      const available = bytes.length - body;
      const dataBytes = size === 0 || size > available ? available : size;
      const bytesPerSample = bits / 8;
      const length = Math.floor(dataBytes / (bytesPerSample * channelCount));
      const stride = bytesPerSample * channelCount;
      const read = isFloat
        ? (place: number) => view.getFloat32(place, true)
        : bits === 16
          ? (place: number) => view.getInt16(place, true) / 32_768
          : bits === 32
            ? (place: number) => view.getInt32(place, true) / 2_147_483_648
            : (place: number) => (view.getUint16(place, true) + view.getInt8(place + 2) * 65_536) / 8_388_608;
      const channels = Array.from({length: channelCount}, (_, channel) => {
        const samples = new Float32Array(length);
        const first = body + channel * bytesPerSample;
        for (let index = 0; index < length; index += 1) samples[index] = read(first + index * stride);
        return samples;
      });
      return {sampleRateHz, channels};
    }
    at = body + size + (size % 2);
  }
  throw bad('has no sound data');
}
