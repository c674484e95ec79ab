import {z} from 'zod';
import {InvalidInputError, type InputIssue, parseInput} from '../errors.ts';
import {overDispersion} from './outcome.ts';
import {gamma, type Random, randomOf} from './random.ts';

/** One of the things to choose between, and how it did so far. */
export interface ExploredArm {
  readonly id: string;
  /** What the ranker expects of this arm, as the logarithm of its rate over the others'. 0 where nothing is known. */
  readonly expectedLift?: number;
  readonly impressions?: number;
  readonly clicks?: number;
}

type Checked = Required<ExploredArm>;

const mostArms = 1000;
const mostLift = 3;

/** By hand, as it runs for every impression. */
function checkedArms(arms: readonly ExploredArm[]): readonly Checked[] {
  const issues: InputIssue[] = [];
  const ids = new Set<string>();
  if (arms.length === 0 || arms.length > mostArms) {
    issues.push({path: '', message: `there are ${arms.length}; give 1 to ${mostArms}`});
  }
  const checked = arms.map(({id, expectedLift = 0, impressions = 0, clicks = 0}, index) => {
    const refuse = (field: string, message: string) => issues.push({path: `[${index}].${field}`, message});
    if (ids.has(id)) refuse('id', `'${id}' stands there twice`);
    ids.add(id);
    if (!(Math.abs(expectedLift) <= mostLift))
      refuse('expectedLift', `is not a number from -${mostLift} to ${mostLift}`);
    if (!(Number.isFinite(impressions) && impressions >= 0)) refuse('impressions', 'is not a count');
    if (!(Number.isFinite(clicks) && clicks >= 0)) refuse('clicks', 'is not a count');
    else if (clicks > impressions) refuse('clicks', 'is larger than impressions');
    return {id, expectedLift, impressions, clicks};
  });
  if (issues.length > 0) throw new InvalidInputError('the arms', issues);
  return checked;
}

const optionsSchema = z.object({
  exploration: z.number().min(0).max(1).default(0.1),
  floor: z.number().min(0).max(1).default(0.01),
  spread: z.number().min(0.01).max(2).default(0.3),
  usualRate: z.number().gt(0).lt(1).default(0.015),
  phi: z.number().min(1).max(100).default(overDispersion),
});

export interface ExplorerOptions {
  /** The same seed and the same calls give the same choices. */
  readonly seed: string;
  /**
   * How far draws stray from what is expected: 1 is plain Thompson sampling, 0 always takes the best. Tests are short
   * and differences small, so plain sampling spends most of a test on learning what comes too late to use.
   */
  readonly exploration?: number;
  /** Share of all impressions that every arm gets, divided by the number of arms where that is more than can be had. */
  readonly floor?: number;
  /**
   * Standard deviation of the logarithm of arms' rates around what is expected, within one test. The default is above
   * the 0.2 that headlines have: where little is explored, believing results a little too readily pays.
   */
  readonly spread?: number;
  /** The rate that arms usually have: what the level of a test is drawn to until it has results of its own. */
  readonly usualRate?: number;
  /** Variance of counts beyond chance, as a factor. */
  readonly phi?: number;
}

export interface Explorer {
  /**
   * Which arm to show next.
   * @throws InvalidInputError with the path of each bad count
   */
  next(arms: readonly ExploredArm[]): string;
  /**
   * How to deal the next impressions, drawn one by one: a share for every arm, in the order given.
   * @throws InvalidInputError with the path of each bad count
   */
  deal(
    arms: readonly ExploredArm[],
    impressions: number,
  ): readonly {readonly id: string; readonly impressions: number}[];
}

type Settings = Required<Omit<ExplorerOptions, 'seed'>>;

/** Strength of the usual rate: it counts as this many clicks. */
const levelClicks = 4;

/**
 * The level of a test, once expected lifts are taken off. The lifts are ratios to it, so a story that does well as a
 * whole does not make its first arm look good.
 */
function levelOf(arms: readonly Checked[], {phi, usualRate}: Settings): number {
  let clicks = levelClicks;
  let exposure = levelClicks / usualRate;
  for (const arm of arms) {
    clicks += arm.clicks / phi;
    exposure += (arm.impressions * Math.exp(arm.expectedLift)) / phi;
  }
  return clicks / exposure;
}

/**
 * Tempered Thompson sampling on ratios: the rate of an arm is level × exp(expected lift) × r with r ~ Gamma(1/τ², 1/τ²);
 * clicks are Poisson with their variance φ times larger. A draw is moved towards its mean by `1 - exploration`.
 */
function drawn(arms: readonly Checked[], settings: Settings, random: Random): number {
  const level = levelOf(arms, settings);
  const {phi, spread, exploration} = settings;
  let best = -1;
  let highest = -Infinity;
  for (const [index, arm] of arms.entries()) {
    const expected = level * Math.exp(arm.expectedLift);
    const shape = 1 / spread ** 2 + arm.clicks / phi;
    const rate = 1 / spread ** 2 + (arm.impressions * expected) / phi;
    const mean = shape / rate;
    const value = expected * (mean + exploration * (gamma(random, shape) / rate - mean));
    if (value > highest) {
      highest = value;
      best = index;
    }
  }
  return best;
}

/** The arm furthest below the floor, or -1. */
function starved(arms: readonly Checked[], {floor}: Settings): number {
  const total = arms.reduce((sum, {impressions}) => sum + impressions, 0) + 1;
  const least = Math.min(floor, 1 / arms.length) * total;
  let worst = -1;
  for (const [index, {impressions}] of arms.entries()) {
    if (impressions < least && (worst < 0 || impressions < arms[worst]!.impressions)) worst = index;
  }
  return worst;
}

/** Decides which variant or pattern to try next. Holds nothing but its seed's place; counts are the caller's. */
export function createExplorer({seed, ...rest}: ExplorerOptions): Explorer {
  const settings = parseInput(optionsSchema, rest, 'the options of the explorer');
  const random = randomOf(seed);
  const choose = (arms: readonly Checked[]): number => {
    const hungry = starved(arms, settings);
    return hungry >= 0 ? hungry : drawn(arms, settings, random);
  };
  return {
    next(arms) {
      const checked = checkedArms(arms);
      return checked[choose(checked)]!.id;
    },
    deal(arms, impressions) {
      const checked = checkedArms(arms);
      const wanted = parseInput(z.int().min(0).max(1e6), impressions, 'the impressions to deal');
      const given = checked.map((arm) => ({...arm}));
      const dealt = checked.map(() => 0);
      for (let index = 0; index < wanted; index += 1) {
        // What is dealt now has no results yet: it counts for the floor, not for the rates.
        const hungry = starved(given, settings);
        const chosen = hungry >= 0 ? hungry : drawn(checked, settings, random);
        dealt[chosen] = dealt[chosen]! + 1;
        given[chosen]!.impressions += 1;
      }
      return checked.map(({id}, index) => ({id, impressions: dealt[index]!}));
    },
  };
}
