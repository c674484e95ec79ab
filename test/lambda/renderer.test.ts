import {existsSync, readFileSync} from 'node:fs';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {createHmac} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {probe} from '../../src/ffmpeg.ts';
import {ViralError} from '../../src/errors.ts';
import {verifyWebhook, type LambdaRenderer} from '../../src/render/lambda.ts';
import {render} from '../../src/render/render.ts';
import {asAsset, ownEntry, sineWav} from '../render/small-storyboard.ts';
import {openTestPlace, shortStoryboard, type TestPlace} from './lambda-place.ts';
import type {Invocation} from './stand-in/stand-in.ts';

let test: TestPlace;
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 10});
}, 120_000);
afterAll(async () => test?.[Symbol.asyncDispose]());
beforeEach(() => {
  test.heal();
});

const signal = new AbortController().signal;
let videos = 0;
const renderShort = async (
  renderer: LambdaRenderer,
  n: number,
  changes: {readonly signal?: AbortSignal} = {},
) =>
  render(shortStoryboard(n), {
    renderer,
    files: {},
    outputFile: join(test.folder, `${++videos}.mp4`),
    ...changes,
  });
const count = (routine: string, since: number) =>
  test.standIn.invocations.slice(since).filter((invocation) => invocation.routine === routine).length;
const failure = async (work: Promise<unknown>): Promise<ViralError> => {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (ViralError.isInstance(error)) return error;
  throw error;
};
/** The same fault for the first so many invocations of a routine. */
const first = (
  times: number,
  routine: string,
  fault: ReturnType<TestPlace['standIn']['settings']['fault']>,
) => {
  let left = times;
  test.standIn.settings.fault = (invocation: Invocation) =>
    invocation.routine === routine && left-- > 0 ? fault : null;
};

describe('deployLambda', () => {
  it('deploys nothing twice', async () => {
    const puts = test.standIn.s3.counts.get('PUT object') ?? 0;
    const {did} = await test.deploy();
    expect(did).toEqual({function: 'unchanged', site: 'unchanged', uploadedFiles: 0, removedFiles: 0});
    expect(test.standIn.s3.counts.get('PUT object')).toBe(puts);
  }, 150_000);
});

