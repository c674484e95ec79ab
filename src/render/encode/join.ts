import {open, rm} from 'node:fs/promises';
import type {EncodedPacket} from 'mediabunny';
import {ViralError} from '../../errors.ts';
import {writingError} from '../../whole-files.ts';
import {tagAsDrawnInBrowser} from './h264-colour.ts';

/** A piece of a video: an MP4 with one H.264 track. */
export interface Segment {
  /** Absolute path. */
  readonly file: string;
  /** How many frames it must hold. */
  readonly frames: number;
}

export interface JoinOptions {
  /** In the order of the video. */
  readonly segments: readonly Segment[];
  /** Whole frames a second. */
  readonly fps: number;
  /** Absolute path of the MP4; its folder exists. */
  readonly outputFile: string;
  readonly signal: AbortSignal;
}

type Mediabunny = typeof import('mediabunny');

/** What must be equal in all segments, for one decoder reads them all. */
interface Coding {
  readonly config: VideoDecoderConfig;
  readonly size: string;
  /** Parameter sets: profile, level, cropping, colour and more. */
  readonly description: Buffer;
}

function bytes(data: AllowSharedBufferSource): Buffer {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/**
 * The packets of one segment in order, checked against what was promised and against the first segment.
 * @throws ViralError `render-failed` with `name` and what is wrong with it
 */
async function* readPackets(
  {Input, MP4, FilePathSource, EncodedPacketSink}: Mediabunny,
  segment: Segment,
  name: string,
  first: Coding | null,
): AsyncGenerator<{readonly packet: EncodedPacket; readonly coding: Coding}> {
  const input = new Input({source: new FilePathSource(segment.file), formats: [MP4]});
  try {
    const tracks = await input.getTracks();
    const track = await input.getPrimaryVideoTrack();
    if (track === null || tracks.length !== 1) {
      throw new Error(`it has ${tracks.length} tracks instead of one with pictures`);
    }
    const config = await track.getDecoderConfig();
    if ((await track.getCodec()) !== 'avc' || config?.description === undefined) {
      throw new Error(`its codec is ${config?.codec ?? 'unknown'} instead of H.264`);
    }
    const size = `${await track.getCodedWidth()}x${await track.getCodedHeight()}`;
    const coding = {config, size, description: bytes(config.description)};
    if (first !== null && size !== first.size) {
      throw new Error(`it is ${size} and the first is ${first.size}`);
    }
    if (first !== null && !coding.description.equals(first.description)) {
      throw new Error('it was encoded with other settings than the first (their parameter sets differ)');
    }

    let count = 0;
    let last = -Infinity;
    const sink = new EncodedPacketSink(track);
    for await (const packet of sink.packets(undefined, undefined, {verifyKeyPackets: true})) {
      if (count === 0 && packet.type !== 'key') throw new Error('it does not start with a key frame');
      // Order of decoding and order of display must be the same, as both are counted anew.
      if (packet.timestamp <= last) throw new Error('its frames are stored out of order (B-frames)');
      if (packet.byteLength === 0) throw new Error(`its frame ${count} is empty`);
      last = packet.timestamp;
      count++;
      if (count > segment.frames)
        throw new Error(`it holds more than the ${segment.frames} frames it should`);
      yield {packet, coding};
    }
    if (count < segment.frames) throw new Error(`it holds ${count} frames instead of ${segment.frames}`);
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
    throw new ViralError('render-failed', `${name} cannot be joined: ${why}. Render it anew.`, {cause});
  } finally {
    input.dispose();
  }
}

function withTrueColours({config, description}: Coding): VideoDecoderConfig {
  const tagged = tagAsDrawnInBrowser(description);
  return tagged === null ? config : {...config, ...tagged};
}

/** An access unit delimiter for a unit of I slices (H.264, 7.3.2.4), with its length in four bytes. */
const delimiter = Uint8Array.of(0, 0, 0, 2, 0x09, 0x10);

/**
 * Puts a delimiter before a key frame that follows a key frame of another segment. Each segment numbers its key frames
 * from the same start, and two neighbours of one number are one picture for whoever only sees the bare stream.
 */
function separated(packet: EncodedPacket, {description}: Coding): EncodedPacket {
  const lengthBytes = ((description[4] ?? 0) & 3) + 1;
  if (lengthBytes !== 4) return packet;
  return packet.clone({data: Buffer.concat([delimiter, packet.data])});
}

/** A file that mediabunny writes into; remembers the first failure, and ends with every byte on the disk or an error. */
async function openTarget(file: string) {
  const handle = await open(file, 'w');
  let failure: unknown = null;
  const stream = new WritableStream<{readonly data: Uint8Array; readonly position: number}>({
    async write({data, position}) {
      try {
        // A disk that fills up takes a part of the bytes without an error and refuses the next ones.
        for (let done = 0; done < data.byteLength;) {
          const {bytesWritten} = await handle.write(data, done, data.byteLength - done, position + done);
          done += bytesWritten;
        }
      } catch (error) {
        failure ??= error;
        throw error;
      }
    },
  });
  return {stream, failure: () => failure, close: async () => handle.close()};
}

/**
 * Joins segments of one encoder into one video-only MP4. Packets are copied; frame n of the whole gets the time
 * n / fps, so that spacing is constant and the duration exact whatever times the segments carry. Primaries and transfer
 * are tagged as those of a browser's pictures, the matrix as the segments say (`tagAsDrawnInBrowser`).
 *
 * The file is the raw material for `muxSound`: its index stands at the end.
 * @throws ViralError `render-failed` naming the segment that does not fit and why; `disk-full`, `output-unwritable`;
 * the signal's reason. Nothing is left at `outputFile` then
 */
export async function joinSegments(options: JoinOptions): Promise<void> {
  const {segments, fps, outputFile, signal} = options;
  signal.throwIfAborted();
  if (segments.length === 0) throw new ViralError('render-failed', 'There are no segments to join.');
  const mediabunny = await import('mediabunny');
  const target = await openTarget(outputFile).catch((error: unknown) => {
    throw writingError(error, outputFile);
  });

  const output = new mediabunny.Output({
    format: new mediabunny.Mp4OutputFormat({fastStart: false}),
    target: new mediabunny.StreamTarget(target.stream),
  });
  const source = new mediabunny.EncodedVideoPacketSource('avc');
  // The rate makes every time a whole number of the track's time scale.
  output.addVideoTrack(source, {frameRate: fps});
  let first: Coding | null = null;
  let frame = 0;
  let lastIsKeyFrame = false;
  try {
    await output.start();
    for (const [index, segment] of segments.entries()) {
      const name = `Segment ${index + 1} of ${segments.length} (${segment.file})`;
      let isFirst = true;
      for await (const {packet, coding} of readPackets(mediabunny, segment, name, first)) {
        signal.throwIfAborted();
        const copied = isFirst && lastIsKeyFrame ? separated(packet, coding) : packet;
        await source.add(
          copied.clone({timestamp: frame / fps, duration: 1 / fps}),
          first === null ? {decoderConfig: withTrueColours(coding)} : undefined,
        );
        first ??= coding;
        isFirst = false;
        lastIsKeyFrame = packet.type === 'key';
        frame++;
      }
    }
    await output.finalize();
    if (target.failure() !== null) throw target.failure();
    await target.close();
  } catch (cause) {
    await output.cancel().catch(() => undefined);
    await target.close().catch(() => undefined);
    await rm(outputFile, {force: true});
    signal.throwIfAborted();
    if (target.failure() !== null) throw writingError(target.failure(), outputFile);
    if (ViralError.isInstance(cause)) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ViralError('render-failed', `The segments could not be joined: ${message}`, {cause});
  }
}
