import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {ViralError} from '../errors.ts';
import type {Platform} from '../platforms/index.ts';
import type {RawRow, Scraper} from '../ports/index.ts';
import {readCsv} from './csv.ts';
import {knownField, toTrendingVideo, type RowDefaults} from './trend-fields.ts';

export interface TrendsFileOptions {
  readonly path: string;
  /** By the extension when left out: `.json`, `.jsonl`, `.ndjson`, `.csv`, `.tsv`. */
  readonly format?: 'json' | 'json-lines' | 'csv';
  /** For rows that name no platform and whose address tells none. */
  readonly platform?: Platform;
  /** When the counters were read, for rows that do not say. */
  readonly scrapedAt?: Date;
}

/** A JSON document is read whole. */
const largestJson = 300_000_000;

const formats: Readonly<Record<string, 'json' | 'json-lines' | 'csv'>> = {
  json: 'json',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  csv: 'csv',
  tsv: 'csv',
};

/**
 * Reads videos that somebody else collected: a JSON array (or an object with `videos`, `items` or `data`), JSON Lines,
 * or CSV. Names of fields are taken as the usual tools write them: `view_count`, `viewCount` and `views` are one.
 * JSON Lines and CSV are read as a stream.
 */
export function trendsFile({path, format, platform, scrapedAt}: TrendsFileOptions): Scraper {
  const file = resolve(path);
  const defaults: RowDefaults = {...(platform ? {platform} : {}), ...(scrapedAt ? {scrapedAt} : {})};
  return {
    name: 'file',
    async *doTrends({limit, signal}) {
      signal.throwIfAborted();
      const kind = format ?? formats[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''];
      if (!kind) {
        throw new ViralError(
          'file-unreadable',
          `${file} has no known extension; name it .json, .jsonl or .csv, or pass its format`,
        );
      }
      const size = await sizeOf(file);
      const rows =
        kind === 'json'
          ? jsonRows(file, size, signal)
          : kind === 'csv'
            ? csvRows(file, signal)
            : lineRows(file, signal);
      let given = 0;
      for await (const {place, value, problem} of rows) {
        if (given++ >= limit) return;
        signal.throwIfAborted();
        yield problem === undefined && isRecord(value)
          ? {place, value: toTrendingVideo(value, defaults)}
          : {place, value, problem: problem ?? 'is not an object with named fields'};
      }
    },
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw new ViralError('file-unreadable', `${file} is a folder; name a file in it`);
    return found.size;
  } catch (cause) {
    if (ViralError.isInstance(cause)) throw cause;
    throw new ViralError('file-not-found', `there is no file ${file}; check the path`, {cause});
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file as text, piece by piece, without its byte-order mark. */
async function* textOf(file: string, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', {fatal: true});
  try {
    for await (const chunk of createReadStream(file, {signal}) as AsyncIterable<Uint8Array>) {
      yield decoder.decode(chunk, {stream: true});
    }
    yield decoder.decode();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof TypeError) {
      throw new ViralError(
        'not-text',
        `${file} is not valid UTF-8; save it as UTF-8, or convert it with: iconv -f WINDOWS-1252 -t UTF-8`,
        {cause},
      );
    }
    throw new ViralError('file-unreadable', `${file} could not be read; check its permissions`, {cause});
  }
}

async function* jsonRows(file: string, size: number, signal: AbortSignal): AsyncGenerator<RawRow> {
  if (size > largestJson) {
    throw new ViralError(
      'too-large',
      `${file} is larger than ${largestJson / 1e6} MB; write it as JSON Lines, which is read as a stream`,
    );
  }
  let text = '';
  for await (const piece of textOf(file, signal)) text += piece;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ViralError(
      'scrape-failed',
      `${file} is not valid JSON (${(cause as Error).message}); correct it`,
      {cause},
    );
  }
  const list = isRecord(document) ? (document['videos'] ?? document['items'] ?? document['data']) : document;
  if (!Array.isArray(list)) {
    throw new ViralError(
      'scrape-failed',
      `${file} holds no list of videos; write an array, or an object with "videos"`,
    );
  }
  for (const [index, value] of list.entries()) yield {place: `video ${index + 1}`, value};
}

async function* lineRows(file: string, signal: AbortSignal): AsyncGenerator<RawRow> {
  let number = 0;
  let rest = '';
  const row = (text: string): RawRow | null => {
    number++;
    if (text.trim() === '') return null;
    const place = `line ${number}`;
    try {
      return {place, value: JSON.parse(text)};
    } catch (error) {
      return {place, value: text.slice(0, 200), problem: `is not valid JSON: ${(error as Error).message}`};
    }
  };
  for await (const piece of textOf(file, signal)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const found = row(line);
      if (found) yield found;
    }
  }
  const last = row(rest);
  if (last) yield last;
}

async function* csvRows(file: string, signal: AbortSignal): AsyncGenerator<RawRow> {
  let header: readonly string[] | undefined;
  for await (const {line, fields, problem} of readCsv(textOf(file, signal))) {
    if (!header) {
      header = fields.map((name) => name.trim());
      if (!header.some((name) => knownField(name))) {
        throw new ViralError(
          'scrape-failed',
          `the first line of ${file} names no known column (it has ${header.slice(0, 8).join(', ').slice(0, 200)}); name them as in: video_id, url, title, published_at, view_count`,
        );
      }
      continue;
    }
    const place = `line ${line}`;
    const names = header;
    if (problem !== undefined) yield {place, value: fields, problem};
    else if (fields.length !== names.length) {
      yield {
        place,
        value: fields,
        problem: `has ${fields.length} fields where the first line has ${names.length}`,
      };
    } else yield {place, value: Object.fromEntries(names.map((name, index) => [name, fields[index]]))};
  }
}
