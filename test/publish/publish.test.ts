import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {platforms, type Platform} from '../../src/platforms/index.ts';
import type {Publisher} from '../../src/ports/index.ts';
import {captionLength, postTextOf, publish, publishFolder} from '../../src/publish/index.ts';
import {manifestSchema, publicationSchema, type Manifest, type Video} from '../../src/schema/index.ts';

let root: string;
let count = 0;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'publish-'))));
afterAll(() => rm(root, {recursive: true}));

function manifestWith(changes: Partial<Manifest> = {}): Manifest {
  return manifestSchema.parse({
    version: 1,
    id: 'cats-1',
    createdAt: '2026-11-22T10:00:00Z',
    generator: {name: 'viral-video-generator', version: '0.1.0'},
    title: 'Why cats knead',
    platform: 'tiktok',
    language: 'en',
    scriptSha256: 'a'.repeat(64),
    storyboardSha256: 'b'.repeat(64),
    patternIds: [],
    variant: null,
    template: {id: 'headline', version: '1.0.0', theme: 'press'},
    engine: {name: 'web', reason: 'default'},
    fonts: [],
    voice: {name: 'flite/slt', language: 'en', timing: 'engine'},
    video: {width: 1080, height: 1920, fps: 30, durationInFrames: 900, durationInSeconds: 30, bytes: 9},
    loudness: {integratedLufs: -14, truePeakDbtp: -1.5},
    rights: {
      'image-1': {licence: 'CC-BY-4.0', author: 'Ann Example', source: 'https://example.com/cat', aiGenerated: false},
      'image-2': {licence: 'own work', author: 'viral-video-generator', aiGenerated: false},
      'image-3': {licence: 'Pexels', attribution: 'Photo by Bo on Pexels', aiGenerated: false},
    },
    sources: [
      {id: 's1', title: 'On kneading', author: 'Ada Lynx', siteName: 'Whisker', url: 'https://example.com/k'},
      {id: 's2', title: 'My notes', own: true},
    ],
    disclosure: {syntheticVoice: true, modelWritten: false, aiVisuals: false, paid: false},
    post: {title: 'Why cats knead', description: 'It starts with milk. It ends on your lap.', hashtags: ['#Cats', '#Pets']},
    coverAlt: 'Title card',
    findings: [],
    status: 'approved',
    steps: [],
    degraded: [],
    ...changes,
  });
}

async function videoWith(changes: Partial<Manifest> = {}, bytes = 'video bytes'): Promise<Video> {
  const folder = join(root, `v${count++}`);
  await mkdir(folder);
  await writeFile(join(folder, 'video.mp4'), bytes);
  await writeFile(join(folder, 'cover.jpg'), 'cover');
  await writeFile(join(folder, 'captions.srt'), '1\n');
  return {id: 'cats-1', folder, manifest: manifestWith(changes)};
}

const fresh = () => join(root, `out${count++}`);
const never = new AbortController().signal;

