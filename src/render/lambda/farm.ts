/** How a render stands, as its own records say. */
export type RenderState =
  | {
      readonly status: 'running';
      /** 0..1 */
      readonly fraction: number;
      readonly framesDone: number;
      /** Functions that have drawn their part and run no longer. */
      readonly chunksDone: number;
      /** Whether a function has taken it up; until then it may be waiting for one. */
      readonly drawing: boolean;
      /** Another whenever anything in it has moved. */
      readonly pulse: string;
      /** As far as it is known. */
      readonly spent: Spent;
    }
  | {readonly status: 'done'; readonly bytes: number; readonly spent: Spent}
  | {readonly status: 'failed'; readonly message: string; readonly spent: Spent}
  /** Nothing is known under that id. */
  | {readonly status: 'missing'};

export interface Spent {
  readonly costInUsd: number;
  /** Functions that were invoked. */
  readonly functions: number;
  /** Billed time of all functions together. */
  readonly functionSeconds: number;
}

/** A render that the records of a place know of. */
export interface KnownRender {
  readonly renderId: string;
  /** The key it writes to; `null` while it has not said so yet. */
  readonly output: string | null;
  /** Whether it may still come to something. */
  readonly alive: boolean;
}

/** A place where videos are rendered: one function in one region. `Order` is whatever it needs to begin. */
export interface Farm<Order> {
  readonly name: string;
  /**
   * Begins a render and resolves with its id, which the place makes.
   * @throws ViralError with the action `ambiguous` where nobody knows whether it has begun; with any other it has not
   */
  start(order: Order, output: string, signal: AbortSignal): Promise<string>;
  look(renderId: string): Promise<RenderState>;
  /** Renders whose records changed since then, but for those whose ids are known. */
  survey(sinceMs: number, known: ReadonlySet<string>): Promise<readonly KnownRender[]>;
  /** Has a render stop; what it has drawn is lost. */
  cancel(renderId: string): Promise<void>;
}
