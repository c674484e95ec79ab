import type {JsonObject} from '../../ports/index.ts';
import {hookTypes} from '../../schema/index.ts';
import {decayOf} from '../pattern-rates.ts';
import type {Counted} from './counted.ts';
import {weeksInQuarter} from './counted.ts';

/**
 * Of the videos of one cell in one group: how many, their weights, weighted sums of levels and squared levels, and their
 * variances in hundredths.
 */
export type CellSums = readonly [
  videos: number,
  weight: number,
  level: number,
  square: number,
  variance: number,
];

/** Everything that is known of one account: sums by group and cell. Whole numbers, so that order does not matter. */
export type Account = ReadonlyMap<string, ReadonlyMap<string, CellSums>>;

type KeptGroups = readonly (readonly [group: string, cells: readonly (readonly [string, CellSums])[]])[];
/** As the first version kept them. */
type FormerGroups = Readonly<Record<string, Readonly<Record<string, CellSums>>>>;

/** Reads an account as it is kept. */
export function readAccount(value: JsonObject | undefined): Map<string, Map<string, CellSums>> {
  const groups = (value?.['groups'] ?? []) as unknown as KeptGroups | FormerGroups;
  const list: KeptGroups = Array.isArray(groups)
    ? (groups as KeptGroups)
    : Object.entries(groups as FormerGroups).map(([group, cells]) => [group, Object.entries(cells)]);
  return new Map(list.map(([group, cells]) => [group, new Map(cells)]));
}

const inOrder = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** As lists: objects with keys of their own are several times slower to read. */
export const keptAccount = (account: Account): JsonObject => ({
  groups: inOrder(account).map(([group, cells]) => [group, inOrder(cells)]),
});

/** Adds a video, or takes it away (`sign` -1). */
export function countIn(
  account: Map<string, Map<string, CellSums>>,
  {group, cell, weight, level}: Counted,
  sign: 1 | -1,
): void {
  const cells = account.get(group) ?? new Map<string, CellSums>();
  account.set(group, cells);
  const [videos, weights, levels, squares, variances] = cells.get(cell) ?? [0, 0, 0, 0, 0];
  if (videos + sign === 0) {
    cells.delete(cell);
    if (cells.size === 0) account.delete(group);
    return;
  }
  cells.set(cell, [
    videos + sign,
    weights + sign * weight,
    levels + sign * weight * level,
    squares + sign * weight * level * level,
    variances + sign * Math.round(10_000 / weight),
  ]);
}

/**
 * How far accounts are assumed to differ in what a pattern does for them, standard deviation on the logarithm of the
 * rate; for weights only, so that one large account cannot speak for all.
 */
const assumedDifference = 0.2;
/** The quarter that ended in 2015: growth of newer evidence is counted from there. */
const epochQuarter = 180;

/** How much more a result of a quarter counts than one of the epoch: the inverse of its decay. */
export const growthOf = (quarter: number): number =>
  1 / decayOf(7 * weeksInQuarter * Math.max(0, quarter - epochQuarter));

/** What evidence of the epoch still counts at a moment. @param quarters since 1970, with their fraction */
export const fadeUntil = (quarters: number): number => 1 / growthOf(quarters);

/** What one account says of one cell. Whole numbers, in the units of `unitsOf`. */
export interface Contribution {
  readonly videos: number;
  /** How much the account counts for by its age. */
  readonly growth: number;
  /** Growth times one over the variance of its difference. */
  readonly information: number;
  /** The same times the difference, and times its square. */
  readonly difference: number;
  readonly square: number;
}

/** What one account says. */
export interface Said {
  /** By `hook/structure/category`. */
  readonly cells: ReadonlyMap<string, Contribution>;
  /**
   * What the videos of a hook were held against, by `hook/category`: information times the share of each hook among the
   * others; see `hookPlace`.
   */
  readonly rests: ReadonlyMap<string, readonly number[]>;
  /** Videos that were compared, by `hook`, `hook/structure`, and `hook//category`. */
  readonly counts: ReadonlyMap<string, number>;
}

const hookPlaces = new Map<string, number>(hookTypes.map((hook, index) => [hook, index + 1]));
/** Where a hook stands in `rests`: 0 where it is not known. */
export const hookPlace = (hook: string): number => hookPlaces.get(hook) ?? 0;
/** How many places there are. */
export const hookCount = hookTypes.length + 1;

/** What one unit of a contribution stands for. */
export const unit = 1e-4;

const categoryOf = (group: string): string => group.slice(group.lastIndexOf(' ') + 1);
const hookOf = (cell: string): string => cell.slice(0, cell.indexOf('/'));

/** What a change of some videos may move: the groups they stand in, and every leaf that has a part in one of these. */
export interface Touched {
  readonly groups: ReadonlySet<string>;
  /** `hook/structure/category`. */
  readonly leaves: ReadonlySet<string>;
}

/** @param account before the change */
export function touchedBy(account: Account, videos: readonly Counted[]): Touched {
  const groups = new Set<string>();
  const leaves = new Set<string>();
  for (const {group, cell} of videos) {
    const category = categoryOf(group);
    leaves.add(`${cell}/${category}`);
    if (groups.has(group)) continue;
    groups.add(group);
    for (const known of account.get(group)?.keys() ?? []) leaves.add(`${known}/${category}`);
  }
  return {groups, leaves};
}

interface Part {
  readonly quarter: number;
  readonly precision: number;
  readonly difference: number;
  readonly videos: number;
  readonly weight: number;
  /** Weights of all videos of the group, by hook and together. */
  readonly byHook: Float64Array;
  readonly all: number;
}

