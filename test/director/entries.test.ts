import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import {isProse, nameTest, waysToSay} from '../../src/director/source/candidates.ts';
import {readMaterial} from '../../src/director/source/material.ts';
import {loadTagger} from '../../src/director/source/nlp.ts';
import {topicOf} from '../../src/director/source/topic.ts';
import type {Script} from '../../src/schema/index.ts';
import {sourceOf} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});

const write = (markdown: string, durationInSeconds = 30): Promise<Script> =>
  director.writeScript({sources: [sourceOf(markdown, 'text')], durationInSeconds, platform: 'tiktok'});

const fruit = `# 6 fruits that keep in a cool cellar

Some fruits last for months where it is dark and cool.

## 1. Apples

Apples of the late kinds keep until the spring. Wrap each apple in paper.

## 2. Pears

Pears ripen in the cellar within a few weeks. Look through them every Sunday.

## 3. Quinces

Quinces scent the whole cellar and keep until Christmas. Their skin turns yellow there.

## 4. Medlars

Medlars are eaten when they have gone soft. The cellar does that in November.

## 5. Grapes

Grapes hang from a string for two months. Cut off what has dried.

## 6. Walnuts

Walnuts must be dry before they go down. Shake the sacks once a week.`;

describe('a list of bare names', () => {
  it('says something about each entry it shows, and shows as many as there is time for', async () => {
    const script = await write(fruit, 20);
    const entries = script.scenes.filter(({kind}) => kind === 'list-item');
    expect(entries.length).toBeGreaterThanOrEqual(3);
    for (const {spoken} of entries) expect(spoken.split(' ').length, spoken).toBeGreaterThan(5);
  });
});

describe('steps under a heading that says so', () => {
  const steps = `# What gets wax off a table?

A warm iron and paper get wax off a table without a scratch. The wax melts into the paper.

## Step-by-step removal

- **Chill the wax:** Lay ice in a bag on the wax for a few minutes.
- **First scrape:** Lift the hard wax with the edge of a plastic card.
- **Warm Iron Pass:** Iron over brown paper on the lowest heat until the paper turns dark.
- **Wipe Dry:** Wipe the table with a dry cloth.`;
  it('are told in their order, in sentences', async () => {
    const script = await write(steps, 24);
    expect(script.structure).toBe('how-to');
    const told = script.scenes.filter(({kind}) => kind === 'step').map(({spoken}) => spoken);
    expect(told).toHaveLength(4);
    expect(told.join(' ')).not.toMatch(/Warm Iron Pass|Wipe Dry/);
    expect(told[1]).toMatch(/lift the hard wax/i);
  });
});

describe('an entry out of its list', () => {
  it('loses its label where it says what to do, and is not told where only the list explains it', async () => {
    const tagger = await loadTagger();
    const material = readMaterial(
      [
        sourceOf(
          `# Wet shoes

Wet shoes take two days to dry in an ordinary room.

- **Brush gently:** The sooner you brush the mud off a shoe, the easier it will come off.
- **Excellent:** You will have the shoes dry by the morning of the second day.
- Cedar – found in closets and kept for the boots of the whole family.`,
          'shoes',
        ),
      ],
      undefined,
      tagger,
    );
    const isName = nameTest(material, tagger);
    const told = material.sentences.flatMap((sentence) =>
      isProse(sentence) ? (waysToSay(sentence, material, tagger, isName)?.variants ?? []) : [],
    );
    expect(told.map(({text}) => text)).toEqual([
      'Wet shoes take two days to dry in an ordinary room.',
      'The sooner you brush the mud off a shoe, the easier it will come off.',
    ]);
  });
});

describe('what a text is about', () => {
  const about = async (markdown: string) =>
    topicOf(
      readMaterial([sourceOf(markdown, 'text')], undefined, await loadTagger()),
      undefined,
      await loadTagger(),
    ).phrase;
  it('is not whom it comes to last', async () => {
    expect(
      await about(
        '# History of the stapler\n\nThe first stapler was made for a king. The stapler was slow and each staple was cut by hand.\n\nA stapler for offices came in 1866. Clerks used the stapler to bind their ledgers. It held one staple.\n\nGeorge Marlow, an engineer, was hired in 1931. Marlow gave the stapler a spring. Marlow sold it to the army. Marlow died in 1960.',
      ),
    ).toBe('the stapler');
  });
  it('has no capital that only its title gives it', async () => {
    expect(
      await about(
        '# Evening naps keep the heart young, a survey shows\n\nEvening naps of ten minutes calm the pulse. People who take naps sleep as long at night.\n\nEvening naps were most common in the south. The naps of the oldest were the longest.',
      ),
    ).toBe('evening naps');
  });
});
