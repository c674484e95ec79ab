import {copyFile, readdir, readFile, stat} from 'node:fs/promises';
import {basename, dirname, extname, join, relative, resolve, sep} from 'node:path';
import {z} from 'zod';
import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import type {FoundMedia, MediaCandidate, MediaRequest, MediaSource} from '../ports/index.ts';
import {focusSchema, rightsSchema, type Rights} from '../schema/index.ts';
import {readClip} from './clip.ts';
import {fitOf} from './fit.ts';
import {isSvg, pictureFault, readHead, readImageFacts, strangerOf, videoTypeOf} from './image-file.ts';
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
/** Pictures and clips that are not taken. People mean them to be seen, so that it must be said. */
const unusable: ReadonlySet<string> = new Set(
  (
    '.gif .avif .heic .heif .tif .tiff .bmp .jxl .jp2 .psd .cr2 .cr3 .nef .arw .dng .raf ' +
    '.avi .wmv .flv .mpg .mpeg .mts .m2ts .3gp .ogv'
  ).split(' '),
);
/** A picture whose shorter side has fewer px is a thumbnail: it would fill the frame with blocks. */
const leastSide = 120;
const endings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
};
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
    for (const {file, link} of await filesOf(folder)) {
      request.signal.throwIfAborted();
      const name = relative(folder, file);
      const note = await noteOf(file);
      if (typeof note === 'string') {
        // What it says of rights is unknown; the others are as good as before.
        refusal ??= note;
        continue;
      }
      const words = [
        basename(name, extname(name)),
        ...(note.tags ?? []),
        note.description ?? '',
        await textOf(file),
      ].join(', ');
      const place = dirname(name).split(sep).join(' ');
      const draft = {id: `folder/${name}`, kind: 'image', width: 1, height: 1, words, place} as const;
      // Files are opened only where their words fit.
      if (!fitOf({...draft, doOpen: () => Promise.reject(new Error(name))}, request)) continue;
      const facts = link
        ? 'is a link; copy the file itself into the folder'
        : await factsOf(file, request.signal);
      if (typeof facts === 'string') {
        refusal ??= `${file} ${facts}`;
        continue;
      }
      if (!fitOf({...draft, ...facts, doOpen: () => Promise.reject(new Error(name))}, request)) {
        refusal ??= `${file} lasts ${(facts.durationInSeconds ?? 0).toFixed(1)} s, which is too short for its scene; give a longer clip`;
        continue;
      }
      candidates.push({
        ...draft,
        id: `folder/${(await digestOfFile(file)).slice(0, 32)}`,
        ...facts,
        doOpen: async ({directory: into, index = 0}): Promise<FoundMedia> => {
          const copy = join(into, `folder-${index}-${safeName(file, facts.mimeType)}`);
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

interface FolderFile {
  readonly file: string;
  readonly link: boolean;
}

async function filesOf(folder: string, depth = 0): Promise<FolderFile[]> {
  let entries;
  try {
    entries = await readdir(folder, {withFileTypes: true});
  } catch (cause) {
    throw new ViralError('media-failed', `the picture folder ${folder} cannot be read; check its path`, {
      cause,
    });
  }
  const files: FolderFile[] = [];
  // In the order of names, so that the same folder gives the same choice everywhere.
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const extension = extname(entry.name).toLowerCase();
    if (entry.isDirectory() && depth < deepest) files.push(...(await filesOf(path, depth + 1)));
    else if (
      (entry.isFile() || entry.isSymbolicLink()) &&
      (images.has(extension) || clips.has(extension) || unusable.has(extension))
    )
      files.push({file: path, link: entry.isSymbolicLink()});
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
  const extension = extname(file).toLowerCase();
  if (bytes === 0) return 'is empty; export it again';
  if (clips.has(extension)) {
    if (bytes > largestClipBytes) return `is larger than ${largestClipBytes / 1e9} GB; cut a shorter one`;
    const type = videoTypeOf(head);
    if (type === null) return 'is no MP4, MOV, WebM or Matroska clip; export it again';
    const clip = await readClip(file, signal);
    if (typeof clip === 'string') return `${clip}; export it again`;
    const {width, height, durationInSeconds} = clip;
    if (Math.min(width, height) < leastSide) return tooSmall(width, height);
    return {kind: 'video', mimeType: type, width, height, durationInSeconds};
  }
  if (bytes > largestImageBytes) return `is larger than ${largestImageBytes / 1e6} MB; save a smaller copy`;
  if (isSvg(head)) return 'is an SVG, which may hold scripts and addresses; export it as PNG';
  const stranger =
    strangerOf(head) ??
    (unusable.has(extension) ? `in the format ${extension.slice(1).toUpperCase()}` : null);
  if (stranger !== null)
    return `is ${stranger}, which is not taken; save it as PNG or JPEG, or as MP4 where it moves`;
  const facts = readImageFacts(head);
  if (!facts) return 'is no readable PNG, JPEG or WebP picture; export it again';
  const fault = pictureFault(head, bytes);
  if (fault !== null) return fault;
  if (Math.min(facts.width, facts.height) < leastSide) return tooSmall(facts.width, facts.height);
  if (facts.width * facts.height > mostPixels)
    return `has more than ${mostPixels / 1e6} million pixels; save a smaller copy`;
  return {kind: 'image', ...facts};
}

const tooSmall = (width: number, height: number) =>
  `has only ${width}x${height} px, which would fill the frame with blocks; give one of 720 px or more`;

function beside(file: string, ending: string): string {
  return join(dirname(file), `${basename(file, extname(file))}${ending}`);
}

/** What the JSON file beside it says, or, in words, why that cannot be read. */
async function noteOf(file: string): Promise<Note | string> {
  const path = beside(file, '.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return {};
  }
  try {
    return parseInput(noteSchema, JSON.parse(text), `what ${path} says`);
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error.message;
    return `${path} is not valid JSON; correct it or remove it`;
  }
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

/** With the ending of what the file is: programs that read it go by that. */
function safeName(file: string, mimeType: string): string {
  const name = plainName(file)
    .replaceAll(/[^a-zA-Z0-9-]+/g, '-')
    .slice(0, 60);
  return `${name}${endings[mimeType] ?? extname(file).toLowerCase()}`;
}
