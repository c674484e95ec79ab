import {rm} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findTheme} from '../../src/compositions/themes.ts';
import {createSession, type RenderSession} from '../../src/render/page/session.ts';
import {storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {compareEngines} from './both-engines.ts';
import {boardOf as sceneBoardOf, boardSceneFrames, englishScenes} from './parity-boards.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

/** Registers `caption-styles`, which draws every style of captions at once, each in a strip of the frame. */
const entry = fileURLToPath(new URL('../fixtures/compositions/caption-styles-entry.tsx', import.meta.url));

let folder: string;
let session: RenderSession;
beforeAll(async () => {
  folder = await temporaryFolder('caption-parity');
  session = createSession({cacheDir: testCacheDir, entry, pages: 1});
}, 180_000);
afterAll(async () => {
  await session?.close();
  await rm(folder, {recursive: true, force: true});
});

function boardOf(theme: string, behind: string, language: string, text: string): Storyboard {
  const words = text
    .split(' ')
    .map((word, index) => ({text: word, startMs: 100 + index * 320, endMs: 400 + index * 320}));
  const durationInFrames = words.length * 10 + 20;
  return storyboardSchema.parse({
    version: 1,
    title: 'Every style of captions',
    seed: 'captions',
    template: {id: 'caption-styles', options: {behind, tone: 'base'}},
    theme: findTheme(theme),
    platform: 'tiktok',
    language,
    width: 1080,
    height: 1920,
    fps: 30,
    durationInFrames,
    scenes: [
      {
        kind: 'point',
        id: 's',
        startFrame: 0,
        durationInFrames,
        onScreenText: 'x',
        emphasis: [],
        words,
        visual: null,
      },
    ],
    overlays: [],
    soundtrack: null,
    captions: {show: true, style: 'box'},
    assets: {},
  });
}

describe('the web engine and screenshots draw equal captions in every style', () => {
  it.each([
    // A page growing and words popping in, words half typed and half underlined, a page at rest.
    {
      theme: 'volt',
      behind: 'discs',
      language: 'en',
      text: 'Nobody told me this costs 41 hours',
      frames: [3, 14, 24],
    },
    {
      theme: 'sage',
      behind: 'theme',
      language: 'vi',
      text: 'Đợi chín mươi phút trước tách cà phê',
      frames: [15, 46],
    },
    {
      theme: 'noir',
      behind: '#FFFFFF',
      language: 'he',
      text: 'Wait 90 minutes 😴 before coffee',
      frames: [2, 27],
    },
  ])(
    '$theme over $behind, $language',
    async ({theme, behind, language, text, frames}) => {
      const staged = await session.stage(
        boardOf(theme, behind, language, text),
        {},
        new AbortController().signal,
      );
      try {
        const compared = await compareEngines(session, staged, frames, folder);
        for (const {words} of compared) expect(words.length).toBeGreaterThan(8);
        const differences = compared.flatMap(({frame, likeness: {difference}}) =>
          difference === null ? [] : [`frame ${frame}: ${difference}`],
        );
        expect(differences).toEqual([]);
      } finally {
        staged.release();
      }
    },
    180_000,
  );
});

describe('the web engine and screenshots draw equal grounds and faces', () => {
  const scenes = englishScenes.flatMap((scene) =>
    ['hook', 'point', 'call-to-action'].includes(scene.kind) ? [{...scene, visual: null}] : [],
  );
  it.each([
    {theme: 'terracotta', aspect: '9:16'},
    {theme: 'candy', aspect: '1:1'},
    {theme: 'blueprint', aspect: '16:9'},
    {theme: 'sage', aspect: '9:16'},
    {theme: 'noir', aspect: '1:1'},
    {theme: 'harbor', aspect: '16:9'},
  ] as const)(
    '$theme, $aspect',
    async ({theme, aspect}) => {
      const spoken = 'Wait ninety minutes before your first cup';
      const board = sceneBoardOf(
        {scenes, theme, aspect, captions: 'karaoke', spoken, scale: 0.5},
        // No scene shows a file.
        {assets: {}} as unknown as Parameters<typeof sceneBoardOf>[1],
      );
      const staged = await session.stage(board, {}, new AbortController().signal);
      try {
        // At rest, and on another frame with the next scene coming in.
        const frames = [50, boardSceneFrames + 4];
        const compared = await compareEngines(session, staged, frames, folder);
        const differences = compared.flatMap(({frame, likeness: {difference}}) =>
          difference === null ? [] : [`frame ${frame}: ${difference}`],
        );
        expect(differences).toEqual([]);
      } finally {
        staged.release();
      }
    },
    120_000,
  );
});
