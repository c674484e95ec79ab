import type {Documents} from '../../ports/index.ts';
import {fadeUntil, hookCount, hookPlace, type Scatter, unit} from './account.ts';
import {type CategorySums, categorySums, type Names, namesOfPatterns} from './category-sums.ts';
import {collections} from './collections.ts';
import {weeksInQuarter} from './counted.ts';
import {type Counts, readCounts} from './evidence.ts';
import {numbering, ranksOf} from './numbering.ts';
import {recordsMade} from './records-made.ts';
import {type PatternTree, patternTree, treeShape} from './tree.ts';

/** What a pattern is limited to. */
export interface PatternKey {
  readonly hook: string;
  /** Undefined: whatever the structure, and so on. */
  readonly structure: string | undefined;
  readonly platform: string | undefined;
  readonly category: string | undefined;
}

/** All that is known of patterns at a moment. */
export interface Known {
  /** By hook, structure, platform, category; computed when it is first asked for. */
  readonly pairs: () => PatternTree;
  /** By hook, platform, category. */
  readonly hooks: PatternTree;
  readonly platforms: readonly string[];
  /** Hooks and structures that were seen anywhere; structure `` is one that is not known. */
  readonly kinds: readonly {readonly hook: string; readonly structure: string}[];
  /** How far single videos scatter around what is expected of them, standard deviation on the logarithm of the rate. */
  readonly scatter: number;
  /** Accounts and videos that were compared. */
  countsOf(key: PatternKey): readonly [accounts: number, videos: number];
  /** The user's own videos, others, and when the newest was read, ms since the epoch; compared or not. */
  originsOf(key: PatternKey): readonly [own: number, seen: number, lastRead: number];
}

/** Accounts differ in what a pattern does for them: a single video scatters by that too. */
const accountDifference = 0.2;
/** How far hooks, structures, platforms and categories are expected to differ before anything was seen. */
const expected = {hook: 0.12, structure: 0.08, platform: 0.08, category: 0.06} as const;
/** What is assumed before anything was seen counts as much as this many differences. */
const assumedWorth = 10;

function scatterOfVideos({videos, variance, freedom, squares}: Scatter): number {
  const factor = (squares / 100 + assumedWorth) / (freedom + assumedWorth);
  const meanVariance = videos === 0 ? 0.5 : variance / 100 / videos;
  return Math.sqrt(factor * meanVariance + accountDifference ** 2);
}

/**
 * Where the rows of all records stand when those of one name are side by side; rows of a name stay in the order of their
 * records.
 * @param columns of each record: the number of the name of each row
 * @returns gives the place of each row in turn, record by record
 */
function placesByName(columns: readonly Int32Array[], rank: Int32Array): () => number {
  const next = new Int32Array(rank.length + 1);
  let size = 0;
  for (const column of columns) {
    size += column.length;
    for (const name of column) next[rank[name]! + 1]! += 1;
  }
  for (let place = 1; place < next.length; place += 1) next[place]! += next[place - 1]!;
  const places = new Int32Array(size);
  let row = 0;
  for (const column of columns) {
    for (const name of column) {
      const at = rank[name]!;
      places[row] = next[at]!;
      next[at]! += 1;
      row += 1;
    }
  }
  let at = -1;
  return () => places[(at += 1)]!;
}

/** Numbers of platforms and categories, by record. */
function surroundingsOf(records: readonly CategorySums[]) {
  const [platforms, categories] = [numbering(), numbering()];
  return {
    platforms: {
      numbers: Int32Array.from(records, ({platform}) => platforms.of(platform)),
      names: platforms.names,
    },
    categories: {
      numbers: Int32Array.from(records, ({category}) => categories.of(category)),
      names: categories.names,
    },
  };
}

/** What the hooks that a hook was held against are worth, each as much as its share. */
function worthOfRest(rests: Float64Array, at: number, worths: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < hookCount; place += 1) sum += rests[at * hookCount + place]! * worths[place]!;
  return sum;
}

/**
 * A pattern was held against what else its accounts make. Where that is better or worse than usual by its hooks, the
 * difference is put right, and the hooks are judged again, until nothing moves.
 * @param scale what a unit of information is worth now
 */
