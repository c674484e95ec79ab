import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {inspect} from '../../src/quality/inspect.ts';
import {type Clip, healthy, storyboardOf, writeClip} from './clips.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-inspect-'));
});
afterAll(async () => {
  await rm(folder, {recursive: true, force: true});
});

async function rulesOf(clip: Clip, storyboard = storyboardOf(clip)): Promise<readonly string[]> {
  const {findings} = await inspect(await writeClip(folder, clip), {storyboard});
  return findings.map((finding) => finding.rule);
}

const {luma, sample} = healthy;
if (!sample) throw new Error('the healthy clip has sound');

describe('inspect', () => {
  it('finds nothing wrong with a healthy clip, and measures it', async () => {
    const {findings, measures} = await inspect(await writeClip(folder, healthy), {
      storyboard: storyboardOf(healthy),
    });
    expect(findings).toEqual([]);
    expect(measures.frames).toBe(120);
    expect(measures.sound?.integratedLufs).toBeCloseTo(-14, 0);
  });

  const planted: readonly [string, Clip][] = [
    [
      'blank-frames',
      {...healthy, luma: (x, y, frame) => (frame > 60 && frame < 70 ? 16 : luma(x, y, frame))},
    ],
    ['frozen', {...healthy, luma: (x, y, frame) => luma(x, y, Math.min(frame, 10))}],
    [
      'flashes',
      {
        ...healthy,
        luma: (x, y, frame) => (Math.floor(frame / 3) % 2 === 0 ? 30 : 220) + ((x + y + frame) % 8),
      },
    ],
    ['silent', {...healthy, sample: () => 0}],
    ['loudness', {...healthy, sample: (seconds) => sample(seconds) / 4}],
    ['clipped', {...healthy, sample: (seconds) => Math.max(-1, Math.min(1, 40 * sample(seconds)))}],
    ['silence', {...healthy, sample: (seconds) => (seconds > 1 && seconds < 3.5 ? 0 : sample(seconds))}],
    ['key-frames', {...healthy, args: ['-g', '300', '-keyint_min', '300', '-sc_threshold', '0']}],
  ];
  it.each(planted)('finds %s', async (rule, clip) => {
    expect(await rulesOf(clip)).toContain(rule);
  });

  it('takes a panel that covers the frame for a moment for a cut, and one black frame for a fault', async () => {
    const flat = (value: number) => (x: number, y: number, frame: number) =>
      frame === 60 ? value : luma(x, y, frame);
    expect(await rulesOf({...healthy, luma: flat(140)})).not.toContain('blank-frames');
    expect(await rulesOf({...healthy, luma: flat(0)})).toContain('blank-frames');
  });

  it('does not take three flashes, or many small ones, for a danger', async () => {
    const three = (x: number, y: number, frame: number) =>
      (frame < 18 && Math.floor(frame / 3) % 2 === 1 ? 220 : 60) + ((x + frame) % 8);
    expect(await rulesOf({...healthy, luma: three})).not.toContain('flashes');
    const small = (x: number, y: number, frame: number) =>
      x < 20 && y < 20 && frame % 4 < 2 ? 230 : luma(x, y, frame % 2);
    expect(await rulesOf({...healthy, luma: small})).not.toContain('flashes');
  });

  it('holds the file against its storyboard', async () => {
    const storyboard = storyboardOf(healthy);
    expect(await rulesOf(healthy, {...storyboard, durationInFrames: 121})).toContain('frame-count');
    expect(await rulesOf(healthy, {...storyboard, width: 192, height: 108})).toContain('size');
    expect(await rulesOf(healthy, {...storyboard, fps: 25})).toContain('rate');
    expect(await rulesOf({...healthy, sample: null}, storyboard)).toContain('no-sound');
  });

  it('says that a file cannot be decoded', async () => {
    const file = join(folder, 'broken.mp4');
    await writeFile(file, 'not a video');
    await expect(inspect(file, {storyboard: storyboardOf(healthy)})).rejects.toMatchObject({
      code: 'ffmpeg-failed',
    });
  });
});
