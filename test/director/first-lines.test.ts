import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import type {Script} from '../../src/schema/index.ts';
import {sourceOf} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});

const write = (markdown: string): Promise<Script> =>
  director.writeScript({sources: [sourceOf(markdown, 'text')], platform: 'tiktok'});

const first = ({scenes}: Script) => scenes[0]!.spoken;
const body = ({scenes}: Script) =>
  scenes
    .slice(1)
    .map(({spoken}) => spoken)
    .join(' ');

describe('a text whose title offers no first line', () => {
  it('is opened by the two sides it tells of, and both are told', async () => {
    const script = await write(
      '# Harbour toll: the debate\n\nThe harbour toll would cost every lorry nine euros a day. Supporters of the harbour toll argue that it will pay for a quieter road along the docks.\n\nOpponents of the harbour toll say that small hauliers will lose their margin within a year. The harbour toll has been debated since the spring.\n\nThe port handles four hundred lorries on an ordinary day.',
    );
    expect(first(script)).toBe('The case for the harbour toll, and the case against.');
    expect(body(script)).toMatch(/Supporters of the harbour toll/);
    expect(body(script)).toMatch(/Opponents of the harbour toll/);
  });

  it('is opened by the year it begins with', async () => {
    const script = await write(
      '# Tin opener\n\nA tin opener is in most kitchens. The tin opener was patented in 1855 by a cutler from Leeds, long after the first tins were sold.\n\nSoldiers opened tins with bayonets before that. The tin opener got its wheel in 1870, and the wheel is still there.\n\nA later tin opener held the tin by its rim, which made it safer for children.',
    );
    expect(first(script)).toBe('The story of the tin opener starts in 1855.');
    expect(body(script)).toMatch(/1855/);
  });

  it('is opened as advice where it gives advice, and says what the advice is against', async () => {
    const script = await write(
      '# Limescale\n\nLimescale settles wherever hard water dries. Soak a cloth in vinegar and wrap it around the tap for an hour.\n\nRub the soft limescale away with an old toothbrush. Rinse the tap with clear water and dry it at once.\n\nWipe the sink every evening to remove limescale before it hardens. Never mix vinegar with bleach.',
    );
    expect(first(script)).toBe('Here’s how to deal with limescale.');
  });

  it('is never opened by a number of things to know', async () => {
    const script = await write(
      '# Otters\n\nAn otter holds its breath for four minutes. Otters sleep on their backs and wrap themselves in kelp.\n\nOtters eat a quarter of their weight every day. The fur of otters is the thickest of all animals.\n\nOtters use stones to open shells. Otters keep a favourite stone under the arm.',
    );
    expect(first(script)).not.toMatch(/things to know/);
  });
});

describe('a headline', () => {
  it('that asks why is turned into the promise of a reason, which is told', async () => {
    const script = await write(
      '# Why do geese fly in a V?\n\nGeese cross whole continents in a few weeks. A goose in the flock saves its strength because it rides on the air that the bird before it pushes up.\n\nThe first bird of the flock works hardest. It falls back after some minutes, and another takes the lead.\n\nGeese call to each other as they fly. The calls hold the flock together in fog.',
    );
    expect(first(script)).toBe('Here’s why geese fly in a V.');
    expect(body(script)).toMatch(/because/i);
  });

  it('that asks why is not turned into a promise that the text does not keep', async () => {
    const script = await write(
      '# Why do geese fly in a V?\n\nGeese cross whole continents in a few weeks. The first bird of the flock works hardest.\n\nA flock of geese covers five hundred miles a day. It falls back after some minutes, and another takes the lead.\n\nGeese call to each other as they fly. The calls of geese are heard from a mile away.',
    );
    expect(first(script)).not.toMatch(/^Here’s (?:why|the reason)/);
  });

  it('loses what its writer sighs', async () => {
    const script = await write(
      '# Oh great, Lumo now sells a folding bathtub\n\nThe bath folds into a box the size of a suitcase, its maker said on Monday. Lumo sells the tub for 129 euros in three colours.\n\nThe tub holds 180 litres of water. It drains through a hose into a sink or a shower.\n\nLumo said that it sold 4,000 of its buckets last year.',
    );
    expect(first(script)).toMatch(/^Lumo now sells a folding bathtub\./);
  });

  it('that tells what was done is said as a sentence, soberly too', async () => {
    const script = await write(
      '# Dozens of barns destroyed as floods reach Kerrow\n\nAt least 31 barns were lost and one farmer died when the river rose on Monday, officials said. The flood came after three days of rain.\n\nThe county opened two schools for 140 people who had to leave their homes. Crews closed the bridge at Kerrow on Tuesday.\n\nThe water fell by half a metre on Wednesday, the county said.',
    );
    expect(first(script)).toBe('Dozens of barns have been destroyed as floods reach Kerrow.');
  });

  it('is not torn between two names', async () => {
    const script = await write(
      '# Rovers keep the lead as Okoro and Lindqvist hold on in the rain\n\nRovers drew with United on Sunday and stay at the top of the table by two points. Okoro saved three shots in the last ten minutes, the club said.\n\nLindqvist cleared a ball from the line after 88 minutes. Rain stopped play twice in the second half.\n\nRovers play at Marlow on Saturday.',
    );
    expect(first(script)).not.toMatch(/Okoro\. And/);
  });
});
