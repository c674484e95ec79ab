import {existsSync, readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {readArms} from '../../src/analysis/arms.ts';
import {createExplorer} from '../../src/analysis/explore.ts';
import {fitRanking, rankingDesign, scoresOf} from '../../src/analysis/ranking-design.ts';
import {foldsOf, storiesOf} from '../../src/analysis/stories.ts';
import {dice, liftOf, type Policy, truthOf, type World} from './simulated-tests.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean lift over all worlds, once for each seed, and the lower end of a 95 % interval over seeds. */
function lifts(worlds: readonly World[], seeds: number, policyOf: (seed: string) => Policy) {
  const values = Array.from({length: seeds}, (_, seed) => {
    const policy = policyOf(`seed ${seed}`);
    const random = dice(seed + 1);
    return mean(worlds.map((world) => liftOf(world, policy, 2000, 20, random)));
  });
  const middle = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (seeds - 1));
  return {middle, low: middle - (2.09 * deviation) / Math.sqrt(seeds)};
}

const explorer = (seed: string): Policy => {
  const own = createExplorer({seed});
  return (arms) => Number(own.next(arms));
};

function normalDice(random: () => number): number {
  return Array.from({length: 12}, random).reduce((sum, value) => sum + value, -6);
}

describe('createExplorer', () => {
  it('gains on a random arm, and more with a prior that knows a little', () => {
    const random = dice(99);
    // A prior that explains a tenth of the variance, as the ranker does.
    const worlds: World[] = Array.from({length: 150}, () => {
      const expected = Array.from({length: 5}, () => 0.065 * normalDice(random));
      return {expected, rates: expected.map((lift) => 0.014 * Math.exp(lift + 0.19 * normalDice(random)))};
    });
    const blind = worlds.map((world) => ({...world, expected: world.expected.map(() => 0)}));
    const chance: (seed: string) => Policy = () => (arms) => Math.floor(random() * arms.length);
    expect(Math.abs(lifts(worlds, 6, chance).middle)).toBeLessThan(0.01);
    const informed = lifts(worlds, 6, explorer);
    expect(informed.low).toBeGreaterThan(0.06);
    expect(informed.low).toBeGreaterThan(lifts(blind, 6, explorer).middle);
  });

  it('makes the same choices again for the same seed, others for another', () => {
    const arms = ['a', 'b', 'c'].map((id) => ({id, impressions: 100, clicks: 2}));
    const run = (seed: string) => {
      const own = createExplorer({seed, exploration: 1});
      return Array.from({length: 50}, () => own.next(arms)).join('');
    };
    expect(run('one')).toBe(run('one'));
    expect(run('one')).not.toBe(run('two'));
  });

  it('gives every arm its floor, however bad it looks', () => {
    const dealt = createExplorer({seed: 'x', floor: 0.05}).deal(
      [
        {id: 'good', expectedLift: 1},
        {id: 'bad', expectedLift: -1},
        {id: 'worse', expectedLift: -2},
      ],
      1000,
    );
    expect(dealt.map(({id}) => id)).toEqual(['good', 'bad', 'worse']);
    expect(dealt.reduce((sum, {impressions}) => sum + impressions, 0)).toBe(1000);
    for (const {impressions} of dealt) expect(impressions).toBeGreaterThanOrEqual(49);
    expect(dealt[0]!.impressions).toBeGreaterThan(800);
  });

  it('shares equally where the floor asks for more than there is', () => {
    const dealt = createExplorer({seed: 'x', floor: 0.9}).deal([{id: 'a', expectedLift: 2}, {id: 'b'}], 100);
    expect(dealt.map(({impressions}) => impressions)).toEqual([50, 50]);
  });

  it('takes the only arm, arms nobody clicked, and counts of a billion', () => {
    const own = createExplorer({seed: 'x'});
    expect(own.next([{id: 'only'}])).toBe('only');
    expect(['a', 'b']).toContain(own.next(['a', 'b'].map((id) => ({id, impressions: 1e9, clicks: 0}))));
    expect(
      own.next([
        {id: 'a', impressions: 1e9, clicks: 2e7},
        {id: 'b', impressions: 1e9, clicks: 1e7},
      ]),
    ).toBe('a');
  });

  it.each([
    ['no arm', [], 'give 1 to 1000'],
    ['a negative count', [{id: 'a', clicks: -1}], '[0].clicks: is not a count'],
    ['NaN', [{id: 'a', impressions: NaN}], '[0].impressions: is not a count'],
    ['more clicks than impressions', [{id: 'a', impressions: 1, clicks: 2}], 'is larger than impressions'],
    ['one id twice', [{id: 'a'}, {id: 'a'}], "'a' stands there twice"],
    ['an endless lift', [{id: 'a', expectedLift: Infinity}], '[0].expectedLift'],
  ])('refuses %s', (_name, arms, message) => {
    expect(() => createExplorer({seed: 'x'}).next(arms)).toThrow(message);
  });
});

const slice = process.env['VIRAL_HEADLINE_TESTS'] ?? '';
describe.skipIf(!existsSync(slice))('on the headline tests that VIRAL_HEADLINE_TESTS names', () => {
  it('gains 6 % or more on a random arm with 2,000 impressions, 20 seeds', {timeout: 600_000}, () => {
    const bytes = readFileSync(slice);
    const {arms} = readArms((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'), slice);
    const folds = foldsOf(arms, storiesOf(arms), 5, 'folds');
    const design = rankingDesign(arms);
    const worlds = [0, 1, 2, 3, 4].flatMap((fold) => {
      const scoreOf = scoresOf(
        design.matrix.rows,
        fitRanking(
          design,
          Int32Array.from(arms.keys()).filter((row) => folds[row] !== fold),
        ),
      );
      return design.members
        .filter((list) => list.length >= 3 && folds[list[0]!] === fold)
        .map((list) => {
          const scores = list.map(scoreOf);
          return {
            rates: truthOf(list.map((row) => arms[row]!)),
            expected: scores.map((score) => score - mean(scores)),
          };
        });
    });
    const oracle = mean(worlds.map(({rates}) => Math.max(...rates) / mean(rates) - 1));
    const gained = lifts(worlds, 20, explorer);
    process.stdout.write(
      `${worlds.length} tests, oracle ${(100 * oracle).toFixed(1)} %, explorer ${(100 * gained.middle).toFixed(2)} %, lower end ${(100 * gained.low).toFixed(2)} %\n`,
    );
    expect(gained.low).toBeGreaterThanOrEqual(0.06);
  });
});
