import type {ReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';
import {createWriteStream} from 'node:fs';
import type {Readable} from 'node:stream';
import {ViralError} from '../../errors.ts';
import {cloudError} from './failures.ts';

export type LambdaClient = typeof import('@remotion/lambda-client');
export type LambdaDeployment = typeof import('@remotion/lambda');
/** A region of AWS by its name; Remotion refuses those it does not know. */
export type Region = Parameters<LambdaClient['estimatePrice']>[0]['region'];

async function loaded<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      `Rendering on Lambda needs ${name}, which is not installed; run "npm i --save-exact @remotion/lambda @remotion/lambda-client" in the version of your remotion.`,
      {cause},
    );
  }
}

/** What starts renders and looks after them: light, no bundler. */
export const lambdaClient = async (): Promise<LambdaClient> =>
  loaded('@remotion/lambda-client', () => import('@remotion/lambda-client'));

/** What deploys functions and sites: heavy. */
export const lambdaDeployment = async (): Promise<LambdaDeployment> =>
  loaded('@remotion/lambda', () => import('@remotion/lambda'));

export interface BucketEntry {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

export interface Upload {
  readonly key: string;
  readonly body: ReadStream | Buffer | string;
  readonly bytes: number;
  readonly mimeType: string;
  /** Base64; the bucket refuses a body that is another. */
  readonly sha256?: string;
}

/** One bucket, spoken to with the credentials of the environment. Errors are of this package's family. */
export interface Bucket {
  readonly name: string;
  /** @returns null when there is no such object */
  head(key: string): Promise<BucketEntry | null>;
  /** @returns null when there is no such object */
  readText(key: string): Promise<string | null>;
  put(upload: Upload, signal?: AbortSignal): Promise<void>;
  download(key: string, file: string, signal: AbortSignal): Promise<void>;
  list(prefix: string): AsyncGenerator<BucketEntry, void, undefined>;
  remove(keys: readonly string[]): Promise<void>;
  /** An address that reads one object, without credentials, for so long. */
  readingUrl(key: string, expiresInSeconds: number): Promise<string>;
}

const isMissing = (error: unknown) =>
  error instanceof Error && ['NoSuchKey', 'NotFound', '404'].includes(error.name);

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
    async put({key, body, bytes, mimeType, sha256}, signal) {
      await asked(`writing ${key}`, async () =>
        s3.send(
          new sdk.PutObjectCommand({
            Bucket: name,
            Key: key,
            Body: body,
            ContentLength: bytes,
            ContentType: mimeType,
            ...(sha256 === undefined ? {} : {ChecksumSHA256: sha256}),
          }),
          signal ? {abortSignal: signal} : {},
        ),
      );
    },
    async download(key, file, signal) {
      await asked(`reading ${key}`, async () => {
        const body = await readBody(key, signal);
        if (body === null) throw new ViralError('render-failed', `${key} is not in the bucket ${name}.`);
        await pipeline(body, createWriteStream(file), {signal});
      });
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
  };
}

/** The version of Remotion's Lambda code that is installed here: what functions and sites must have as well. */
export async function clientVersion(): Promise<string> {
  const {speculateFunctionName} = await lambdaClient();
  const name = speculateFunctionName({memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120});
  return functionFacts(name)?.version ?? 'unknown';
}

export interface FunctionFacts {
  readonly version: string;
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  readonly timeoutInSeconds: number;
}

/** What the name of a function says of it, as in `remotion-render-4-0-527-mem2048mb-disk2048mb-240sec`. */
export function functionFacts(functionName: string): FunctionFacts | null {
  const found = /^remotion-render-(\d+-\d+-\d+.*)-mem(\d+)mb-disk(\d+)mb-(\d+)sec$/.exec(functionName);
  if (found === null) return null;
  return {
    version: (found[1] ?? '').replace(/^(\d+)-(\d+)-(\d+)/, '$1.$2.$3'),
    memorySizeInMb: Number(found[2]),
    diskSizeInMb: Number(found[3]),
    timeoutInSeconds: Number(found[4]),
  };
}

/** What a new account may be given; nothing else is known where the quota cannot be read. */
const smallestLimit = 10;

/**
 * Functions that may run at once in the account, in that region. Where its settings may not be read: 10, what the
 * smallest accounts have.
 */
export async function accountLimit(
  region: string,
): Promise<{readonly limit: number; readonly known: boolean}> {
  const client = await lambdaClient();
  const {client: lambda, sdk} = client.getAwsClient({region: region as Region, service: 'lambda'});
  try {
    const {AccountLimit} = await lambda.send(new sdk.GetAccountSettingsCommand({}));
    const limit = AccountLimit?.ConcurrentExecutions;
    return limit === undefined ? {limit: smallestLimit, known: false} : {limit, known: true};
  } catch {
    return {limit: smallestLimit, known: false};
  }
}
