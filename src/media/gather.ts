import {copyFile, mkdir, readFile, stat} from 'node:fs/promises';
import {isAbsolute, join, resolve} from 'node:path';
import {ViralError} from '../errors.ts';
import type {FoundMedia, MediaRequest, MediaSource, OnProgress} from '../ports/index.ts';
import {retrying, type RetryClock} from '../retry.ts';
import {assetSchema, type Asset, type Focus, type GatheredAssets, type Script} from '../schema/index.ts';
import {cutClip, focusOfClip, focusOfImage, planCut, readClip} from './clip.ts';
import {pictureFault, readHead, readImageFacts, videoTypeOf} from './image-file.ts';
import {digestOf, digestOfFile, type MediaCache} from './media-cache.ts';
import {rankCandidates, type RankedCandidate} from './rank.ts';

/** A source that failed for one scene; another candidate or the next source was asked. */
export interface MediaFailure {
  readonly source: string;
  readonly sceneId: string;
  readonly error: unknown;
}

export interface GatherOptions {
  /**
   * Asked in this order for each scene. The candidates of sources that can search are weighed against each other, an
   * earlier source a little heavier; a source that draws is asked when none of those before it has anything that fits.
   */
  readonly sources: readonly MediaSource[];
  /** Folder for the files; made if it is not there. */
  readonly directory: string;
  /** Size in px that pictures must fill. */
  readonly width: number;
  readonly height: number;
  /** Colours of the theme, ground first. */
  readonly palette: readonly string[];
  readonly seed: string;
  /** Seconds of each scene by its id; estimated from the text for those left out. */
  readonly sceneSeconds?: Readonly<Record<string, number>>;
  /**
   * What was shown before and must not be shown again: SHA-256 of files, origins (`pexels/857195`) or source pages.
   * `recentMedia` reads them from finished videos. What is drawn for this video is no repetition.
   */
  readonly avoid?: ReadonlySet<string>;
  /** Keeps clips that were cut, by their content. */
  readonly cache?: MediaCache;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
  readonly onFailure?: (failure: MediaFailure) => void;
  /** Where the waits between tries come from. */
  readonly retryClock?: RetryClock;
}

const largestImage = 30_000_000;
const largestVideo = 2_000_000_000;
const sourceTimeoutInMs = 120_000;
/** A candidate this good ends the search: further sources would cost requests. */
const goodEnough = 0.9;
/** What an earlier source has before a later one: the user's own pictures usually stand first. */
const orderBonus = 0.08;
/** Candidates that are opened for one scene before it is given up. */
const mostOpened = 4;
/** A scene stands longer than its line: the breath after it, its entrance, the transition to the next, s. */
const afterglowInSeconds = 1;
/** Speech, characters a second. */
const charactersASecond = 15;
/** Raised when clips that were cut before must be cut anew. */
const cutVersion = 1;

interface Gathering {
  readonly options: GatherOptions;
  readonly signal: AbortSignal;
  /** SHA-256 and ids of what earlier scenes of this video show. */
  readonly taken: Set<string>;
  /** Sources that asked to be left alone: no credit, no key, no requests left. */
  readonly closed: Set<MediaSource>;
}

interface Wish {
  readonly sceneId: string;
  readonly request: MediaRequest;
}

interface Choice {
  readonly source: MediaSource;
  readonly ranked: RankedCandidate;
  readonly weight: number;
}

interface Gathered {
  readonly asset: Asset;
  readonly file: string;
}

/**
 * Finds one picture or clip for each scene that wishes for one. Candidates are weighed by what they show against what
 * is said, by shape, sharpness and length; what shows something else is not taken, and the scene gets what the next
 * source draws, or nothing. No work stands in two scenes, and none that is to be avoided. Clips are cut to their scene;
 * where the subject is goes into the asset. A source that fails gives way. Files are what their bytes say, whatever a
 * source claims.
 * @throws the signal's reason
 */
export async function gatherAssets(script: Script, given: GatherOptions): Promise<GatheredAssets> {
  const {signal = new AbortController().signal, onProgress} = given;
  signal.throwIfAborted();
  const options = {...given, directory: resolve(given.directory)};
  await mkdir(options.directory, {recursive: true});
  const wishes = wishesOf(script, options, signal);
  const gathering: Gathering = {options, signal, taken: new Set(), closed: new Set()};
  const assets: Record<string, Asset> = {};
  const files: Record<string, string> = {};
  const byScene: Record<string, string> = {};
  onProgress?.({step: 'gather', fraction: 0});
  for (const [index, wish] of wishes.entries()) {
    signal.throwIfAborted();
    const found = await gatherOne(gathering, wish);
    if (found) {
      const id = `${found.asset.kind}-${found.asset.sha256.slice(0, 12)}`;
      assets[id] = found.asset;
      files[id] = found.file;
      byScene[wish.sceneId] = id;
    }
    onProgress?.({
      step: 'gather',
      fraction: (index + 1) / wishes.length,
      detail: `picture ${index + 1} of ${wishes.length}`,
    });
  }
  if (wishes.length === 0) onProgress?.({step: 'gather', fraction: 1, detail: 'no pictures wished for'});
  return {assets, files, byScene};
}

