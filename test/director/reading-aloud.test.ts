import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import {UnsuitableSourceError} from '../../src/errors.ts';
import {lint} from '../../src/quality/lint.ts';
import type {Script} from '../../src/schema/index.ts';
import {article, sourceOf} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const write = (markdown: string, durationInSeconds?: number): Promise<Script> =>
  director.writeScript({
    sources: [sourceOf(markdown, 'text')],
    ...(durationInSeconds === undefined ? {} : {durationInSeconds}),
  });
const spoken = (script: Script) => script.scenes.map((scene) => scene.spoken).join('\n');
const shown = (script: Script) => script.scenes.map((scene) => scene.onScreenText);

const mill =
  '\n\nThe mill stands on a river that freezes in January. Two millers work there in shifts.\n\nA wheel of oak drives the stones. It was rebuilt in 1931 after a flood.\n\nVisitors can watch the wheel turn on Sundays. The flour is sold in paper bags.';

describe('a text in capitals', () => {
  it('is told in a quiet voice, with its names', async () => {
    const script = await director.writeScript({
      sources: [await article('bulletin-heat')],
      durationInSeconds: 45,
    });
    const text = `${spoken(script)}\n${shown(script).join('\n')}\n${script.title}`;
    expect(text).not.toMatch(/\p{Lu}{4}/u);
    expect(text).toMatch(/Wednesday|June|Celsius/);
    expect(lint(script).map(({rule}) => rule)).not.toContain('shouting');
  });
});

describe('a long lead', () => {
  it('is said before its source', async () => {
    const script = await write(
      `# Mill grinds again\n\nA water mill that had stood still for more than forty years has ground flour for the bakers of the valley again, according to a report of the county museum published on Friday.${mill}`,
    );
    expect(spoken(script)).toMatch(
      /ground flour for the bakers of the valley again\. That’s according to a report/,
    );
  });

  it('keeps whose words they are where a pronoun says so', async () => {
    const script = await write(
      `# Mill grinds again\n\nThe last water mill of the valley will grind flour through the winter, and it will sell it at half the price of the shops, its owner said on Monday.${mill}`,
    );
    expect(spoken(script)).toMatch(/That’s what its owner said\./);
    expect(spoken(script)).not.toMatch(/^Its owner said/m);
  });

  it('loses an aside in its opening, not its news', async () => {
    const script = await write(
      `# Mill grinds again\n\nFor the first time since 1957, when a storm tore away the old sluice gate, the mill on the upper river has ground flour for sale.${mill}`,
    );
    expect(spoken(script)).toMatch(/For the first time since 1957, the mill on the upper river/);
  });
});

describe('a first line', () => {
  it('names the person whom the title calls she', async () => {
    const script = await write(
      '# At 81, she swam the strait\n\nEdna Marsh did not plan to break a record. She wanted to feel warm water again.\n\nMarsh trained in a lake every morning for two years. Her doctor told her to stop.\n\nMarsh needed nine hours for 14 kilometres. A boat went beside her with tea.\n\nThe club says that Marsh is its oldest member. Two seals followed her for a mile.',
    );
    expect(script.scenes[0]?.spoken).toBe('At 81, Edna Marsh swam the strait.');
  });

  it('asks what the title asks', async () => {
    const script = await write(
      '# Do trees sleep?\n\nBirches lower their branches by ten centimetres at night, a laser showed. They lift them again before sunrise.\n\nNobody knows whether this is rest. The water pressure in the leaves falls in the dark.\n\nResearchers measured two trees in Finland and Austria. The nights were calm and had the same length.',
    );
    expect(script.scenes[0]?.spoken).toBe('Do trees sleep? Here’s what we know.');
    expect(script.scenes[0]?.onScreenText).toBe('Do trees sleep?');
  });
});

describe('an on-screen phrase', () => {
  it('does not say more, or the opposite, of its line', async () => {
    const script = await director.writeScript({
      sources: [await article('health-naps')],
      durationInSeconds: 45,
    });
    for (const scene of script.scenes) {
      expect(scene.onScreenText).not.toMatch(/^[’']s\b|\b(?:do|does|did|is|are)$/);
      if (!/\bmay\b/.test(scene.onScreenText) && /\b[Ii]t may last\b/.test(scene.spoken))
        expect(scene.onScreenText).not.toMatch(/^Last\b/);
    }
    expect(shown(script)[0]).toBe('Why short naps work and long ones do not');
    expect(shown(script)).not.toContain('20 minutes');
  });
});

describe('a pronoun', () => {
  it('is not said without what it means', async () => {
    const script = await director.writeScript({
      sources: [await article('health-naps')],
      durationInSeconds: 20,
    });
    const lines = script.scenes.map((scene) => scene.spoken);
    const reaching = lines.findIndex((line) => line.includes('to reach it'));
    if (reaching >= 0) expect(lines.slice(0, reaching).join(' ')).toMatch(/deep sleep/);
    expect(lines.join(' ')).not.toMatch(/^(?:It|They|He|She) /);
  });
});

describe('a video of a few seconds', () => {
  it('is short, or is refused with the reason', async () => {
    for (const name of ['howto-puncture', 'list-houseplants', 'news-night-trains', 'tech-sea-cables']) {
      for (const durationInSeconds of [5, 6, 8, 10]) {
        const outcome = await director
          .writeScript({sources: [await article(name)], durationInSeconds})
          .catch((error: unknown) => error);
        if (outcome instanceof UnsuitableSourceError) expect(outcome.reason).toBe('not-sayable');
        else
          expect(
            lint(outcome as Script).filter(({severity}) => severity === 'error'),
            name,
          ).toEqual([]);
      }
    }
  });
});