describe('lambdaRenderer', () => {
  it('renders with sound and cover, tells cost and id, and leaves nothing', async () => {
    const sound = join(test.folder, 'sound.wav');
    const asset = await asAsset(sound, sineWav(1), {kind: 'audio', mimeType: 'audio/wav'});
    const storyboard = {...shortStoryboard(0), soundtrack: {asset: 'sound'}, assets: {sound: asset}};
    const fractions: number[] = [];
    await using renderer = test.renderer({chunking: {framesPerLambda: 8}});
    const cover = join(test.folder, 'cover.jpg');
    const video = await render(storyboard, {
      renderer,
      files: {sound},
      outputFile: join(test.folder, 'video.mp4'),
      cover: {frame: 3, file: cover},
      onProgress: ({fraction}) => fractions.push(fraction),
    });
    expect(video).toMatchObject({engine: 'lambda', template: {id: 'own-template'}});
    expect(video.remote).toMatchObject({region: 'eu-central-1', functions: 3, attempts: 1});
    expect(video.remote?.renderId).toMatch(/^[a-z0-9]{10}$/);
    expect(video.remote?.costInUsd).toBeGreaterThan(0);
    const {streams} = await probe(video.file);
    expect(streams[0]).toMatchObject({nb_frames: '16', color_space: 'bt709', pix_fmt: 'yuv420p'});
    expect(Number(streams[1]?.['duration'])).toBeCloseTo(16 / 30, 2);
    expect(existsSync(cover)).toBe(true);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    await renderer.doClose();
    expect(test.remains()).toEqual([]);
  }, 150_000);

  it('8 videos within 4 functions: none is throttled', async () => {
    test.standIn.settings.limit = 4;
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer({limit: 4, reserve: 0});
    const all = await Promise.all(Array.from({length: 8}, async (_, n) => renderShort(renderer, 10 + n)));
    expect(all.map(({remote}) => remote?.attempts)).toEqual(Array(8).fill(1));
    expect(count('start', since)).toBe(8);
    expect(test.standIn.throttled()).toBe(0);
  }, 150_000);

  it('renders equal storyboards once', async () => {
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer();
    const all = await Promise.all([1, 2, 3].map(async () => renderShort(renderer, 20)));
    expect(new Set(all.map(({remote}) => remote?.renderId)).size).toBe(1);
    expect(count('launch', since)).toBe(1);
    expect(new Set(all.map(({file}) => readFileSync(file).length)).size).toBe(1);
  }, 150_000);

  it('begins a render that crashed or timed out once more, and no more', async () => {
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer({chunking: {framesPerLambda: 8}});
    first(1, 'renderer', {kind: 'timeout', afterMs: 100});
    expect((await renderShort(renderer, 30)).remote?.attempts).toBe(2);
    first(9, 'renderer', {kind: 'crash', afterMs: 100});
    expect((await failure(renderShort(renderer, 31))).action).toBe('retry');
    expect(count('launch', since)).toBe(4);
  }, 150_000);

  it('waits out throttling, of the call and in the middle of a render, however often', async () => {
    await using renderer = test.renderer({chunking: {framesPerLambda: 8}, retries: 0});
    first(1, 'start', {kind: 'throttle'});
    expect((await renderShort(renderer, 40)).remote?.attempts).toBe(1);
    first(1, 'renderer', {kind: 'throttle'});
    expect((await renderShort(renderer, 41)).remote?.attempts).toBe(2);
    expect(renderer.figures()?.rooms[0]?.capacity).toBeLessThan(9);
  }, 150_000);

  it('finds a render whose id was lost on the way, and does not begin it again', async () => {
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer();
    first(1, 'start', {kind: 'drop'});
    const video = await renderShort(renderer, 60);
    expect(video.remote?.attempts).toBe(1);
    expect(count('start', since)).toBe(1);
    expect(count('launch', since)).toBe(1);
  }, 150_000);

  it('says that credentials have expired, and goes on when they are put right', async () => {
    await using renderer = test.renderer();
    await renderer.estimate(shortStoryboard(0));
    test.standIn.settings.expired = true;
    const error = await failure(renderShort(renderer, 70));
    expect(error.action).toBe('auth');
    expect(error.message).toMatch(/credentials/);
    test.standIn.settings.expired = false;
    expect((await renderShort(renderer, 70)).remote?.attempts).toBe(1);
  }, 150_000);

  it('never begins again what would fail the same way', async () => {
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer();
    const order = {renderer, files: {}, outputFile: join(test.folder, 'wrong.mp4')};
    const wrong = await failure(render(shortStoryboard(80, {wrong: true}), order));
    expect(wrong.action).toBe('fatal');
    expect(wrong.message).toMatch(/are not valid/);
    expect(count('launch', since)).toBe(1);
    const unknown = {...shortStoryboard(81), template: {id: 'nope', options: {}}};
    expect((await failure(render(unknown, order))).code).toBe('unknown-template');
    expect(count('launch', since)).toBe(1);
  }, 150_000);

  it('cancels the render there when it is cancelled here', async () => {
    const controller = new AbortController();
    await using renderer = test.renderer();
    const rendering = render(shortStoryboard(90), {
      renderer,
      files: {},
      outputFile: join(test.folder, 'cancelled.mp4'),
      signal: controller.signal,
      onProgress: ({detail}) => {
        if (detail?.startsWith('begun') === true) controller.abort(new Error('enough'));
      },
    });
    await expect(rendering).rejects.toThrow('enough');
    expect(test.remains().some((key) => /^renders\/\w+\/cancel/.test(key))).toBe(true);
    await renderer.doClose();
    expect(test.remains()).toEqual([]);
  }, 150_000);

  it('refuses before it spends more than it may, and what is done is kept', async () => {
    const since = test.standIn.invocations.length;
    await using poor = test.renderer({budgetInUsd: 0});
    const refused = await failure(renderShort(poor, 100));
    expect(refused.code).toBe('budget-exceeded');
    expect(test.standIn.invocations.length).toBe(since);
    const {costInUsd} = await poor.estimate(shortStoryboard(0));
    await using enough = test.renderer({budgetInUsd: costInUsd * 1.5});
    const outcomes = await Promise.allSettled([101, 102, 103].map(async (n) => renderShort(enough, n)));
    const done = outcomes.filter(({status}) => status === 'fulfilled').length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(done).toBeLessThan(3);
  }, 150_000);

  it('refuses two places of one region, which share their functions', () => {
    expect(() => test.renderer({also: [test.place]})).toThrow(
      /also\[0\]\.region: eu-central-1 was given already/,
    );
  });

  it('refuses a function or a site of another version, with the fix', async () => {
    const old = test.renderer({functionName: 'remotion-render-4-0-100-mem2048mb-disk2048mb-120sec'});
    const error = await failure(renderShort(old, 110));
    expect(error.code).toBe('version-mismatch');
    expect(error.message).toMatch(/viral lambda deploy --region eu-central-1/);
    const none = test.renderer({serveUrl: test.place.serveUrl.replace('sites/test', 'sites/none')});
    expect((await failure(renderShort(none, 110))).code).toBe('version-mismatch');
  }, 150_000);

  it('leaves the video in the bucket where that is wanted', async () => {
    await using renderer = test.renderer({keep: {videos: true}});
    const onProgress = () => undefined;
    const video = await renderer.renderRemotely({
      storyboard: shortStoryboard(120),
      files: {},
      onProgress,
      signal,
    });
    const fetched = await fetch(video.url);
    expect(fetched.status).toBe(200);
    expect((await fetched.arrayBuffer()).byteLength).toBe(video.bytes);
    await renderer.doClose();
    expect(test.remains()).toEqual([video.key]);
  }, 150_000);

  it('survives a dropped stream, slow storage and an event that came twice (what the second leaves late is for cleanup)', async () => {
    await using renderer = test.renderer({chunking: {framesPerLambda: 8}});
    first(1, 'renderer', {kind: 'drop'});
    expect((await renderShort(renderer, 50)).remote?.attempts).toBe(1);
    first(1, 'launch', {kind: 'duplicate'});
    test.standIn.settings.s3DelayInMs = 60;
    const twice = await renderShort(renderer, 51);
    expect((await probe(twice.file)).streams[0]?.nb_frames).toBe('16');
  }, 150_000);
});

