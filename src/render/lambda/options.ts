import {z} from 'zod';
import {InvalidInputError, parseInput} from '../../errors.ts';
import type {LambdaAccount} from './account.ts';
import type {Quality} from '../quality.ts';
import type {Clock} from './rooms.ts';
import type {Chunking} from './weight.ts';

/** A function, a site and their bucket in one region: what `deployLambda` returns. */
export interface LambdaPlace {
  /** Another account than the one whose credentials the environment has. */
  readonly account?: LambdaAccount | undefined;
  /** As in `eu-central-1`. */
  readonly region: string;
  readonly functionName: string;
  readonly serveUrl: string;
  /** Default: the one that `serveUrl` names. */
  readonly bucketName?: string | undefined;
  /** Functions that may run at once. Default: the account's quota in that region; 10 where it may not be read. */
  readonly limit?: number | undefined;
  /** Functions of these that are left to others and to Remotion's own retries. Default: 3 in 100, at least 1. */
  readonly reserve?: number | undefined;
}

export interface LambdaRendererOptions extends LambdaPlace {
  /** More regions and accounts; each video goes where most room is. */
  readonly also?: readonly LambdaPlace[] | undefined;
  /**
   * `throughput` draws a video in one function as long as that surely ends in the function's time: the most videos for a
   * quota and the money. `latency` cuts it as Remotion does by default: the earliest end. Default `throughput`.
   */
  readonly chunking?: Chunking | undefined;
  /** Default `standard`. */
  readonly quality?: Quality | undefined;
  /** USD for everything this renderer renders; refuses before it spends more. Storage and transfer do not count. */
  readonly budgetInUsd?: number | undefined;
  /**
   * File that remembers what was begun, so that another process can go on after this one was killed. Finished videos then
   * stay in the bucket until `removeRemains`. Default: nothing is remembered.
   */
  readonly journal?: string | undefined;
  /** What stays in the bucket after `close`: finished videos, uploaded files. Default: nothing. */
  readonly keep?: {readonly videos?: boolean; readonly files?: boolean} | undefined;
  /** Videos asked for at the same time. Default: a tenth more than the limits, up to 2000; 220 for a
   * place whose limit is not given. */
  readonly concurrency?: number | undefined;
  /** Functions begun a second. Default 80; AWS takes a thousand in ten seconds. */
  readonly startsPerSecond?: number | undefined;
  /** Longest time for a frame, ms; at least 7000. Default 30 000. */
  readonly timeoutInMs?: number | undefined;
  /** A video is begun again so often after a crash. Default 1. */
  readonly retries?: number | undefined;
  /** Has the function call this address when it is done; hand what arrives to `receiveWebhook`. */
  readonly webhook?: {readonly url: string; readonly secret: string} | undefined;
  /** Between two looks at a render, ms. Default 2000 to 15 000. */
  readonly pollInMs?: {readonly least: number; readonly most: number} | undefined;
  /** For so long a render that nobody has heard of may turn up, ms. Default 60 000. */
  readonly graceInMs?: number | undefined;
  /** Your Remotion licence key, handed on to Remotion. */
  readonly licenseKey?: string | undefined;
  /** Absolute path of another ffmpeg, for covers. */
  readonly ffmpegPath?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly clock?: Clock | undefined;
  /** 0 ≤ random() < 1 */
  readonly random?: (() => number) | undefined;
}

/** What is taken where nothing is said; the simulation takes the same. */
export const lambdaDefaults = {
  startsPerSecond: 80,
  timeoutInMs: 30_000,
  retries: 1,
  pollInMs: {least: 2000, most: 15_000},
  graceInMs: 60_000,
} as const;

/** Of a limit, what is left to others and to Remotion's own retries. */
export const reserveOf = (limit: number) => Math.min(limit - 1, Math.max(1, Math.ceil(limit * 0.03)));

/**
 * A function writes what it does every second or so; a frame may take as long as it is allowed to. What says nothing for
 * far longer has ended.
 */
export const silenceOf = (timeoutInMs: number) => Math.max(120_000, 4 * timeoutInMs);

const aFunction = (value: unknown) => typeof value === 'function';
const credentialsSchema = z.union([
  z.strictObject({
    accessKeyId: z.string().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().min(1).optional(),
  }),
  z.strictObject({profile: z.string().min(1)}),
]);
export const accountSchema = z.strictObject({
  name: z.string().regex(/^[0-9a-zA-Z_-]{1,60}$/, 'must be letters, digits, - and _'),
  credentials: z.union([
    credentialsSchema,
    z.custom<Extract<LambdaAccount['credentials'], () => unknown>>(
      aFunction,
      'must be credentials, a profile, or a function that gives them',
    ),
  ]),
});

const placeShape = {
  account: accountSchema.optional(),
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
  functionName: z.string().min(1),
  serveUrl: z.url(),
  bucketName: z.string().min(3).optional(),
  limit: z.int().min(1).max(1_000_000).optional(),
  reserve: z.int().min(0).optional(),
};
const optionsSchema = z.strictObject({
  ...placeShape,
  also: z.array(z.strictObject(placeShape)).optional(),
  chunking: z
    .union([z.enum(['throughput', 'latency']), z.strictObject({framesPerLambda: z.int().min(1)})])
    .optional(),
  quality: z.enum(['draft', 'standard', 'high']).optional(),
  budgetInUsd: z.number().min(0).optional(),
  journal: z.string().min(1).optional(),
  keep: z.strictObject({videos: z.boolean().optional(), files: z.boolean().optional()}).optional(),
  concurrency: z.int().min(1).max(10_000).optional(),
  startsPerSecond: z.number().positive().max(10_000).optional(),
  timeoutInMs: z.int().min(7000).max(600_000).optional(),
  retries: z.int().min(0).max(10).optional(),
  webhook: z.strictObject({url: z.url(), secret: z.string().min(1)}).optional(),
  pollInMs: z.strictObject({least: z.number().min(50), most: z.number().min(50)}).optional(),
  graceInMs: z.number().min(0).optional(),
  licenseKey: z.string().min(1).optional(),
  ffmpegPath: z.string().min(1).optional(),
  fetch: z.custom<typeof globalThis.fetch>(aFunction).optional(),
  clock: z
    .custom<Clock>((value) => typeof value === 'object' && value !== null && 'sleep' in value)
    .optional(),
  random: z.custom<() => number>(aFunction).optional(),
});

/** What was given, as it was checked. */
export type CheckedOptions = z.infer<typeof optionsSchema>;

/**
 * Checks what `lambdaRenderer` was given.
 * @throws InvalidInputError with the path of each bad field
 */
export function checkOptions(options: LambdaRendererOptions): CheckedOptions {
  const parsed = parseInput(optionsSchema, options, 'the options of lambdaRenderer');
  const wanted = placesOf(parsed);
  const twice = wanted.findIndex((place, index) =>
    wanted.some((other, at) => at < index && placeName(other) === placeName(place)),
  );
  if (twice === -1) return parsed;
  const path = `also[${twice - 1}].region`;
  throw new InvalidInputError('the options of lambdaRenderer', [
    {
      path,
      message: `${wanted[twice] && placeName(wanted[twice])} was given already; a region counts its functions together`,
    },
  ]);
}

/** As journals and progress have it: `eu-central-1`, or `acme/eu-central-1` in another account. */
export const placeName = ({
  account,
  region,
}: {
  readonly account?: {readonly name: string} | undefined;
  readonly region: string;
}) => (account === undefined ? region : `${account.name}/${region}`);

/** All places to render at, the first one first. */
export const placesOf = (options: CheckedOptions) => [options, ...(options.also ?? [])] as const;
