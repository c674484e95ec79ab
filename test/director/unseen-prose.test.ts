import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import {isProse, nameTest, waysToSay} from '../../src/director/source/candidates.ts';
import {readMaterial} from '../../src/director/source/material.ts';
import {loadTagger} from '../../src/director/source/nlp.ts';
import {splitLong} from '../../src/director/prose/split-long.ts';
import {lint} from '../../src/quality/lint.ts';
import type {Script} from '../../src/schema/index.ts';
import {sourceOf} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const write = (markdown: string): Promise<Script> =>
  director.writeScript({sources: [sourceOf(markdown, 'text')]});
const spokenOf = (script: Script) => script.scenes.map((scene) => scene.spoken).join('\n');

/** What may be said of a text's sentences, and how; null where one may not be told. */
async function tellable(markdown: string): Promise<(readonly string[] | null)[]> {
  const tagger = await loadTagger();
  const material = readMaterial([sourceOf(markdown, 'text')], undefined, tagger);
  const isName = nameTest(material, tagger);
  return material.sentences.map((sentence) => {
    const ways = isProse(sentence) && waysToSay(sentence, material, tagger, isName);
    return ways && !ways.standing.needsPrevious ? ways.variants.map(({text}) => text) : null;
  });
}

describe('a long sentence', () => {
  const split = async (text: string) => splitLong(text, await loadTagger()).text;
  it('tells first what its subject is, then what it does', async () => {
    expect(
      await split(
        'The pygmy glider, a tree animal weighing no more than two coins, sails from trunk to trunk all night and sleeps through the day.',
      ),
    ).toBe(
      'The pygmy glider is a tree animal weighing no more than two coins. It sails from trunk to trunk all night and sleeps through the day.',
    );
  });
  it('gives a second verb its subject again', async () => {
    expect(
      await split(
        'The crew measured the depth of the harbour at both ends of the wall, and painted a map of every rock in it.',
      ),
    ).toBe(
      'The crew measured the depth of the harbour at both ends of the wall. The crew painted a map of every rock in it.',
    );
  });
  it('never splices two clauses with a comma', async () => {
    const text = await split(
      'A cup of lentils holds about 18 grams, an egg has just over 6 grams, and one slice of bread usually has about 3 grams of protein.',
    );
    expect(text).toBe(
      'A cup of lentils holds about 18 grams. An egg has just over 6 grams. One slice of bread usually has about 3 grams of protein.',
    );
  });
  it('calls by its name what has no article', async () => {
    expect(
      await split(
        'A lack of salt in the water will cause hyponatraemia, which is a state that makes people weak.',
      ),
    ).toContain('Hyponatraemia is a state');
  });
});

describe('a cut', () => {
  const split = async (text: string) => splitLong(text, await loadTagger()).text;
  it('leaves a list whole', async () => {
    const text =
      'The price of a kite also depends on its frame, the sail size, and the materials used for the lines and handles.';
    expect(await split(text)).toBe(text);
    expect(
      await split(
        'It is a town of steep lanes, washing on balconies, and houses covered with blue tiles that glint in the sun.',
      ),
    ).not.toMatch(/balconies\. Houses/);
  });
  it('ties to the last thing only what is said of it alone', async () => {
    expect(
      await split(
        'Higher fees raise the cost of parking, cutting daily visits and shop income, which hurts the whole market square.',
      ),
    ).not.toContain('That income hurts');
  });
  it('ends nothing between two dashes', async () => {
    expect(
      await split(
        'The old bakery hall — from which it supplied more than 200 shops, including two hotels and a school — was declared a total loss.',
      ),
    ).not.toMatch(/shops\./);
  });
});

describe('a line that leans on another', () => {
  it('is not told without it', async () => {
    const text = `# The wreck at Gull Point

The sailors built a raft from planks and rope. But the captain did not. The raft reached the coast two days later.

Critics called for a lighthouse. But one was not built for ninety years. Councillor Ada Brill opposed the plan. But Brill said that had nothing to do with the cost.

These shiny lanterns are the best choice for a dark hall.`;
    const lines = await tellable(text);
    expect(lines.map((line) => line !== null)).toEqual([true, false, true, true, false, true, false, false]);
  });
  it('takes no fragment for a sentence', async () => {
    const lines = await tellable(
      '# Packing\n\nThe sweet reminder that summer has arrived. Not the shorts you bought last year. The bag holds a tent for two people.',
    );
    expect(lines.map((line) => line !== null)).toEqual([false, false, true]);
  });
});

