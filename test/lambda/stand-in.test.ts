import {
  getRenderProgress,
  renderMediaOnLambda,
  speculateFunctionName,
  type RenderProgress,
} from '@remotion/lambda-client';
import {deploySiteFromBundle, getOrCreateBucket} from '@remotion/lambda';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findBrowser} from '../../src/render/browser/browser.ts';
import {processesWith, testCacheDir} from '../render/small-storyboard.ts';
import {framesOfVideo} from '../render/web-storyboard.ts';
import {bundleSite} from './bundle-site.ts';
import {startStandIn, type Invocation, type StandIn} from './stand-in/stand-in.ts';

const functionName = speculateFunctionName({diskSizeInMb: 2048, memorySizeInMb: 2048, timeoutInSeconds: 120});
const region = 'eu-central-1';
let standIn: StandIn;
let folder: string;
let bucketName: string;

/** Something of somebody else's in the shared folder for temporary files. */
const canary = mkdtempSync(join(tmpdir(), 'viral-lambda-canary-'));
writeFileSync(join(canary, 'feather'), 'still here');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'viral-lambda-test-'));
  const {path} = await findBrowser({cacheDir: testCacheDir});
  standIn = await startStandIn({browser: path, functionName, limit: 10});
  Object.assign(process.env, standIn.env);
  ({bucketName} = await getOrCreateBucket({region}));
  const entry = fileURLToPath(new URL('../fixtures/lambda/hues.tsx', import.meta.url));
  await deploySiteFromBundle({
    bucketName,
    region,
    bundleDir: await bundleSite(entry, folder),
    siteName: 'hues',
  });
}, 60_000);
afterAll(async () => {
  await standIn?.close();
  for (const path of [folder, canary]) rmSync(path, {recursive: true, force: true});
});

async function rendered(changes: {
  readonly framesPerLambda?: number;
  readonly concurrency?: number;
  readonly composition?: string;
}) {
  const {renderId} = await renderMediaOnLambda({
    region,
    functionName,
    serveUrl: `${standIn.url}/${bucketName}/sites/hues/index.html`,
    composition: 'hues',
    codec: 'h264',
    forceBucketName: bucketName,
    ...changes,
  });
  for (;;) {
    const progress: RenderProgress = await getRenderProgress({
      region,
      functionName,
      bucketName,
      renderId,
      skipLambdaInvocation: true,
    });
    if (progress.done || progress.fatalErrorEncountered) return progress;
    await sleep(150);
  }
}

/**
 * Until everything has ended, the late pieces of a render that failed included: these end the environment that still waits
 * for them, and with it whatever runs in it by then.
 */
async function quiet(): Promise<void> {
  while (standIn.invocations.some(({failure}) => failure === 'running')) await sleep(50);
  await sleep(300);
}

/** Hue of an RGB colour, degrees. */
function hueOf(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  const sector =
    most === red
      ? ((green - blue) / spread) % 6
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  return (sector * 60 + 360) % 360;
}

/** How far the middle of each frame is from the hue it should have, degrees. */
async function hueErrors(progress: RenderProgress): Promise<readonly number[]> {
  const stored = standIn.s3.buckets.get(bucketName)?.objects.get(progress.outKey ?? '');
  const file = join(folder, `${progress.renderId}.mp4`);
  writeFileSync(file, stored?.body ?? Buffer.alloc(0));
  return (await framesOfVideo(file, 320, 180)).map((frame, index) => {
    const at = (90 * 320 + 160) * 3;
    const off = Math.abs(hueOf(frame[at] ?? 0, frame[at + 1] ?? 0, frame[at + 2] ?? 0) - ((index * 7) % 360));
    return Math.min(off, 360 - off);
  });
}

const fault = (decide: (invocation: Invocation) => ReturnType<StandIn['settings']['fault']>) => {
  standIn.settings.fault = decide;
};

describe('the stand-in runs Remotion’s own function code', () => {
  it('48 frames over 4 functions: every frame right, cost and functions told', async () => {
    const before = standIn.invocations.length;
    const progress = await rendered({framesPerLambda: 12});
    expect(progress.errors).toEqual([]);
    const errors = await hueErrors(progress);
    expect(errors).toHaveLength(48);
    expect(Math.max(...errors)).toBeLessThan(3);
    const routines = standIn.invocations.slice(before).map(({routine}) => routine);
    expect(routines).toEqual(['start', 'launch', 'renderer', 'renderer', 'renderer', 'renderer']);
    expect(progress.costs.accruedSoFar).toBeGreaterThan(0);
    expect(new Set(standIn.environments().map(({pid}) => pid)).size).toBeGreaterThanOrEqual(5);
  }, 150_000);

  it('which wiped its private folder before every invocation, and nothing else', () => {
    const environments = standIn.environments();
    expect(environments.reduce((sum, environment) => sum + environment.wipes(), 0)).toBeGreaterThanOrEqual(5);
    expect(environments.flatMap((environment) => environment.refused())).toEqual([]);
    expect(readdirSync(tmpdir())).toContain(basename(canary));
    expect(readFileSync(join(canary, 'feather'), 'utf8')).toBe('still here');
  });

  it('and fails as it does there: a throttled or crashed renderer ends the render, a dropped stream does not', async () => {
    fault(({routine, payload}) =>
      routine === 'renderer' && payload['chunk'] === 1 ? {kind: 'throttle'} : null,
    );
    const throttled = await rendered({framesPerLambda: 24});
    expect(throttled.errors.find(({isFatal}) => isFatal)?.message).toMatch(
      /Concurrency limit|Rate Exceeded/i,
    );

    await quiet();
    let dropped = 0;
    fault(({routine, payload}) =>
      routine === 'renderer' && payload['chunk'] === 1 && dropped++ === 0 ? {kind: 'drop'} : null,
    );
    const survived = await rendered({framesPerLambda: 24});
    expect(survived.done).toBe(true);
    expect(Math.max(...(await hueErrors(survived)))).toBeLessThan(3);

    await quiet();
    fault(({routine, payload}) =>
      routine === 'renderer' && payload['chunk'] === 0 ? {kind: 'crash', afterMs: 50} : null,
    );
    expect((await rendered({framesPerLambda: 24})).fatalErrorEncountered).toBe(true);
    fault(() => null);
  }, 150_000);

  it('says which composition is missing', async () => {
    const {errors} = await rendered({composition: 'nope'});
    expect(errors[0]?.message).toMatch(/Could not find composition with ID nope/);
  }, 150_000);

  it('leaves no process and no folder', async () => {
    const pids = standIn.environments().flatMap(({pid}) => pid ?? []);
    expect(pids.length).toBeGreaterThan(0);
    expect((await processesWith(standIn.folder)).length).toBeGreaterThan(0);
    await standIn.close();
    expect(existsSync(standIn.folder)).toBe(false);
    expect(await processesWith(standIn.folder)).toEqual([]);
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(existsSync(join(canary, 'feather'))).toBe(true);
  });
});
