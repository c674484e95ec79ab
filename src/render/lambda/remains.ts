import {inAccount, type LambdaAccount} from './account.ts';
import {openBucket, type BucketEntry} from './bucket.ts';
import {clientVersion, functionFacts, lambdaClient, type Region} from './client.ts';
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

export interface BucketPlace {
  readonly region: string;
  readonly bucketName: string;
  /** Default: the account whose credentials the environment has. */
  readonly account?: LambdaAccount | undefined;
}

/** A place as another account's process takes it. */
const bare = ({region, bucketName}: BucketPlace): BucketPlace => ({region, bucketName});

/** What lies in a bucket beside its sites. */
export async function listRemains(place: BucketPlace): Promise<Remains> {
  if (place.account) return inAccount(place.account, 'listRemains', [bare(place)]);
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
export async function clearRemains(place: BucketPlace, olderThanMs: number, now: number): Promise<Remains> {
  if (place.account) return inAccount(place.account, 'clearRemains', [bare(place), olderThanMs, now]);
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

/**
 * Removes functions of Remotion's other versions.
 * @returns their names
 */
export async function removeOldFunctions(
  region: string,
  account?: LambdaAccount,
): Promise<readonly string[]> {
  if (account) return inAccount(account, 'removeOldFunctions', [region]);
  const {deleteFunction, getFunctions} = await lambdaClient();
  const version = await clientVersion();
  const found = await getFunctions({region: region as Region, compatibleOnly: false});
  const old = found
    .map(({functionName}) => functionName)
    .filter((name) => functionFacts(name) !== null && functionFacts(name)?.version !== version);
  for (const functionName of old) await deleteFunction({region: region as Region, functionName});
  return old;
}
