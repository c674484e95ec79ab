import {openBucket, type BucketEntry} from './bucket.ts';
import {lambdaClient, type Region} from './client.ts';
import {outputPrefix} from './lambda-farm.ts';

export interface Remains {
  /** Finished videos that were left in the bucket. */
  readonly videos: {readonly count: number; readonly bytes: number};
  /** Files uploaded for renders. */
  readonly files: {readonly count: number; readonly bytes: number};
  /** Records of renders, those under way included. */
  readonly records: {readonly count: number; readonly bytes: number};
}

const prefixes = {videos: outputPrefix, files: 'viral-assets/', records: 'renders/'} as const;

interface Place {
  readonly region: string;
  readonly bucketName: string;
}

/** What lies in a bucket beside its sites. */
export async function listRemains(place: Place): Promise<Remains> {
  const bucket = await openBucket(place.region as Region, place.bucketName);
  const counted = async (prefix: string) => {
    let count = 0;
    let bytes = 0;
    for await (const entry of bucket.list(prefix)) {
      count++;
      bytes += entry.bytes;
    }
    return {count, bytes};
  };
  return {
    videos: await counted(prefixes.videos),
    files: await counted(prefixes.files),
    records: await counted(prefixes.records),
  };
}

/**
 * Removes what is older, and what is not meant to be kept: a render that is under way reads files and writes records, so
 * an hour is the least.
 * @param olderThanMs at least 3 600 000
 */
export async function clearRemains(place: Place, olderThanMs: number, now: number): Promise<Remains> {
  const bucket = await openBucket(place.region as Region, place.bucketName);
  const age = Math.max(3_600_000, olderThanMs);
  const cleared = async (prefix: string) => {
    const old: BucketEntry[] = [];
    for await (const entry of bucket.list(prefix)) {
      if (now - entry.modified.getTime() >= age && !entry.key.startsWith('viral-assets/kept/'))
        old.push(entry);
    }
    await bucket.remove(old.map(({key}) => key));
    return {count: old.length, bytes: old.reduce((sum, {bytes}) => sum + bytes, 0)};
  };
  return {
    videos: await cleared(prefixes.videos),
    files: await cleared(prefixes.files),
    records: await cleared(prefixes.records),
  };
}

/** Removes functions by their names. */
export async function removeFunctions(region: string, names: readonly string[]): Promise<void> {
  const {deleteFunction} = await lambdaClient();
  for (const functionName of names) await deleteFunction({region: region as Region, functionName});
}
