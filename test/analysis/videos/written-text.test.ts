import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {footageFacts, readFrames} from '../../../src/analysis/videos/frames.ts';
import {textShareOf} from '../../../src/analysis/videos/written-text.ts';
import {flat, grained, makeClip, type Picture, scene, written} from './made-clips.ts';

const folder = await mkdtemp(join(tmpdir(), 'viral-written-'));
afterAll(() => rm(folder, {recursive: true, force: true}));
const {signal} = new AbortController();
const size = [270, 480] as const;

/** The scenes of the other tests, drawn larger. */
const large =
  (picture: Picture): Picture =>
  (x, y) =>
    picture(x / 3, y / 3);
const line = (picture: Picture, text: string, stroke = 3) =>
  written(picture, text, {x: 20, y: 300, size: stroke});

async function shareOf(name: string, draw: (seconds: number, frame: number) => Picture, seconds = 2) {
  const file = await makeClip(folder, `${name}.mp4`, draw, {seconds, size, fps: 10});
  const facts = (await footageFacts(file, signal))!;
  return textShareOf(await readFrames(file, facts, {shorter: 216, perSecond: 5, signal}));
}

describe('writing on the screen', () => {
  it('is found where it stands, for as long as it stands', async () => {
    expect(await shareOf('caption', (t) => line(large(scene(1, t)), 'THIS IS THE HEN'))).toBeGreaterThan(0.9);
    expect(await shareOf('small', (t) => line(large(scene(2, t)), 'KEEN NINTHS', 2))).toBeGreaterThan(0.9);
    const half = await shareOf(
      'half',
      (t) => (t < 2 ? large(scene(4, t)) : line(large(scene(4, t)), 'THE KINEA')),
      4,
    );
    // A frame at either end of its time may go unnoticed: of ten, eight are enough.
    expect(half).toBeGreaterThanOrEqual(0.4);
    expect(half).toBeLessThan(0.6);
  });

  it('is not found where none is', async () => {
    expect(await shareOf('plain', (t) => large(scene(3, t)))).toBe(0);
    expect(await shareOf('flat', () => flat(200, 30, 30))).toBe(0);
    expect(await shareOf('grain', (t, frame) => grained(large(scene(5, t)), 90, frame))).toBeLessThan(0.2);
    const stripes: Picture = (x) => (Math.floor(x / 27) % 2 === 0 ? [230, 230, 230] : [20, 20, 20]);
    expect(await shareOf('stripes', () => stripes)).toBe(0);
  });
});
