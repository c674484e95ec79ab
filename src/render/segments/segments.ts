import type {Engine} from '../../schema/index.ts';
import type {Staged} from '../page/session.ts';

/** One scene's frames, drawn and encoded by itself. */
export interface SegmentPlan {
  /** Position of the scene, from 0. */
  readonly index: number;
  readonly sceneId: string;
  readonly sceneKind: string;
  /** First and last frame in the whole video. */
  readonly first: number;
  readonly last: number;
  /** Hash of everything that its pixels and their encoding depend on. */
  readonly key: string;
  /** Absolute path that the finished segment goes to. */
  readonly file: string;
}

export interface DrawSegmentsOptions {
  readonly staged: Staged;
  readonly plans: readonly SegmentPlan[];
  /** Hears of each frame that has been drawn; those of a segment that is drawn again come again. */
  readonly onFrame: (plan: SegmentPlan, frame: number) => void;
  /** Gets each segment as soon as its file is whole. */
  readonly onSegment: (plan: SegmentPlan, fonts: readonly string[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A way to turn scenes into files of H.264 without sound. */
export interface SegmentEngine {
  readonly name: Extract<Engine, 'web' | 'screenshots'>;
  /** Everything about the encoder that changes its output; part of a segment's key. */
  encoderOf(staged: Staged): Readonly<Record<string, string | number>>;
  /**
   * Draws segments, each to its own file.
   * @throws ViralError naming the frame; segments that were whole by then have been handed over
   */
  draw(options: DrawSegmentsOptions): Promise<void>;
}

export const framesOf = ({first, last}: SegmentPlan): number => last - first + 1;
