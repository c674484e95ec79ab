import {createReadStream} from 'node:fs';
import type {AssetFiles, Storyboard} from '../../schema/index.ts';
import {ViralError} from '../../errors.ts';
import type {Bucket} from './client.ts';

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
 * Opens a shelf.
 * @param prefix ends in `/`; nobody else's may be the same, for what lies below it is removed by `clear`
 */
export function openShelf(bucket: Bucket, prefix: string): AssetShelf {
  const placed = new Map<string, Promise<void>>();
  const upload = async (id: string, storyboard: Storyboard, file: string, signal: AbortSignal) => {
    const asset = storyboard.assets[id];
    if (asset === undefined) throw new ViralError('internal', `no asset '${id}'`);
    const {sha256, bytes, mimeType} = asset;
    const key = `${prefix}${sha256}`;
    let placing = placed.get(sha256);
    if (placing === undefined) {
      placing = (async () => {
        const there = await bucket.head(key);
        if (there?.bytes === bytes) return;
        // The bucket compares what arrives with what the storyboard names: a file may change under our feet.
        const checksum = Buffer.from(sha256, 'hex').toString('base64');
        await bucket.put({key, body: createReadStream(file), bytes, mimeType, sha256: checksum}, signal);
      })();
      placed.set(sha256, placing);
      placing.catch(() => placed.delete(sha256));
    }
    await placing;
    return bucket.readingUrl(key, readableFor);
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
