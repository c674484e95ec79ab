import type {ViralError} from '../../errors.ts';
import type {RenderFate} from './failures.ts';
import type {Farm, Spent} from './farm.ts';
import type {RoomOptions} from './rooms.ts';

/** One video to render. */
export interface Job<Order> {
  /** Content hash of everything that makes the video what it is: equal keys are one job. */
  readonly key: string;
  /** Functions that run at once while it draws. */
  readonly weight: number;
  /** What it is expected to take; paces looking after it, and counts against the budget until it is done. */
  readonly estimate: {readonly costInUsd: number; readonly seconds: number};
  /** Prepares what the place needs, such as files in its bucket. */
  readonly orderFor: (place: string) => Promise<Order>;
}

export interface Place<Order> extends RoomOptions {
  readonly farm: Farm<Order>;
}

/** A render that is over and came to something. */
export interface RenderedJob {
  readonly key: string;
  readonly place: string;
  readonly renderId: string;
  readonly output: string;
  readonly bytes: number;
  readonly spent: Spent;
  /** Renders begun for it, and what they cost together. */
  readonly attempts: number;
  readonly costInUsd: number;
}

export type JobNews =
  | {readonly status: 'waiting'}
  | {readonly status: 'begun'; readonly renderId: string; readonly place: string}
  | {readonly status: 'running'; readonly fraction: number; readonly framesDone: number};

export type OnJob = (state: JobNews) => void;

/** What a render's failure costs the job. */
export interface Over {
  readonly fate: RenderFate;
  readonly message: string;
  readonly spent: Spent;
  /** What it was told as, where a call failed. */
  readonly error?: ViralError;
}

export const nothingSpent: Spent = {costInUsd: 0, functions: 0, functionSeconds: 0};
/** Looks that fail one after the other, before somebody is told. */
export const patience = 60;
