import type {NewsCategory} from '../schema/index.ts';

export interface NewsRequest {
  /** What the news should be about; a source that cannot search ignores it. */
  readonly topic?: string;
  readonly category?: NewsCategory;
  /** BCP 47. */
  readonly language?: string;
  /** At most this many items, newest or most prominent first. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** One item as a source gave it, in plain text; it is checked by whoever asked. */
export interface RawNewsItem {
  readonly title?: string | undefined;
  /** Absolute. */
  readonly url?: string | undefined;
  /** What the source calls it; with the source's name it is its identity where there is no address. */
  readonly key?: string | undefined;
  readonly summary?: string | undefined;
  readonly content?: string | undefined;
  /** ISO 8601; absent where the source gives none that can be read. Never the time of reading. */
  readonly publishedAt?: string | undefined;
  readonly author?: string | undefined;
  readonly publisher?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly imageUrl?: string | undefined;
  readonly language?: string | undefined;
  /** Votes of readers, where the source counts them. */
  readonly points?: number | undefined;
  readonly comments?: number | undefined;
}

export interface NewsBatch {
  readonly items: readonly RawNewsItem[];
  /** What did not work and was not needed, in words. */
  readonly degraded?: readonly string[];
}

/** Reads current news. Users call a `NewsAggregator`, which checks, merges and ranks. */
export interface NewsSource {
  /** Names the source, as in `rss/example.com` or `guardian`; unique among those that are asked together. */
  readonly name: string;
  /** All that changes what it gives beside name and request. Never a secret. */
  readonly settings?: Readonly<Record<string, string | number | boolean | null>>;
  /** @throws ViralError whose action says whether another try makes sense; the signal's reason */
  doFetch(request: NewsRequest): Promise<NewsBatch>;
}
