import type {Documents, JsonObject} from '../../ports/index.ts';
import {fadeUntil, hookCount, hookPlace, type Scatter, unit} from './account.ts';
import {weeksInQuarter} from './counted.ts';
import {readShard, type Shard} from './shard.ts';
import {type Leaf, type PatternTree, patternTree} from './tree.ts';
import {collections} from './update.ts';

/** What a pattern is limited to. */
export interface PatternKey {
  readonly hook: string;
  /** Undefined: whatever the structure, and so on. */
  readonly structure: string | undefined;
  readonly platform: string | undefined;
  readonly category: string | undefined;
}

/** Where the evidence of a cell stands. */
export interface Cell {
  readonly hook: string;
  readonly structure: string;
  readonly platform: string;
  readonly category: string;
  readonly videos: number;
  readonly information: number;
  readonly difference: number;
  /** Share of each hook among the videos it was held against. */
  readonly rest: readonly number[];
}

/** All that is known of patterns at a moment. */
export interface Known {
  /** By hook, structure, platform, category; and by hook, platform, category. */
  readonly pairs: PatternTree;
  readonly hooks: PatternTree;
  /** By hook. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
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

async function readEvidence(store: Documents): Promise<readonly {id: string; value: JsonObject}[]> {
  const all: {id: string; value: JsonObject}[] = [];
  for (let after = ''; ;) {
    const page = await store.doList(collections.evidence, {after, limit: 1000});
    all.push(...page);
    if (page.length < 1000) return all;
    after = page.at(-1)!.id;
  }
}

/** Cells that differ in their structure only, as one. */
function merged(cells: readonly Cell[]): readonly Cell[] {
  const all = new Map<string, {cell: Cell; information: number; weighted: number; videos: number}>();
  for (const cell of cells) {
    const key = `${cell.hook}/${cell.platform}/${cell.category}`;
    const sums = all.get(key) ?? {cell, information: 0, weighted: 0, videos: 0};
    all.set(key, sums);
    sums.information += cell.information;
    sums.weighted += cell.information * cell.difference;
    sums.videos += cell.videos;
  }
  return [...all.values()].map(({cell, information, weighted, videos}) => ({
    ...cell,
    structure: '',
    information,
    videos,
    difference: weighted / information,
  }));
}

/**
 * A pattern was held against what else its accounts make. Where that is better or worse than usual by its hooks, the
 * difference is put right, and the hooks are judged again, until nothing moves.
 */
function treesOf(cells: readonly Cell[], dispersion: number): Pick<Known, 'pairs' | 'hooks'> {
  const {hook, structure, platform, category} = expected;
  const leafOf = (worths: Float64Array, cell: Cell, path: readonly string[]): Leaf => {
    const {rest} = cell;
    let {difference} = cell;
    for (let place = 0; place < rest.length; place += 1) difference += rest[place]! * worths[place]!;
    return {path, information: cell.information / dispersion, difference};
  };
  const withoutStructure = merged(cells);
  const hookTree = (worths: Float64Array): PatternTree =>
    patternTree(
      withoutStructure.map((cell) => leafOf(worths, cell, [cell.hook, cell.platform, cell.category])),
      [hook, platform, category],
    );
  const videosOf = new Map<string, number>();
  let videos = 0;
  for (const cell of withoutStructure) {
    videosOf.set(cell.hook, (videosOf.get(cell.hook) ?? 0) + cell.videos);
    videos += cell.videos;
  }
  let worths = new Float64Array(hookCount);
  let hooks = hookTree(worths);
  for (let round = 0; round < 12; round += 1) {
    const means = new Map([...videosOf.keys()].map((name) => [name, hooks.of([name]).mean]));
    // What is usual is the average video, not the average hook.
    const usual = [...videosOf].reduce((sum, [name, count]) => sum + (count / videos) * means.get(name)!, 0);
    const next = new Float64Array(hookCount);
    for (const [name, mean] of means) next[hookPlace(name)] = mean - usual;
    const moved = next.some((worth, place) => Math.abs(worth - worths[place]!) > 1e-3);
    worths = next;
    if (!moved) break;
    hooks = hookTree(worths);
  }
  return {
    hooks,
    pairs: patternTree(
      cells.map((cell) => leafOf(worths, cell, [cell.hook, cell.structure, cell.platform, cell.category])),
      [hook, structure, platform, category],
    ),
  };
}

/** Looks counts up in the records of a hook, for the few patterns that are shown. */
function lookups(
  shards: ReadonlyMap<string, ReadonlyMap<string, Shard>>,
): Pick<Known, 'countsOf' | 'originsOf'> {
  const of = ({hook, platform}: PatternKey) =>
    [...(shards.get(hook) ?? [])].flatMap(([name, shard]) => ((platform ?? name) === name ? [shard] : []));
  return {
    countsOf(key) {
      const {structure, category} = key;
      const encoded = category === undefined ? undefined : encodeURIComponent(category);
      let [accounts, videos] = [0, 0];
      for (const {cells, counts} of of(key)) {
        const row =
          structure === undefined
            ? counts.get(encoded === undefined ? '' : `/${encoded}`)
            : encoded === undefined
              ? counts.get(structure === '' ? '-' : structure)
              : cells.get(`${structure}/${encoded}`);
        accounts += row?.[0] ?? 0;
        videos += row?.[1] ?? 0;
      }
      return [accounts, videos];
    },
    originsOf(key) {
      const {structure, category} = key;
      const ending = category === undefined ? undefined : `/${encodeURIComponent(category)}`;
      let [own, seen, lastRead] = [0, 0, 0];
      for (const {origins} of of(key)) {
        for (const [name, row] of origins) {
          if (structure !== undefined && !name.startsWith(`${structure}/`)) continue;
          if (ending !== undefined && !name.endsWith(ending)) continue;
          own += row[0];
          seen += row[1];
          if (row[0] + row[1] > 0) lastRead = Math.max(lastRead, row[2]);
        }
      }
      return [own, seen, lastRead];
    },
  };
}

/**
 * Reads all evidence, a record for each hook and platform, and draws patterns towards their groups.
 * @param now ms since the epoch
 */
export async function readKnown(store: Documents, scatter: Scatter, now: number): Promise<Known> {
  const fade = fadeUntil(now / (7 * weeksInQuarter * 86_400_000));
  const shards = new Map<string, Map<string, Shard>>();
  const all: Cell[] = [];
  const cells = new Map<string, Cell[]>();
  const kinds = new Map<string, {hook: string; structure: string}>();
  let [squares, freedom] = [assumedWorth, assumedWorth];
  for (const {id, value} of await readEvidence(store)) {
    const [hook = '', platform = ''] = id.split('/');
    const shard = readShard(value);
    const isKnown = hook !== '-';
    const rests = new Map<string, {category: string; information: number; readonly shares: number[]}>();
    for (const [encoded, sums] of shard.rests) {
      rests.set(encoded, {category: decodeURIComponent(encoded), information: 0, shares: sums});
    }
    const own: Cell[] = [];
    for (const [key, row] of shard.cells) {
      const [accounts, videos, growth, information, difference, square] = row as [
        ...[number, number, number],
        ...[number, number, number],
      ];
      if (information <= 0) continue;
      squares += Math.max(0, square - difference ** 2 / information) * unit * fade;
      freedom += Math.max(0, growth - growth / accounts) * unit * fade;
      const at = key.indexOf('/');
      const rest = rests.get(key.slice(at + 1));
      if (!isKnown || !rest) continue;
      rest.information += information;
      own.push({
        ...{hook, structure: key.slice(0, at), platform, category: rest.category, videos},
        information: information * unit * fade,
        difference: difference / information,
        rest: rest.shares,
      });
    }
    for (const {information, shares} of rests.values()) {
      for (let place = 0; place < shares.length; place += 1) shares[place]! /= Math.max(1, information);
    }
    if (!isKnown) continue;
    for (const cell of own) all.push(cell);
    cells.set(hook, [...(cells.get(hook) ?? []), ...own]);
    const ofHook = shards.get(hook) ?? new Map<string, Shard>();
    shards.set(hook, ofHook.set(platform, shard));
    for (const [key, [mine, others]] of shard.origins) {
      if (mine + others === 0) continue;
      const structure = key.slice(0, key.indexOf('/'));
      const kind = `${hook}/${structure}`;
      if (!kinds.has(kind)) kinds.set(kind, {hook, structure});
    }
  }
  return {
    // How much more accounts differ than was assumed; at least half of that.
    ...treesOf(all, Math.max(0.5, squares / freedom)),
    cells,
    kinds: [...kinds.values()],
    scatter: scatterOfVideos(scatter),
    ...lookups(shards),
  };
}
