import {lambdaClient} from './client.ts';
import {openPriceBook} from './price.ts';
import {planRender, type Chunking} from './weight.ts';

export interface OfflineOptions {
  readonly region: string;
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  readonly timeoutInSeconds: number;
  readonly chunking: Chunking;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Of each video. */
  readonly seconds: number;
  readonly videos: number;
  /** Functions that may run at once. */
  readonly limit: number;
  /** What one function needs for a frame, where that was measured. */
  readonly secondsPerFrame?: number | undefined;
}

export interface BatchEstimate {
  /** Of one video. */
  readonly costInUsd: number;
  readonly functionSeconds: number;
  readonly weight: number;
  /** Of all videos. */
  readonly totalInUsd: number;
  /** From the first to the last, with the whole limit in use. */
  readonly hours: number;
  readonly videosPerDay: number;
}

/** What a batch would cost and how long it would take, worked out without asking AWS. */
export async function estimateBatch(options: OfflineOptions): Promise<BatchEstimate> {
  const {region, memorySizeInMb, diskSizeInMb, width, height, fps, limit, videos} = options;
  const prices = openPriceBook(
    await lambdaClient(),
    {region, memorySizeInMb, diskSizeInMb},
    options.secondsPerFrame,
  );
  const durationInFrames = Math.max(1, Math.round(options.seconds * fps));
  const size = {width, height, durationInFrames};
  const plan = planRender(durationInFrames, options.chunking, {
    secondsPerFrame: prices.secondsPerFrame(size),
    timeoutInSeconds: options.timeoutInSeconds,
  });
  const {costInUsd, functionSeconds} = prices.estimate(size, plan);
  const usable = limit - Math.max(1, Math.ceil(limit * 0.03));
  const perSecond = usable / functionSeconds;
  return {
    costInUsd,
    functionSeconds,
    weight: plan.weight,
    totalInUsd: costInUsd * videos,
    hours: videos / perSecond / 3600,
    videosPerDay: Math.floor(perSecond * 86_400),
  };
}
