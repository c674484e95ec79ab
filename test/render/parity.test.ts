import {rm} from 'node:fs/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createSession, type RenderSession} from '../../src/render/page/session.ts';
import {compareEngines, type ComparedFrame} from './both-engines.ts';
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
import {webEntry, webStoryboard} from './web-storyboard.ts';

let folder: string;
let session: RenderSession;
let assets: ParityAssets;
beforeAll(async () => {
  folder = await temporaryFolder('parity');
  session = createSession({cacheDir: testCacheDir, pages: 1});
  [assets] = await Promise.all([parityAssets(folder), session.prepare(new AbortController().signal)]);
}, 180_000);
afterAll(async () => {
  await session?.close();
  await rm(folder, {recursive: true, force: true});
});

const signal = new AbortController().signal;
const english = 'Wait ninety minutes before your first cup of coffee';

/** Frames of a scene: everything has come in by then, and the verdict or the answer is given. */
const settled = 50;
/** The last frame before a cut is covered by the panel that crosses it, the third after it half so. */
const [beforeCut, afterCut] = [73, 2];

interface Case extends BoardRequest {
  readonly name: string;
  /** `[scene, frame of it]` */
  readonly moments: readonly (readonly [scene: number, frame: number])[];
}

const everyScene = (frame: number) =>
  Array.from({length: englishScenes.length}, (_, scene) => [scene, frame] as const);

const scenesOfKinds = (...kinds: string[]) => englishScenes.filter(({kind}) => kinds.includes(kind));

const cases: readonly Case[] = [
  {
    name: 'every kind in 9:16, volt, box captions',
    scenes: englishScenes,
    theme: 'volt',
    aspect: '9:16',
    captions: 'box',
    spoken: english,
    // While the number counts, the button and the answers fade in, and around the cuts that a panel crosses.
    moments: [...everyScene(settled), [3, 8], [7, 4], [8, 9], [10, 8], [2, beforeCut], [9, afterCut]],
  },
  {
    name: 'every kind in 1:1, lagoon, karaoke captions, accents',
    scenes: accentedScenes,
    theme: 'lagoon',
    aspect: '1:1',
    captions: 'karaoke',
    spoken: 'Đợi chín mươi phút trước tách cà phê đầu',
    language: 'vi',
    moments: [...everyScene(settled), [2, 1], [3, 8], [5, beforeCut], [6, afterCut]],
  },
  {
    name: 'every kind in 16:9, press, minimal captions, Greek and Cyrillic',
    scenes: greekScenes,
    theme: 'press',
    aspect: '16:9',
    captions: 'minimal',
    spoken: 'Подожди девяносто минут перед первой чашкой',
    language: 'ru',
    scale: 2 / 3,
    moments: [...everyScene(settled), [0, 8], [5, 2], [10, 8]],
  },
  {
    name: 'every kind from right to left, 9:16, swiss, small, 25 frames a second',
    scenes: englishScenes,
    theme: 'swiss',
    aspect: '9:16',
    captions: 'minimal',
    spoken: english,
    language: 'he',
    scale: 2 / 3,
    fps: 25,
    moments: [...everyScene(settled), [2, 2], [7, 7], [10, 7], [6, afterCut]],
  },
  {
    name: 'lagoon in 9:16, box captions, 60 frames a second',
    scenes: scenesOfKinds('context', 'comparison', 'question', 'call-to-action'),
    theme: 'lagoon',
    aspect: '9:16',
    captions: 'box',
    spoken: 'Wait ninety minutes',
    scale: 0.5,
    fps: 60,
    moments: [
      [0, 31],
      [1, 7],
      [1, 60],
      [2, 44],
      [2, 70],
      [3, 14],
      [3, 58],
    ],
  },
  {
    name: 'press in 1:1, box captions',
    scenes: scenesOfKinds('hook', 'statistic', 'list-item'),
    theme: 'press',
    aspect: '1:1',
    captions: 'box',
    spoken: english,
    scale: 2 / 3,
    moments: [
      [0, 0],
      [1, 12],
      [2, settled],
    ],
  },
  {
    name: 'swiss in 16:9, karaoke captions',
    scenes: scenesOfKinds('point', 'quote', 'step', 'twist'),
    theme: 'swiss',
    aspect: '16:9',
    captions: 'karaoke',
    spoken: english,
    scale: 2 / 3,
    moments: [
      [0, 0],
      [1, 6],
      [2, settled],
      [2, beforeCut],
      [3, afterCut],
    ],
  },
  {
    name: 'volt in 16:9, minimal captions',
    scenes: scenesOfKinds('hook', 'context', 'comparison'),
    theme: 'volt',
    aspect: '16:9',
    captions: 'minimal',
    spoken: english,
    scale: 0.5,
    moments: [
      [0, settled],
      [1, 9],
      [2, settled],
    ],
  },
];

async function compareBoard({moments, ...request}: Case): Promise<readonly ComparedFrame[]> {
  const storyboard = boardOf(request, assets);
  const staged = await session.stage(storyboard, assets.files, signal);
  try {
    const frames = moments.map(([scene, frame]) => scene * boardSceneFrames + frame);
    return await compareEngines(session, staged, frames, folder);
  } finally {
    staged.release();
  }
}

describe('the web engine and screenshots draw equal frames of headline', () => {
  it.each(cases)(
    '$name',
    async (request) => {
      const compared = await compareBoard(request);
      expect(compared).toHaveLength(request.moments.length);
      // A frame without words would say nothing of them.
      for (const {words} of compared) expect(words.length).toBeGreaterThan(0);
      const differences = compared.flatMap(({frame, likeness: {difference}}) => {
        const {kind} = request.scenes[Math.floor(frame / boardSceneFrames)]!;
        return difference === null ? [] : [`${kind}, frame ${frame % boardSceneFrames}: ${difference}`];
      });
      expect(differences).toEqual([]);
    },
    180_000,
  );

  it('and this would notice a template that asks too much of the web engine', async () => {
    const boastful = createSession({cacheDir: testCacheDir, entry: webEntry, pages: 1});
    try {
      const staged = await boastful.stage(webStoryboard([10], {template: 'boastful'}), {}, signal);
      const [compared] = await compareEngines(boastful, staged, [4], folder);
      expect(compared?.likeness.equal).toBe(false);
      expect(compared?.likeness.difference).toMatch(/have a similarity of 0\.|is off by \d+/);
    } finally {
      await boastful.close();
    }
  }, 120_000);
});
