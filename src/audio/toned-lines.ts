import {createHash} from 'node:crypto';
import {toneVoice} from '../sound/index.ts';
import {openKeptFiles} from './kept-files.ts';
import {defaultMaxBytes, type StemCacheOptions, stemEnding, stemKey} from './stem-cache.ts';

const magic = Buffer.from('vvg-tone1');
const sampleRateHz = 48_000;

const bytesOf = ({buffer, byteOffset, byteLength}: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function decode(body: Buffer): Float32Array | null {
  const start = body.byteOffset + magic.length;
  const end = body.byteOffset + body.length;
  if (!body.subarray(0, magic.length).equals(magic) || (end - start) % 4 !== 0) return null;
  // A copy, because the bytes of a file may lie anywhere and 32-bit numbers may not.
  return new Float32Array(body.buffer.slice(start, end));
}

/**
 * Lines as `toneVoice` makes them, at 48 kHz: those that were kept from earlier soundtracks, and the others made and
 * kept. Both are the same to the last bit; a folder that cannot be written costs time but never the sound.
 */
export async function tonedLines(
  cache: StemCacheOptions | null,
  lines: readonly Float32Array[],
  lineRateHz: number,
): Promise<readonly Float32Array[]> {
  const make = (samples: Float32Array) => toneVoice(samples, lineRateHz, sampleRateHz);
  if (cache === null) return lines.map(make);
  const {directory, maxBytes = defaultMaxBytes} = cache;
  const files = openKeptFiles({directory, maxBytes, ending: stemEnding});
  const toned: Float32Array[] = [];
  for (const samples of lines) {
    const sha256 = createHash('sha256').update(bytesOf(samples)).digest('hex');
    const key = stemKey({kind: 'line', sha256, lineRateHz});
    const known = await files.take(key, decode);
    const line = known ?? make(samples);
    // Kept or not, the line is here.
    if (known === null) await files.keep(key, Buffer.concat([magic, bytesOf(line)])).catch(() => {});
    toned.push(line);
  }
  return toned;
}
