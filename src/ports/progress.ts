/** The steps of making one video, in order. */
export const steps = [
  'read',
  'prepare',
  'write',
  'narrate',
  'gather',
  'storyboard',
  'soundtrack',
  'render',
  'inspect',
  'finish',
] as const;
export type Step = (typeof steps)[number];

/** How far a step is. A step sends at least its start (0) and its end (1). */
export interface Progress {
  readonly step: Step;
  /** 0..1 within the step. */
  readonly fraction: number;
  /** Short and readable, as in `frame 120 of 900`. */
  readonly detail?: string;
  readonly frames?: {readonly done: number; readonly total: number; readonly perSecond: number};
  /** Seconds until this step ends, once that can be told. */
  readonly etaInSeconds?: number;
}

export type OnProgress = (progress: Progress) => void;
