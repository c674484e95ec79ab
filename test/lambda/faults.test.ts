import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {probe} from '../../src/ffmpeg.ts';
import type {LambdaRenderer} from '../../src/render/lambda.ts';
import {render} from '../../src/render/render.ts';
import {asAsset, ownEntry, plainPng} from '../render/small-storyboard.ts';
import {openTestPlace, shortStoryboard, testRegion, type TestPlace} from './lambda-place.ts';
import {firstAccount, type Invocation} from './stand-in/stand-in.ts';
import type {S3Call, S3Fault} from './stand-in/s3.ts';

let test: TestPlace;
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 10});
}, 120_000);
afterAll(async () => test?.[Symbol.asyncDispose]());
afterEach(() => test.heal());

let videos = 0;
const renderShort = async (renderer: LambdaRenderer, n: number) =>
  render(shortStoryboard(n), {renderer, files: {}, outputFile: join(test.folder, `${++videos}.mp4`)});
const launches = (since: number) =>
  test.standIn.invocations.slice(since).filter(({routine}) => routine === 'launch').length;
const failure = async (work: Promise<unknown>): Promise<ViralError> => {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (ViralError.isInstance(error)) return error;
  throw error;
};
const isProgress = ({method, key}: S3Call) => method === 'GET' && key.endsWith('/progress.json');

describe('storage that fails', () => {
  it('every third request with 503 and every fifth with 500: rendered once, with its files', async () => {
    const png = join(test.folder, 'picture.png');
    const picture = {
      ...(await asAsset(png, plainPng(64, 64, [200, 40, 90]), {kind: 'image', mimeType: 'image/png'})),
      ...{width: 64, height: 64},
    };
    let calls = 0;
    const refused: string[] = [];
    test.standIn.settings.s3Fault = ({method, key}): S3Fault | null => {
      calls++;
      // The driver's requests: what functions write and read is Remotion's to repeat.
      if (!key.startsWith('viral-') && !(method === 'GET' && key.endsWith('/progress.json'))) return null;
      const fault =
        calls % 3 === 0
          ? {status: 503, code: 'SlowDown'}
          : calls % 5 === 0
            ? {status: 500, code: 'InternalError'}
            : null;
      if (fault === null) return null;
      refused.push(`${method} ${key.split('/')[0]} ${fault.status}`);
      return {kind: 'error', ...fault};
    };
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer();
    const video = await render(
      {...shortStoryboard(1), assets: {picture}},
      {renderer, files: {picture: png}, outputFile: join(test.folder, 'through.mp4')},
    );
    expect(video.remote?.attempts).toBe(1);
    expect(launches(since)).toBe(1);
    expect(refused.length).toBeGreaterThan(2);
    test.heal();
    await renderer.doClose();
    expect(test.remains()).toEqual([]);
  }, 150_000);

  it('an upload that is refused at first is sent again whole', async () => {
    const png = join(test.folder, 'again.png');
    const asset = await asAsset(png, plainPng(64, 64, [20, 40, 190]), {kind: 'image', mimeType: 'image/png'});
    let refusals = 0;
    test.standIn.settings.s3Fault = ({method, key}) =>
      method === 'PUT' && key.startsWith('viral-assets/') && refusals++ < 2
        ? {kind: 'error', status: 503, code: 'SlowDown'}
        : null;
    await using renderer = test.renderer({keep: {files: true}});
    await render(
      {...shortStoryboard(2), assets: {picture: {...asset, width: 64, height: 64}}},
      {renderer, files: {picture: png}, outputFile: join(test.folder, 'again.mp4')},
    );
    expect(refusals).toBe(3);
    const stored = test.standIn.s3.buckets.get(test.place.bucketName)?.objects;
    expect(stored?.get(`viral-assets/kept/${asset.sha256}`)?.body.length).toBe(asset.bytes);
    stored?.delete(`viral-assets/kept/${asset.sha256}`);
  }, 150_000);

  it('records that are cut short, and a video that breaks off twice while it is fetched', async () => {
    let [halves, cuts] = [0, 0];
    test.standIn.settings.s3Fault = (call) =>
      isProgress(call) && halves++ < 8
        ? {kind: 'half'}
        : call.method === 'GET' && call.key.startsWith('viral-renders/') && cuts++ < 2
          ? {kind: 'cut'}
          : null;
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer();
    const video = await renderShort(renderer, 3);
    expect((await probe(video.file)).streams[0]?.nb_frames).toBe('16');
    expect([halves > 8, cuts, launches(since)]).toEqual([true, 3, 1]);
  }, 150_000);

  it('clocks ten minutes apart: an id that is lost is found all the same', async () => {
    for (const [n, ahead] of [
      [4, 600_000],
      [5, -600_000],
      [6, -240_000],
    ] as const) {
      test.standIn.settings.aheadInMs = ahead;
      let lost = 0;
      test.standIn.settings.fault = ({routine}) =>
        routine === 'start' && lost++ === 0 ? {kind: 'drop'} : null;
      const since = test.standIn.invocations.length;
      await using renderer = test.renderer();
      expect((await renderShort(renderer, n)).remote?.attempts).toBe(1);
      expect(lost).toBe(1);
      expect(launches(since)).toBe(1);
      await renderer.doClose();
    }
  }, 150_000);

  it('a disk that is full while a video is fetched: says so, and does not pay again', async ({skip}) => {
    const small = join(test.folder, 'small');
    mkdirSync(small);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', small]).status === 0;
    skip(!mounted, 'a small disk cannot be mounted here');
    try {
      const since = test.standIn.invocations.length;
      await using renderer = test.renderer();
      const full = render(shortStoryboard(7), {renderer, files: {}, outputFile: join(small, 'video.mp4')});
      expect((await failure(full)).code).toBe('disk-full');
      expect(readdirSync(small)).toEqual([]);
      expect((await renderShort(renderer, 7)).remote?.attempts).toBe(1);
      expect(launches(since)).toBe(1);
    } finally {
      spawnSync('umount', [small]);
    }
  }, 150_000);

  it('a finished video that somebody removed is rendered anew, by the same batch as well', async () => {
    const journal = join(test.folder, 'removed.jsonl');
    const remove = () => {
      const objects = test.standIn.s3.buckets.get(test.place.bucketName)?.objects;
      for (const key of [...(objects?.keys() ?? [])])
        if (key.startsWith('viral-renders/')) objects?.delete(key);
    };
    const since = test.standIn.invocations.length;
    {
      await using first = test.renderer({journal});
      await renderShort(first, 8);
    }
    remove();
    await using second = test.renderer({journal});
    expect((await renderShort(second, 8)).remote?.attempts).toBe(2);
    expect(launches(since)).toBe(2);
    await second.removeRemains();
    expect(test.remains()).toEqual([]);
  }, 150_000);
});

