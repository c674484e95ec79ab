import {execFile, spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {localRenderer, render, renderAll, type LocalRenderer} from '../../src/render/index.ts';
import type {Storyboard} from '../../src/schema/index.ts';
import {eventually, temporaryFolder, testCacheDir} from './small-storyboard.ts';
import {framesOfVideo, webEntry, webStoryboard, withScene} from './web-storyboard.ts';

let folder: string;
let renderer: LocalRenderer;
let stored: string;

/** A cache folder of its own that shares the bundle and the browser with the other tests. */
async function cacheFolder(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await promisify(execFile)('cp', ['-r', join(testCacheDir, 'bundles'), path]);
  await promisify(execFile)('ln', ['-s', join(testCacheDir, 'browsers'), join(path, 'browsers')]);
  return path;
}

beforeAll(async () => {
  folder = await temporaryFolder('segments');
  const warm = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
  await render(webStoryboard([2]), {
    renderer: warm,
    files: {},
    outputFile: join(folder, 'warm.mp4'),
    engine: 'web',
  });
  await warm.doClose();
  stored = await cacheFolder('cache');
  renderer = localRenderer({cacheDir: stored, entry: webEntry});
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

const outputFile = () => join(folder, `${crypto.randomUUID()}.mp4`);

async function draw(storyboard: Storyboard, options: Partial<Parameters<typeof render>[1]> = {}) {
  return render(storyboard, {renderer, files: {}, outputFile: outputFile(), engine: 'web', ...options});
}

async function frameHashes(file: string, width = 324, height = 576): Promise<string[]> {
  return (await framesOfVideo(file, width, height)).map((frame) =>
    createHash('sha256').update(frame).digest('hex'),
  );
}

describe.each(['web', 'screenshots'] as const)('scenes drawn by the %s engine', (engine) => {
  const story = webStoryboard([9, 12, 7, 10], {seed: `seed of ${engine}`});

  it('are drawn once: an edit draws one scene, and joins to exactly the frames of a cold render', async () => {
    expect((await draw(story, {engine})).scenes).toEqual({rendered: 4, cached: 0});
    const again = await draw(story, {engine});
    expect(again.scenes).toEqual({rendered: 0, cached: 4});
    // What is told of a video does not depend on where its scenes came from.
    expect(again.fonts).toEqual(['Anton 400']);

    const edited = withScene(story, 2, {onScreenText: 'Another text'});
    const joined = await draw(edited, {engine});
    expect(joined.scenes).toEqual({rendered: 1, cached: 3});
    await using cold = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
    const whole = await draw(edited, {engine, renderer: cold});
    expect(whole.scenes).toEqual({rendered: 4, cached: 0});
    const [mixed, alone] = [await frameHashes(joined.file), await frameHashes(whole.file)];
    expect(mixed).toHaveLength(38);
    expect(mixed).toEqual(alone);
    // The comparison can fail: the edited scene is another one than before.
    expect(await frameHashes(again.file)).not.toEqual(mixed);
  }, 90_000);

  it('are shared by variants whose hooks differ in length', async () => {
    const hooks = [6, 8, 11].map((length) =>
      withScene(webStoryboard([length, 12, 7, 10], {seed: `seed of ${engine}`}), 0, {
        onScreenText: `A hook of ${length} frames`,
      }),
    );
    const drawn = [];
    for (const hook of hooks) drawn.push((await draw(hook, {engine})).scenes);
    expect(drawn).toEqual(hooks.map(() => ({rendered: 1, cached: 3})));
  }, 60_000);
});

/** Slices of each picture, from the packets of an MP4: NAL units of the types 1 and 5 (ITU-T H.264, table 7-1). */
async function slicesOf(file: string): Promise<number[]> {
  const {Input, MP4, FilePathSource, EncodedPacketSink} = await import('mediabunny');
  const input = new Input({source: new FilePathSource(file), formats: [MP4]});
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error('no video');
  const counts: number[] = [];
  for await (const {data} of new EncodedPacketSink(track).packets()) {
    const bytes = Buffer.from(data);
    let slices = 0;
    for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at)) {
      if ([1, 5].includes((bytes[at + 4] ?? 0) & 31)) slices++;
    }
    counts.push(slices);
  }
  input.dispose();
  return counts;
}

const taskset = spawnSync('taskset', ['--version']).status === 0;

describe('a large picture', () => {
  it.skipIf(!taskset || availableParallelism() < 2)(
    'is encoded to the same frames in every run, however many cores there are (needs Linux, taskset, two cores)',
    async () => {
      const large = {...webStoryboard([9, 12, 7], {seed: 'large'}), width: 1080, height: 1920};
      const drawCold = async () => {
        await using cold = localRenderer({cacheDir: testCacheDir, entry: webEntry, sceneCacheBytes: 0});
        return (await draw(large, {renderer: cold})).file;
      };
      const [one, other] = [await drawCold(), await drawCold()];
      // Borders of several slices would lie where the time each took puts them.
      expect(await slicesOf(one)).toEqual(Array.from({length: 28}, () => 1));
      expect(await frameHashes(one, 1080, 1920)).toEqual(await frameHashes(other, 1080, 1920));
    },
    90_000,
  );
});

describe('finished scenes', () => {
  it('are drawn once even by two videos of one process at the same time', async () => {
    const story = webStoryboard([30, 31, 32], {seed: 'at once'});
    const [one, other] = await Promise.all([draw(story), draw(story)]);
    const counts = [one.scenes, other.scenes];
    expect(counts.reduce((sum, scenes) => sum + (scenes?.rendered ?? 0), 0)).toBe(3);
    expect(await frameHashes(one.file)).toEqual(await frameHashes(other.file));
  }, 60_000);

  it.skipIf(process.platform !== 'linux')(
    'outlive a killed render, which goes on from them',
    async () => {
      const story = webStoryboard([8, 9, 10, 11, 12, 13], {seed: 'killed', options: {wrong: 'slow'}});
      const script = join(folder, 'killed.mjs');
      const target = join(folder, 'killed.mp4');
      await writeFile(join(folder, 'killed.json'), JSON.stringify(story));
      await writeFile(
        script,
        `import {readFile} from 'node:fs/promises';
       import {localRenderer, render} from ${JSON.stringify(new URL('../../dist/render/index.js', import.meta.url).href)};
       const renderer = localRenderer({cacheDir: ${JSON.stringify(stored)}, entry: ${JSON.stringify(webEntry)}, concurrency: 1});
       const storyboard = JSON.parse(await readFile(${JSON.stringify(join(folder, 'killed.json'))}, 'utf8'));
       await render(storyboard, {renderer, files: {}, outputFile: ${JSON.stringify(target)}, engine: 'web'});`,
      );
      const before = (await readdir(join(stored, 'scenes'))).length;
      const child = spawn(process.execPath, [script], {stdio: 'ignore'});
      await eventually(
        async () => (await readdir(join(stored, 'scenes'))).length,
        (count) => count >= before + 2,
        60_000,
      );
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      expect(await readdir(folder)).not.toContain('killed.mp4');
      const {scenes} = await draw(story, {outputFile: target});
      expect(scenes?.cached).toBeGreaterThanOrEqual(2);
      expect((await readdir(folder)).filter((name) => name.startsWith('.unfinished'))).toEqual([]);
    },
    120_000,
  );

  it('are not kept when that is turned off', async () => {
    const cacheDir = await cacheFolder('off');
    await using off = localRenderer({cacheDir, entry: webEntry, sceneCacheBytes: 0});
    await draw(webStoryboard([5]), {renderer: off});
    expect(await readdir(cacheDir)).not.toContain('scenes');
    expect((await draw(webStoryboard([5]), {renderer: off})).scenes).toEqual({rendered: 1, cached: 0});
  }, 60_000);

  it('that cannot be kept do not stop a video; it says so', async () => {
    const cacheDir = await cacheFolder('sealed');
    // In the way of everybody, root included.
    await writeFile(join(cacheDir, 'scenes'), 'no folder');
    await using sealed = localRenderer({cacheDir, entry: webEntry});
    const video = await draw(webStoryboard([5]), {renderer: sealed});
    expect(video.scenes).toEqual({rendered: 1, cached: 0});
    expect(video.degraded).toEqual([expect.stringMatching(/finished scenes could not be kept: .*scenes/)]);
  }, 60_000);

  it('that were damaged on disk are drawn again', async () => {
    const story = webStoryboard([6, 7], {seed: 'damaged'});
    const sound = await draw(story);
    const hashes = await frameHashes(sound.file);
    for (const key of await readdir(join(stored, 'scenes'))) {
      const file = join(stored, 'scenes', key, 'segment.mp4');
      const bytes = await readFile(file).catch(() => null);
      if (bytes === null) continue;
      bytes[Math.floor(bytes.length / 2)]! ^= 0x10;
      await chmod(file, 0o644);
      await writeFile(file, bytes);
    }
    const again = await draw(story);
    expect(again.scenes).toEqual({rendered: 2, cached: 0});
    expect(await frameHashes(again.file)).toEqual(hashes);
  }, 60_000);
});

describe('renderAll', () => {
  it('draws many with one browser, gives outcomes as they come, and lets one failure touch no other', async () => {
    const stories = [
      webStoryboard([40], {seed: 'long'}),
      {nonsense: true},
      webStoryboard([3], {seed: 'short', options: {wrong: 'throw', at: 1}}),
      webStoryboard([4], {seed: 'fine'}),
    ];
    const orders = stories.map((storyboard, index) => ({
      storyboard,
      files: {},
      engine: 'web' as const,
      outputFile: join(folder, `all-${index}.mp4`),
    }));
    const outcomes = [];
    for await (const outcome of renderAll(orders, {renderer, concurrency: 2})) outcomes.push(outcome);
    const byPlace = [...outcomes].sort((a, b) => a.index - b.index);
    expect(byPlace.map(({status}) => status)).toEqual(['rendered', 'failed', 'failed', 'rendered']);
    expect(outcomes[0]?.index).not.toBe(0);
    expect(byPlace[1]).toMatchObject({error: {code: 'invalid-input'}});
    expect(byPlace[2]).toMatchObject({error: {code: 'render-failed'}});
    const made = (await readdir(folder)).filter((name) => name.startsWith('all-')).sort();
    expect(made).toEqual(['all-0.mp4', 'all-3.mp4']);
  }, 60_000);

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const orders = function* () {
      for (let n = 0; ; n++) {
        const storyboard = webStoryboard([3], {seed: `endless ${n}`});
        yield {storyboard, files: {}, engine: 'web' as const, outputFile: join(folder, `endless-${n}.mp4`)};
      }
    };
    let seen = 0;
    const work = async () => {
      for await (const outcome of renderAll(orders(), {renderer, signal: controller.signal})) {
        expect(outcome.status).toBe('rendered');
        if (++seen === 2) controller.abort(new Error('enough'));
      }
    };
    await expect(work()).rejects.toThrow('enough');
    expect(seen).toBe(2);
  }, 60_000);
});
