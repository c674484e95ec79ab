import {openBucket, type Bucket} from './bucket.ts';
import {accountLimit, lambdaClient, type Region} from './client.ts';
import type {Farm} from './farm.ts';
import {lambdaFarm, type LambdaOrder} from './lambda-farm.ts';
import type {FarmPlace} from './site.ts';

/** What speaks to a place with its account's credentials. */
export interface PlaceTools {
  readonly bucket: Bucket;
  readonly farm: Farm<LambdaOrder>;
  /** Functions that may run at once in the account and region. */
  limit(): Promise<number>;
}

export interface ToolsOptions {
  readonly place: FarmPlace;
  /** Longest time for a frame, ms. */
  readonly timeoutInMs: number;
  readonly licenseKey: string | null;
  readonly webhook: {readonly url: string; readonly secret: string} | null;
}

/**
 * The tools for a place of the account whose credentials this process has in its environment, where Remotion looks.
 * @throws ViralError `dependency-missing`
 */
export async function openTools(options: ToolsOptions): Promise<PlaceTools> {
  const {place} = options;
  const bucket = await openBucket(place.region as Region, place.bucketName);
  const farm = lambdaFarm({client: await lambdaClient(), bucket, ...options});
  return {bucket, farm, limit: async () => (await accountLimit(place.region)).limit};
}