function wishesOf(script: Script, options: GatherOptions, signal: AbortSignal): readonly Wish[] {
  const {width, height, seed, palette, directory, sceneSeconds = {}} = options;
  return script.scenes
    .flatMap(({id, visual, spoken}) => (visual ? [{id, spoken, query: visual.query}] : []))
    .map(({id, spoken, query}, index) => ({
      sceneId: id,
      request: {
        query,
        spoken,
        topic: script.topic,
        language: script.language,
        durationInSeconds: sceneSeconds[id] ?? Math.max(1.5, spoken.length / charactersASecond),
        ...{width, height, seed, index, palette, directory, signal},
      },
    }));
}

async function gatherOne(gathering: Gathering, wish: Wish): Promise<Gathered | null> {
  const {sources} = gathering.options;
  let choices: Choice[] = [];
  for (const [place, source] of sources.entries()) {
    if (gathering.closed.has(source)) continue;
    if (source.doSearch) {
      if (choices.some(({weight}) => weight >= goodEnough)) continue;
      choices.push(...(await searchIn(gathering, wish, source, orderBonus * (sources.length - 1 - place))));
    } else {
      const found = (await openFirst(gathering, wish, choices)) ?? (await findIn(gathering, wish, source));
      if (found) return found;
      choices = [];
    }
  }
  return openFirst(gathering, wish, choices);
}

/** Tells of a failure, and closes a source that will fail in every scene. */
function failed({options, signal, closed}: Gathering, wish: Wish, source: MediaSource, error: unknown): void {
  signal.throwIfAborted();
  if (ViralError.isInstance(error) && (error.action === 'auth' || error.action === 'wait')) {
    if (closed.has(source)) return;
    closed.add(source);
  }
  options.onFailure?.({source: source.name, sceneId: wish.sceneId, error});
}

/** One call to a source, within its time, again after what passes. */
function call<Result>(
  {options, signal}: Gathering,
  ask: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(sourceTimeoutInMs)]);
  return retrying(() => ask(limited), {
    signal: limited,
    attempts: 3,
    ...(options.retryClock ? {clock: options.retryClock} : {}),
  });
}

async function searchIn(
  gathering: Gathering,
  wish: Wish,
  source: MediaSource,
  bonus: number,
): Promise<readonly Choice[]> {
  const {taken, options} = gathering;
  try {
    const found = await call(gathering, async (signal) => source.doSearch?.({...wish.request, signal}) ?? []);
    const fresh = found.filter(({id}) => !taken.has(id) && !options.avoid?.has(id));
    return rankCandidates(fresh, wish.request).map((ranked) => ({
      source,
      ranked,
      weight: ranked.fit.total + bonus,
    }));
  } catch (error) {
    failed(gathering, wish, source, error);
    return [];
  }
}

/** The best choice whose file is sound and new. */
async function openFirst(
  gathering: Gathering,
  wish: Wish,
  choices: readonly Choice[],
): Promise<Gathered | null> {
  const {taken, closed, options} = gathering;
  let opened = 0;
  for (const {source, ranked} of choices.toSorted((one, other) => other.weight - one.weight)) {
    if (closed.has(source)) continue;
    if (opened++ === mostOpened) return null;
    const {candidate} = ranked;
    try {
      const found = await call(gathering, (signal) => candidate.doOpen({...wish.request, signal}));
      const original = await digestOfFile(found.file);
      const marks = [original, found.rights.source ?? original];
      if (taken.has(original) || marks.some((mark) => options.avoid?.has(mark))) continue;
      const gathered = await toAsset(gathering, wish, found, {
        source: source.name,
        origin: candidate.id,
        original,
      });
      for (const mark of [candidate.id, original, gathered.asset.sha256]) taken.add(mark);
      return gathered;
    } catch (error) {
      failed(gathering, wish, source, error);
    }
  }
  return null;
}

/**
 * What a source gives that is asked for one picture. Where it gives one that an earlier scene shows, it is asked once
 * more with another seed.
 */
