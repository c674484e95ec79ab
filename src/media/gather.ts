import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {isAbsolute} from 'node:path';
import {ViralError} from '../errors.ts';
import type {FoundMedia, MediaRequest, MediaSource, OnProgress} from '../ports/index.ts';
import {retrying} from '../retry.ts';
import {assetSchema, type Asset, type GatheredAssets, type Script} from '../schema/index.ts';
import {readHead, readImageFacts, videoTypeOf} from './image-file.ts';

/** A source that failed for one scene; the next source was asked. */
export interface MediaFailure {
  readonly source: string;
  readonly sceneId: string;
  readonly error: unknown;
}

export interface GatherOptions {
  /** Asked in this order for each scene. */
  readonly sources: readonly MediaSource[];
  /** Folder for the files; made if it is not there. */
  readonly directory: string;
  /** Size in px that pictures must fill. */
  readonly width: number;
  readonly height: number;
  /** Colours of the theme, ground first. */
  readonly palette: readonly string[];
  readonly seed: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
  readonly onFailure?: (failure: MediaFailure) => void;
}

const largestImage = 30_000_000;
const largestVideo = 300_000_000;
const sourceTimeoutInMs = 60_000;

/**
 * Finds one picture for each scene that wishes for one. Sources are asked in order; a source that fails or has
 * nothing gives way to the next, and a scene for which none has anything goes without. No picture stands in two
 * scenes. Files are what their bytes say, whatever a source claims.
 * @throws the signal's reason
 */
export async function gatherAssets(script: Script, options: GatherOptions): Promise<GatheredAssets> {
  const {sources, directory, signal = new AbortController().signal, onProgress, onFailure} = options;
  signal.throwIfAborted();
  await mkdir(directory, {recursive: true});
  const wishes = script.scenes.flatMap(({id, visual}) =>
    visual ? [{sceneId: id, query: visual.query}] : [],
  );
  const assets: Record<string, Asset> = {};
  const files: Record<string, string> = {};
  const byScene: Record<string, string> = {};
  const taken = new Set<string>();
  onProgress?.({step: 'gather', fraction: 0});
  for (const [index, {sceneId, query}] of wishes.entries()) {
    signal.throwIfAborted();
    const request: MediaRequest = {
      query,
      width: options.width,
      height: options.height,
      seed: options.seed,
      index,
      palette: options.palette,
      directory,
      signal,
    };
    for (const source of sources) {
      try {
        const found = await findNew(source, request, taken);
        if (!found) continue;
        const {asset, file} = found;
        const id = `${asset.kind}-${asset.sha256.slice(0, 12)}`;
        taken.add(asset.sha256);
        assets[id] = asset;
        files[id] = file;
        byScene[sceneId] = id;
        break;
      } catch (error) {
        signal.throwIfAborted();
        onFailure?.({source: source.name, sceneId, error});
      }
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

/** A picture that no earlier scene shows: where a source gives one again, it is asked once more with another seed. */
async function findNew(
  source: MediaSource,
  request: MediaRequest,
  taken: ReadonlySet<string>,
): Promise<{asset: Asset; file: string} | null> {
  for (const again of ['', '/again']) {
    const timeout = AbortSignal.timeout(sourceTimeoutInMs);
    const signal = AbortSignal.any([request.signal, timeout]);
    const found = await retrying(
      () =>
        source.doFind({
          ...request,
          seed: request.seed + again,
          ...(again ? {index: (request.index ?? 0) + 1} : {}),
          signal,
        }),
      {signal, attempts: 3},
    );
    if (!found) return null;
    const asset = await toAsset(found, source.name);
    if (!taken.has(asset.sha256)) return {asset, file: found.file};
  }
  return null;
}

async function toAsset(found: FoundMedia, source: string): Promise<Asset> {
  const wrong = (what: string) =>
    new ViralError('media-failed', `what the source '${source}' gave ${what}; it is not used`);
  if (!isAbsolute(found.file)) throw wrong('has a relative path');
  const {head, bytes} = await readHead(found.file);
  if (bytes === 0) throw wrong('is empty');
  if (bytes > (found.kind === 'image' ? largestImage : largestVideo)) throw wrong('is too large');
  const image = found.kind === 'image' ? readImageFacts(head) : null;
  const mimeType = image?.mimeType ?? (found.kind === 'video' ? videoTypeOf(head) : null);
  if (mimeType === null) throw wrong(`is no readable ${found.kind}`);
  return assetSchema.parse({
    sha256: await sha256Of(found.file),
    kind: found.kind,
    mimeType,
    bytes,
    width: image?.width ?? found.width,
    height: image?.height ?? found.height,
    ...(found.durationInSeconds === undefined ? {} : {durationInSeconds: found.durationInSeconds}),
    ...(found.alt === '' ? {} : {alt: found.alt}),
    rights: found.rights,
  });
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}