describe('a name', () => {
  it('is not made of the word that opens the sentence', async () => {
    const tagger = await loadTagger();
    const {people} = readMaterial(
      [
        sourceOf(
          '# Vote\n\nMayor Lena Ortiz spoke first. But Ortiz said the vote was late. But Ferro said nothing.',
          'text',
        ),
      ],
      undefined,
      tagger,
    );
    expect([...people.values()].map(({full}) => full)).not.toContain('But Ortiz');
    expect([...people.keys()]).not.toContain('Ferro');
  });
});

describe('a headline', () => {
  const body = `

Eating walnuts every morning may reduce the blood pressure of older adults, according to a trial at the clinic in Varn. The trial followed 120 adults for two years. Half of the adults ate a handful of walnuts every morning. The other half ate none. Blood pressure fell by 4 percent in the walnut group. Nobody in the trial changed anything else about breakfast. The clinic plans a second trial with 900 adults next spring.`;
  it('asks where its text only says that it may be so', async () => {
    const script = await write(`# Walnuts reduce blood pressure${body}`);
    expect(script.scenes[0]?.spoken).toBe('Could walnuts reduce blood pressure?');
    expect(
      lint(script, {
        sources: [sourceOf(`# Walnuts reduce blood pressure${body}`, 'text')],
      }).filter(({severity}) => severity === 'error'),
    ).toEqual([]);
  });
  it('keeps whose words it quotes', async () => {
    const script = await write(`# Trainer on walnuts: ‘I eat them and I win’${body}`);
    expect(script.scenes[0]?.spoken).not.toMatch(/someone|they/);
  });
  it('names no topic that its text never speaks of', async () => {
    const script = await write(`# The quest for the golden fleece${body}`);
    expect(spokenOf(script) + script.title).not.toMatch(/fleece\.$/m);
    expect(script.scenes[0]?.spoken).toMatch(/walnut|trial|blood pressure/i);
  });
  it('defines only what it names', async () => {
    const script = await write(
      `# Walnuts for older adults\n\nStarting small is the best way to eat walnuts.${body}`,
    );
    expect(script.scenes[0]?.spoken).not.toMatch(/^What is starting/);
  });
});

describe('a list', () => {
  it('is not made of bullets that finish a sentence', async () => {
    const script = await write(`# Rain barrels: how to start

A rain barrel is a closed tub that collects water from a roof. It saves about 4,000 litres of tap water a year in a small garden.

Choose a large barrel if you:

- Have more than one roof
- Grow vegetables
- Live where summers are dry

A barrel needs a lid, because open water draws mosquitoes. The lid also keeps leaves out. A tap near the bottom makes filling a can easy. Most barrels stand on two rows of bricks.`);
    expect(spokenOf(script)).not.toMatch(/One: have more than one roof/);
  });
  it('makes a dish of a recipe, and keeps what may be left out so', async () => {
    const script = await write(`# Plain barley soup

This is a soup for cold days.

## Ingredients

- Barley
- One onion

## Directions

1. Fry the onion in a big pot until it is soft.
2. (Optional) Add a spoon of smoked paprika to the onion.
3. Pour in the stock and the barley, and cook for 40 minutes.
4. Stir in the parsley and serve the soup with bread.`);
    expect(script.scenes[0]?.spoken).toBe('Here’s how to make plain barley soup, in four steps.');
    expect(spokenOf(script)).toMatch(/if you like, add a spoon of smoked paprika/i);
  });
});

describe('myths', () => {
  it('are not told as entries of a list', async () => {
    const script = await write(`# Three myths about candles

Candles have been made for 5,000 years. Most candles today are made of paraffin.

## Myth 1: Cold candles burn for ever

A candle kept in a freezer burns about as long as another one. The wax warms up within minutes.

## Myth 2: Beeswax never drips

Every wax drips in a draught. A short wick makes it drip less.

## Myth 3: Soot comes from the dye

Soot comes from a wick that is too long. Trim the wick to half a centimetre before each use.`);
    expect(spokenOf(script)).not.toMatch(/(?:One|Two|Three): /);
    expect(spokenOf(script)).not.toMatch(/burn for ever|never drips|comes from the dye/);
  });
});

describe('what a place is', () => {
  it('is no figure, and a bank that is robbed is no money tip', async () => {
    const script = await write(`# Police search for suspect in Harbour Bank robbery

Police have asked for help to find a man who robbed the Harbour Bank on Dec. 22. The man handed a note to a teller and demanded money. He left the bank on foot. He may have entered a car in the 2100 block of Cedar Street. Police described the man as about 20 years old and tall. A camera at the bank filmed the robbery. Nobody was hurt.`);
    expect(script.scenes.some(({kind}) => kind === 'statistic')).toBe(false);
    expect(spokenOf(script)).not.toMatch(/more on money/);
    expect(script.hashtags).not.toContain('#Money');
  });
});
