import type {JsonObject} from '../../ports/index.ts';
import {hookCount} from './account.ts';
import {type EvidenceRows, evidenceRows} from './evidence.ts';
import {numbering, type Numbering} from './numbering.ts';

/** Numbers of hooks, structures and ways to make a video (`hook/structure`), for as long as a database is open. */
export interface Names {
  readonly hooks: Numbering;
  readonly structures: Numbering;
  readonly ways: Numbering;
  /** By way: the numbers of its hook and structure. */
  readonly hookOfWay: readonly number[];
  readonly structureOfWay: readonly number[];
  readonly wayOf: (way: string) => number;
}

export function namesOfPatterns(): Names {
  const [hooks, structures, ways] = [numbering(), numbering(), numbering()];
  const hookOfWay: number[] = [];
  const structureOfWay: number[] = [];
  return {
    ...{hooks, structures, ways, hookOfWay, structureOfWay},
    wayOf(way) {
      const number = ways.of(way);
      if (number === hookOfWay.length) {
        const slash = way.indexOf('/');
        hookOfWay.push(hooks.of(way.slice(0, slash)));
        structureOfWay.push(structures.of(way.slice(slash + 1)));
      }
      return number;
    },
  };
}

interface PairsByNumber {
  readonly accounts: Float64Array;
  readonly videos: Float64Array;
}

/** The record of a platform and category, in columns. Nothing here depends on the time: it is made once a revision. */
export interface CategorySums {
  readonly platform: string;
  readonly category: string;
  /** By way and by hook: accounts and videos that were compared. A number behind the end was never seen here. */
  readonly counts: {readonly ways: PairsByNumber; readonly hooks: PairsByNumber};
  /** By way: videos of the user's own and others, compared or not, and when the newest was read. */
  readonly origins: {
    readonly own: Float64Array;
    readonly seen: Float64Array;
    readonly lastRead: Float64Array;
  };
  /** Ways with something to hold them against; the columns below are theirs. */
  readonly ways: Int32Array;
  /** In the units of `account.ts`. */
  readonly information: Float64Array;
  readonly difference: Float64Array;
  /** Where the hook of a way stands in the columns of hooks. */
  readonly place: Int32Array;
  /** The same, whatever the structure. */
  readonly hooks: Int32Array;
  readonly hookInformation: Float64Array;
  readonly hookDifference: Float64Array;
  readonly hookVideos: Float64Array;
  /** Share of each hook among the videos that a hook was held against: `hookCount` numbers a hook. */
  readonly rests: Float64Array;
  /** How far accounts differ in what a way does for them, and how far they were assumed to, in the units of `account.ts`. */
  readonly squares: number;
  readonly freedom: number;
}

/** Ways without a hook are no patterns, and have no number. */
const isNamed = (name: string): boolean => name.codePointAt(0) !== 0x2f && name !== '';

/** By number: the first two figures of each row. */
function pairsByNumber(rows: EvidenceRows['cells'], numbers: Int32Array, size: number): PairsByNumber {
  const [accounts, videos] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < rows.length; row += 1) {
    const number = numbers[row]!;
    if (number < 0) continue;
    const figures = rows[row]![1];
    accounts[number] = figures[0]!;
    videos[number] = figures[1]!;
  }
  return {accounts, videos};
}

function originsByWay(
  rows: EvidenceRows['origins'],
  ways: Int32Array,
  size: number,
): CategorySums['origins'] {
  const [own, seen, lastRead] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < rows.length; row += 1) {
    const way = ways[row]!;
    const figures = rows[row]![1];
    // What was there and is no more was read nevertheless.
    if (way < 0 || figures[0] + figures[1] === 0) continue;
    own[way] = figures[0];
    seen[way] = figures[1];
    lastRead[way] = figures[2];
  }
  return {own, seen, lastRead};
}

/**
 * Loops are plain ones: this runs over every row when a process asks first, before anything is compiled.
 * @param id `platform/category`
 */
export function categorySums(id: string, value: JsonObject, names: Names): CategorySums {
  const slash = id.indexOf('/');
  const {cells, rests: restRows, counts: countRows, origins: originRows} = evidenceRows(value);
  const numbersOf = (rows: EvidenceRows['cells'] | EvidenceRows['origins'], of: (name: string) => number) => {
    const numbers = new Int32Array(rows.length);
    for (let row = 0; row < rows.length; row += 1) {
      const name = rows[row]![0];
      numbers[row] = isNamed(name) ? of(name) : -1;
    }
    return numbers;
  };
  const wayOfCell = numbersOf(cells, names.wayOf);
  const wayOfOrigin = numbersOf(originRows, names.wayOf);
  const hookOfCount = numbersOf(countRows, names.hooks.of);
  const knownWays = names.ways.names.length;
  const knownHooks = names.hooks.names.length;

  const ways = new Int32Array(cells.length);
  const information = new Float64Array(cells.length);
  const difference = new Float64Array(cells.length);
  const place = new Int32Array(cells.length);
  /** By hook: where its column is, plus one. */
  const placeOfHook = new Int32Array(knownHooks);
  const hooks: number[] = [];
  const sums = {information: [] as number[], difference: [] as number[], videos: [] as number[]};
  let [count, squares, freedom] = [0, 0, 0];
  for (let row = 0; row < cells.length; row += 1) {
    const figures = cells[row]![1];
    const known = figures[3]!;
    if (known <= 0) continue;
    const growth = figures[2]!;
    const weighted = figures[4]!;
    squares += Math.max(0, figures[5]! - weighted ** 2 / known);
    freedom += Math.max(0, growth - growth / figures[0]!);
    const way = wayOfCell[row]!;
    if (way < 0) continue;
    const hook = names.hookOfWay[way]!;
    if (placeOfHook[hook] === 0) {
      hooks.push(hook);
      placeOfHook[hook] = hooks.length;
      for (const column of [sums.information, sums.difference, sums.videos]) column.push(0);
    }
    const at = placeOfHook[hook]! - 1;
    sums.information[at]! += known;
    sums.difference[at]! += weighted;
    sums.videos[at]! += figures[1]!;
    ways[count] = way;
    information[count] = known;
    difference[count] = weighted / known;
    place[count] = at;
    count += 1;
  }
  const rests = new Float64Array(hooks.length * hookCount);
  const kept = new Map(restRows);
  for (let at = 0; at < hooks.length; at += 1) {
    sums.difference[at]! /= sums.information[at]!;
    // A store that knew fewer hooks has fewer places.
    const row = kept.get(names.hooks.names[hooks[at]!]!) ?? [];
    for (let other = 0; other < Math.min(row.length, hookCount); other += 1) {
      rests[at * hookCount + other] = row[other]! / sums.information[at]!;
    }
  }
  return {
    platform: id.slice(0, slash),
    category: id.slice(slash + 1),
    counts: {
      ways: pairsByNumber(cells, wayOfCell, knownWays),
      hooks: pairsByNumber(countRows, hookOfCount, knownHooks),
    },
    origins: originsByWay(originRows, wayOfOrigin, knownWays),
    ways: ways.subarray(0, count),
    information: information.subarray(0, count),
    difference: difference.subarray(0, count),
    place: place.subarray(0, count),
    hooks: Int32Array.from(hooks),
    hookInformation: Float64Array.from(sums.information),
    hookDifference: Float64Array.from(sums.difference),
    hookVideos: Float64Array.from(sums.videos),
    ...{rests, squares, freedom},
  };
}