function treesOf(
  records: readonly CategorySums[],
  names: Names,
  scale: number,
): Pick<Known, 'pairs' | 'hooks'> {
  const {hook, structure, platform, category} = expected;
  const {platforms, categories} = surroundingsOf(records);
  const hookNames = names.hooks.names;
  const hookOrder = ranksOf(names.hooks);
  const hooksAt = placesByName(
    records.map(({hooks}) => hooks),
    hookOrder.rank,
  );
  const size = records.reduce((sum, {hooks}) => sum + hooks.length, 0);
  const column = () => new Int32Array(size);
  const [hookOf, platformOf, categoryOf, recordOf, placeOf] = [
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const information = new Float64Array(size);
  const videosOf = new Float64Array(hookNames.length);
  let videos = 0;
  for (const [index, record] of records.entries()) {
    for (const [place, number] of record.hooks.entries()) {
      const at = hooksAt();
      hookOf[at] = number;
      platformOf[at] = platforms.numbers[index]!;
      categoryOf[at] = categories.numbers[index]!;
      recordOf[at] = index;
      placeOf[at] = place;
      information[at] = record.hookInformation[place]! * scale;
      videosOf[number]! += record.hookVideos[place]!;
      videos += record.hookVideos[place]!;
    }
  }
  const shape = treeShape([
    {numbers: hookOf, names: hookNames},
    {numbers: platformOf, names: platforms.names},
    {numbers: categoryOf, names: categories.names},
  ]);
  const hookTree = (worths: Float64Array, start?: readonly number[]): PatternTree => {
    const differences = new Float64Array(size);
    for (let at = 0; at < size; at += 1) {
      const {hookDifference, rests} = records[recordOf[at]!]!;
      differences[at] = hookDifference[placeOf[at]!]! + worthOfRest(rests, placeOf[at]!, worths);
    }
    return patternTree(shape, {differences, information}, [hook, platform, category], start);
  };
  let worths = new Float64Array(hookCount);
  let hooks = hookTree(worths);
  for (let round = 0; round < 12; round += 1) {
    const means = hookNames.map((name) => hooks.of([name]).mean);
    // What is usual is the average video, not the average hook.
    let usual = 0;
    for (const number of hookOrder.inOrder) usual += (videosOf[number]! / videos) * means[number]!;
    const next = new Float64Array(hookCount);
    for (const number of hookOrder.inOrder) {
      if (videosOf[number]! > 0) next[hookPlace(hookNames[number]!)] = means[number]! - usual;
    }
    const moved = next.some((worth, place) => Math.abs(worth - worths[place]!) > 1e-3);
    worths = next;
    if (!moved) break;
    hooks = hookTree(worths, hooks.differences);
  }
  let pairs: PatternTree | null = null;
  const pairTree = (): PatternTree => {
    const waysAt = placesByName(
      records.map(({ways}) => ways),
      ranksOf(names.ways).rank,
    );
    const rows = records.reduce((sum, {ways}) => sum + ways.length, 0);
    const numbers = Array.from({length: 4}, () => new Int32Array(rows));
    const seen = {differences: new Float64Array(rows), information: new Float64Array(rows)};
    const [hookColumn, structureColumn, platformColumn, categoryColumn] = numbers as [
      ...[Int32Array, Int32Array],
      ...[Int32Array, Int32Array],
    ];
    for (const [index, record] of records.entries()) {
      const putRight = Float64Array.from(record.hooks, (_, place) =>
        worthOfRest(record.rests, place, worths),
      );
      for (let row = 0; row < record.ways.length; row += 1) {
        const at = waysAt();
        const way = record.ways[row]!;
        hookColumn[at] = names.hookOfWay[way]!;
        structureColumn[at] = names.structureOfWay[way]!;
        platformColumn[at] = platforms.numbers[index]!;
        categoryColumn[at] = categories.numbers[index]!;
        seen.differences[at] = record.difference[row]! + putRight[record.place[row]!]!;
        seen.information[at] = record.information[row]! * scale;
      }
    }
    return patternTree(
      treeShape([
        {numbers: hookColumn, names: hookNames},
        {numbers: structureColumn, names: names.structures.names},
        {numbers: platformColumn, names: platforms.names},
        {numbers: categoryColumn, names: categories.names},
      ]),
      seen,
      [hook, structure, platform, category],
    );
  };
  return {hooks, pairs: () => (pairs ??= pairTree())};
}

/** Looks counts up for the few patterns that are shown. */
function lookups(
  records: readonly CategorySums[],
  counts: ReadonlyMap<string, Counts>,
  names: Names,
): Pick<Known, 'countsOf' | 'originsOf'> {
  const waysOf = (hook: string, structure: string | undefined) => {
    const way = structure === undefined ? undefined : names.ways.known(`${hook}/${structure}`);
    if (structure !== undefined) return way === undefined ? [] : [way];
    const number = names.hooks.known(hook);
    return names.hookOfWay.flatMap((ofWay, each) => (ofWay === number ? [each] : []));
  };
  return {
    countsOf({hook, structure, platform, category}) {
      let [accounts, videos] = [0, 0];
      if (category === undefined) {
        // An account in two categories is one.
        const cell = structure === undefined ? hook : `${hook}/${structure}`;
        for (const name of platform === undefined ? counts.keys() : [platform]) {
          const row = counts.get(name)?.get(cell);
          accounts += row?.[0] ?? 0;
          videos += row?.[1] ?? 0;
        }
        return [accounts, videos];
      }
      const number =
        structure === undefined ? names.hooks.known(hook) : names.ways.known(`${hook}/${structure}`);
      if (number === undefined) return [0, 0];
      for (const record of records) {
        if (record.category !== category || (platform ?? record.platform) !== record.platform) continue;
        const pairs = structure === undefined ? record.counts.hooks : record.counts.ways;
        accounts += pairs.accounts[number] ?? 0;
        videos += pairs.videos[number] ?? 0;
      }
      return [accounts, videos];
    },
    originsOf({hook, structure, platform, category}) {
      const ways = waysOf(hook, structure);
      let [own, seen, lastRead] = [0, 0, 0];
      for (const {origins, ...record} of records) {
        if ((platform ?? record.platform) !== record.platform) continue;
        if ((category ?? record.category) !== record.category) continue;
        for (const way of ways) {
          if (way >= origins.own.length) continue;
          own += origins.own[way]!;
          seen += origins.seen[way]!;
          lastRead = Math.max(lastRead, origins.lastRead[way]!);
        }
      }
      return [own, seen, lastRead];
    },
  };
}

/** Tells what is known, time and again; what did not change meanwhile is not read again. */
export interface KnownReader {
  /**
   * Reads the sums of platforms and categories that changed and draws patterns towards their groups. No video is read.
   * @param now ms since the epoch
   */
  read(scatter: Scatter, now: number): Promise<Known>;
}

export function knownReader(store: Documents): KnownReader {
  const names = namesOfPatterns();
  const readRecords = recordsMade(store, collections.evidence, (id, value) => categorySums(id, value, names));
  const readPlatforms = recordsMade(
    store,
    collections.counts,
    (id, value) => [id, readCounts(value)] as const,
  );
  return {
    async read(scatter, now) {
      const records = await readRecords();
      const counts = new Map(await readPlatforms());
      const faded = unit * fadeUntil(now / (7 * weeksInQuarter * 86_400_000));
      let [squares, freedom] = [assumedWorth, assumedWorth];
      const seen = new Uint8Array(names.ways.names.length);
      for (const record of records) {
        squares += record.squares * faded;
        freedom += record.freedom * faded;
        const {own, seen: others} = record.origins;
        for (let way = 0; way < own.length; way += 1) if (own[way]! + others[way]! > 0) seen[way] = 1;
      }
      const kinds = Array.from(names.hookOfWay.keys())
        .filter((way) => seen[way] === 1)
        .map((way) => ({
          hook: names.hooks.names[names.hookOfWay[way]!]!,
          structure: names.structures.names[names.structureOfWay[way]!]!,
        }));
      // How much more accounts differ than was assumed; at least half of that.
      const dispersion = Math.max(0.5, squares / freedom);
      return {
        ...treesOf(records, names, faded / dispersion),
        platforms: [...new Set(records.map(({platform}) => platform))],
        kinds,
        scatter: scatterOfVideos(scatter),
        ...lookups(records, counts, names),
      };
    },
  };
}
