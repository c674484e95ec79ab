import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {builtins} from '../../src/compositions/builtins.ts';
import {themes} from '../../src/compositions/themes.ts';
import {captionStyleSchema, storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {randomScenes, randomWords} from './any-text.ts';
import {sampleUrls, sceneFrames, storyboardOf} from './limits.ts';
import {openStage} from './stage.ts';
import {scenesIn, tongues, type Tongue} from './tongues.ts';
import {faultsOf, measuringEntry, orphansOf, quickInkOf} from './whole-and-apart.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(measuringEntry);
}, 180_000);
afterAll(() => stage?.close());

const aspects = ['9:16', '1:1', '16:9'] as const;
const templates = builtins.map(({id}) => id);
const turn = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;

/** A storyboard in a language; which template, theme, aspect and captions it takes goes with its number. */
function boardOf(
  tongue: Tongue,
  number: number,
  scenes: readonly object[],
  words: readonly string[],
): Storyboard {
  const plain = storyboardOf(scenes, turn(themes, number), turn(aspects, number));
  return storyboardSchema.parse({
    ...plain,
    language: tongue.language,
    template: {id: turn(templates, number), options: {}},
    captions: {...plain.captions, style: turn(captionStyleSchema.options, number)},
    scenes: plain.scenes.map((scene) => ({
      ...scene,
      words: words.map((text, at) => ({text, startMs: 33 + at * 268, endMs: 290 + at * 268})),
    })),
  });
}

async function faultsIn(storyboard: Storyboard): Promise<readonly string[]> {
  const {id} = storyboard.template;
  const ink = await quickInkOf(stage, id === 'headline' ? 'measured' : `measured-${id}`, storyboard);
  expect(ink.size).toBe(storyboard.scenes.length);
  return [...faultsOf(ink, storyboard), ...orphansOf(ink)];
}

describe('any text in any script', () => {
  it.each(tongues.map((tongue, index) => [tongue.language, tongue, index] as const))(
    'stands whole, apart, large enough and without a missing glyph in %s',
    async (_, tongue, index) => {
      const real = boardOf(tongue, index, scenesIn(tongue), tongue.words);
      const seed = `any text ${tongue.language}`;
      const random = boardOf(tongue, index + 4, randomScenes(tongue, seed), randomWords(tongue, seed));
      expect([...(await faultsIn(real)), ...(await faultsIn(random))]).toEqual([]);
    },
    90_000,
  );

  it('draws a Han character in the way of the language', async () => {
    const scenes = [{kind: 'twist', onScreenText: '直接', emphasis: [], visual: null}];
    const pictureIn = async (language: string) => {
      const board = {...storyboardOf(scenes, themes[0]!, '1:1'), language};
      const {pictures} = await stage.frames('headline', board, sampleUrls, [sceneFrames - 14], 0.25);
      return pictures[0]!;
    };
    const [japanese, chinese, traditional] = [
      await pictureIn('ja'),
      await pictureIn('zh-CN'),
      await pictureIn('zh-TW'),
    ];
    expect(Buffer.compare(japanese, chinese)).not.toBe(0);
    expect(Buffer.compare(chinese, traditional)).not.toBe(0);
  }, 60_000);

  it('would see a font that is not there', async () => {
    const arabic = tongues.find(({language}) => language === 'ar')!;
    const board = {...boardOf(arabic, 0, scenesIn(arabic).slice(0, 1), arabic.words), seed: 'without Cairo'};
    const faults = await faultsIn(board);
    expect(faults.filter((fault) => fault.includes('has no glyph for'))).not.toEqual([]);
    expect(faults.join()).toContain("'ق'");
  });

  it('would see a text that was cut short', async () => {
    const scenes = ['Short', 'And so it goes on…'].map((onScreenText) => ({
      kind: 'twist',
      onScreenText,
      emphasis: [],
      visual: null,
    }));
    const board = {...storyboardOf(scenes, themes[0]!, '1:1'), template: {id: 'news', options: {}}};
    const ink = await quickInkOf(stage, 'measured-news', board);
    expect(faultsOf(ink, board)).toEqual([]);
    // The same picture of a text that goes on where its ellipsis stands.
    const longer = board.scenes.map((scene) => ({
      ...scene,
      onScreenText: scene.onScreenText.replace('…', ' and on'),
    }));
    const faults = faultsOf(ink, {...board, scenes: longer});
    expect(faults).toEqual([expect.stringMatching(/^twist \(s1\): '.*…' .* is cut short$/u)]);
  }, 60_000);
});
