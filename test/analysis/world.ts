// Made-up headline tests with known truth, for tests that need data: no file of the development slice is in the repository.
import type {Arm} from '../../src/analysis/arms.ts';
import {dice, poisson} from './simulated-tests.ts';

const openings = ['This', 'Why', 'Watch', 'A', 'The', 'She', 'They', 'Nobody', 'Every', 'One'];
const middles = [
  'teacher',
  'river',
  'doctor',
  'garden',
  'number',
  'letter',
  'city',
  'voice',
  'machine',
  'recipe',
];
const endings = [
  'changed everything',
  'was left out',
  'made me cry',
  'is explained',
  'costs a lot',
  'wins again',
  'tells the truth',
  'surprised us',
];
const extras = [
  '',
  ' in 3 minutes',
  ' and you should know',
  ' today',
  '?',
  ' for women',
  ' without money',
  '!',
];

/** Effects on the logarithm of the rate; what is not named has none. */
const effects: Readonly<Record<string, number>> = {
  This: 0.25,
  She: 0.3,
  Why: -0.2,
  'changed everything': 0.3,
  'is explained': -0.3,
  'made me cry': 0.25,
  '?': -0.35,
  ' in 3 minutes': 0.2,
};

/** Tests of four arms each; a quarter are re-tests that share a headline with the test before. */
export function madeUpArms(tests: number, seed: number, impressions = 4000): readonly Arm[] {
  const random = dice(seed);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
  const arms: Arm[] = [];
  let before: string | null = null;
  for (let test = 0; test < tests; test += 1) {
    const level = 0.015 * Math.exp(0.4 * (random() - 0.5));
    const again: string | null = test % 4 === 3 ? before : null;
    const used = new Set<string>();
    for (let arm = 0; arm < 4; arm += 1) {
      const parts = [pick(openings), ` ${pick(middles)} ${test % 97}`, ` ${pick(endings)}`, pick(extras)];
      const headline: string = arm === 0 && again !== null ? again : parts.join('');
      if (used.has(headline)) continue;
      used.add(headline);
      const effect = Object.entries(effects).reduce(
        (sum, [part, value]) => sum + (headline.includes(part.trim()) ? value : 0),
        0.1 * (random() + random() - 1),
      );
      const rate = level * Math.exp(effect);
      arms.push({
        test: `t${test}`,
        group: null,
        image: `i${test}`,
        headline,
        impressions,
        clicks: Math.min(impressions, poisson(impressions * rate, random)),
      });
      before = headline;
    }
  }
  return arms;
}

export const linesOf = (arms: readonly Arm[]): string => arms.map((arm) => JSON.stringify(arm)).join('\n');
