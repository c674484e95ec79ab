import {copyFile, readdir, readFile} from 'node:fs/promises';
import {basename, extname, join, resolve} from 'node:path';
import {parseInput, ViralError} from '../errors.ts';
import type {MediaSource} from '../ports/index.ts';
import {rightsSchema, type Rights} from '../schema/index.ts';
import {isSvg, readHead, readImageFacts, type ImageFacts} from './image-file.ts';

export interface PictureFolderOptions {
  readonly directory: string;
  /** Rights of pictures without a file of their own; `provided by the user` when left out. */
  readonly rights?: Rights;
}

const largestBytes = 25_000_000;
const mostPixels = 50_000_000;
const extensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.svg']);

/**
 * Pictures of the user's own: PNG, JPEG and WebP files of one folder whose names share words with the wish, as in
 * `harbour-in-winter.jpg` for "a frozen harbour". Rights are read from a JSON file beside the picture
 * (`harbour-in-winter.json`) where there is one. SVG is refused: it can hold scripts and addresses.
 */
export function pictureFolder({directory, rights}: PictureFolderOptions): MediaSource {
  const folder = resolve(directory);
  return {
    name: 'folder',
    async doFind(request) {
      const names = await listOf(folder);
      const wanted = wordsOf(request.query);
      const ranked = names
        .map((name) => ({name, score: scoreOf(wanted, wordsOf(basename(name, extname(name))))}))
        .filter(({score}) => score > 0)
        .sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
      let refusal: string | undefined;
      const fitting: {name: string; facts: ImageFacts; score: number}[] = [];
      for (const {name, score} of ranked) {
        request.signal.throwIfAborted();
        if (fitting.length > 0 && score < (fitting[0]?.score ?? 0)) break;
        const found = await factsOf(join(folder, name));
        if (typeof found === 'string') refusal ??= `${join(folder, name)} ${found}`;
        else fitting.push({name, facts: found, score});
      }
      // Equally good names take turns through a video.
      const chosen = fitting[(request.index ?? 0) % Math.max(1, fitting.length)];
      if (!chosen) {
        if (refusal !== undefined) throw new ViralError('media-failed', refusal);
        return null;
      }
      const file = join(request.directory, `folder-${request.index ?? 0}-${safeName(chosen.name)}`);
      await copyFile(join(folder, chosen.name), file);
      return {
        file,
        kind: 'image',
        ...chosen.facts,
        alt: basename(chosen.name, extname(chosen.name))
          .replaceAll(/[-_.\s]+/g, ' ')
          .trim()
          .slice(0, 300),
        rights: await rightsOf(folder, chosen.name, rights),
      };
    },
  };
}

async function listOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, {withFileTypes: true});
    return entries
      .filter((entry) => entry.isFile() && extensions.has(extname(entry.name).toLowerCase()))
      .map(({name}) => name);
  } catch (cause) {
    throw new ViralError('media-failed', `the picture folder ${folder} cannot be read; check its path`, {
      cause,
    });
  }
}

/** The type and size of a picture, or why it is not taken. */
async function factsOf(file: string): Promise<ImageFacts | string> {
  const {head, bytes} = await readHead(file);
  if (bytes > largestBytes) return `is larger than ${largestBytes / 1e6} MB; save a smaller copy`;
  if (isSvg(head)) return 'is an SVG, which may hold scripts and addresses; export it as PNG';
  const facts = readImageFacts(head);
  if (!facts) return 'is no readable PNG, JPEG or WebP picture; export it again';
  if (facts.width * facts.height > mostPixels)
    return `has more than ${mostPixels / 1e6} million pixels; save a smaller copy`;
  return facts;
}

async function rightsOf(folder: string, name: string, given: Rights | undefined): Promise<Rights> {
  const beside = join(folder, `${basename(name, extname(name))}.json`);
  let text: string;
  try {
    text = await readFile(beside, 'utf8');
  } catch {
    return given ?? {licence: 'provided by the user', aiGenerated: false};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ViralError('media-failed', `${beside} is not valid JSON; correct it or remove it`, {cause});
  }
  return parseInput(rightsSchema, value, `the rights in ${beside}`);
}

function safeName(name: string): string {
  const extension = extname(name).toLowerCase();
  return `${basename(name, extname(name))
    .replaceAll(/[^a-zA-Z0-9-]+/g, '-')
    .slice(0, 60)}${extension}`;
}

const dull = new Set('a an and at by for from in into of on or the to with'.split(' '));

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !dull.has(word));
}

/** How many words of the wish the name has; a shared stem of four letters counts for plurals and endings. */
function scoreOf(wanted: readonly string[], has: readonly string[]): number {
  let score = 0;
  for (const word of wanted) {
    if (has.includes(word)) score += 1;
    else if (word.length >= 4 && has.some((other) => other.length >= 4 && sharedStem(word, other)))
      score += 0.8;
  }
  return score;
}

function sharedStem(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return same >= 4 && same >= shorter - 1 && Math.max(one.length, other.length) - same <= 3;
}
