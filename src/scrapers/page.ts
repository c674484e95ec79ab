import {createHash} from 'node:crypto';
import {parseInput, ViralError} from '../errors.ts';
import {fetchGuarded, type FetchOptions} from '../fetching.ts';
import type {SourceReader} from '../ports/index.ts';
import {sourceTextSchema, type SourceText} from '../schema/index.ts';
import {foldSpace} from './page/clean-text.ts';
import {decodeText} from './page/decode.ts';
import {formatOf} from './page/format.ts';
import type {ReadText} from './page/read-text.ts';
import {timestampOf} from './timestamp.ts';

export interface PageReaderOptions {
  /** How pages are fetched: time and size limits, hosts that may be asked although they are not public. */
  readonly fetching?: Omit<FetchOptions, 'signal' | 'accept'>;
}

/** Running text that is taken in, bytes. A book is not a source of one short video. */
const largestText = 2_000_000;
const largestFile = 10_000_000;

/**
 * Reads pages and files into plain text: HTML (also by web address), Markdown and plain text, told apart by media
 * type, then by name, then by content. Use through `readSource`.
 */
export function pageReader({fetching = {}}: PageReaderOptions = {}): SourceReader {
  return {
    name: 'page',
    async doRead({input, signal}) {
      signal.throwIfAborted();
      if (input.kind === 'bytes') {
        return readBytes(input.bytes, {
          shown: input.name ?? 'the text',
          ...(input.name ? {name: input.name} : {}),
        });
      }
      const fetched = await fetchGuarded(input.url, {
        ...fetching,
        signal,
        accept: [
          'text/html',
          'application/xhtml+xml',
          'text/markdown',
          'text/x-markdown',
          'text/plain',
          'text/*',
        ],
      });
      signal.throwIfAborted();
      return readBytes(fetched.bytes, {
        shown: fetched.url.replace(/[?#].*$/, '').slice(0, 200),
        url: fetched.url,
        name: new URL(fetched.url).pathname,
        contentType: fetched.contentType === 'text/plain' ? '' : fetched.contentType,
        ...(fetched.charset ? {charset: fetched.charset} : {}),
      });
    },
  };
}

interface Origin {
  /** How the source is called in messages. */
  readonly shown: string;
  readonly name?: string;
  readonly url?: string;
  readonly contentType?: string;
  readonly charset?: string;
}

async function readBytes(bytes: Uint8Array, origin: Origin): Promise<SourceText> {
  const {shown} = origin;
  if (bytes.length > largestFile) throw tooLarge(shown, bytes.length);
  const text = decodeText(bytes, origin.charset, shown);
  const format = formatOf(text, origin);
  if (format !== 'html' && bytes.length > largestText) throw tooLarge(shown, bytes.length);
  const read = await readFormat(text, format, shown);
  if (read.blocks.length === 0) {
    throw new ViralError(
      'no-content',
      `${shown} holds no running text; give a text, Markdown or HTML file with sentences in it`,
    );
  }
  return toSourceText(read, origin);
}

async function readFormat(
  text: string,
  format: 'html' | 'markdown' | 'plain',
  shown: string,
): Promise<ReadText> {
  if (format === 'html') return (await import('./page/html.ts')).readHtml(text, shown);
  if (format === 'markdown') return (await import('./page/markdown.ts')).readMarkdown(text);
  return (await import('./page/plain-text.ts')).readPlainText(text);
}

function tooLarge(shown: string, bytes: number): ViralError {
  return new ViralError(
    'too-large',
    `${shown} is ${(bytes / 1_000_000).toFixed(1)} MB; at most ${largestText / 1_000_000} MB of text is read. Pass the part the video should be about`,
  );
}

function toSourceText(read: ReadText, origin: Origin): SourceText {
  const title = read.title === undefined ? undefined : shorten(foldSpace(read.title), 500);
  const author = read.author === undefined ? undefined : shorten(foldSpace(read.author), 300);
  const siteName = read.siteName === undefined ? undefined : shorten(foldSpace(read.siteName), 300);
  const publishedAt = timestampOf(read.published);
  const language = languageOf(read.language);
  const url = origin.url ?? webAddressOf(read.url);
  return parseInput(
    sourceTextSchema,
    {
      version: 1,
      id: idOf(title, read),
      ...(title ? {title} : {}),
      blocks: read.blocks,
      ...(language ? {language} : {}),
      ...(author ? {author} : {}),
      ...(siteName ? {siteName} : {}),
      ...(publishedAt ? {publishedAt} : {}),
      ...(url ? {url} : {}),
    },
    `what was read from ${origin.shown}`,
  );
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** The title as a slug; for titles in other scripts, and texts without one, a hash of the words. */
function idOf(title: string | undefined, read: ReadText): string {
  const slug = (title ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, '');
  if (slug.length >= 3) return slug;
  const hash = createHash('sha256');
  for (const {text} of read.blocks) hash.update(text);
  return `text-${hash.digest('hex').slice(0, 12)}`;
}

function languageOf(declared: string | undefined): string | undefined {
  const tag =
    declared
      ?.trim()
      .replaceAll('_', '-')
      .split(/[,;.\s]/)[0] ?? '';
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}

function webAddressOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}
