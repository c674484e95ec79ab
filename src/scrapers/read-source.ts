import {open} from 'node:fs/promises';
import {basename, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import type {SourceInput, SourceReader} from '../ports/index.ts';
import {retrying} from '../retry.ts';
import {sourceTextSchema, type SourceText} from '../schema/index.ts';

/** A file path or web address; bytes or text with a name that hints at their format, as in `notes.md`. */
export type ReadableSource =
  | string
  | URL
  | Uint8Array
  | SourceInput
  | {readonly url: string | URL}
  | {readonly file: string}
  | {readonly bytes: Uint8Array; readonly name?: string}
  | {readonly text: string; readonly name?: string};

export interface ReadSourceOptions {
  readonly reader: SourceReader;
  readonly signal?: AbortSignal;
  /** True when the text is the user's own, so that copying from it is no question of rights. */
  readonly own?: boolean;
  /** Folder that relative paths start from; the working directory when left out. */
  readonly cwd?: string;
}

/** More than any reader takes; keeps a wrong path from filling the memory. */
const largestFile = 16_000_000;

/**
 * Reads a page, a file or a text into plain text with its origin.
 * Strings that start with `http://` or `https://` are addresses, all others are paths.
 * @throws ViralError `file-not-found`, `file-unreadable`, `not-text`, `too-large`, `no-content`, `fetch-refused`,
 *   `fetch-failed`; InvalidInputError when the reader's result is not a source text
 */
export async function readSource(
  source: ReadableSource,
  {reader, signal = new AbortController().signal, own, cwd = process.cwd()}: ReadSourceOptions,
): Promise<SourceText> {
  const input = await inputOf(source, cwd, signal);
  const read = await retrying(() => reader.doRead({input, signal}), {signal, attempts: 3});
  const text = parseInput(sourceTextSchema, read, `the result of the reader '${reader.name}'`);
  return own === undefined ? text : {...text, own};
}

async function inputOf(source: ReadableSource, cwd: string, signal: AbortSignal): Promise<SourceInput> {
  signal.throwIfAborted();
  if (source instanceof Uint8Array) return {kind: 'bytes', bytes: source};
  if (source instanceof URL) return ofAddress(source.href, cwd, signal);
  if (typeof source === 'string') return ofAddress(source, cwd, signal);
  if ('url' in source) return {kind: 'url', url: String(source.url)};
  if ('file' in source) return readFileAt(source.file, cwd, signal);
  const name = source.name === undefined ? {} : {name: source.name};
  return 'text' in source
    ? {kind: 'bytes', bytes: new TextEncoder().encode(source.text), ...name}
    : {kind: 'bytes', bytes: source.bytes, ...name};
}

function ofAddress(text: string, cwd: string, signal: AbortSignal): Promise<SourceInput> | SourceInput {
  if (/^https?:\/\//i.test(text)) return {kind: 'url', url: text.trim()};
  if (/^file:\/\//i.test(text)) return readFileAt(fileURLToPath(text), cwd, signal);
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1];
  if (scheme) {
    throw new InvalidInputError('the source', [
      {path: '', message: `${scheme} addresses are not read; give an http(s) address or a file`},
    ]);
  }
  return readFileAt(text, cwd, signal);
}

async function readFileAt(path: string, cwd: string, signal: AbortSignal): Promise<SourceInput> {
  const file = resolve(cwd, path);
  try {
    await using handle = await open(file, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      throw new ViralError(
        'file-unreadable',
        `${file} is a folder; name a text, Markdown or HTML file in it`,
      );
    }
    if (stat.size > largestFile) {
      throw new ViralError(
        'too-large',
        `${file} is ${(stat.size / 1_000_000).toFixed(1)} MB, too large for an article; pass the part the video should be about`,
      );
    }
    // Pipes and devices tell no size, so bytes are counted as they come.
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of handle.createReadStream({
      signal,
      autoClose: false,
    }) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > largestFile) throw new ViralError('too-large', `${file} does not end; pass a text file`);
      chunks.push(chunk);
    }
    return {kind: 'bytes', bytes: Buffer.concat(chunks), name: basename(file)};
  } catch (error) {
    signal.throwIfAborted();
    if (ViralError.isInstance(error)) throw error;
    throw unreadable(error, path, file, cwd);
  }
}

function unreadable(cause: unknown, path: string, file: string, cwd: string): ViralError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    const shown = path.length > 120 ? `${path.slice(0, 120)}…` : path;
    const hint =
      /^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/|$)/i.test(path) && !/\.(?:md|txt|html?)$/i.test(path)
        ? ` For a page, write the address in full: https://${shown}`
        : '';
    return new ViralError('file-not-found', `there is no file '${shown}' in ${cwd}; check the path.${hint}`, {
      cause,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new ViralError('file-unreadable', `${file} may not be read by this user; change its permissions`, {
      cause,
    });
  }
  return new ViralError(
    'file-unreadable',
    `${file} could not be read (${code ?? 'unknown cause'}); copy it and try again`,
    {cause},
  );
}
