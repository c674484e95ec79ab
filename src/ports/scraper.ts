export interface TrendsRequest {
  /** At most this many rows. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** One row as the outside gave it, with a place people can find again (`line 7`). */
export interface RawRow {
  readonly place: string;
  readonly value: unknown;
  /** Why the row could not be read at all; it is turned away with this reason. */
  readonly problem?: string;
}

/** Reads trending videos. Users call `collectTrends`, which validates every row. */
export interface Scraper {
  readonly name: string;
  doTrends(request: TrendsRequest): AsyncIterable<RawRow>;
}
