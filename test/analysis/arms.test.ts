import {describe, expect, it} from 'vitest';
import {readArms} from '../../src/analysis/arms.ts';
import {foldsOf, sharedStories, storiesOf} from '../../src/analysis/stories.ts';
import {madeUpArms} from './world.ts';

const line = (fields: object) =>
  JSON.stringify({test: 't', image: 'i', headline: 'One thing', impressions: 100, clicks: 3, ...fields});

describe('readArms', () => {
  it('merges one headline under one image, counts a repeated line once, and sets unseen arms aside', () => {
    const {arms, setAside} = readArms(
      [
        line({}),
        line({}),
        line({impressions: 50, clicks: 2}),
        line({headline: 'One thing!'}),
        '',
        line({headline: 'Never shown', impressions: 0, clicks: 0}),
        line({image: 'other'}),
      ].join('\r\n'),
      'file',
    );
    expect(
      arms.map(({headline, image, impressions, clicks}) => [headline, image, impressions, clicks]),
    ).toEqual([
      ['One thing', 'i', 150, 5],
      ['One thing!', 'i', 100, 3],
      ['One thing', 'other', 100, 3],
    ]);
    expect(setAside.map(({line: number}) => number)).toEqual([2, 3, 6]);
  });

  it('takes a billion impressions and captions of any script', () => {
    const {arms} = readArms(
      [line({impressions: 1e9, clicks: 12_345_678}), line({headline: '猫がこねる理由'})].join('\n'),
      'file',
    );
    expect(arms).toHaveLength(2);
  });

  it.each([
    ['negative clicks', line({clicks: -1}), 'line 1, clicks: must not be negative'],
    ['missing impressions', line({impressions: undefined}), 'line 1, impressions'],
    ['more clicks than impressions', line({clicks: 101}), 'line 1, clicks: is larger than impressions'],
    ['half a click', line({clicks: 1.5}), 'line 1, clicks: must be a whole number'],
    ['NaN', line({}).replace('100', 'NaN'), 'line 1: is not a JSON object'],
    ['null counts, as JSON writes NaN', line({clicks: NaN}), 'line 1, clicks'],
    ['no headline', line({headline: '  '}), 'line 1, headline'],
    ['an empty file', '\n', 'is empty'],
    ['only unseen arms', line({impressions: 0, clicks: 0}), 'holds no arm that anybody saw'],
    ['a list', '[1]', 'line 1'],
  ])('refuses %s and says where', (_name, text, message) => {
    expect(() => readArms(text, 'data.jsonl')).toThrow(message);
  });

  it('lists twenty bad lines at most', () => {
    expect(() => readArms(Array(500).fill('x').join('\n'), 'data.jsonl')).toThrow('and 480 more');
  });
});

describe('stories', () => {
  const arm = (test: string, headline: string, group: string | null = null, image: string | null = null) => ({
    test,
    headline,
    group,
    image,
    impressions: 10,
    clicks: 1,
  });

  it('join tests that share a group, a headline in any case, or an image where no group is given', () => {
    const stories = storiesOf([
      arm('1', 'A cat'),
      arm('2', 'a CAT!'),
      arm('3', 'dog', 'g'),
      arm('4', 'cow', 'g'),
      arm('5', 'owl', null, 'pic'),
      arm('6', 'fox', null, 'pic'),
      arm('7', 'bee', 'h', 'shared'),
      arm('8', 'ant', 'k', 'shared'),
      arm('2', 'third of two'),
    ]);
    expect(stories[0]).toBe(stories[1]);
    expect(stories[1]).toBe(stories[8]);
    expect(stories[2]).toBe(stories[3]);
    expect(stories[4]).toBe(stories[5]);
    expect(stories[6]).not.toBe(stories[7]);
    expect(new Set(stories).size).toBe(5);
  });

  it('never stand in two folds, and folds do not depend on outcomes or order', () => {
    const arms = madeUpArms(200, 1);
    const stories = storiesOf(arms);
    const folds = foldsOf(arms, stories, 5, 'seed');
    const foldOf = new Map<number, number>();
    for (const [index, story] of stories.entries()) {
      expect(foldOf.get(story) ?? folds[index]).toBe(folds[index]);
      foldOf.set(story, folds[index]!);
    }
    const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((each) => each === fold).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(0.1 * arms.length);
    const turned = [...arms].reverse().map((each) => ({...each, clicks: 0}));
    expect(foldsOf(turned, storiesOf(turned), 5, 'seed').toReversed()).toEqual(folds);
  });

  it('are left out of training where they are judged', () => {
    const judged = [arm('9', 'A new cat'), arm('9', 'an old cat')];
    expect(sharedStories([arm('1', 'a NEW cat?'), arm('1', 'cow'), arm('2', 'bee')], judged)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