describe('functions that fail', () => {
  const only = (routine: string, fault: ReturnType<TestPlace['standIn']['settings']['fault']>) => {
    let left = 1;
    test.standIn.settings.fault = (invocation: Invocation) =>
      invocation.routine === routine && left-- > 0 ? fault : null;
  };

  it('an error that nobody has heard of begins nothing twice', async () => {
    for (const [n, status, code] of [
      [20, 500, 'ServiceException'],
      [21, 502, 'EC2ThrottledException'],
      [22, 418, 'TeapotException'],
    ] as const) {
      only('start', {kind: 'error', status, code});
      const since = test.standIn.invocations.length;
      await using renderer = test.renderer();
      expect((await renderShort(renderer, n)).remote?.attempts).toBe(1);
      expect(launches(since)).toBe(1);
      await renderer.doClose();
    }
  }, 150_000);

  it('the function is deleted in the middle of a batch: said with the fix, and the same call goes on', async () => {
    const journal = join(test.folder, 'deleted.jsonl');
    const {functionName} = test.place;
    {
      await using renderer = test.renderer({journal});
      await renderShort(renderer, 30);
      test.standIn.lambda.remove(firstAccount, testRegion, functionName);
      const gone = await failure(renderShort(renderer, 31));
      expect(gone.code).toBe('version-mismatch');
      expect(gone.message).toMatch(/viral lambda deploy/);
    }
    test.standIn.lambda.add(firstAccount, testRegion, functionName);
    await using again = test.renderer({journal});
    expect((await renderShort(again, 31)).remote?.attempts).toBe(1);
    await again.removeRemains();
  }, 150_000);

  it('the site is deleted in the middle of a batch: no render is begun for it twice', async () => {
    const objects = test.standIn.s3.buckets.get(test.place.bucketName)?.objects;
    const site = [...(objects ?? [])].filter(([key]) => key.startsWith('sites/'));
    await using renderer = test.renderer();
    await renderer.estimate(shortStoryboard(0));
    const since = test.standIn.invocations.length;
    try {
      for (const [key] of site) objects?.delete(key);
      const gone = await failure(renderShort(renderer, 40));
      expect(gone.message).toMatch(/viral lambda deploy/);
      expect(gone.code).toBe('version-mismatch');
      expect(launches(since)).toBe(1);
    } finally {
      for (const [key, value] of site) objects?.set(key, value);
    }
    expect((await renderShort(renderer, 40)).remote?.attempts).toBe(2);
  }, 150_000);

  it('the launched function ends by its time before it knows the composition: noticed, and begun once more', async () => {
    // Long enough for the second attempt on a busy machine: its loss would take minutes more to be noticed.
    const name = test.place.functionName.replace('-120sec', '-75sec');
    test.standIn.lambda.add(firstAccount, testRegion, name);
    let left = 1;
    test.standIn.settings.fault = ({routine}) =>
      // Before it has opened a page: whoever has, leaves a record by which it is missed sooner.
      routine === 'launch' && left-- > 0 ? {kind: 'timeout', afterMs: 20} : null;
    const since = test.standIn.invocations.length;
    const begunAt = Date.now();
    await using renderer = test.renderer({functionName: name});
    expect((await renderShort(renderer, 50)).remote?.attempts).toBe(2);
    expect(launches(since)).toBe(2);
    expect(Date.now() - begunAt).toBeGreaterThan(60_000);
    expect(
      test.standIn.invocations.slice(since).find(({routine}) => routine === 'launch')?.failure,
    ).toMatchObject({
      code: 'Sandbox.Timedout',
    });
  }, 500_000);
});

