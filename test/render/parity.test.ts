import {rm, writeFile} from 'node:fs/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createSession, type RenderSession} from '../../src/render/session.ts';
import {compareEngines} from './both-engines.ts';
import {
  accentedScenes,
  boardOf,
  boardSceneFrames,
  englishScenes,
  greekScenes,
  parityAssets,
  type BoardRequest,
  type ParityAssets,
} from './parity-boards.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

let folder: string;
let session: RenderSession;
let assets: ParityAssets;
beforeAll(async () => {
  folder = await temporaryFolder('parity');
  session = createSession({cacheDir: testCacheDir, pages: 2});
  assets = await parityAssets(folder);
}, 180_000);
afterAll(async () => {
  await session?.close();
  await rm(folder, {recursive: true, force: true});
});

const spoken = 'Wait ninety minutes before your first cup of coffee';
const signal = new AbortController().signal;

interface Case extends BoardRequest {
  readonly name: string;
  /** Frames of scenes, as `[scene, frame of it]`, beside the settled one of each. */
  readonly moments: readonly (readonly [number, number])[];
}

const settled = 50;
const cases: readonly Case[] = [
  {
    name: 'volt, 9:16, box',
    scenes: englishScenes,
    theme: 'volt',
    aspect: '9:16',
    captions: 'box',
    spoken,
    moments: [],
  },
  {
    name: 'lagoon, 1:1, karaoke',
    scenes: accentedScenes,
    theme: 'lagoon',
    aspect: '1:1',
    captions: 'karaoke',
    spoken: 'Đợi chín mươi phút trước tách cà phê đầu',
    language: 'vi',
    moments: [],
  },
  {
    name: 'press, 16:9, minimal',
    scenes: greekScenes,
    theme: 'press',
    aspect: '16:9',
    captions: 'minimal',
    spoken: 'Подожди девяносто минут перед первой чашкой',
    language: 'ru',
    moments: [],
  },
  {
    name: 'swiss, 9:16, rtl',
    scenes: englishScenes,
    theme: 'swiss',
    aspect: '9:16',
    captions: 'karaoke',
    spoken,
    language: 'he',
    scale: 2 / 3,
    moments: [],
  },
];
const dump = process.env['DUMP'];

describe('headline', () => {
  it.each(cases)('$name', async (request) => {
    const storyboard = boardOf(request, assets);
    const staged = await session.stage(storyboard, assets.files, signal);
    const frames = request.scenes.map((_, index) => index * boardSceneFrames + settled);
    for (const [scene, frame] of request.moments) frames.push(scene * boardSceneFrames + frame);
    if (dump) frames.push(...request.scenes.flatMap((_, i) => [2, 8, 72].map((f) => i * boardSceneFrames + f)));
    const start = performance.now();
    const compared = await compareEngines(session, staged, frames, folder);
    console.log(request.name, frames.length, performance.now() - start);
    for (const {frame, likeness, photograph, web} of compared) {
      const scene = storyboard.scenes[Math.floor(frame / boardSceneFrames)];
      const {ssim, worstBlock, worstWord, worstFlat, worstColour, difference} = likeness;
      console.log(
        `${request.name} ${scene?.kind} ${frame % boardSceneFrames}: ${ssim.toFixed(4)} block ${worstBlock.ssim.toFixed(3)} word ${worstWord?.text} ${worstWord?.ssim.toFixed(3)} flat ${worstFlat?.difference.toFixed(1)} colour ${worstColour.difference.toFixed(1)} ${difference === null ? '' : `DIFFERENT ${difference}`}`,
      );
      if (dump) {
        const base = `${dump}/${request.name.replaceAll(/[^a-z0-9]+/g, '-')}-${scene?.kind}-${frame % boardSceneFrames}`;
        await writeFile(`${base}-shot.png`, photograph);
        await writeFile(`${base}-web.png`, web);
      }
    }
    expect(compared.filter(({likeness}) => !likeness.equal)).toEqual([]);
  }, 600_000);
});
