/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};
export type JsonObject = {readonly [key: string]: Json};

/** A record as it is kept. */
export interface StoredDocument {
  readonly id: string;
  readonly value: JsonObject;
  /** Grows with every write of this document; at least 1. */
  readonly revision: number;
}

export interface DocumentWrite {
  readonly collection: string;
  readonly id: string;
  /** What stands there from now on; null removes the document. */
  readonly value: JsonObject | null;
  /** Write only where the document still has this revision; 0: where there is none. Left out: whatever is there. */
  readonly ifRevision?: number;
}

export interface ListRequest {
  /** Only ids that start with this. */
  readonly prefix?: string;
  /** Only ids behind this one. */
  readonly after?: string;
  /** At most this many, 1 to 10,000. */
  readonly limit: number;
}

/**
 * Keeps records: JSON objects by id, in collections. Ids are 1 to 500 characters without control characters, collections
 * lower-case words with hyphens. What a resolved write acknowledged survives the end of the process, however it ends.
 */
export interface Documents {
  readonly name: string;
  /** One entry for each id, in the order asked for; null where there is none. */
  doGet(collection: string, ids: readonly string[]): Promise<readonly (StoredDocument | null)[]>;
  /** In the order of their ids, by code points. */
  doList(collection: string, request: ListRequest): Promise<readonly StoredDocument[]>;
  /**
   * As `doList`, without the values: for whoever keeps what it read and asks what changed. Left out where it costs as much
   * as reading the values.
   */
  doRevisions?(collection: string, request: ListRequest): Promise<readonly Omit<StoredDocument, 'value'>[]>;
  /**
   * All of these writes, or none.
   * @throws ViralError `store-conflict` (action `retry`) where a revision is not the expected one
   */
  doWrite(writes: readonly DocumentWrite[]): Promise<void>;
  doClose?(): Promise<void>;
}
