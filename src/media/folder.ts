import {copyFile, readdir, readFile, stat} from 'node:fs/promises';
import {basename, dirname, extname, join, relative, resolve, sep} from 'node:path';
import {z} from 'zod';
import {parseInput, ViralError} from '../errors.ts';
import type {FoundMedia, MediaCandidate, MediaRequest, MediaSource} from '../ports/index.ts';
import {focusSchema, rightsSchema, type Rights} from '../schema/index.ts';
import {readClip} from './clip.ts';
import {fitOf} from './fit.ts';
import {isSvg, readHead, readImageFacts, videoTypeOf} from './image-file.ts';
import {digestOfFile} from './media-cache.ts';
import {openBest} from './rank.ts';

export interface PictureFolderOptions {
  readonly directory: string;
  /** Rights of files without a note of their own; `the user’s own` when left out. */
  readonly rights?: Rights;
}

const largestImageBytes = 25_000_000;
const largestClipBytes = 2_000_000_000;
const mostPixels = 50_000_000;
const images: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp', '.svg']);
const clips: ReadonlySet<string> = new Set(['.mp4', '.mov', '.m4v', '.webm', '.mkv']);
const mostFiles = 5000;
const deepest = 4;
const mostTextCharacters = 4000;

/** What may stand in `harbour.json` beside `harbour.jpg`; all of it may be left out. */
const noteSchema = z.strictObject({
  ...rightsSchema.partial().shape,
  /** Words for what it shows, beside those of its name. */
  tags: z.array(z.string().max(60)).max(60).optional(),
  /** What it shows, in a sentence: matched, and said to people who cannot see it. */
  description: z.string().max(1000).optional(),
  /** Where its subject is, as shares of width and height. */
  focus: focusSchema.optional(),
});
type Note = z.infer<typeof noteSchema>;

interface FileFacts {
  readonly kind: 'image' | 'video';
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
  readonly durationInSeconds?: number;
}

/**
 * Pictures and clips of the user's own: PNG, JPEG and WebP files, and MP4, MOV, WebM and Matroska clips, of one folder
 * and the folders in it. They are matched by their names and the names of their folders (`harbour/ice-in-winter.jpg`),
 * by the tags and the description in a JSON file beside them (`ice-in-winter.json`) and by a text beside them
 * (`ice-in-winter.txt`). The JSON file may state rights and the place of the subject too. SVG is refused: it can hold
 * scripts and addresses.
 */
export function pictureFolder({directory, rights}: PictureFolderOptions): MediaSource {
  const folder = resolve(directory);
  const known = new Map<string, FileFacts | string>();

  const factsOf = async (file: string, signal: AbortSignal): Promise<FileFacts | string> => {
    const {mtimeMs, size} = await stat(file);
    const key = `${file}\n${mtimeMs}\n${size}`;
    const facts = known.get(key) ?? (await readFacts(file, signal));
    known.set(key, facts);
    return facts;
  };

  const search = async (
    request: MediaRequest,
  ): Promise<{candidates: MediaCandidate[]; refusal: string | null}> => {
    let refusal: string | null = null;
    const candidates: MediaCandidate[] = [];
    for (const file of await filesOf(folder)) {
      request.signal.throwIfAborted();
      const name = relative(folder, file);
      const note = await noteOf(file);
      const words = [
        name.slice(0, -extname(name).length).split(sep).join(' '),
        ...(note.tags ?? []),
        note.description ?? '',
        await textOf(file),
      ].join(', ');
      const draft = {id: `folder/${name}`, kind: 'image', width: 1, height: 1, words} as const;
      // Files are opened only where their words fit.
      if (!fitOf({...draft, doOpen: () => Promise.reject(new Error(name))}, request)) continue;
      const facts = await factsOf(file, request.signal);
      if (typeof facts === 'string') {
        refusal ??= `${file} ${facts}`;
        continue;
      }
      candidates.push({
        ...draft,
        id: `folder/${(await digestOfFile(file)).slice(0, 32)}`,
        ...facts,
        doOpen: async ({directory: into, index = 0}): Promise<FoundMedia> => {
          const copy = join(into, `folder-${index}-${safeName(file)}`);
          await copyFile(file, copy);
          const {tags: _tags, description, focus, ...own} = note;
          return {
            file: copy,
            ...facts,
            alt: (description ?? plainName(file)).slice(0, 300),
            // A licence of its own stands alone: the author given for all files need not be this one's.
            rights: rightsSchema.parse({
              aiGenerated: false,
              ...(own.licence === undefined ? {licence: 'the user’s own', ...rights} : {}),
              ...own,
            }),
            ...(focus ? {focus} : {}),
          };
        },
      });
    }
    return {candidates, refusal};
  };
  const doSearch = async (request: MediaRequest): Promise<readonly MediaCandidate[]> => {
    const {candidates, refusal} = await search(request);
    // A file that was meant and cannot be used must be told of, but not in place of one that can.
    if (candidates.length === 0 && refusal !== null) throw new ViralError('media-failed', refusal);
    return candidates;
  };
  return {name: 'folder', doSearch, doFind: async (request) => openBest(await doSearch(request), request)};
}