describe('deployLambda', () => {
  it('creates the function where there is none: the archive that is shipped, for its architecture, retries off', async () => {
    const {lambda} = test.standIn;
    const name = test.place.functionName.replace('mem2048mb', 'mem3008mb');
    const first = await test.deploy({memorySizeInMb: 3008});
    expect(first).toMatchObject({functionName: name, did: {function: 'created', site: 'unchanged'}});
    const created = [...lambda.functions.values()].find((each) => each.name === name);
    expect(created).toMatchObject({
      memorySizeInMb: 3008,
      diskSizeInMb: 2048,
      timeoutInMs: 120_000,
      eventRetries: 0,
    });
    expect(created?.settings).toMatchObject({
      Handler: 'index.handler',
      Architectures: ['arm64'],
      Tags: {'remotion-version': '4.0.527'},
      runtime: {UpdateRuntimeOn: 'Manual'},
    });
    expect(created?.role).toBe(`arn:aws:iam::${firstAccount}:role/remotion-lambda-role`);
    expect(existsSync(created?.file ?? '')).toBe(true);
    expect((await test.deploy({memorySizeInMb: 3008})).did.function).toBe('unchanged');

    // It renders.
    await using renderer = test.renderer({functionName: name});
    const video = await renderShort(renderer, 60);
    expect(video.remote).toMatchObject({functionName: name, attempts: 1});
  }, 200_000);

  it('says what AWS said when the function cannot be created', async () => {
    const elsewhere = test.deploy({memorySizeInMb: 1024, roleArn: 'arn:aws:iam::999999999999:role/other'});
    const refused = await failure(elsewhere);
    expect(refused.message).toMatch(/the function was created.*cannot be assumed/);
    await sleep(0);
    expect([...test.standIn.lambda.functions.keys()].some((key) => key.includes('mem1024mb'))).toBe(false);
  }, 60_000);
});
