import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {type Cut, findCuts} from '../../../src/analysis/videos/cuts.ts';
import {footageFacts, readFrames} from '../../../src/analysis/videos/frames.ts';
import {type ClipOptions, flat, grained, makeClip, mix, type Picture, scene} from './made-clips.ts';

const folder = await mkdtemp(join(tmpdir(), 'viral-cuts-'));
afterAll(() => rm(folder, {recursive: true, force: true}));
const {signal} = new AbortController();

async function cutsOf(
  name: string,
  draw: (seconds: number, frame: number) => Picture,
  options: ClipOptions,
): Promise<readonly Cut[]> {
  const file = await makeClip(folder, `${name.replaceAll(/\W+/g, '-')}.mp4`, draw, options);
  const facts = (await footageFacts(file, signal))!;
  const perSecond = Math.min(30, facts.framesPerSecond);
  const frames = await readFrames(file, facts, {shorter: 24, perSecond, signal});
  return findCuts(frames);
}

/** Scenes one after the other, by the seconds at which the next begins. */
const sequence =
  (starts: readonly number[], speed = 1) =>
  (seconds: number): Picture =>
    scene(starts.filter((start) => start <= seconds + 1e-9).length, seconds, speed);

describe('cuts of clips with known cuts', () => {
  it.each<
    [
      string,
      (seconds: number, frame: number) => Picture,
      ClipOptions,
      readonly (readonly [Cut['kind'], number])[],
    ]
  >([
    [
      'hard cuts',
      sequence([1, 2.6, 3.4, 5]),
      {seconds: 6},
      [
        ['cut', 1.0],
        ['cut', 2.6],
        ['cut', 3.4],
        ['cut', 5.0],
      ],
    ],
    [
      'fast cutting, half a second each',
      sequence([0.6, 1.2, 1.8, 2.4, 3]),
      {seconds: 3.6},
      [
        ['cut', 0.6],
        ['cut', 1.2],
        ['cut', 1.8],
        ['cut', 2.4],
        ['cut', 3.0],
      ],
    ],
    [
      'cuts in fast motion',
      sequence([1.2, 2.4], 5),
      {seconds: 4},
      [
        ['cut', 1.2],
        ['cut', 2.4],
      ],
    ],
    [
      'cuts under grain',
      (seconds, frame) => grained(sequence([1.2, 2.4])(seconds), 60, frame),
      {seconds: 4},
      [
        ['cut', 1.2],
        ['cut', 2.4],
      ],
    ],
    [
      'cuts at 60 frames a second, coded badly',
      sequence([1, 2]),
      {seconds: 3, fps: 60, codec: ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '40']},
      [
        ['cut', 1.0],
        ['cut', 2.0],
      ],
    ],
    [
      'cuts at 12 frames a second',
      sequence([1, 2]),
      {seconds: 3, fps: 12},
      [
        ['cut', 1.0],
        ['cut', 2.0],
      ],
    ],
    [
      'a dissolve',
      (seconds) => mix(scene(1, 0), scene(2, 0), Math.max(0, Math.min(1, (seconds - 1.5) / 0.8))),
      {seconds: 4},
      [['dissolve', 1.9]],
    ],
    [
      'a dissolve between scenes that move',
      (seconds) =>
        mix(scene(1, seconds, 0.3), scene(2, seconds, 0.3), Math.max(0, Math.min(1, (seconds - 1.5) / 0.6))),
      {seconds: 4},
      [['dissolve', 1.8]],
    ],
    [
      'a fade through black',
      (seconds) =>
        seconds < 2
          ? mix(scene(1, 0), flat(0, 0, 0), Math.max(0, (seconds - 1.4) / 0.6))
          : mix(flat(0, 0, 0), scene(2, 0), Math.min(1, (seconds - 2) / 0.6)),
      {seconds: 4},
      [['dissolve', 2.0]],
    ],
    [
      'a fade in and a fade out',
      (seconds) =>
        mix(flat(0, 0, 0), scene(1, seconds), Math.max(0, Math.min(1, seconds / 0.7, (4 - seconds) / 0.7))),
      {seconds: 4},
      [],
    ],
    [
      'flashes',
      (seconds, frame) => ([25, 26, 60, 61, 62].includes(frame) ? flat(255, 255, 255) : scene(1, seconds)),
      {seconds: 4},
      [],
    ],
    ['nothing that moves', () => scene(3, 0), {seconds: 4}, []],
    ['motion only', (seconds) => scene(4, seconds, 3), {seconds: 4}, []],
    ['very fast motion', (seconds) => scene(6, seconds, 12), {seconds: 4}, []],
    ['grain only', (_seconds, frame) => grained(scene(4, 0), 120, frame), {seconds: 3}, []],
    [
      'light that changes',
      (seconds) => mix(scene(5, 0), flat(255, 255, 255), 0.35 + 0.3 * Math.sin(3 * seconds)),
      {seconds: 4},
      [],
    ],
  ])('%s', async (name, draw, options, expected) => {
    const found = await cutsOf(name, draw, options);
    expect(found.map(({kind}) => kind)).toEqual(expected.map(([kind]) => kind));
    for (const [index, [, at]] of expected.entries()) {
      expect(Math.abs(found[index]!.atSeconds - at), `${found[index]!.atSeconds} s`).toBeLessThan(0.11);
    }
  });

  it('of one picture are none: it is no video', async () => {
    const file = await makeClip(folder, 'one.mp4', () => scene(1, 0), {seconds: 0.04});
    expect(await footageFacts(file, signal)).toBeNull();
  });
});
