import type {LambdaClient, Region} from './client.ts';
import type {RenderPlan} from './weight.ts';

/**
 * What a function is taken to need before anything was measured, at 2048 MB and 1080x1920: an assumption from Remotion's
 * published example (a minute of video for about 2 cents), replaced by what renders were counted at.
 */
const assumedSecondsPerFrame = 0.2;
const assumedStartSeconds = 4;
const referencePixels = 1080 * 1920;
/** Weight of the newest count in the running mean. */
const newest = 0.2;

export interface PriceFacts {
  readonly region: string;
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
}

export interface Estimate {
  readonly costInUsd: number;
  /** Of all functions together. */
  readonly functionSeconds: number;
  readonly functions: number;
}

/** Learns from finished renders what the next ones will need. */
export interface PriceBook {
  /** Seconds one function needs for a frame of that size. */
  secondsPerFrame(size: {readonly width: number; readonly height: number}): number;
  estimate(video: VideoSize, plan: RenderPlan): Estimate;
  /** `functionSeconds` as billed, for a video that was rendered after `plan`. */
  learn(video: VideoSize, plan: RenderPlan, functionSeconds: number): void;
}

export interface VideoSize {
  readonly width: number;
  readonly height: number;
  readonly durationInFrames: number;
}

/**
 * Opens a book of prices: Remotion's own `estimatePrice` over times that are learned.
 * @param secondsPerFrame of 1080x1920 in one function, where it was measured
 */
export function openPriceBook(
  client: Pick<LambdaClient, 'estimatePrice'>,
  facts: PriceFacts,
  secondsPerFrame?: number,
): PriceBook {
  // Memory buys processor: half of it, twice the time.
  let perFrame = secondsPerFrame ?? assumedSecondsPerFrame * (2048 / facts.memorySizeInMb);
  const scale = ({width, height}: {readonly width: number; readonly height: number}) =>
    // Half of the work of a frame does not depend on its size.
    0.5 + 0.5 * ((width * height) / referencePixels);
  // The launched function waits while others draw: it is billed as long as the longest of them.
  const overhead = (plan: RenderPlan, drawing: number) =>
    assumedStartSeconds * (plan.chunks + 1) + (plan.chunks === 0 ? 0 : drawing / plan.chunks);
  return {
    secondsPerFrame: (size) => perFrame * scale(size),
    estimate(video, plan) {
      const drawing = perFrame * scale(video) * video.durationInFrames;
      const functionSeconds = drawing + overhead(plan, drawing);
      const functions = plan.chunks + 2;
      const costInUsd = client.estimatePrice({
        region: facts.region as Region,
        memorySizeInMb: facts.memorySizeInMb,
        diskSizeInMb: facts.diskSizeInMb,
        lambdasInvoked: functions,
        durationInMilliseconds: functionSeconds * 1000,
      });
      return {costInUsd, functionSeconds, functions};
    },
    learn(video, plan, functionSeconds) {
      const share = plan.chunks === 0 ? 1 : 1 + 1 / plan.chunks;
      const drawing = (functionSeconds - assumedStartSeconds * (plan.chunks + 1)) / share;
      const counted = Math.max(drawing, 0.1) / video.durationInFrames / scale(video);
      perFrame = perFrame * (1 - newest) + counted * newest;
    },
  };
}