const categoriesOf = (leaves: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(Array.from(leaves, (leaf) => leaf.slice(leaf.lastIndexOf('/') + 1)));

/** The comparisons each of some leaves has, one a group. */
function partsOf(account: Account, leaves: ReadonlySet<string>): ReadonlyMap<string, Part[]> {
  const categories = categoriesOf(leaves);
  const parts = new Map<string, Part[]>();
  for (const [group, cells] of account) {
    const category = categoryOf(group);
    if (cells.size < 2 || !categories.has(category)) continue;
    let sums: {byHook: Float64Array; all: number; levels: number} | null = null;
    for (const [cell, [videos, weight, level]] of cells) {
      const leaf = `${cell}/${category}`;
      if (!leaves.has(leaf)) continue;
      if (!sums) {
        sums = {byHook: new Float64Array(hookCount), all: 0, levels: 0};
        for (const [other, [, w, l]] of cells) {
          sums.all += w;
          sums.levels += l;
          sums.byHook[hookPlace(hookOf(other))]! += w;
        }
      }
      const {byHook, all, levels} = sums;
      const rest = all - weight;
      const part = {
        quarter: Number.parseInt(group, 10),
        difference: (level / weight - (levels - level) / rest) / 1000,
        precision: 1 / (100 / weight + 100 / rest),
        ...{videos, weight, byHook, all},
      };
      const list = parts.get(leaf);
      if (list) list.push(part);
      else parts.set(leaf, [part]);
    }
  }
  return parts;
}

/** How many videos of the hooks of some leaves were compared, at every level that counts accounts; in categories, in theirs. */
function countsOf(account: Account, leaves: ReadonlySet<string>): ReadonlyMap<string, number> {
  const hooks = new Set(Array.from(leaves, hookOf));
  const categories = categoriesOf(leaves);
  const counts = new Map<string, number>();
  const add = (key: string, videos: number) => counts.set(key, (counts.get(key) ?? 0) + videos);
  for (const [group, cells] of account) {
    if (cells.size < 2) continue;
    const category = categoryOf(group);
    for (const [cell, [videos]] of cells) {
      const hook = hookOf(cell);
      if (!hooks.has(hook)) continue;
      add(hook, videos);
      add(cell, videos);
      if (categories.has(category)) add(`${hook}//${category}`, videos);
    }
  }
  return counts;
}

/**
 * How the videos of some cells did against the other videos of the same account, of the same quarter, age and category
 * and with the same counters known: the difference of mean log rates, by `hook/structure/category`. What belongs to one
 * account is one piece of evidence. A cell that an account never departs from says nothing, for pattern and account are
 * then one.
 */
export function saidBy(account: Account, {leaves}: Pick<Touched, 'leaves'>): Said {
  const cells = new Map<string, Contribution>();
  const rests = new Map<string, number[]>();
  const rest = new Float64Array(hookCount);
  for (const [leaf, list] of partsOf(account, leaves)) {
    // Sums of fractions depend on their order, and groups come in the order of their first video.
    if (list.length > 1) {
      list.sort((a, b) => a.quarter - b.quarter || a.precision - b.precision || a.difference - b.difference);
    }
    const newest = list.at(-1)!.quarter;
    const hook = hookOf(leaf);
    const own = hookPlace(hook);
    let [precision, weighted, videos] = [0, 0, 0];
    rest.fill(0);
    for (const part of list) {
      const faded = part.precision * decayOf(7 * weeksInQuarter * (newest - part.quarter));
      precision += faded;
      weighted += faded * part.difference;
      videos += part.videos;
      const share = faded / (part.all - part.weight);
      for (let place = 0; place < hookCount; place += 1) rest[place]! += share * part.byHook[place]!;
      rest[own]! -= share * part.weight;
    }
    const difference = weighted / precision;
    const growth = growthOf(newest);
    const information = growth / (1 / precision + assumedDifference ** 2);
    cells.set(leaf, {
      videos,
      growth: Math.round(growth / unit),
      information: Math.round(information / unit),
      difference: Math.round((information * difference) / unit),
      square: Math.round((information * difference ** 2) / unit),
    });
    const key = `${hook}${leaf.slice(leaf.lastIndexOf('/'))}`;
    const sums = rests.get(key) ?? Array.from({length: hookCount}, () => 0);
    rests.set(key, sums);
    for (let place = 0; place < hookCount; place += 1) {
      sums[place]! += Math.round((information * rest[place]!) / precision / unit);
    }
  }
  return {cells, rests, counts: countsOf(account, leaves)};
}

/** Every leaf of an account. */
export function allOf(account: Account): Touched {
  const leaves = new Set<string>();
  for (const [group, cells] of account) {
    for (const cell of cells.keys()) leaves.add(`${cell}/${categoryOf(group)}`);
  }
  return {groups: new Set(account.keys()), leaves};
}

/** How far videos of one account and one pattern scatter: sums for the whole store. */
export interface Scatter {
  readonly videos: number;
  /** Assumed variances in hundredths. */
  readonly variance: number;
  readonly freedom: number;
  /** Weighted squares around the mean of each cell, in hundredths. */
  readonly squares: number;
}

/** @param groups of which videos */
export function scatterOf(account: Account, {groups}: Pick<Touched, 'groups'>): Scatter {
  let [videos, variance, freedom, squares] = [0, 0, 0, 0];
  for (const group of groups) {
    for (const [count, weights, levels, square, variances] of account.get(group)?.values() ?? []) {
      videos += count;
      variance += variances;
      freedom += count - 1;
      squares += Math.round(Math.max(0, square - levels ** 2 / weights) / 1e6);
    }
  }
  return {videos, variance, freedom, squares};
}
