import type {SourceText} from '../schema/index.ts';

/** Something to read: a web address, or bytes with a name that hints at their format. */
export type SourceInput =
  | {readonly kind: 'url'; readonly url: string}
  | {readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name?: string};

export interface ReadRequest {
  readonly input: SourceInput;
  readonly signal: AbortSignal;
}

/** Turns a page or a file into plain text with its origin. Users call `readSource`. */
export interface SourceReader {
  readonly name: string;
  doRead(request: ReadRequest): Promise<SourceText>;
}
