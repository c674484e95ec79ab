import {readFile, readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {embeddedCacheDir} from '../embedded.ts';
import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import {render} from '../render/render.ts';
import {hashFile} from '../render/page/server.ts';
import {storyboardSchema, type AssetFiles, type Storyboard} from '../schema/index.ts';
import {oneOf} from './choices.ts';
import {exitCodes} from './exit.ts';
import {accountOf, keepPlace, readPlaces} from './lambda-places.ts';
import {numberOf} from './batch.ts';
import {createProgressDisplay} from './progress-display.ts';
import {readSettings} from './settings.ts';

const lambdaModule = async () => import('../render/lambda.ts');

export interface DeployFlags {
  readonly region: string;
  readonly profile?: string;
  readonly site?: string;
  readonly memory?: string;
  readonly disk?: string;
  readonly timeout?: string;
  readonly role?: string;
  readonly compositions?: string;
  readonly json?: boolean;
}

/** `viral lambda deploy`: function and site, and where they are in `viral.lambda.json`. */
export async function lambdaDeploy(flags: DeployFlags, signal: AbortSignal): Promise<number> {
  const {deployLambda} = await lambdaModule();
  const settings = await readSettings(process.cwd());
  const entry = flags.compositions === undefined ? settings.compositions : resolve(flags.compositions);
  const browserExecutable = process.env['VIRAL_BROWSER'];
  let last = '';
  const deployed = await deployLambda({
    region: flags.region,
    cacheDir: await embeddedCacheDir(),
    signal,
    ...(flags.profile === undefined ? {} : {account: accountOf(flags.profile)}),
    ...(flags.site === undefined ? {} : {siteName: flags.site}),
    ...(flags.memory === undefined ? {} : {memorySizeInMb: numberOf('--memory', flags.memory, true)}),
    ...(flags.disk === undefined ? {} : {diskSizeInMb: numberOf('--disk', flags.disk, true)}),
    ...(flags.timeout === undefined ? {} : {timeoutInSeconds: numberOf('--timeout', flags.timeout, true)}),
    ...(flags.role === undefined ? {} : {roleArn: flags.role}),
    ...(entry === undefined ? {} : {entry}),
    ...(browserExecutable === undefined || browserExecutable === '' ? {} : {browserExecutable}),
    onProgress: (_fraction, detail) => {
      if (detail !== last && detail !== 'done') process.stderr.write(`${detail} …\n`);
      last = detail;
    },
  });
  const {region, functionName, serveUrl, bucketName, did, oldFunctions} = deployed;
  const file = await keepPlace(process.cwd(), {
    ...{region, functionName, serveUrl, bucketName},
    ...(flags.profile === undefined ? {} : {profile: flags.profile}),
  });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(deployed)}\n`);
  else {
    process.stdout.write(
      `function  ${functionName} (${did.function})\nsite      ${serveUrl} (${did.site}${did.uploadedFiles > 0 ? `, ${did.uploadedFiles} files` : ''})\nkept in   ${file}\n`,
    );
    if (oldFunctions.length > 0) {
      process.stdout.write(
        `\nOf other versions: ${oldFunctions.join(', ')}\nRemove them with: viral lambda cleanup --functions\n`,
      );
    }
  }
  return exitCodes.done;
}

async function readStoryboard(file: string): Promise<Storyboard> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ViralError('file-not-found', `${file} cannot be read as JSON.`, {cause});
  }
  return parseInput(storyboardSchema, value, file);
}

/** The files of a storyboard, found in a folder by what is in them. */
async function findAssets(storyboard: Storyboard, folder: string | undefined): Promise<AssetFiles> {
  const wanted = new Map(Object.entries(storyboard.assets).map(([id, {sha256}]) => [sha256, id]));
  if (wanted.size === 0) return {};
  if (folder === undefined) {
    throw new InvalidInputError('--assets', [
      {
        path: '',
        message: `is needed: the storyboard names ${wanted.size} files; give the folder they are in`,
      },
    ]);
  }
  const found: Record<string, string> = {};
  for (const entry of await readdir(resolve(folder), {withFileTypes: true, recursive: true})) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const id = wanted.get(await hashFile(path));
    if (id !== undefined) found[id] = path;
  }
  return found;
}

export interface RenderFlags {
  readonly region?: string;
  readonly assets?: string;
  readonly out?: string;
  readonly quality?: string;
  readonly chunking?: string;
  readonly budget?: string;
  /** Leaves the video in the bucket and fetches nothing. */
  readonly leave?: boolean;
  readonly json?: boolean;
}

/** `viral lambda render`: one storyboard. */
export async function lambdaRender(file: string, flags: RenderFlags, signal: AbortSignal): Promise<number> {
  const {lambdaRenderer} = await lambdaModule();
  const storyboard = await readStoryboard(file);
  const files = await findAssets(storyboard, flags.assets);
  const [place] = await readPlaces(process.cwd(), flags.region);
  const display = createProgressDisplay(process.stderr);
  const licenseKey = process.env['REMOTION_LICENSE_KEY'];
  try {
    await using renderer = lambdaRenderer({
      ...place,
      quality: oneOf('--quality', ['draft', 'standard', 'high'], flags.quality ?? 'standard'),
      chunking: oneOf('--chunking', ['throughput', 'latency'], flags.chunking ?? 'latency'),
      ...(flags.budget === undefined ? {} : {budgetInUsd: numberOf('--budget', flags.budget)}),
      ...(flags.leave === true ? {keep: {videos: true}} : {}),
      ...(licenseKey === undefined || licenseKey === '' ? {} : {licenseKey}),
    });
    const {onProgress} = display;
    if (flags.leave === true) {
      const video = await renderer.renderRemotely({storyboard, files, onProgress, signal});
      display.end();
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify(video)}\n`
          : `${video.key} in ${video.bucketName}, $${video.costInUsd.toFixed(5)}\n${video.url}\n`,
      );
    } else {
      const outputFile = flags.out ?? 'video.mp4';
      const video = await render(storyboard, {renderer, files, outputFile, onProgress, signal});
      display.end();
      const {costInUsd = 0, functions = 0} = video.remote ?? {};
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify(video)}\n`
          : `${video.file}   ${functions} functions, $${costInUsd.toFixed(5)}\n`,
      );
    }
    return exitCodes.done;
  } finally {
    display.end();
  }
}

export interface EstimateFlags {
  readonly region?: string;
  readonly seconds?: string;
  readonly videos?: string;
  readonly limit?: string;
  readonly memory?: string;
  readonly chunking?: string;
  readonly secondsPerFrame?: string;
  readonly json?: boolean;
}

/** `viral lambda estimate`: what videos would cost, without asking AWS. */
export async function lambdaEstimate(flags: EstimateFlags): Promise<number> {
  const {estimateBatch} = await lambdaModule();
  const videos = numberOf('--videos', flags.videos ?? '1', true);
  const limit = numberOf('--limit', flags.limit ?? '1000', true);
  const seconds = numberOf('--seconds', flags.seconds ?? '30');
  const estimate = await estimateBatch({
    region: flags.region ?? 'us-east-1',
    memorySizeInMb: numberOf('--memory', flags.memory ?? '2048', true),
    diskSizeInMb: 2048,
    timeoutInSeconds: 600,
    chunking: oneOf('--chunking', ['throughput', 'latency'], flags.chunking ?? 'throughput'),
    width: 1080,
    height: 1920,
    fps: 30,
    seconds,
    videos,
    limit,
    ...(flags.secondsPerFrame === undefined
      ? {}
      : {secondsPerFrame: numberOf('--seconds-per-frame', flags.secondsPerFrame)}),
  });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(estimate)}\n`);
  else {
    const {costInUsd, functionSeconds, weight, totalInUsd, hours, videosPerDay} = estimate;
    process.stdout.write(
      [
        `one video of ${seconds} s   $${costInUsd.toFixed(5)}, ${Math.round(functionSeconds)} s of functions, ${weight} at once`,
        `${videos.toLocaleString('en')} videos   $${totalInUsd.toFixed(2)}, ${hours < 1 ? `${Math.ceil(hours * 60)} min` : `${hours.toFixed(1)} h`} with ${limit.toLocaleString('en')} functions at once`,
        `a day   up to ${videosPerDay.toLocaleString('en')} videos`,
        '',
        'Functions alone; storage, transfer and logs are not in it. The time of a frame is assumed until renders were counted.',
        '',
      ].join('\n'),
    );
  }
  return exitCodes.done;
}

