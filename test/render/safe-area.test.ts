import {rm} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {sampleFor} from '../../src/compositions/sample.ts';
import {showsGuides} from '../../src/compositions/safe-area-guides.tsx';
import {platformSchema, platforms, safeAreaOf} from '../../src/platforms/index.ts';
import {findCoveredText} from '../../src/render/check/covered-text.ts';
import {createSession, type RenderSession} from '../../src/render/page/session.ts';
import {captionStyleSchema, storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {photograph} from './both-engines.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

const {storyboard: sample} = sampleFor('headline', 'volt');

describe('safe areas', () => {
  it('are those of each platform’s profile', () => {
    expect(safeAreaOf('tiktok', 1080, 1920)).toEqual({x: 60, y: 150, width: 855, height: 1400});
    expect(safeAreaOf('instagram', 1080, 1920)).toEqual({x: 65, y: 270, width: 895, height: 1200});
    expect(safeAreaOf('youtube', 1080, 1920)).toEqual({x: 60, y: 140, width: 890, height: 1300});
    expect(safeAreaOf('youtube', 540, 960)).toEqual({x: 30, y: 70, width: 445, height: 650});
  });

  it.each(platformSchema.options)(
    'text in the interface of %s is found, by the side it stands at',
    (platform) => {
      const {top, right, bottom, left} = platforms[platform].coveredAt1080x1920;
      const board = {...sample, platform};
      const word = {text: 'Hidden', x: 400, y: 900, width: 200, height: 80};
      const at = (change: Partial<typeof word>, frame = 100) =>
        findCoveredText(board, [{frame, words: [{...word, ...change}]}]);
      expect(at({})).toEqual([]);
      expect(at({x: left, width: 1080 - left - right})).toEqual([]);
      for (const [side, change] of [
        ['top', {y: top - 40}],
        ['bottom', {y: 1920 - bottom - 40}],
        ['left', {x: left - 40}],
        ['right', {x: 1080 - right - 160}],
      ] as const) {
        const [finding, ...more] = at(change);
        expect(more).toEqual([]);
        expect(finding, side).toMatchObject({rule: 'covered-text', severity: 'error', frame: 100});
        expect(finding?.message).toContain(
          `'Hidden' stands 40 px under what ${platforms[platform].product} shows at the ${side}`,
        );
        expect(finding?.sceneId).toBe(sample.scenes.findLast(({startFrame}) => startFrame <= 100)?.id);
      }
    },
  );

  it('are told once for a word of a scene, however long it stands', () => {
    const words = [{text: 'Hidden', x: 400, y: 10, width: 200, height: 80}];
    expect(
      findCoveredText(
        sample,
        [80, 90, 100].map((frame) => ({frame, words})),
      ),
    ).toHaveLength(1);
    expect(
      findCoveredText(
        sample,
        [10, 100].map((frame) => ({frame, words})),
      ),
    ).toHaveLength(2);
  });
});

describe('guides', () => {
  const nowhere = {isStudio: false, isPlayer: false, isRendering: false, isClientSideRendering: false};
  it('are for people who look on, and only when asked for', () => {
    expect(showsGuides(true, {...nowhere, isStudio: true})).toBe(true);
    expect(showsGuides(true, {...nowhere, isPlayer: true})).toBe(true);
    expect(showsGuides(false, {...nowhere, isStudio: true})).toBe(false);
    expect(showsGuides(true, {...nowhere, isStudio: true, isRendering: true})).toBe(false);
    expect(showsGuides(true, {...nowhere, isStudio: true, isClientSideRendering: true})).toBe(false);
    expect(showsGuides(true, nowhere)).toBe(false);
  });
});

describe('headline, drawn', () => {
  let folder: string;
  let session: RenderSession;
  beforeAll(async () => {
    folder = await temporaryFolder('safe-area');
    session = createSession({
      cacheDir: testCacheDir,
      entry: fileURLToPath(new URL('../../src/compositions/entry.tsx', import.meta.url)),
      pages: 1,
    });
  }, 180_000);
  afterAll(async () => {
    await session?.close();
    await rm(folder, {recursive: true, force: true});
  });

  async function lintDrawn(board: Storyboard, frames: readonly number[]) {
    const staged = await session.stage(board, {}, new AbortController().signal);
    try {
      const seen = await photograph(session, staged, frames);
      const drawn = frames.map((frame) => ({frame, words: seen.get(frame)!.words}));
      for (const {words} of drawn) expect(words.length).toBeGreaterThan(2);
      return findCoveredText(board, drawn);
    } finally {
      staged.release();
    }
  }

  // Without its picture: no file has to be staged for text.
  const scenes = sample.scenes.map((scene) => ({...scene, visual: null}));
  const board = (style: Storyboard['captions']['style'], platform: Storyboard['platform']) =>
    storyboardSchema.parse({
      ...sample,
      scenes,
      assets: {},
      width: 540,
      height: 960,
      platform,
      captions: {show: true, style},
    });

  it.each(
    captionStyleSchema.options.map((style, index) => [style, platformSchema.options[index % 3]!] as const),
  )(
    'keeps headlines and %s captions out of the interface of %s',
    async (style, platform) => {
      const frames = sample.scenes.map(({startFrame}, index) => startFrame + 24 + 9 * index);
      expect(await lintDrawn(board(style, platform), frames)).toEqual([]);
    },
    60_000,
  );

  it('and text laid out for another platform’s interface is found', async () => {
    const wrong = board('one-word', 'tiktok');
    const staged = await session.stage(wrong, {}, new AbortController().signal);
    try {
      const seen = await photograph(session, staged, [30]);
      const drawn = [{frame: 30, words: seen.get(30)!.words}];
      expect(findCoveredText(wrong, drawn)).toEqual([]);
      expect(findCoveredText({...wrong, platform: 'instagram'}, drawn).length).toBeGreaterThan(0);
    } finally {
      staged.release();
    }
  }, 60_000);
});
