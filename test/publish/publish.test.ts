import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {ViralError, type NextAction} from '../../src/errors.ts';
import {platforms, type Platform} from '../../src/platforms/index.ts';
import type {Publisher} from '../../src/ports/index.ts';
import {publishFolder} from '../../src/publish/folder.ts';
import {postTextOf} from '../../src/publish/post-text.ts';
import {publish} from '../../src/publish/publish.ts';
import {publicationSchema} from '../../src/schema/index.ts';
import {finishedVideo, manifest} from './finished-video.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'viral-publish-'));
});
afterEach(async () => {
  await rm(base, {recursive: true, force: true});
});

const creditsOfLength = (length: number) => ({
  long: {licence: 'CC-BY-4.0', attribution: 'x'.repeat(400), aiGenerated: false},
  ...Object.fromEntries(
    Array.from({length}, (_, index) => [
      `c${index}`,
      {licence: 'CC-BY-4.0', attribution: `${index} ${'y'.repeat(300)}`, aiGenerated: false},
    ]),
  ),
});

describe('the text under a post', () => {
  it('names the author of a work under a BY licence though nobody wrote the line', () => {
    const rights = {
      a: {licence: 'CC-BY-SA-4.0', author: 'Bo', source: 'https://example.com/p', aiGenerated: false},
    };
    expect(postTextOf({...manifest, rights}, 'tiktok')).toContain(
      'Bo · https://example.com/p · CC-BY-SA-4.0',
    );
  });

  it('names nobody for own work and for CC0', () => {
    const rights = {
      a: {licence: 'own work', author: 'viral-video-generator', aiGenerated: false},
      b: {licence: 'CC0-1.0', author: 'Cy', aiGenerated: false},
    };
    const text = postTextOf({...manifest, rights}, 'tiktok');
    expect(text).not.toContain('viral-video-generator');
    expect(text).not.toContain('Cy');
  });

  it.each<Platform>(['youtube', 'tiktok', 'instagram'])(
    'keeps the limit of %s with any description',
    (platform) => {
      const {maxLength, unit} = platforms[platform].caption;
      const size = (text: string) => (unit === 'bytes' ? new TextEncoder().encode(text).length : text.length);
      for (const description of ['', 'ü'.repeat(4900), 'ein Wort für Öfen '.repeat(270).trim()]) {
        const text = postTextOf(
          {...manifest, post: {...manifest.post, description}, rights: creditsOfLength(5)},
          platform,
        );
        expect(size(text)).toBeLessThanOrEqual(maxLength);
        expect(text).toContain('The voice is synthetic.');
      }
    },
  );

  it('is refused when what must be said does not fit', async () => {
    const crowded = {...manifest, rights: creditsOfLength(12)};
    expect(() => postTextOf(crowded, 'tiktok')).toThrow('video.manifest.rights');
    const video = {...(await finishedVideo(join(base, 'made'))), manifest: crowded};
    await expect(publish(video, {to: [publishFolder({directory: join(base, 'posts')})]})).rejects.toThrow(
      'video.manifest.rights',
    );
    expect(await readdir(base)).toEqual(['made']);
  });
});

describe('publish', () => {
  /** A publisher that fails `times` times. */
  const failing = (times: number, action: NextAction) => {
    let calls = 0;
    const publisher: Publisher = {
      name: 'wavering',
      platforms: ['tiktok'],
      doPublish: ({video, platform}) => {
        calls++;
        return calls <= times
          ? Promise.reject(new ViralError('publish-failed', 'no answer', {action}))
          : Promise.resolve(
              publicationSchema.parse({
                version: 1,
                videoId: video.id,
                publisher: 'wavering',
                platform,
                status: 'published',
                at: '2026-11-22T10:00:00Z',
              }),
            );
      },
    };
    return {publisher, calls: () => calls};
  };

  it('tries again what passes by itself, and never what may have happened', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const passing = failing(1, 'retry');
    expect(await publish(video, {to: [passing.publisher]})).toHaveLength(1);
    expect(passing.calls()).toBe(2);
    const unknown = failing(1, 'ambiguous');
    await expect(publish(video, {to: [unknown.publisher]})).rejects.toMatchObject({action: 'ambiguous'});
    expect(unknown.calls()).toBe(1);
  });

  it('says what went out already when a later publisher fails', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const to = [publishFolder({directory: join(base, 'posts')}), failing(9, 'fatal').publisher];
    await expect(publish(video, {to})).rejects.toMatchObject({
      code: 'publish-failed',
      action: 'ambiguous',
      message: expect.stringContaining('tea-abc123-tiktok'),
    });
  });

  it('refuses a moment that has passed, and takes one to come', async () => {
    const video = await finishedVideo(join(base, 'made'));
    const to = [publishFolder({directory: join(base, 'posts')})];
    const clock = () => new Date('2026-12-01T12:00:00Z');
    await expect(publish(video, {to, clock, at: new Date('2026-11-30T12:00:00Z')})).rejects.toThrow(
      'at: is not',
    );
    await expect(publish(video, {to, clock, at: new Date(Number.NaN)})).rejects.toThrow('at: is not');
    const [publication] = await publish(video, {to, clock, at: new Date('2026-12-02T12:00:00Z')});
    expect(publication?.at).toBe('2026-12-02T12:00:00.000Z');
  });

  it('checks what a publisher gives back', async () => {
    const wrong = {name: 'wrong', platforms: ['tiktok'], doPublish: () => Promise.resolve({version: 2})};
    const video = await finishedVideo(join(base, 'made'));
    await expect(publish(video, {to: [wrong as unknown as Publisher]})).rejects.toThrow(
      "the publisher 'wrong'",
    );
  });
});