describe('postTextOf', () => {
  it('names sources, credits and what viewers must know', () => {
    const {title, caption, hashtags} = postTextOf(manifestWith(), 'tiktok');
    expect(title).toBeNull();
    expect(hashtags).toEqual(['#Cats', '#Pets']);
    expect(caption).toBe(
      [
        'Why cats knead',
        'It starts with milk. It ends on your lap.',
        'Source: On kneading, Ada Lynx, Whisker, https://example.com/k\nCredits: Ann Example, https://example.com/cat, CC-BY-4.0; Photo by Bo on Pexels\nThe voice is synthetic.',
        '#Cats #Pets',
      ].join('\n\n'),
    );
    expect(postTextOf(manifestWith(), 'youtube').title).toBe('Why cats knead');
  });

  it('puts paid content first', () => {
    const disclosure = {syntheticVoice: false, modelWritten: true, aiVisuals: true, paid: true};
    const {caption} = postTextOf(manifestWith({disclosure}), 'instagram');
    expect(caption.startsWith('Advertisement')).toBe(true);
    expect(caption).toContain('pictures made with AI');
    expect(caption).toContain('help of AI');
  });

  it.each<Platform>(['youtube', 'tiktok', 'instagram'])('keeps the limits of %s and every duty', (platform) => {
    const post = {
      title: 'Why cats knead',
      description: 'Ein schöner Satz über Katzen und Öfen, größer als üblich. '.repeat(150),
      hashtags: Array.from({length: 9}, (_, index) => `#Tag${index}`),
    };
    const text = postTextOf(manifestWith({post}), platform);
    expect(captionLength(text.caption, platform)).toBeLessThanOrEqual(platforms[platform].caption.maxLength);
    expect(captionLength(text.caption, platform)).toBeGreaterThan(platforms[platform].caption.maxLength * 0.9);
    expect(text.hashtags.length).toBe(platforms[platform].hashtags.max);
    expect(text.caption).toContain('Ann Example');
    expect(text.caption).toContain('The voice is synthetic.');
    expect(text.caption).toContain('üblich.\n\nSource');
    expect(text.shortened.length).toBe(2);
  });

  it('refuses when the duties alone do not fit, and a title that is too long', () => {
    const rights = Object.fromEntries(
      Array.from({length: 12}, (_, index) => [
        `i${index}`,
        {licence: 'CC-BY-4.0', attribution: `${index} ${'name '.repeat(60)}`, aiGenerated: false},
      ]),
    );
    expect(() => postTextOf(manifestWith({rights}), 'tiktok')).toThrow('manifest.rights');
    const post = {title: 'x'.repeat(101), description: '', hashtags: []};
    expect(() => postTextOf(manifestWith({post}), 'youtube')).toThrow('manifest.post.title');
  });
});

describe('publishFolder', () => {
  it('lays a whole bundle ready', async () => {
    const video = await videoWith();
    const directory = fresh();
    const [publication] = await publish(video, {to: [publishFolder({directory})]});
    expect(publication).toMatchObject({videoId: 'cats-1', publisher: 'folder', platform: 'tiktok', status: 'ready'});
    const folder = publication?.folder ?? '';
    expect(folder).toBe(join(directory, 'cats-1-tiktok'));
    expect((await readdir(folder)).sort()).toEqual(['caption.txt', 'captions.srt', 'cover.jpg', 'post.json', 'video.mp4']);
    expect(await readFile(join(folder, 'video.mp4'), 'utf8')).toBe('video bytes');
    const post = JSON.parse(await readFile(join(folder, 'post.json'), 'utf8')) as Record<string, unknown>;
    expect(post).toMatchObject({platform: 'tiktok', disclosure: {syntheticVoice: true}, scheduledFor: null});
    expect(JSON.stringify(post)).not.toContain(root);
    expect(await readdir(directory)).toEqual(['cats-1-tiktok']);
  });

  it('writes a title where the platform has one, and the time of a planned post', async () => {
    const at = new Date('2030-01-02T03:04:05Z');
    const [publication] = await publish(await videoWith(), {to: [publishFolder({directory: fresh()})], platform: 'youtube', at});
    expect(await readFile(join(publication?.folder ?? '', 'title.txt'), 'utf8')).toBe('Why cats knead\n');
    expect(publication?.at).toBe('2030-01-02T03:04:05.000Z');
  });

  it('gives the same folder for the same video, untouched, and replaces a changed one', async () => {
    const directory = fresh();
    const video = await videoWith();
    let now = new Date('2026-11-22T10:00:00Z');
    const to = [publishFolder({directory, clock: () => now})];
    const [first] = await publish(video, {to});
    const {mtimeMs} = await stat(join(first?.folder ?? '', 'video.mp4'));
    now = new Date('2026-11-23T10:00:00Z');
    const [second] = await publish(video, {to});
    expect(second).toEqual(first);
    expect((await stat(join(first?.folder ?? '', 'video.mp4'))).mtimeMs).toBe(mtimeMs);
    const changed = await videoWith({}, 'other bytes');
    const [third] = await publish(changed, {to});
    expect(third?.at).toBe('2026-11-23T10:00:00.000Z');
    expect(await readFile(join(third?.folder ?? '', 'video.mp4'), 'utf8')).toBe('other bytes');
    expect(await readdir(directory)).toEqual(['cats-1-tiktok']);
  });

  it('leaves nothing half done', async () => {
    const directory = fresh();
    const video = await videoWith();
    await rm(join(video.folder, 'cover.jpg'));
    const request = {video, platform: 'tiktok', at: null, signal: never} as const;
    await expect(publishFolder({directory}).doPublish(request)).rejects.toMatchObject({code: 'publish-failed'});
    expect(await readdir(directory)).toEqual([]);
    await writeFile(join(video.folder, 'cover.jpg'), 'cover');
    const aborted = {...request, signal: AbortSignal.abort(new Error('enough'))};
    await expect(publishFolder({directory}).doPublish(aborted)).rejects.toThrow('enough');
    expect(await readdir(directory)).toEqual([]);
  });

  it('says when the folder cannot be written', async () => {
    const blocked = join(root, `file${count++}`);
    await writeFile(blocked, 'a file, not a folder');
    await expect(publish(await videoWith(), {to: [publishFolder({directory: blocked})]})).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });
});