const sizeOf = ({count, bytes}: {readonly count: number; readonly bytes: number}) =>
  `${count.toLocaleString('en')} (${(bytes / 1e6).toFixed(1)} MB)`;

/** `viral lambda status`: what is deployed, whether it matches, and what lies in the buckets. */
export async function lambdaStatus(flags: {
  readonly region?: string;
  readonly json?: boolean;
}): Promise<number> {
  const {accountLimit, checkPlace, listRemains} = await lambdaModule();
  const found = [];
  for (const place of await readPlaces(process.cwd(), flags.region)) {
    const problem = await checkPlace(place, fetch).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const {account, ...where} = place;
    const quota = await accountLimit(place.region, account);
    found.push({
      ...where,
      ...(account ? {account: account.name} : {}),
      problem,
      quota,
      remains: await listRemains(place),
    });
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify(found)}\n`);
  else {
    for (const {region, account, functionName, serveUrl, problem, quota, remains} of found) {
      process.stdout.write(
        [
          `${account === undefined ? '' : `${account}/`}${region}   ${problem === null ? 'function and site match' : problem}`,
          `  function  ${functionName}`,
          `  site      ${serveUrl}`,
          `  quota     ${quota.known ? `${quota.limit.toLocaleString('en')} functions at once` : 'could not be read (lambda:GetAccountSettings); 10 are taken to be there'}`,
          `  bucket    videos ${sizeOf(remains.videos)}, files ${sizeOf(remains.files)}, records ${sizeOf(remains.records)}`,
          '',
        ].join('\n'),
      );
    }
  }
  return found.every(({problem}) => problem === null) ? exitCodes.done : exitCodes.failed;
}

export interface CleanupFlags {
  readonly region?: string;
  readonly olderThan?: string;
  readonly functions?: boolean;
  readonly json?: boolean;
}

const unitMs = {h: 3_600_000, d: 86_400_000} as const;

function ageOf(text: string): number {
  const found = /^(\d+)(h|d)$/.exec(text);
  const unit = found?.[2];
  if (unit === 'h' || unit === 'd') return Number(found?.[1]) * unitMs[unit];
  throw new InvalidInputError('--older-than', [{path: '', message: `'${text}' is no age, as in 12h or 7d`}]);
}

/** `viral lambda cleanup`: what killed runs left behind. */
export async function lambdaCleanup(flags: CleanupFlags): Promise<number> {
  const {clearRemains, removeOldFunctions} = await lambdaModule();
  const age = ageOf(flags.olderThan ?? '1d');
  const cleared = [];
  for (const place of await readPlaces(process.cwd(), flags.region)) {
    const remains = await clearRemains(place, age, Date.now());
    const {region, account} = place;
    const functions = flags.functions === true ? await removeOldFunctions(region, account) : [];
    cleared.push({
      region: account === undefined ? region : `${account.name}/${region}`,
      ...remains,
      functions,
    });
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify(cleared)}\n`);
  else {
    for (const {region, videos, files, records, functions} of cleared) {
      process.stdout.write(
        `${region}   removed: videos ${sizeOf(videos)}, files ${sizeOf(files)}, records ${sizeOf(records)}${flags.functions === true ? `, functions ${functions.length}` : ''}\n`,
      );
    }
  }
  return exitCodes.done;
}

/** `viral lambda policies`: what to paste into the AWS console. */
export async function lambdaPoliciesCommand(flags: {readonly for?: string}): Promise<number> {
  const {lambdaPolicies} = await lambdaModule();
  const purpose = oneOf('--for', ['deploy', 'render'], flags.for ?? 'deploy');
  const policies = await lambdaPolicies(purpose);
  process.stdout.write(`${JSON.stringify(policies, null, 2)}\n`);
  return exitCodes.done;
}
