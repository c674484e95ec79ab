import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findTheme} from '../../src/compositions/themes.ts';
import {pagesOf} from '../../src/compositions/kit/text/text-pages.ts';
import {storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import type {Aspect} from '../../src/platforms/index.ts';
import {fullestIn} from './fullest-tongue.ts';
import {storyboardOf} from './limits.ts';
import {openStage} from './stage.ts';
import {tongues} from './tongues.ts';
import {faultsOf, inkOverTime, measuringEntry, untoldIn} from './whole-and-apart.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(measuringEntry);
}, 180_000);
afterAll(() => stage?.close());

/** Scenes of some kinds with every text at the limit of the schema, in a language, template and aspect. */
function boardOf(language: string, template: string, aspect: Aspect, kinds: readonly string[]): Storyboard {
  const tongue = tongues.find((each) => each.language === language)!;
  const scenes = fullestIn(tongue).filter((scene) => kinds.includes((scene as {kind: string}).kind));
  const plain = storyboardOf(scenes, findTheme('lagoon'), aspect);
  return storyboardSchema.parse({
    ...plain,
    language,
    template: {id: template, options: {}},
    scenes: plain.scenes.map((scene) => ({
      ...scene,
      words: tongue.words.map((text, at) => ({text, startMs: 33 + at * 268, endMs: 290 + at * 268})),
    })),
  });
}

describe('texts at the limit of the schema', () => {
  it.each([
    ['zh-CN', 'quiz', '1:1', ['question', 'comparison', 'point']],
    ['th', 'quiz', '1:1', ['question', 'quote']],
    ['zh-CN', 'headline', '1:1', ['question', 'quote']],
    ['ja', 'quote-card', '9:16', ['quote', 'comparison']],
    ['ja', 'news', '16:9', ['quote', 'point']],
    ['zh-TW', 'versus', '1:1', ['comparison']],
    ['ko', 'footage', '1:1', ['point', 'context']],
  ] as const)(
    'are all told, whole and apart in %s, %s, %s: %j',
    async (language, template, aspect, kinds) => {
      const board = boardOf(language, template, aspect, kinds);
      const id = template === 'headline' ? 'measured' : `measured-${template}`;
      const seen = await inkOverTime(stage, id, board, 6);
      expect(seen.size).toBe(board.scenes.length);
      const atRest = new Map([...seen].map(([scene, frames]) => [scene, frames.at(-3) ?? []]));
      expect([...faultsOf(atRest, board), ...untoldIn(seen, board)]).toEqual([]);
    },
    120_000,
  );
});

describe('pages of a text', () => {
  const upTo = (limit: number) => (page: string) => page.length <= limit;

  it('are as few as hold it, and end with a sentence where one is near', () => {
    const text =
      'The first sentence is rather long. The second is as well. And so is a third one, of course.';
    expect(pagesOf(text, 'en', upTo(60))).toEqual([
      'The first sentence is rather long.',
      'The second is as well. And so is a third one, of course.',
    ]);
  });

  it('hold every word once, in order, in a script without spaces too', () => {
    const text = '这个习惯从出生第一周就开始了，那时小猫连眼睛都还没睁开。它感到很安全，它在寻找食物。';
    const pages = pagesOf(text, 'zh-CN', upTo(16));
    expect(pages?.join('')).toBe(text);
    expect(Math.max(...(pages ?? []).map((page) => page.length))).toBeLessThanOrEqual(16);
  });

  it('end inside a word that no page holds', () => {
    const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
    expect(pagesOf(word, 'de', upTo(32))).toEqual([
      'Rindfleischetikettierungsüberwac',
      'hungsaufgabenübertragungsgesetz',
    ]);
  });

  it('are none where it would take more than anyone could follow', () => {
    expect(pagesOf('word '.repeat(200), 'en', upTo(20))).toBeNull();
  });
});
