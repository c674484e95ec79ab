import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {publishFolder} from '../../src/publish/folder.ts';
import {postTextOf} from '../../src/publish/post-text.ts';
import {publish} from '../../src/publish/publish.ts';
import {finishedVideo, manifest} from './finished-video.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'viral-publish-'));
});
afterEach(async () => {
  await rm(base, {recursive: true, force: true});
});

describe('publishFolder', () => {
  it('lays a bundle ready to post, whole, with credits and disclosure', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const to = publishFolder({directory: join(base, 'posts'), clock: () => new Date('2026-12-01T17:00:00Z')});
    const [publication] = await publish(video, {to: [to]});
    expect(publication).toMatchObject({status: 'ready', platform: 'tiktok', at: '2026-12-01T17:00:00.000Z'});
    const folder = publication?.folder ?? '';
    expect((await readdir(folder)).sort()).toEqual([
      'caption.txt',
      'captions.srt',
      'captions.vtt',
      'cover.jpg',
      'post.json',
      'video.mp4',
    ]);
    expect(await readFile(join(folder, 'caption.txt'), 'utf8')).toBe(
      'Tea cools through its surface.\n\nPhoto: Ada, CC BY 4.0\nSource: Tea · The Leaf · https://example.com/tea\n\nThe voice is synthetic.\n\n#Tea #Physics\n',
    );
    expect(await readdir(join(base, 'posts'))).toEqual(['tea-abc123-tiktok']);
  });

  it('lays the same video down once a platform', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const to = publishFolder({directory: join(base, 'posts')});
    const first = await publish(video, {to: [to]});
    expect(await publish(video, {to: [to]})).toEqual(first);
    await publish(video, {to: [to], platform: 'youtube'});
    expect((await readdir(join(base, 'posts'))).sort()).toEqual(['tea-abc123-tiktok', 'tea-abc123-youtube']);
  });

  it('leaves nothing behind when a file is missing', async () => {
    const video = await finishedVideo(join(base, 'made'));
    await rm(join(base, 'made', 'cover.jpg'));
    await expect(publish(video, {to: [publishFolder({directory: join(base, 'posts')})]})).rejects.toThrow(
      /cover\.jpg/,
    );
    expect(await readdir(join(base, 'posts'))).toEqual([]);
  });
});

describe('publish', () => {
  it('refuses before anything is written', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const to = [publishFolder({directory: join(base, 'posts')})];
    const rejected = {...video, manifest: {...manifest, status: 'rejected' as const}};
    await expect(publish(rejected, {to})).rejects.toThrow(/video\.manifest\.status: is rejected/);
    const long = {...video, manifest: {...manifest, video: {...manifest.video, durationInSeconds: 200}}};
    await expect(publish(long, {to, platform: 'youtube'})).rejects.toThrow(/durationInSeconds: is 200 s/);
    await expect(publish(video, {to: []})).rejects.toThrow(/to: names no publisher/);
    expect(await readdir(base)).toEqual(['made']);
  });
});

describe('the text under a post', () => {
  it('keeps credits and disclosures whole and cuts the description to the platform’s limit', () => {
    const post = {...manifest.post, description: 'word '.repeat(1000).trim()};
    const text = postTextOf({...manifest, post}, 'tiktok');
    expect(text.length).toBeLessThanOrEqual(2200);
    expect(text.length).toBeGreaterThan(2150);
    expect(text).toContain('Photo: Ada, CC BY 4.0');
    expect(text).toContain('The voice is synthetic.');
    expect(text.endsWith('#Tea #Physics')).toBe(true);
  });

  it('counts bytes where the platform does', () => {
    const post = {...manifest.post, description: 'Übergröße '.repeat(700).trim()};
    expect(new TextEncoder().encode(postTextOf({...manifest, post}, 'youtube')).length).toBeLessThanOrEqual(
      5000,
    );
  });
});