async function findIn(gathering: Gathering, wish: Wish, source: MediaSource): Promise<Gathered | null> {
  const {request} = wish;
  try {
    for (const again of ['', '/again']) {
      const found = await call(gathering, (signal) =>
        source.doFind({
          ...request,
          seed: request.seed + again,
          ...(again ? {index: (request.index ?? 0) + 1} : {}),
          signal,
        }),
      );
      if (!found) return null;
      const original = await digestOfFile(found.file);
      if (gathering.taken.has(original)) continue;
      const gathered = await toAsset(gathering, wish, found, {source: source.name, original});
      for (const mark of [original, gathered.asset.sha256]) gathering.taken.add(mark);
      return gathered;
    }
  } catch (error) {
    failed(gathering, wish, source, error);
  }
  return null;
}

/** Holds a file against its own bytes, and makes of it what a scene shows. */
async function toAsset(
  gathering: Gathering,
  wish: Wish,
  found: FoundMedia,
  from: {readonly source: string; readonly origin?: string; readonly original: string},
): Promise<Gathered> {
  const named = found.alt === '' ? '' : ` (“${found.alt.slice(0, 60)}”)`;
  const wrong = (what: string, cause?: unknown) =>
    new ViralError('media-failed', `what the source '${from.source}' gave${named} ${what}; it is not used`, {
      cause,
    });
  if (!isAbsolute(found.file)) throw wrong('has a relative path');
  const {head, bytes} = await readHead(found.file);
  if (bytes === 0) throw wrong('is empty');
  if (bytes > (found.kind === 'image' ? largestImage : largestVideo)) throw wrong('is too large');
  const common = {
    ...(found.alt === '' ? {} : {alt: found.alt}),
    ...(from.origin === undefined ? {} : {origin: from.origin}),
    rights: found.rights,
  };
  try {
    if (found.kind === 'video') {
      if (videoTypeOf(head) === null) throw wrong('is no readable video');
      const cut = await cutToScene(gathering, wish, found, from.original);
      const {file, ...facts} = cut;
      const asset = {
        ...{sha256: await digestOfFile(file), kind: 'video', mimeType: 'video/mp4'},
        ...{bytes: (await stat(file)).size, ...facts, ...common},
      };
      return {asset: assetSchema.parse(asset), file};
    }
    const image = readImageFacts(head);
    if (!image) throw wrong('is no readable image');
    const fault = pictureFault(head, bytes);
    if (fault !== null) throw wrong(fault);
    // What a source drew itself has no subject to look for, and ffmpeg has no decoder for WebP.
    const looked = from.origin !== undefined && image.mimeType !== 'image/webp';
    const focus =
      found.focus ?? (looked ? await focusOfImage(found.file, image, gathering.signal) : undefined);
    const asset = {
      ...{sha256: from.original, kind: 'image', bytes, ...image},
      ...(focus ? {focus} : {}),
      ...common,
    };
    return {asset: assetSchema.parse(asset), file: found.file};
  } catch (error) {
    gathering.signal.throwIfAborted();
    if (!ViralError.isInstance(error) || error.code !== 'media-failed' || error.message.includes(from.source))
      throw error;
    throw wrong(`cannot be shown: ${error.message}`, error);
  }
}

interface CutFile {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly durationInSeconds: number;
  readonly focus: Focus;
}

/** Cuts the part of a clip that its scene shows, or takes the one that was cut before. */
async function cutToScene(
  {options, signal}: Gathering,
  {request}: Wish,
  found: FoundMedia,
  original: string,
): Promise<CutFile> {
  const clip = await readClip(found.file, signal);
  if (typeof clip === 'string') throw new ViralError('media-failed', `it ${clip}`);
  const frame = {
    width: options.width,
    height: options.height,
    seconds: Math.ceil(((request.durationInSeconds ?? 5) + afterglowInSeconds) * 2) / 2,
  };
  const part = planCut(clip, {x: 0.5, y: 0.5}, frame);
  const focus = found.focus ?? (await focusOfClip(found.file, clip, part, signal));
  const cut = planCut(clip, focus, frame);
  const file = join(options.directory, `clip-${request.index ?? 0}-${original.slice(0, 12)}.mp4`);
  const facts = {width: cut.width, height: cut.height, focus: cut.focus};
  const {cache} = options;
  if (!cache) return {file, ...facts, ...(await cutClip(found.file, clip, cut, {output: file, signal}))};
  const key = `cut/${cutVersion}/${original}/${digestOf(JSON.stringify(cut))}`;
  const kept = await cache.file(key, async () => {
    await cutClip(found.file, clip, cut, {output: file, signal});
    return readFile(file);
  });
  // The cache may make room while the video is still being made.
  await copyFile(kept, file);
  const written = await readClip(file, signal);
  if (typeof written === 'string') throw new ViralError('media-failed', `it ${written}`);
  return {file, ...facts, durationInSeconds: written.durationInSeconds};
}