describe('publish', () => {
  it('refuses rejected videos, naming why', async () => {
    const findings = [{rule: 'black-frames', severity: 'error', message: 'It is black for 3 s'}] as const;
    const video = await videoWith({status: 'rejected', findings: [...findings]});
    const directory = fresh();
    const refused = publish(video, {to: [publishFolder({directory})]});
    await expect(refused).rejects.toMatchObject({code: 'quality-rejected', message: expect.stringContaining('black for 3 s')});
    await expect(stat(directory)).rejects.toThrow();
  });

  it('names every limit that is not kept, before anything starts', async () => {
    let started = 0;
    const onlyYoutube: Publisher = {
      name: 'tube',
      platforms: ['youtube'],
      doPublish: () => {
        started++;
        return Promise.reject(new Error('must not run'));
      },
    };
    const video = await videoWith({video: {width: 1080, height: 1920, fps: 30, durationInFrames: 30000, durationInSeconds: 1000, bytes: 9}});
    await rm(join(video.folder, 'captions.srt'));
    const error = await publish(video, {to: [onlyYoutube], at: new Date('2020-01-01T00:00:00Z')}).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'invalid-input',
      issues: [{path: 'to[0]'}, {path: 'at'}, {path: 'manifest.video.durationInSeconds'}, {path: 'folder'}],
    });
    await expect(publish(await videoWith(), {to: []})).rejects.toThrow('names no publisher');
    expect(started).toBe(0);
  });

  it('repeats transient failures and never ambiguous ones', async () => {
    const calls = {retry: 0, ambiguous: 0};
    const failing = (action: 'retry' | 'ambiguous'): Publisher => ({
      name: action,
      platforms: ['tiktok'],
      doPublish: () => {
        calls[action]++;
        return calls[action] === 1
          ? Promise.reject(new ViralError('publish-failed', 'no answer', {action}))
          : Promise.resolve(publicationSchema.parse({version: 1, videoId: 'cats-1', publisher: action, platform: 'tiktok', status: 'published', at: '2026-11-22T10:00:00Z'}));
      },
    });
    expect(await publish(await videoWith(), {to: [failing('retry')]})).toHaveLength(1);
    expect(calls.retry).toBe(2);
    await expect(publish(await videoWith(), {to: [failing('ambiguous')]})).rejects.toMatchObject({action: 'ambiguous'});
    expect(calls.ambiguous).toBe(1);
  });

  it('tells what went out when one of several fails', async () => {
    const broken: Publisher = {
      name: 'broken',
      platforms: ['tiktok'],
      doPublish: () => Promise.reject(new ViralError('publish-failed', 'account closed')),
    };
    const directory = fresh();
    const failed = publish(await videoWith(), {to: [broken, publishFolder({directory})]});
    await expect(failed).rejects.toMatchObject({code: 'publish-failed', action: 'ambiguous', message: expect.stringMatching(/account closed.*folder/)});
    expect(await readdir(directory)).toEqual(['cats-1-tiktok']);
  });

  it('checks what a publisher gives back', async () => {
    const wrong = {name: 'wrong', platforms: ['tiktok'], doPublish: () => Promise.resolve({version: 2})} as unknown as Publisher;
    await expect(publish(await videoWith(), {to: [wrong]})).rejects.toThrow("the publisher 'wrong'");
  });
});
