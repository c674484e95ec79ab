import {createHash, randomUUID} from 'node:crypto';
import {constants, createReadStream} from 'node:fs';
import {copyFile, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {ViralError} from '../errors.ts';
import {platforms} from '../platforms/index.ts';
import type {Publisher, PublishRequest} from '../ports/index.ts';
import {publicationSchema, videoFiles, type Publication} from '../schema/index.ts';
import {postTextOf} from './post-text.ts';

export interface PublishFolderOptions {
  /** Bundles are made in here, one folder for each video and platform. */
  readonly directory: string;
  readonly clock?: () => Date;
}

/**
 * Lays finished videos ready to post: one folder with the video, its cover and captions, the text to paste, and
 * `post.json` for programs. Laying the same video ready for the same platform again gives the same folder; a changed
 * one replaces it whole.
 */
export function publishFolder({directory, clock = () => new Date()}: PublishFolderOptions): Publisher {
  const root = resolve(directory);
  return {
    name: 'folder',
    platforms: ['youtube', 'tiktok', 'instagram'],
    async doPublish(request) {
      const {video, platform} = request;
      const folder = join(root, `${video.id}-${platform}`);
      const unfinished = join(root, `.${video.id}-${platform}-${randomUUID()}`);
      try {
        const bundle = await bundleOf(request);
        const earlier = await earlierPublication(folder, bundle.fingerprint);
        if (earlier) return {...earlier, folder};
        const publication: Publication = {
          version: 1,
          videoId: video.id,
          publisher: 'folder',
          platform,
          status: 'ready',
          at: (request.at ?? clock()).toISOString(),
          folder,
        };
        await mkdir(unfinished, {recursive: true});
        await writeBundle(unfinished, request, bundle, publication);
        request.signal.throwIfAborted();
        await putInPlace(unfinished, folder);
        return publication;
      } catch (error) {
        request.signal.throwIfAborted();
        throw ViralError.isInstance(error) ? error : writingError(error, folder);
      } finally {
        await rm(unfinished, {recursive: true, force: true});
      }
    },
  };
}

interface Bundle {
  readonly text: ReturnType<typeof postTextOf>;
  readonly videoSha256: string;
  /** Changes when anything in the bundle does. */
  readonly fingerprint: string;
}

async function bundleOf({video, platform, at, signal}: PublishRequest): Promise<Bundle> {
  const text = postTextOf(video.manifest, platform);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(video.folder, videoFiles.video), {signal}) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
  }
  const videoSha256 = hash.digest('hex');
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([videoSha256, text, at, video.manifest.disclosure, video.manifest.coverAlt]))
    .digest('hex');
  return {text, videoSha256, fingerprint};
}

async function writeBundle(
  folder: string,
  {video, platform, at, signal}: PublishRequest,
  {text, videoSha256, fingerprint}: Bundle,
  publication: Publication,
): Promise<void> {
  for (const name of [videoFiles.video, videoFiles.cover, videoFiles.captionsSrt]) {
    signal.throwIfAborted();
    // Shares the blocks of the original where the file system can.
    await copyFile(join(video.folder, name), join(folder, name), constants.COPYFILE_FICLONE);
  }
  if (text.title !== null) await writeFile(join(folder, 'title.txt'), `${text.title}\n`);
  await writeFile(join(folder, 'caption.txt'), `${text.caption}\n`);
  const {disclosure, language, coverAlt, video: facts} = video.manifest;
  const {folder: _, ...record} = publication;
  const post = {
    ...record,
    fingerprint,
    product: platforms[platform].product,
    scheduledFor: at?.toISOString() ?? null,
    title: text.title,
    caption: text.caption,
    hashtags: text.hashtags,
    shortened: text.shortened,
    language,
    coverAlt,
    disclosure,
    files: {video: videoFiles.video, cover: videoFiles.cover, captions: videoFiles.captionsSrt},
    video: {sha256: videoSha256, width: facts.width, height: facts.height, durationInSeconds: facts.durationInSeconds},
  };
  await writeFile(join(folder, 'post.json'), `${JSON.stringify(post, null, 2)}\n`);
}

/** The publication that stands in a folder already, when it is of exactly this bundle. */
async function earlierPublication(folder: string, fingerprint: string): Promise<Publication | null> {
  let post: unknown;
  try {
    post = JSON.parse(await readFile(join(folder, 'post.json'), 'utf8'));
  } catch {
    return null;
  }
  if (typeof post !== 'object' || post === null || !('fingerprint' in post) || post.fingerprint !== fingerprint) return null;
  const found = publicationSchema.strip().safeParse(post);
  return found.success ? found.data : null;
}

/** A folder cannot be replaced in one step: the old one steps aside first and goes last. */
async function putInPlace(unfinished: string, folder: string): Promise<void> {
  const old = `${unfinished}-old`;
  let replaced = false;
  try {
    await rename(folder, old);
    replaced = true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  try {
    await rename(unfinished, folder);
  } catch (error) {
    if (replaced) await rename(old, folder);
    throw error;
  }
  if (replaced) await rm(old, {recursive: true, force: true});
}

function writingError(cause: unknown, folder: string): unknown {
  const {code, path} = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ViralError('disk-full', `there is no space left for ${folder}; free some and publish again`, {cause});
  }
  if (code === 'ENOENT') {
    return new ViralError('publish-failed', `${path ?? 'a file of the video'} is missing; make the video again`, {cause});
  }
  return code === undefined
    ? cause
    : new ViralError('output-unwritable', `${folder} could not be written (${code}); choose another folder`, {cause});
}