async function filesOf(folder: string, depth = 0): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(folder, {withFileTypes: true});
  } catch (cause) {
    throw new ViralError('media-failed', `the picture folder ${folder} cannot be read; check its path`, {
      cause,
    });
  }
  const files: string[] = [];
  // In the order of names, so that the same folder gives the same choice everywhere.
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const extension = extname(entry.name).toLowerCase();
    if (entry.isDirectory() && depth < deepest) files.push(...(await filesOf(path, depth + 1)));
    else if (entry.isFile() && (images.has(extension) || clips.has(extension))) files.push(path);
    if (files.length > mostFiles) {
      throw new ViralError(
        'media-failed',
        `the picture folder ${folder} holds more than ${mostFiles} files; name a folder with fewer`,
      );
    }
  }
  return files;
}

/** What a file is by its own bytes, or why it is not taken. */
async function readFacts(file: string, signal: AbortSignal): Promise<FileFacts | string> {
  const {head, bytes} = await readHead(file);
  if (clips.has(extname(file).toLowerCase())) {
    if (bytes > largestClipBytes) return `is larger than ${largestClipBytes / 1e9} GB; cut a shorter one`;
    const type = videoTypeOf(head);
    if (type === null) return 'is no MP4, MOV, WebM or Matroska clip; export it again';
    const clip = await readClip(file, signal);
    if (typeof clip === 'string') return `${clip}; export it again`;
    const {width, height, durationInSeconds} = clip;
    return {kind: 'video', mimeType: type, width, height, durationInSeconds};
  }
  if (bytes > largestImageBytes) return `is larger than ${largestImageBytes / 1e6} MB; save a smaller copy`;
  if (isSvg(head)) return 'is an SVG, which may hold scripts and addresses; export it as PNG';
  const facts = readImageFacts(head);
  if (!facts) return 'is no readable PNG, JPEG or WebP picture; export it again';
  if (facts.width * facts.height > mostPixels)
    return `has more than ${mostPixels / 1e6} million pixels; save a smaller copy`;
  return {kind: 'image', ...facts};
}

function beside(file: string, ending: string): string {
  return join(dirname(file), `${basename(file, extname(file))}${ending}`);
}

async function noteOf(file: string): Promise<Note> {
  const path = beside(file, '.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ViralError('media-failed', `${path} is not valid JSON; correct it or remove it`, {cause});
  }
  return parseInput(noteSchema, value, `what ${path} says`);
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(beside(file, '.txt'), 'utf8')).slice(0, mostTextCharacters);
  } catch {
    return '';
  }
}

function plainName(file: string): string {
  return basename(file, extname(file))
    .replaceAll(/[-_.\s]+/g, ' ')
    .trim();
}

function safeName(file: string): string {
  const name = plainName(file)
    .replaceAll(/[^a-zA-Z0-9-]+/g, '-')
    .slice(0, 60);
  return `${name}${extname(file).toLowerCase()}`;
}
