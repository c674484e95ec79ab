import {cp, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {parseInput, ViralError} from '../../errors.ts';
import {packageVersion} from '../../package-version.ts';
import {openUnfinishedFolder} from '../../whole-files.ts';
import {prepareBundle, type Bundle} from '../bundle/bundle.ts';
import {createSession} from '../page/session.ts';
import {inAccount, type LambdaAccount} from './account.ts';
import {openBucket} from './bucket.ts';
import {clientVersion, functionFacts, lambdaClient, lambdaDeployment, type Region} from './client.ts';
import {cloudError} from './failures.ts';
import {accountSchema} from './options.ts';
import {siteFactsName, type SiteFacts} from './site.ts';

export interface DeployLambdaOptions {
  /** As in `eu-central-1`. */
  readonly region: string;
  /** Default: the account whose credentials the environment has. */
  readonly account?: LambdaAccount | undefined;
  /** Name of the site in the bucket. Default `viral-video-generator`. */
  readonly siteName?: string | undefined;
  /** 512 to 10240; more memory is more processor. Default 2048. */
  readonly memorySizeInMb?: number | undefined;
  /** 512 to 10240. Default 2048. */
  readonly diskSizeInMb?: number | undefined;
  /** Longest time of a function, 15 to 900 s; waiting costs nothing. Default 600. */
  readonly timeoutInSeconds?: number | undefined;
  /** Absolute path of a module that registers templates. Default: the templates of this package. */
  readonly entry?: string | undefined;
  /** Absolute path of the folder for bundles and the unpacked browser. */
  readonly cacheDir: string;
  /** Absolute path of a browser: templates are asked in it what they can draw. Default: the first that is found. */
  readonly browserExecutable?: string | undefined;
  /** Role that the function runs as, where it is not called `remotion-lambda-role`. */
  readonly roleArn?: string | undefined;
  /** 0..1, and what is being done. */
  readonly onProgress?: ((fraction: number, detail: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What `lambdaRenderer` needs, and what was done to get there. */
export interface DeployedLambda {
  readonly region: string;
  readonly functionName: string;
  readonly serveUrl: string;
  readonly bucketName: string;
  readonly did: {
    /** Whether the function was created, or was there. */
    readonly function: 'created' | 'unchanged';
    readonly site: 'uploaded' | 'unchanged';
    readonly uploadedFiles: number;
    readonly removedFiles: number;
  };
  /** Functions of Remotion's other versions that nothing here uses any more. */
  readonly oldFunctions: readonly string[];
}

const optionsSchema = z.strictObject({
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
  account: accountSchema.optional(),
  siteName: z
    .string()
    .regex(/^[0-9a-zA-Z_-]{1,60}$/, 'must be letters, digits, - and _')
    .optional(),
  memorySizeInMb: z.int().min(512).max(10_240).optional(),
  diskSizeInMb: z.int().min(512).max(10_240).optional(),
  timeoutInSeconds: z.int().min(15).max(900).optional(),
  entry: z.string().min(1).optional(),
  cacheDir: z.string().min(1),
  browserExecutable: z.string().min(1).optional(),
  roleArn: z.string().startsWith('arn:').optional(),
  onProgress: z
    .custom<(fraction: number, detail: string) => void>((value) => typeof value === 'function')
    .optional(),
  signal: z.instanceof(AbortSignal).optional(),
});

async function bundled(options: z.infer<typeof optionsSchema>, signal: AbortSignal): Promise<Bundle> {
  const {cacheDir, entry, browserExecutable} = options;
  const session = createSession({
    cacheDir,
    pages: 1,
    ...(entry === undefined ? {} : {entry}),
    ...(browserExecutable === undefined ? {} : {browserExecutable}),
  });
  try {
    await session.prepare(signal, (fraction) => options.onProgress?.(fraction * 0.5, 'bundling'));
    // Now it is in the cache; asking for it again gives its folder.
    return await prepareBundle({
      cacheDir,
      signal,
      ...(entry === undefined ? {} : {entry}),
      describe: async () => {
        throw new ViralError('internal', 'the bundle has changed while it was deployed; deploy once more');
      },
    });
  } finally {
    await session.close();
  }
}

/** Remotion deploys without sharing errors: a call of its own, with errors of this package's family. */
async function asked<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw cloudError(error, what);
  }
}

/**
 * Deploys the function and the site that `lambdaRenderer` needs, and leaves alone what is there already: unchanged code
 * uploads nothing, a function of this version and size is not created again.
 * @throws InvalidInputError; ViralError `version-mismatch` when packages of Remotion differ, `dependency-missing`,
 * `bundle-failed`, `render-failed` with what AWS said; the signal's reason
 */
export async function deployLambda(options: DeployLambdaOptions): Promise<DeployedLambda> {
  const parsed = parseInput(optionsSchema, options, 'the options of deployLambda');
  const {account, onProgress, signal: given, ...rest} = parsed;
  if (account !== undefined) return inAccount(account, 'deploy', [rest], {signal: given, onProgress});
  const {siteName = 'viral-video-generator', memorySizeInMb = 2048, diskSizeInMb = 2048} = parsed;
  const {timeoutInSeconds = 600} = parsed;
  const region = parsed.region as Region;
  const signal = parsed.signal ?? new AbortController().signal;
  const tell = parsed.onProgress ?? (() => undefined);
  const client = await lambdaClient();
  const deployment = await lambdaDeployment();
  const remotion = await clientVersion();

  const bundle = await bundled(parsed, signal);
  signal.throwIfAborted();
  tell(0.5, 'bucket');
  const {bucketName} = await asked('the bucket was opened', async () =>
    deployment.getOrCreateBucket({region}),
  );

  tell(0.55, 'function');
  const existing = await asked('functions were listed', async () =>
    client.getFunctions({region, compatibleOnly: false}),
  );
  const functionName = client.speculateFunctionName({memorySizeInMb, diskSizeInMb, timeoutInSeconds});
  const there = existing.some((found) => found.functionName === functionName);
  if (!there) {
    await asked('the function was created', async () =>
      deployment.deployFunction({
        region,
        memorySizeInMb,
        diskSizeInMb,
        timeoutInSeconds,
        createCloudWatchLogGroup: true,
        ...(parsed.roleArn === undefined ? {} : {customRoleArn: parsed.roleArn}),
      }),
    );
  }
  signal.throwIfAborted();

  tell(0.7, 'site');
  const bucket = await openBucket(region, bucketName);
  const site: SiteFacts = {
    version: 1,
    package: packageVersion,
    remotion,
    code: bundle.key,
    templates: bundle.templates.map((template) => ({...template, sample: null})),
  };
  const factsKey = `sites/${siteName}/${siteFactsName}`;
  const facts = JSON.stringify(site);
  const same = (await bucket.readText(factsKey)) === facts;
  let uploaded = {serveUrl: '', stats: {uploadedFiles: 0, deletedFiles: 0}};
  if (!same) {
    const copy = await openUnfinishedFolder(parsed.cacheDir);
    try {
      const bundleDir = join(copy.path, 'site');
      await cp(bundle.folder, bundleDir, {recursive: true});
      await writeFile(join(bundleDir, siteFactsName), facts);
      uploaded = await asked('the site was uploaded', async () =>
        deployment.deploySiteFromBundle({
          region,
          bucketName,
          bundleDir,
          siteName,
          options: {
            onUploadProgress: ({totalSize, sizeUploaded}) =>
              tell(0.7 + 0.3 * (totalSize === 0 ? 1 : sizeUploaded / totalSize), 'site'),
          },
        }),
      );
    } finally {
      await copy.discard();
    }
  }
  tell(1, 'done');
  return {
    region,
    functionName,
    serveUrl: client.LambdaClientInternals.makeS3ServeUrl({
      bucketName,
      subFolder: `sites/${siteName}`,
      region,
    }),
    bucketName,
    did: {
      function: there ? 'unchanged' : 'created',
      site: same ? 'unchanged' : 'uploaded',
      uploadedFiles: uploaded.stats.uploadedFiles,
      removedFiles: uploaded.stats.deletedFiles,
    },
    oldFunctions: existing
      .map((found) => found.functionName)
      .filter((name) => {
        const version = functionFacts(name)?.version;
        return version !== undefined && version !== remotion;
      }),
  };
}
