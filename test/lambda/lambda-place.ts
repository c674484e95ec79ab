import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {speculateFunctionName} from '@remotion/lambda-client';
import {findBrowser} from '../../src/render/browser/browser.ts';
import {
  deployLambda,
  lambdaRenderer,
  type DeployLambdaOptions,
  type LambdaRenderer,
  type LambdaRendererOptions,
} from '../../src/render/lambda.ts';
import type {Storyboard} from '../../src/schema/index.ts';
import {smallStoryboard, testCacheDir} from '../render/small-storyboard.ts';
import {startStandIn, type StandIn} from './stand-in/stand-in.ts';

export const testFunction = speculateFunctionName({
  diskSizeInMb: 2048,
  memorySizeInMb: 2048,
  timeoutInSeconds: 120,
});
export const testRegion = 'eu-central-1';

export interface TestPlace extends AsyncDisposable {
  readonly standIn: StandIn;
  /** For files of the test; gone at the end. */
  readonly folder: string;
  readonly place: {
    readonly region: string;
    readonly functionName: string;
    readonly serveUrl: string;
    readonly bucketName: string;
  };
  /** A renderer that looks often, for nothing here takes minutes. */
  renderer(changes?: Partial<LambdaRendererOptions>): LambdaRenderer;
  deploy(changes?: Partial<DeployLambdaOptions>): ReturnType<typeof deployLambda>;
  /** Takes back every fault. */
  heal(): void;
  /** What lies in the bucket beside the site. */
  remains(): readonly string[];
}

/** A stand-in with the site of an entry deployed to it. Changes this process's environment, as a user would. */
export async function openTestPlace(options: {
  readonly entry?: string;
  readonly limit: number;
}): Promise<TestPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'viral-lambda-place-'));
  const {path} = await findBrowser({cacheDir: testCacheDir});
  const standIn = await startStandIn({browser: path, functionName: testFunction, limit: options.limit});
  Object.assign(process.env, standIn.env);
  const healthy = {...standIn.settings};
  const deploy = async (changes: Partial<DeployLambdaOptions> = {}) =>
    deployLambda({
      region: testRegion,
      siteName: 'test',
      timeoutInSeconds: 120,
      cacheDir: testCacheDir,
      ...(options.entry === undefined ? {} : {entry: options.entry}),
      ...changes,
    });
  const close = async () => {
    await standIn.close();
    rmSync(folder, {recursive: true, force: true});
  };
  try {
    const {functionName, bucketName} = await deploy();
    // Remotion's own addresses are those of AWS.
    const serveUrl = `${standIn.url}/${bucketName}/sites/test/index.html`;
    const place = {region: testRegion, functionName, bucketName, serveUrl};
    return {
      standIn,
      folder,
      place,
      renderer: (changes = {}) =>
        lambdaRenderer({...place, pollInMs: {least: 100, most: 300}, graceInMs: 2500, ...changes}),
      deploy,
      heal: () => void Object.assign(standIn.settings, healthy),
      remains: () =>
        [...(standIn.s3.buckets.get(bucketName)?.objects.keys() ?? [])].filter(
          (key) => !key.startsWith('sites/'),
        ),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** 16 frames of the fixture template; another `n`, another video. */
export function shortStoryboard(n: number, options: Record<string, boolean> = {}): Storyboard {
  const {scenes, ...rest} = smallStoryboard({options});
  return {
    ...rest,
    title: `Short ${n}`,
    seed: `short-${n}`,
    durationInFrames: 16,
    scenes: scenes.map((scene, index) => ({...scene, startFrame: index * 8, durationInFrames: 8})),
  };
}
