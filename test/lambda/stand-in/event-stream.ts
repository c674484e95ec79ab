import {crc32} from 'node:zlib';

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, index * 4));
  return bytes;
}

/**
 * One message of AWS's event stream encoding (application/vnd.amazon.eventstream): two lengths and their checksum,
 * headers (length of name, name, type 7 for text, length of text, text), the payload, a checksum over everything.
 */
export function eventMessage(headers: Readonly<Record<string, string>>, payload: Uint8Array): Buffer {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const length = Buffer.alloc(3);
      length.writeUInt8(7, 0);
      length.writeUInt16BE(Buffer.byteLength(value), 1);
      return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), length, Buffer.from(value)]);
    }),
  );
  const prelude = u32(16 + head.length + payload.length, head.length);
  const body = Buffer.concat([prelude, u32(crc32(prelude)), head, payload]);
  return Buffer.concat([body, u32(crc32(body))]);
}

/** A piece of a streamed answer. */
export const payloadChunk = (bytes: Uint8Array) =>
  eventMessage(
    {':message-type': 'event', ':event-type': 'PayloadChunk', ':content-type': 'application/octet-stream'},
    bytes,
  );

/** The end of a streamed answer; with a code when the function failed. */
export const invokeComplete = (failure: {readonly code: string; readonly details: string} | null) =>
  eventMessage(
    {':message-type': 'event', ':event-type': 'InvokeComplete', ':content-type': 'application/json'},
    Buffer.from(
      JSON.stringify(failure === null ? {} : {ErrorCode: failure.code, ErrorDetails: failure.details}),
    ),
  );
