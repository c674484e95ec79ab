import {describe, expect, it} from 'vitest';
import {createDirector, paceOf, secondsOfScript, styleSheets} from '../../src/director/index.ts';
import {lint} from '../../src/quality/lint.ts';
import {splitSentences} from '../../src/quality/sentences.ts';
import type {Script} from '../../src/schema/index.ts';
import {fixture} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const names = styleSheets.map(({name}) => name);

async function written(article: string): Promise<ReadonlyMap<string, Script>> {
  const source = await fixture(article);
  const scripts = new Map<string, Script>();
  for (const style of names)
    scripts.set(style, await director.writeScript({sources: [source], durationInSeconds: 35, style}));
  return scripts;
}

const meanWords = ({scenes}: Script) => {
  const sentences = scenes
    .flatMap(({spoken}) => splitSentences(spoken))
    .map(({text}) => text.split(/\s+/).length);
  return sentences.reduce((sum, count) => sum + count, 0) / sentences.length;
};

describe('ten styles of one article', () => {
  it.each(['survey-numbers-quotes', 'explainer-batteries', 'encyclopaedia-kelp'])(
    '%s: differ to the ear, fit their seconds, and pass the checks',
    async (article) => {
      const scripts = await written(article);
      const heard = [...scripts].map(([style, script]) =>
        JSON.stringify([script.pace ?? paceOf(style), script.scenes.map(({spoken}) => spoken)]),
      );
      expect(new Set(heard).size).toBe(10);
      const source = await fixture(article);
      for (const [style, script] of scripts) {
        expect(
          lint(script, {sources: [source]}).filter(({severity}) => severity === 'error'),
          style,
        ).toEqual([]);
        const seconds = secondsOfScript(
          script.scenes.map(({spoken}) => spoken),
          script.pace ?? paceOf(style),
        );
        expect(Math.abs(seconds - 35), `${style}: ${seconds}`).toBeLessThanOrEqual(4.2);
      }
      // Short sentences here, long ones there.
      const mean = (style: string) => meanWords(scripts.get(style)!);
      expect(mean('rapid-facts')).toBeLessThan(mean('documentary') - 1.5);
      expect(mean('rapid-facts')).toBeLessThan(mean('newsroom') - 1.5);
      const all = (style: string) =>
        scripts
          .get(style)!
          .scenes.map(({spoken}) => spoken)
          .join(' ');
      expect(all('friend')).toMatch(/So, here’s the thing\./);
      expect(all('rapid-facts')).toMatch(/First\. .*Next\. /);
      expect(all('documentary')).not.toMatch(/\b(?:don|doesn|isn|aren|won|can)’t\b/);
      const endings = new Set([...scripts.values()].map(({scenes}) => scenes.at(-1)!.spoken));
      expect(endings.size).toBeGreaterThanOrEqual(7);
    },
  );

  it('a style of one’s own wins over a named one, and one that is none is refused', async () => {
    const [explainer] = styleSheets.filter(({name}) => name === 'explainer');
    const own = {
      ...explainer!,
      name: 'late-show',
      pace: 0.8,
      connectives: {opening: 'Here’s the story.'},
      endings: {follow: 'Good night.'},
    };
    const script = await createDirector({styles: [own]}).writeScript({
      sources: [await fixture('news-bridge')],
      style: 'late-show',
    });
    expect(script.scenes[1]!.spoken).toMatch(/^Here’s the story\. /);
    expect(script.scenes.at(-1)!.spoken).toBe('Good night.');
    expect(script.pace).toBe(0.8);
    const bad = {...own, pace: 9};
    expect(() => createDirector({styles: [bad]})).toThrow(/styles of the director[\s\S]*pace/);
  });
});

describe('an audience', () => {
  it('of beginners gets shorter sentences, more time, and is named on the first picture', async () => {
    const source = await fixture('survey-numbers-quotes');
    const plain = await director.writeScript({sources: [source], durationInSeconds: 40});
    const simple = await director.writeScript({
      sources: [source],
      durationInSeconds: 40,
      audience: 'beginners',
    });
    expect(simple.audience).toBe('beginners');
    expect(simple.pace!).toBeLessThan(paceOf(simple.style));
    expect(simple.scenes[0]).toMatchObject({kicker: 'For beginners'});
    expect(meanWords(simple)).toBeLessThanOrEqual(meanWords(plain));
  });
});

describe('who pays', () => {
  it('is said at the start, shown, and written first under the post', async () => {
    const source = await fixture('explainer-batteries');
    const script = await director.writeScript({sources: [source], paidBy: 'Voltline'});
    expect(
      script.scenes
        .slice(0, 2)
        .map(({spoken}) => spoken)
        .join(' '),
    ).toContain('Paid partnership with Voltline.');
    expect(script.scenes[0]).toMatchObject({kicker: 'Paid partnership'});
    expect(script.description).toMatch(/^Paid partnership with Voltline\./);
    expect(
      lint(script, {sources: [source], paid: true}).filter(({severity}) => severity === 'error'),
    ).toEqual([]);
  });
});
