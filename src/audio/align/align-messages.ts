/** A piece of a sound: `lead` and `trail` samples of it only give the frames at its ends their surroundings. */
export interface SoundPiece {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRateHz: number;
  readonly lead: number;
  readonly trail: number;
}

/** A word of the reference rendering, seconds from the start of its piece; null where it is not said. */
export interface ReferenceSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * What the thread is told, in order: the sound piece by piece, the reference line by line with the words of each, and
 * the question. A `begin` forgets what came before it. Each is answered, so that pieces do not pile up.
 */
export type AlignRequest =
  | {readonly kind: 'begin'}
  | {readonly kind: 'sound'; readonly piece: SoundPiece}
  | {
      readonly kind: 'reference';
      readonly piece: SoundPiece;
      readonly spans: readonly (ReferenceSpan | null)[];
      readonly pauseBefore: readonly boolean[];
    }
  | {readonly kind: 'align'};

export interface AlignMessage {
  readonly id: number;
  readonly request: AlignRequest;
}

/** What `align` is answered: for each word when it is said, seconds, or null where it was not found. */
export interface Alignment {
  readonly spans: readonly (ReferenceSpan | null)[];
  /** As in `FoundWords`. */
  readonly unlikeness: number;
}

/** Null to everything but `align`. */
export type AlignReply =
  | {readonly id: number; readonly alignment: Alignment | null}
  | {readonly id: number; readonly error: string};
