import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {InvalidInputError, parseInput, ViralError, type InputIssue} from '../errors.ts';
import {platforms, platformSchema, type Platform} from '../platforms/index.ts';
import type {Publisher} from '../ports/index.ts';
import {retrying} from '../retry.ts';
import {manifestSchema, publicationSchema, videoFiles, type Publication, type Video} from '../schema/index.ts';
import {captionLength, postTextOf} from './post-text.ts';

export interface PublishOptions {
  readonly to: readonly Publisher[];
  /** The platform the video was made for when left out. */
  readonly platform?: Platform;
  /** When the posts should go out; now when left out. */
  readonly at?: Date;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
}

/**
 * Posts a finished video, or lays it ready, with each of the publishers. Everything is checked before the first one
 * starts; then each gets its turn even when one before it failed.
 * @returns one publication for each publisher, in their order
 * @throws InvalidInputError with the path of each limit that is not kept; ViralError `quality-rejected` for rejected
 *   videos; `publish-failed` that says what failed and what went out, when any publisher failed
 */
export async function publish(video: Video, options: PublishOptions): Promise<Publication[]> {
  const {to, at, signal = new AbortController().signal, clock = () => new Date()} = options;
  signal.throwIfAborted();
  const manifest = parseInput(manifestSchema, video.manifest, 'the manifest of the video');
  if (manifest.status === 'rejected') {
    const faults = manifest.findings.filter(({severity}) => severity === 'error').map(({message}) => message);
    throw new ViralError(
      'quality-rejected',
      `the video ${video.id} was rejected and is not published${faults.length > 0 ? `: ${faults.slice(0, 3).join('; ')}` : ''}. Correct it and make it again`,
    );
  }
  const platform = parseInput(platformSchema, options.platform ?? manifest.platform, 'the platform');
  await check({...video, manifest}, platform, to, at, clock());

  const published: Publication[] = [];
  const failed: {name: string; error: unknown}[] = [];
  for (const publisher of to) {
    signal.throwIfAborted();
    try {
      const result = await retrying(
        () => publisher.doPublish({video: {...video, manifest}, platform, at: at ?? null, signal}),
        {signal, attempts: 3},
      );
      published.push(parseInput(publicationSchema, result, `the result of the publisher '${publisher.name}'`));
    } catch (error) {
      signal.throwIfAborted();
      failed.push({name: publisher.name, error});
    }
  }
  const [first] = failed;
  if (!first) return published;
  if (failed.length === 1 && to.length === 1) throw first.error;
  const messages = failed.map(({name, error}) => `${name}: ${error instanceof Error ? error.message : String(error)}`);
  const done = published.map(({publisher, url, folder}) => `${publisher} (${url ?? folder ?? 'no address yet'})`);
  throw new ViralError(
    'publish-failed',
    `${messages.join('; ')}. ${done.length > 0 ? `It did go out with ${done.join(', ')}; publish again with the others only` : 'It went out nowhere'}`,
    // Repeating the whole would repeat what went out.
    {action: done.length > 0 ? 'ambiguous' : 'fatal', cause: first.error},
  );
}

async function check(
  video: Video,
  platform: Platform,
  to: readonly Publisher[],
  at: Date | undefined,
  now: Date,
): Promise<void> {
  const {manifest, folder} = video;
  const facts = platforms[platform];
  const issues: InputIssue[] = [];
  if (to.length === 0) issues.push({path: 'to', message: 'names no publisher'});
  to.forEach((publisher, index) => {
    if (!publisher.platforms.includes(platform)) {
      issues.push({path: `to[${index}]`, message: `'${publisher.name}' does not post to ${platform}`});
    }
  });
  if (at && Number.isNaN(at.getTime())) issues.push({path: 'at', message: 'is not a date'});
  else if (at && at.getTime() < now.getTime() - 60_000) {
    issues.push({path: 'at', message: `${at.toISOString()} has passed; leave it out to post now`});
  }
  const seconds = manifest.video.durationInSeconds;
  const {min, max} = facts.durationInSeconds;
  if (seconds < min || seconds > max) {
    issues.push({
      path: 'manifest.video.durationInSeconds',
      message: `is ${seconds}, and ${facts.product} takes ${min} to ${max} seconds`,
    });
  }
  for (const [role, name] of [['video', videoFiles.video], ['cover', videoFiles.cover], ['captions', videoFiles.captionsSrt]] as const) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (!found?.isFile() || (role !== 'captions' && found.size === 0)) {
      issues.push({path: 'folder', message: `${join(folder, name)} is missing or empty; make the video again`});
    }
  }
  try {
    const {caption} = postTextOf(manifest, platform);
    if (captionLength(caption, platform) > facts.caption.maxLength) {
      issues.push({path: 'manifest.post.description', message: 'does not fit'});
    }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    issues.push(...error.issues);
  }
  if (issues.length > 0) throw new InvalidInputError(`publishing the video ${video.id}`, issues);
}
