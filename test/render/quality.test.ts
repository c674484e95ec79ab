import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {themes} from '../../src/compositions/themes.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {decodePicture, type Picture} from '../../src/render/likeness/compare-pictures.ts';
import {likenessOf, type Likeness} from '../../src/render/likeness/likeness.ts';
import type {Quality} from '../../src/render/quality.ts';
import {screenshotEngine} from '../../src/render/screenshots.ts';
import type {SegmentPlan} from '../../src/render/segments/segments.ts';
import {createSession, type RenderSession} from '../../src/render/page/session.ts';
import {webEngine} from '../../src/render/web.ts';
import {drawnOnWeb, photograph} from './both-engines.ts';
import {busyPicture} from './busy-picture.ts';
import {boardOf, englishScenes, parityAssets, type ParityAssets} from './parity-boards.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

let folder: string;
let session: RenderSession;
let assets: ParityAssets;
beforeAll(async () => {
  folder = await temporaryFolder('quality');
  session = createSession({cacheDir: testCacheDir, pages: 1});
  const file = join(folder, 'busy.png');
  await writeFile(file, busyPicture(1200, 1500));
  assets = await parityAssets(folder, 30, {file, mimeType: 'image/png'});
  await session.prepare(new AbortController().signal);
}, 180_000);
afterAll(async () => {
  await session?.close();
  await rm(folder, {recursive: true, force: true});
});

const signal = new AbortController().signal;
type Engine = 'web' | 'screenshots';

/** The matrix that each engine's encoder converts with, as zscale names it; range is limited in both. */
const matrices = {web: '170m', screenshots: '709'} as const;

async function frameOf(
  file: string,
  frame: number,
  size: {readonly width: number; readonly height: number},
  matrix: string,
): Promise<Picture> {
  // Half a frame early: the first frame from there on is meant.
  const seek = frame === 0 ? [] : ['-ss', ((frame - 0.5) / 30).toFixed(6)];
  const toRgb = `zscale=matrixin=${matrix}:rangein=limited:primariesin=709:transferin=709:matrix=gbr:range=full:primaries=709:transfer=709,format=gbrp,format=rgb24`;
  const {stdout} = await runFfmpeg([
    ...[...seek, '-i', file, '-vf', toRgb, '-frames:v', '1'],
    ...['-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
  ]);
  expect(stdout.length).toBe(size.width * size.height * 3);
  return {...size, rgb: stdout};
}

/** The first scene of a theme: a picture full of detail that grows, over the moving ground, with captions. */
async function encodedHook(theme: string, engine: Engine, quality: Quality, frames: readonly number[]) {
  const storyboard = boardOf(
    {
      scenes: englishScenes,
      theme,
      aspect: '9:16',
      captions: 'box',
      spoken: 'Wait ninety minutes before your first cup of coffee',
    },
    assets,
  );
  const staged = await session.stage(storyboard, assets.files, signal);
  try {
    const plan: SegmentPlan = {
      ...{index: 0, sceneId: 's0', sceneKind: 'hook', first: 0, last: Math.max(...frames), key: ''},
      file: join(folder, `${crypto.randomUUID()}.mp4`),
    };
    const drawing =
      engine === 'web'
        ? webEngine({session, quality, concurrency: 1, licenseKey: null})
        : screenshotEngine({session, quality, concurrency: 1, ffmpegPath: undefined});
    const photographs = await photograph(session, staged, frames);
    const drawn = engine === 'web' ? await drawnOnWeb(session, staged, frames, folder) : null;
    await drawing.draw({
      ...{staged, plans: [plan], signal},
      onFrame: () => undefined,
      onSegment: async () => undefined,
    });
    /** Compares a frame of the file with the still of another frame, or of the same. */
    const compare = async (
      frame: number,
      still = frame,
      matrix: string = matrices[engine],
    ): Promise<Likeness> => {
      const lossless = drawn?.get(still) ?? photographs.get(still)!.png;
      return likenessOf(
        await decodePicture(lossless, storyboard),
        await frameOf(plan.file, frame, storyboard, matrix),
        photographs.get(still)!.words,
      );
    };
    return {compare};
  } finally {
    staged.release();
  }
}

describe('at standard quality', () => {
  // The first frame is what a viewer judges a video by, and the one that an encoder knows least of.
  it.each(themes)(
    'frames of the web engine equal lossless stills of themselves ($id)',
    async ({id}) => {
      const frames = [0, 1, 40];
      const {compare} = await encodedHook(id, 'web', 'standard', frames);
      for (const frame of frames) expect((await compare(frame)).difference, `frame ${frame}`).toBeNull();
      if (id !== 'volt') return;
      // Encoded they were, and this would notice another frame or colours read with another matrix.
      expect((await compare(40)).ssim).toBeLessThan(0.9999);
      expect((await compare(40, 0)).equal).toBe(false);
      expect((await compare(40, 40, '709')).difference).toMatch(/flat colour|mean colour/);
    },
    120_000,
  );

  it.each(['lagoon', 'swiss'])(
    'frames of the screenshot engine equal lossless stills of themselves (%s)',
    async (theme) => {
      const frames = [0, 1, 12];
      const {compare} = await encodedHook(theme, 'screenshots', 'standard', frames);
      for (const frame of frames) expect((await compare(frame)).difference, `frame ${frame}`).toBeNull();
    },
    120_000,
  );
});
