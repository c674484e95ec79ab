import {describe, expect, it} from 'vitest';
import {betaCdf, logGamma} from '../../src/analysis/beta.ts';
import {decayOf, type PatternObservation, patternRates} from '../../src/analysis/pattern-rates.ts';
import {dice} from './simulated-tests.ts';

/** Beta numbers as ratios of gammas, these as sums of exponentials where the shape is whole: apart from the code tested. */
function betaDice(a: number, b: number, random: () => number): number {
  // Johnk's method for any shapes would be slow here; order statistics do for whole ones.
  const [first, second] = [Math.round(a), Math.round(b)];
  const sum = (count: number) =>
    Array.from({length: count}, () => -Math.log(1 - random())).reduce((x, y) => x + y, 0);
  const top = sum(first);
  return top / (top + sum(second));
}

describe('patternRates', () => {
  it.each([
    ['one trial a cluster', 1, 0],
    ['clusters that differ beyond chance', 60, 30],
    ['clusters of very different size', -400, 24],
  ])('has intervals that cover the truth in 85 to 95 of 100 cases: %s', (_name, trials, own) => {
    let covered = 0;
    let all = 0;
    for (let run = 0; run < 40; run += 1) {
      const random = dice(1000 + run);
      const observations: PatternObservation[] = [];
      const truth = new Map<string, number>();
      for (let pattern = 0; pattern < 12; pattern += 1) {
        const drawn = betaDice(8, 12, random);
        // Clusters are drawn with whole shapes, so the truth is what those have.
        const rate = own === 0 ? drawn : Math.min(own - 1, Math.max(1, Math.round(own * drawn))) / own;
        truth.set(`p${pattern}`, rate);
        const clusters = 4 + Math.floor(random() * 30);
        for (let cluster = 0; cluster < clusters; cluster += 1) {
          const n = trials > 0 ? trials : 1 + Math.floor(random() ** 3 * -trials);
          const clusterRate = own === 0 ? rate : betaDice(own * rate, own * (1 - rate), random);
          let successes = 0;
          for (let trial = 0; trial < n; trial += 1) if (random() < clusterRate) successes += 1;
          observations.push({path: [`p${pattern}`], cluster: `${pattern} ${cluster}`, successes, trials: n});
        }
      }
      for (const {path, low, high} of patternRates(observations).patterns) {
        const rate = truth.get(path[0]!)!;
        all += 1;
        if (low <= rate && rate <= high) covered += 1;
      }
    }
    expect(covered / all, `${covered} of ${all}`).toBeGreaterThan(0.85);
    expect(covered / all).toBeLessThan(0.95);
  });

  it('draws small patterns to their group, and large ones hardly', () => {
    const observations = (name: string, clusters: number, successes: number): PatternObservation[] =>
      Array.from({length: clusters}, (_, index) => ({
        path: ['tiktok', name],
        cluster: `${name} ${index}`,
        successes: index < successes ? 1 : 0,
        trials: 1,
      }));
    const {patterns, overall} = patternRates([
      ...observations('large', 1000, 700),
      ...observations('usual', 1000, 480),
      ...observations('other', 1000, 500),
      ...observations('small', 4, 4),
    ]);
    const of = (name: string) => patterns.find(({path}) => path.at(-1) === name)!;
    expect(of('large').mean).toBeCloseTo(0.7, 1);
    expect(of('small').mean).toBeLessThan(0.85);
    expect(of('small').mean).toBeGreaterThan(overall);
    expect(of('small').enough).toBe(false);
    expect(of('small').high - of('small').low).toBeGreaterThan(3 * (of('large').high - of('large').low));
    expect(of('large').lift).toBeCloseTo(of('large').mean / overall - 1, 9);
    expect(of('tiktok').path).toEqual(['tiktok']);
  });

  it('counts what belongs to one account as one piece of evidence', () => {
    const rows = Array.from({length: 500}, (_, index) => ({
      path: ['a'],
      cluster: `account ${index % 3}`,
      successes: index % 3 === 0 ? 1 : 0,
      trials: 1,
    }));
    const [pattern] = patternRates(rows).patterns;
    expect(pattern).toMatchObject({clusters: 3, enough: false});
    expect(pattern!.effectiveTrials).toBeLessThan(10);
  });

  it('is never certain and never NaN', () => {
    const same = (successes: number) =>
      patternRates(
        Array.from({length: 20}, (_, index) => ({path: ['a'], cluster: `${index}`, successes, trials: 1})),
      ).patterns[0]!;
    for (const pattern of [same(0), same(1)]) {
      expect(pattern.low).toBeGreaterThan(0);
      expect(pattern.high).toBeLessThan(1);
      expect(pattern.high - pattern.low).toBeGreaterThan(0.01);
    }
    expect(patternRates([])).toMatchObject({overall: 0.5, patterns: []});
    expect(patternRates([{path: ['a'], cluster: 'x', successes: 0, trials: 0}]).patterns).toEqual([]);
    const huge = patternRates([
      {path: ['a'], cluster: 'x', successes: 1e8, trials: 1e9},
      {path: ['a'], cluster: 'y', successes: 2e8, trials: 1e9},
    ]).patterns[0]!;
    expect(huge.low).toBeGreaterThan(0);
    expect(huge.high - huge.low).toBeGreaterThan(0.05);
  });

  it('refuses bad counts and says where', () => {
    const row = {path: ['a'], cluster: 'x', successes: 1, trials: 2};
    for (const [bad, message] of [
      [{successes: 3}, '[1].successes: is larger than trials'],
      [{trials: -1}, '[1].trials'],
      [{trials: NaN}, '[1].trials'],
      [{path: []}, '[1].path'],
      [{weight: 2}, '[1].weight'],
    ] as const) {
      expect(() => patternRates([row, {...row, ...bad} as PatternObservation])).toThrow(message);
    }
  });

  it('lets old results fade', () => {
    expect(decayOf(0)).toBe(1);
    expect(decayOf(7)).toBeCloseTo(0.99, 12);
    expect(decayOf(-5)).toBe(1);
    const rows = (weight: number) =>
      Array.from({length: 40}, (_, index) => ({
        path: ['a'],
        cluster: `${index}`,
        successes: 1,
        trials: 1,
        weight,
      }));
    expect(patternRates(rows(0.1)).patterns[0]!.effectiveTrials).toBeCloseTo(4, 9);
  });
});

describe('the beta distribution', () => {
  it('agrees with closed forms', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 10);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
    for (const x of [0.01, 0.3, 0.5, 0.9]) {
      expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 10);
      expect(betaCdf(x, 3, 1)).toBeCloseTo(x ** 3, 10);
      expect(betaCdf(x, 1, 4)).toBeCloseTo(1 - (1 - x) ** 4, 10);
      expect(betaCdf(x, 2, 2)).toBeCloseTo(3 * x ** 2 - 2 * x ** 3, 10);
    }
    // A large one against the normal distribution.
    expect(betaCdf(0.5, 50_000, 50_000)).toBeCloseTo(0.5, 6);
    expect(betaCdf(0.5 + 1.6449 * Math.sqrt(0.25 / 100_001), 50_000, 50_000)).toBeCloseTo(0.95, 3);
  });
});
