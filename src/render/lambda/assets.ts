import type {AssetFiles, Storyboard} from '../../schema/index.ts';
import {ViralError} from '../../errors.ts';
import type {Bucket} from './bucket.ts';

/** Files of storyboards in a bucket, each once, named by their content. */
export interface AssetShelf {
  /** Uploads what is not there yet. @returns address of each asset, by asset id */
  place(storyboard: Storyboard, files: AssetFiles, signal: AbortSignal): Promise<Record<string, string>>;
  /** Removes everything on the shelf. */
  clear(): Promise<void>;
}

/** A render that has begun must be able to read its files until it ends, s. */
const readableFor = 24 * 60 * 60;

/**
 * What is older is uploaded anew, for `clearRemains` takes files of an hour's age and renders read them for up to a quarter
 * of one, ms.
 */
const freshInMs = 30 * 60 * 1000;

/**
 * Opens a shelf.
 * @param prefix ends in `/`; nobody else's may be the same, for what lies below it is removed by `clear`
 */
export function openShelf(bucket: Bucket, prefix: string): AssetShelf {
  const placed = new Map<string, {readonly atMs: number; readonly done: Promise<void>}>();
  const upload = async (id: string, storyboard: Storyboard, file: string, signal: AbortSignal) => {
    const asset = storyboard.assets[id];
    if (asset === undefined) throw new ViralError('internal', `no asset '${id}'`);
    const {sha256, bytes, mimeType} = asset;
    const key = `${prefix}${sha256}`;
    const isFresh = (sinceMs: number) => bucket.now() - sinceMs < freshInMs;
    for (;;) {
      signal.throwIfAborted();
      let placing = placed.get(sha256);
      if (placing === undefined || !isFresh(placing.atMs)) {
        const put = async () => {
          const there = await bucket.head(key);
          if (there?.bytes === bytes && isFresh(there.modified.getTime())) return;
          // The bucket compares what arrives with what the storyboard names: a file may change under our feet.
          await bucket.put({key, file, bytes, mimeType, sha256}, signal);
        };
        placing = {atMs: bucket.now(), done: put()};
        placed.set(sha256, placing);
        const mine = placing;
        placing.done.catch(() => placed.get(sha256) === mine && placed.delete(sha256));
        await placing.done;
      } else {
        // Another video's upload: its end, by failure or because nobody wants it any more, is not this one's.
        const done = await placing.done.then(
          () => true,
          () => false,
        );
        if (!done) continue;
      }
      return bucket.readingUrl(key, readableFor);
    }
  };
  return {
    async place(storyboard, files, signal) {
      const urls: Record<string, string> = {};
      for (const id of Object.keys(storyboard.assets)) {
        signal.throwIfAborted();
        const file = files[id];
        if (file === undefined) {
          throw new ViralError('asset-missing', `No file was given for the asset '${id}'.`);
        }
        urls[id] = await upload(id, storyboard, file, signal);
      }
      return urls;
    },
    async clear() {
      const keys: string[] = [];
      for await (const {key} of bucket.list(prefix)) keys.push(key);
      await bucket.remove(keys);
      placed.clear();
    },
  };
}
