import {createReadStream, createWriteStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {ViralError} from '../../errors.ts';
import {retrying} from '../../retry.ts';
import {writingError} from '../../whole-files.ts';
import {lambdaClient, type Region} from './client.ts';
import {cloudError} from './failures.ts';

export interface BucketEntry {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

export interface Upload {
  readonly key: string;
  readonly file: string;
  readonly bytes: number;
  readonly mimeType: string;
  /** Hex; the bucket refuses a body that is another. */
  readonly sha256: string;
}

/** One bucket, spoken to with the credentials of the environment. Errors are of this package's family. */
export interface Bucket {
  readonly name: string;
  /** @returns null when there is no such object */
  head(key: string): Promise<BucketEntry | null>;
  /** @returns null when there is no such object */
  readText(key: string): Promise<string | null>;
  /**
   * Uploads a file, again where the bucket is busy.
   * @throws ViralError `asset-changed` when the file is not the one that was named
   */
  put(upload: Upload, signal: AbortSignal): Promise<void>;
  /**
   * Fetches an object whole, again where that fails on the way.
   * @returns whether there is such an object
   * @throws ViralError `disk-full`, `output-unwritable`
   */
  download(
    from: {readonly key: string; readonly bytes: number},
    file: string,
    signal: AbortSignal,
  ): Promise<boolean>;
  list(prefix: string): AsyncGenerator<BucketEntry, void, undefined>;
  remove(keys: readonly string[]): Promise<void>;
  /** An address that reads one object, without credentials, for so long. */
  readingUrl(key: string, expiresInSeconds: number): Promise<string>;
  /** What is to be added to this machine's clock for the bucket's, as far as they were seen to differ, ms. */
  skewInMs(): number;
  /** The bucket's time, ms. */
  now(): number;
}

const isMissing = (error: unknown) =>
  error instanceof Error && ['NoSuchKey', 'NotFound', '404'].includes(error.name);

const changed = (file: string) =>
  new ViralError(
    'asset-changed',
    `${file} is not the file that the storyboard was made with. Make the storyboard anew.`,
  );

const nothing = () => undefined;
const silent = {trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing};

/** Removals under way at once. */
const removals = 16;

/**
 * Opens a bucket.
 * @throws ViralError `dependency-missing`
 */
export async function openBucket(region: Region, name: string): Promise<Bucket> {
  const client = await lambdaClient();
  const {client: s3, sdk} = client.getAwsClient({region, service: 's3'});
  const asked = async <Value>(what: string, act: () => Promise<Value>): Promise<Value> => {
    try {
      return await act();
    } catch (error) {
      throw cloudError(error, `${what} in the bucket ${name}`);
    }
  };
  // It would print what is told by errors, into the user's display.
  s3.config.logger = silent;
  // The SDK learns it from answers, once it is more than what a signature may be old.
  const skewInMs = () => s3.config.systemClockOffset;
  const readBody = async (key: string, signal?: AbortSignal): Promise<Readable | null> => {
    try {
      const answer = await s3.send(
        new sdk.GetObjectCommand({Bucket: name, Key: key}),
        signal ? {abortSignal: signal} : {},
      );
      return answer.Body as Readable;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  return {
    name,
    head: async (key) =>
      asked(`looking for ${key}`, async () => {
        try {
          const {ContentLength, LastModified} = await s3.send(
            new sdk.HeadObjectCommand({Bucket: name, Key: key}),
          );
          return {key, bytes: ContentLength ?? 0, modified: LastModified ?? new Date(0)};
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      }),
    readText: async (key) =>
      asked(`reading ${key}`, async () => {
        const body = await readBody(key);
        if (body === null) return null;
        const pieces: Buffer[] = [];
        for await (const piece of body) pieces.push(piece as Buffer);
        return Buffer.concat(pieces).toString('utf8');
      }),
    async put({key, file, bytes, mimeType, sha256}, signal) {
      const {size} = await stat(file);
      if (size !== bytes) throw changed(file);
      await retrying(
        async () =>
          asked(`writing ${key}`, async () => {
            // A stream is read once: every try needs its own.
            const body = createReadStream(file);
            try {
              await s3.send(
                new sdk.PutObjectCommand({
                  Bucket: name,
                  Key: key,
                  Body: body,
                  ContentLength: bytes,
                  ContentType: mimeType,
                  ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
                }),
                {abortSignal: signal},
              );
            } catch (error) {
              if (error instanceof Error && /BadDigest|Checksum|InvalidDigest/.test(error.name))
                throw changed(file);
              throw error;
            } finally {
              body.destroy();
            }
          }),
        {signal},
      );
    },
    async download({key, bytes}, file, signal) {
      return retrying(
        async () =>
          asked(`reading ${key}`, async () => {
            const body = await readBody(key, signal);
            if (body === null) return false;
            const target = createWriteStream(file);
            let broken: unknown = null;
            target.once('error', (error) => (broken = error));
            try {
              await pipeline(body, target, {signal});
            } catch (error) {
              if (broken === error) throw writingError(error, file);
              throw error;
            }
            if (bytes === 0 || target.bytesWritten === bytes) return true;
            throw new ViralError(
              'render-failed',
              `${key} came with ${target.bytesWritten} of ${bytes} bytes.`,
              {action: 'retry'},
            );
          }),
        {signal},
      );
    },
    async *list(prefix) {
      let token: string | undefined;
      do {
        const page = await asked(`listing ${prefix}`, async () =>
          s3.send(
            new sdk.ListObjectsV2Command({
              Bucket: name,
              Prefix: prefix,
              ...(token === undefined ? {} : {ContinuationToken: token}),
            }),
          ),
        );
        for (const {Key, Size, LastModified} of page.Contents ?? []) {
          if (Key !== undefined) yield {key: Key, bytes: Size ?? 0, modified: LastModified ?? new Date(0)};
        }
        token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },
    async remove(keys) {
      const waiting = [...keys];
      const work = async () => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
          const named = key;
          await asked(`removing ${named}`, async () =>
            s3.send(new sdk.DeleteObjectCommand({Bucket: name, Key: named})),
          );
        }
      };
      await Promise.all(Array.from({length: Math.min(removals, keys.length)}, work));
    },
    readingUrl: async (key, expiresInSeconds) =>
      asked(`signing an address of ${key}`, async () =>
        client.presignUrl({region, bucketName: name, objectKey: key, expiresInSeconds}),
      ),
    skewInMs,
    now: () => Date.now() + skewInMs(),
  };
}
