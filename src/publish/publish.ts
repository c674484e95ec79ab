import {type InputIssue, InvalidInputError, parseInput, ViralError} from '../errors.ts';
import {type Platform, platforms} from '../platforms/index.ts';
import type {Publisher} from '../ports/index.ts';
import {retrying} from '../retry.ts';
import {type Publication, publicationSchema, type Video} from '../schema/index.ts';
import {postTextOf} from './post-text.ts';

export interface PublishOptions {
  readonly to: readonly Publisher[];
  /** Default: the platform the video was made for. */
  readonly platform?: Platform;
  /** When the post should go out. Default: now. */
  readonly at?: Date;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
}

/** What the platform would turn away, told before anything is sent. */
function issuesOf(
  {manifest}: Video,
  platform: Platform,
  {to: publishers, at, clock = () => new Date()}: PublishOptions,
): InputIssue[] {
  const issues: InputIssue[] = [];
  const {title, durationInSeconds} = platforms[platform];
  if (publishers.length === 0) issues.push({path: 'to', message: 'names no publisher'});
  publishers.forEach((publisher, index) => {
    if (!publisher.platforms.includes(platform)) {
      issues.push({path: `to[${index}]`, message: `${publisher.name} does not post to ${platform}`});
    }
  });
  if (manifest.status === 'rejected') {
    issues.push({path: 'video.manifest.status', message: 'is rejected; see its findings'});
  }
  if (title && manifest.post.title.length > title.maxLength) {
    issues.push({
      path: 'video.manifest.post.title',
      message: `is longer than the ${title.maxLength} characters ${platform} takes`,
    });
  }
  const seconds = manifest.video.durationInSeconds;
  if (seconds < durationInSeconds.min || seconds > durationInSeconds.max) {
    issues.push({
      path: 'video.manifest.video.durationInSeconds',
      message: `is ${seconds} s; ${platform} takes ${durationInSeconds.min} to ${durationInSeconds.max} s`,
    });
  }
  if (at && !(at.getTime() > clock().getTime() - 60_000)) {
    issues.push({path: 'at', message: 'is not a moment to come; leave it out to post now'});
  }
  try {
    postTextOf(manifest, platform);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    issues.push(...error.issues);
  }
  return issues;
}

/** How a failure is told when other publishers had posted already: repeating the whole would post twice. */
function afterOthers(error: ViralError, publications: readonly Publication[]): ViralError {
  if (publications.length === 0) return error;
  const done = publications.map(
    ({publisher, url, folder}) => `${publisher} (${url ?? folder ?? 'no address yet'})`,
  );
  return new ViralError(
    error.code,
    `${error.message}. It did go out with ${done.join(', ')}; publish again with the others only`,
    {action: 'ambiguous', cause: error},
  );
}

/**
 * Posts a finished video through each publisher, in order. Failures that pass by themselves are tried again.
 * @throws InvalidInputError before anything is sent when a publisher or the platform would refuse it;
 *   ViralError with the action `ambiguous` when nobody knows whether the post went out
 */
export async function publish(video: Video, options: PublishOptions): Promise<Publication[]> {
  const platform = options.platform ?? video.manifest.platform;
  const signal = options.signal ?? new AbortController().signal;
  const issues = issuesOf(video, platform, options);
  if (issues.length > 0) throw new InvalidInputError('the post', issues);
  const publications: Publication[] = [];
  for (const publisher of options.to) {
    signal.throwIfAborted();
    try {
      const publication = await retrying(
        () => publisher.doPublish({video, platform, at: options.at ?? null, signal}),
        {signal, attempts: 3},
      );
      publications.push(
        parseInput(publicationSchema, publication, `the answer of the publisher '${publisher.name}'`),
      );
    } catch (error) {
      if (signal.aborted) throw error;
      if (ViralError.isInstance(error)) throw afterOthers(error, publications);
      const failure = new ViralError(
        'publish-failed',
        `${publisher.name} could not publish '${video.id}': ${error instanceof Error ? error.message : String(error)}`,
        {cause: error},
      );
      throw afterOthers(failure, publications);
    }
  }
  return publications;
}