describe('webhooks', () => {
  it('wake the renderer; a wrong signature is refused, a replay changes nothing', async () => {
    const came: {readonly body: Buffer; readonly signature: string | undefined}[] = [];
    let renderer: LambdaRenderer | null = null;
    const server = createServer((request: IncomingMessage, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const signature = request.headers['x-remotion-signature'];
        const hook = {
          body: Buffer.concat(pieces),
          signature: typeof signature === 'string' ? signature : undefined,
        };
        came.push(hook);
        renderer?.receiveWebhook(hook.body, hook.signature);
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      // Without the webhook the first look would come after the test's time.
      await using waiting = test.renderer({
        webhook: {url, secret: 'hush'},
        pollInMs: {least: 100_000, most: 100_000},
      });
      renderer = waiting;
      await renderShort(waiting, 130);
      const hook = came[0];
      if (hook === undefined) throw new Error('no webhook came');
      expect(waiting.receiveWebhook(hook.body, hook.signature)).toMatchObject({type: 'success'});
      expect(waiting.receiveWebhook(hook.body, hook.signature)).toMatchObject({type: 'success'});
      const forged = Buffer.from(hook.body.toString().replace('success', 'error'));
      expect(() => waiting.receiveWebhook(forged, hook.signature)).toThrow(/does not match/);
    } finally {
      server.close();
    }
  }, 150_000);

  it('are verified on the bytes that came', () => {
    const body = JSON.stringify({type: 'timeout', renderId: 'abc', bucketName: 'b', customData: null});
    const signature = `sha512=${createHmac('sha512', 'hush').update(body).digest('hex')}`;
    expect(verifyWebhook({secret: 'hush', body, signature})).toMatchObject({
      type: 'timeout',
      renderId: 'abc',
    });
    // Whoever guesses the secret, and whoever has that of another endpoint.
    const other = `sha512=${createHmac('sha512', 'another').update(body).digest('hex')}`;
    expect(() => verifyWebhook({secret: 'hush', body, signature: other})).toThrow(/does not match/);
    for (const wrong of [undefined, '', 'NO_SECRET_PROVIDED', signature.slice(0, -1), `${signature}0`]) {
      expect(() => verifyWebhook({secret: 'hush', body, signature: wrong})).toThrow(/does not match/);
    }
    expect(() => verifyWebhook({secret: '', body, signature})).toThrow(/secret/);
  });
});
