import type {Platform} from '../../platforms/index.ts';

/** How a platform likes its videos told. Trade practice, not measured: pass your own seconds where you know better. */
export interface PlatformPlan {
  /** Lengths that are watched through; a script outside is brought inside. */
  readonly seconds: {readonly min: number; readonly max: number};
  /** Factor on the style's speaking rate. */
  readonly pace: number;
}

export const platformPlans: Readonly<Record<Platform, PlatformPlan>> = {
  tiktok: {seconds: {min: 20, max: 40}, pace: 1.04},
  youtube: {seconds: {min: 30, max: 55}, pace: 1},
  instagram: {seconds: {min: 15, max: 30}, pace: 1.02},
};

/** The length a script gets on a platform where none is asked for. */
export function lengthFor(platform: Platform, seconds: number): number {
  const {min, max} = platformPlans[platform].seconds;
  return Math.min(max, Math.max(min, seconds));
}
