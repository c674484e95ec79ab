import {InvalidInputError, parseInput, type InputIssue} from '../errors.ts';
import type {Scraper} from '../ports/index.ts';
import {trendingVideoSchema, type TrendingVideo} from '../schema/index.ts';

export interface CollectOptions {
  /** At most this many rows are read; 100,000 when left out. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** A row that was turned away: where it stands and everything that is wrong with it. */
export interface RejectedRow {
  readonly place: string;
  readonly reasons: readonly InputIssue[];
}

export interface CollectedTrends {
  readonly videos: readonly TrendingVideo[];
  readonly rejected: readonly RejectedRow[];
}

/**
 * Reads trending videos from a scraper and checks every row. A row that is not a trending video, or that repeats one
 * (same platform, video and time of reading), is turned away with its reasons; none disappears.
 * @throws what the scraper throws when the whole source fails, or the signal's reason
 */
export async function collectTrends(
  scraper: Scraper,
  {limit = 100_000, signal = new AbortController().signal}: CollectOptions = {},
): Promise<CollectedTrends> {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new InvalidInputError('the options of collectTrends', [
      {path: 'limit', message: 'must be a whole number from 1'},
    ]);
  }
  const videos: TrendingVideo[] = [];
  const rejected: RejectedRow[] = [];
  const places = new Map<string, string>();
  let rows = 0;
  for await (const {place, value, problem} of scraper.doTrends({limit, signal})) {
    signal.throwIfAborted();
    if (rows++ >= limit) break;
    if (problem !== undefined) {
      rejected.push({place, reasons: [{path: '', message: problem}]});
      continue;
    }
    try {
      const video = parseInput(trendingVideoSchema, value, place);
      const key = JSON.stringify([video.platform, video.videoId, video.scrapedAt]);
      const earlier = places.get(key);
      if (earlier === undefined) {
        places.set(key, place);
        videos.push(video);
      } else {
        rejected.push({
          place,
          reasons: [{path: 'videoId', message: `stands at ${earlier} already, read at the same time`}],
        });
      }
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      rejected.push({place, reasons: error.issues});
    }
  }
  return {videos, rejected};
}
