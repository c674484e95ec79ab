import type {IncomingMessage} from 'node:http';
import type {Transform} from 'node:stream';
import {createBrotliDecompress, createGunzip, createInflate, createInflateRaw} from 'node:zlib';
import {ViralError} from '../errors.ts';

/** The stream that undoes `Content-Encoding`, or null for none. `deflate` is sent with and without a zlib header. */
function decoderOf(encoding: string, firstByte: number, shown: string): Transform | null {
  switch (encoding) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw();
    default:
      throw new ViralError(
        'fetch-failed',
        `${shown} is compressed as '${encoding}', which was not asked for; save the page yourself and pass the file`,
      );
  }
}

/**
 * Reads an answer to its end, decompressed. The limit holds for the bytes that arrive and for what they unpack to,
 * and stops the transfer in the middle.
 * @param onActivity called whenever bytes arrive
 */
export async function readBody(
  response: IncomingMessage,
  {maxBytes, shown, onActivity}: {maxBytes: number; shown: string; onActivity: () => void},
): Promise<Uint8Array> {
  const tooLarge = () =>
    new ViralError(
      'too-large',
      `${shown} is larger than ${formatBytes(maxBytes)}; save the part you need and pass the file`,
    );
  const declared = Number(response.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw tooLarge();
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();

  const chunks: Buffer[] = [];
  let unpacked = 0;
  const keep = (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked > maxBytes) throw tooLarge();
    chunks.push(chunk);
  };

  let decoder: Transform | null | undefined;
  let drained: Promise<void> | undefined;
  let failure: unknown;
  let received = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      onActivity();
      received += chunk.length;
      if (received > maxBytes) throw tooLarge();
      if (decoder === undefined) {
        decoder = decoderOf(encoding, chunk[0] ?? 0, shown);
        if (decoder) {
          const stream = decoder;
          drained = (async () => {
            for await (const piece of stream as AsyncIterable<Buffer>) keep(piece);
          })().catch((error: unknown) => {
            failure = error;
            stream.destroy();
          });
        }
      }
      if (!decoder) {
        keep(chunk);
        continue;
      }
      if (failure !== undefined) break;
      if (!decoder.write(chunk)) {
        await Promise.race([new Promise<void>((resolve) => decoder?.once('drain', resolve)), drained]);
      }
    }
    if (decoder && failure === undefined) decoder.end();
    await drained;
  } finally {
    decoder?.destroy();
  }
  if (failure !== undefined) {
    if (ViralError.isInstance(failure)) throw failure;
    throw new ViralError(
      'fetch-failed',
      `${shown} could not be unpacked: its ${encoding} data is damaged; try again`,
      {action: 'retry', cause: failure},
    );
  }
  if (!response.complete) {
    throw new ViralError('fetch-failed', `${shown} ended in the middle; try again`, {action: 'retry'});
  }
  return Buffer.concat(chunks);
}

export function formatBytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${+(bytes / 1_000_000).toFixed(1)} MB` : `${+(bytes / 1000).toFixed(1)} kB`;
}
