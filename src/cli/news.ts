import {createReadStream} from 'node:fs';
import {basename} from 'node:path';
import {createNewsAggregator} from '../director/news-aggregator.ts';
import {newsServiceNames} from '../embedded/news.ts';
import {embeddedNewsService} from '../embedded.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import type {NewsSource} from '../ports/index.ts';
import {newsCategories} from '../schema/index.ts';
import {memoryCache} from '../scrapers/news/memory-cache.ts';
import {feedBytes, rss} from '../scrapers/news/rss.ts';
import {numberOf, oneOf} from './choices.ts';
import {exitCodes} from './exit.ts';

export interface NewsFlags {
  readonly topic?: string;
  readonly feed?: readonly string[];
  readonly source?: readonly string[];
  readonly category?: string;
  readonly language?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

const maxFeedBytes = 10_000_000;

/** A feed at an address, or in a file. */
async function feedOf(feed: string, name: string | undefined, signal: AbortSignal): Promise<NewsSource> {
  if (/^https?:\/\//iu.test(feed)) return rss({url: feed, ...(name === undefined ? {} : {name})});
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(feed, {signal}) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxFeedBytes) throw new ViralError('too-large', `${feed} is larger than 10 MB; no feed is.`);
      chunks.push(chunk);
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (ViralError.isInstance(cause)) throw cause;
    throw new ViralError(
      'file-not-found',
      `${feed} cannot be read; check the path, or write an address with https://`,
      {
        cause,
      },
    );
  }
  return feedBytes({name: name ?? `feed/${basename(feed)}`, bytes: Buffer.concat(chunks)});
}

/** The sources that the flags name; every service that has what it needs where they name none. */
export async function newsSourcesOf(
  flags: Pick<NewsFlags, 'feed' | 'source'>,
  signal: AbortSignal,
): Promise<readonly NewsSource[]> {
  const feeds = flags.feed ?? [];
  const sources: NewsSource[] = [];
  for (const [index, feed] of feeds.entries()) {
    const source = await feedOf(feed, undefined, signal);
    const isTaken = sources.some(({name}) => name === source.name);
    sources.push(isTaken ? await feedOf(feed, `${source.name}#${index + 1}`, signal) : source);
  }
  const asked = flags.source?.map((name) => oneOf('--source', newsServiceNames, name));
  // Feeds alone where only feeds are named; else every service that has what it needs.
  const wanted = asked ?? (feeds.length > 0 ? [] : newsServiceNames);
  for (const name of new Set(wanted)) {
    const service = await embeddedNewsService(name);
    if (service) sources.push(service);
    else if (asked) {
      throw new InvalidInputError('--source', [
        {path: '', message: `'${name}' needs a key; set its environment variable, see viral --help`},
      ]);
    }
  }
  return sources;
}

/** `viral news`: what is reported now, the most prominent first, and why. */
export async function news(flags: NewsFlags, signal: AbortSignal): Promise<number> {
  const limit = numberOf('--limit', flags.limit ?? '10', {least: 1, most: 200, whole: true});
  const category =
    flags.category === undefined ? undefined : oneOf('--category', newsCategories, flags.category);
  const aggregator = createNewsAggregator({
    sources: await newsSourcesOf(flags, signal),
    cache: memoryCache(),
  });
  const found = await aggregator.fetchTrendingNews({
    limit,
    signal,
    ...(flags.topic === undefined ? {} : {topic: flags.topic}),
    ...(category === undefined ? {} : {category}),
    ...(flags.language === undefined ? {} : {language: flags.language}),
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return exitCodes.done;
  }
  const lines = found.stories.flatMap(({title, score, reasons, reports: [report]}, index) => [
    `${String(index + 1).padStart(2)}  ${title}`,
    `    ${score.toFixed(2)}: ${reasons.map(({text}) => text).join('; ')}`,
    ...(report?.url === undefined ? [] : [`    ${report.url}`]),
  ]);
  if (lines.length === 0) {
    lines.push(
      'No story fits. Widen the topic, or name other feeds; only the last three days are looked at.',
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const {source, status, error, degraded} of found.sources) {
    if (error)
      process.stderr.write(
        `${source} ${status === 'stale' ? 'is older news' : 'was left out'}: ${error.message}\n`,
      );
    for (const each of degraded) process.stderr.write(`${each}\n`);
  }
  return exitCodes.done;
}
