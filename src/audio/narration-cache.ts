import {createHash} from 'node:crypto';
import {z} from 'zod';
import type {SpokenLine, Voice} from '../ports/index.ts';
import {packageVersion} from '../package-version.ts';
import {timingSourceSchema, wordSchema} from '../schema/index.ts';
import {openKeptFiles} from './kept-files.ts';

/** Spoken lines that are kept for the next time. Any number of processes may use one folder at once. */
export interface NarrationCache {
  /**
   * The line that was kept under a key, or null. Never throws: what is damaged is removed and counts as none.
   * @param key as `narrationKey` makes it
   */
  take(key: string): Promise<SpokenLine | null>;
  /**
   * Keeps a line, unless it is larger than the whole cache may be.
   * @throws ViralError `output-unwritable`, `disk-full`
   */
  keep(key: string, line: SpokenLine): Promise<void>;
}

export interface NarrationCacheOptions {
  /** Absolute path; made when the first line is kept. */
  readonly directory: string;
  /** What all lines together may take; those that were used the longest ago make room. 0 keeps nothing. */
  readonly maxBytes: number;
}

/** What a spoken line depends on. */
export interface NarrationKeyFacts {
  readonly text: string;
  readonly language: string;
  readonly rate: number;
  /** What the user's dictionary says for words of the text. */
  readonly readings?: readonly (readonly [word: string, said: string])[];
}

const format = 1;
const magic = 'vvg-line';

const headerSchema = z.object({
  format: z.literal(format),
  sampleRateHz: z.int().min(1),
  length: z.int().min(1),
  timing: timingSourceSchema,
  words: z.array(wordSchema).optional(),
});

/**
 * The key of a spoken line: a hash of the voice, its settings, the text, language, pace, the dictionary's readings of
 * words in the text and the version of this package. Null for a voice that names no settings: two such voices may differ unseen.
 */
export function narrationKey(
  voice: Voice,
  {text, language, rate, readings = []}: NarrationKeyFacts,
): string | null {
  if (voice.settings === undefined) return null;
  const settings = Object.entries(voice.settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([
    ...[format, packageVersion, voice.name, settings, text, language, rate],
    ...(readings.length === 0 ? [] : [readings]),
  ]);
  return createHash('sha256').update(facts).digest('hex');
}

/** Magic, length of the header, header as JSON, samples as 32-bit floats. */
function encode({samples, sampleRateHz, words, timing}: SpokenLine): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({format, sampleRateHz, length: samples.length, timing, ...(words ? {words} : {})}),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const sound = Buffer.alloc(samples.length * 4);
  for (let index = 0; index < samples.length; index += 1) sound.writeFloatLE(samples[index] ?? 0, index * 4);
  return Buffer.concat([Buffer.from(magic), size, header, sound]);
}

/** @returns null for anything but a whole line as it was kept */
function decode(body: Buffer): SpokenLine | null {
  if (body.length < magic.length + 4) return null;
  if (body.toString('latin1', 0, magic.length) !== magic) return null;
  const headerEnd = magic.length + 4 + body.readUInt32LE(magic.length);
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8', magic.length + 4, headerEnd));
  } catch {
    return null;
  }
  const header = headerSchema.safeParse(value).data;
  if (!header || body.length - headerEnd !== header.length * 4) return null;
  const samples = Float32Array.from({length: header.length}, (_, index) =>
    body.readFloatLE(headerEnd + index * 4),
  );
  const {sampleRateHz, timing, words} = header;
  return {samples, sampleRateHz, timing, ...(words ? {words} : {})};
}

/**
 * Opens a folder of spoken lines: a file each, which appears by one rename and carries its own SHA-256.
 * @throws RangeError when `maxBytes` is no size
 */
export function openNarrationCache({directory, maxBytes}: NarrationCacheOptions): NarrationCache {
  const files = openKeptFiles({directory, maxBytes, ending: '.line'});
  return {
    take: (key) => files.take(key, decode),
    keep: (key, line) => files.keep(key, encode(line)),
  };
}
