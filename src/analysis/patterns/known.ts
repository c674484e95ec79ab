import type {Documents, StoredDocument} from '../../ports/index.ts';
import {fadeUntil, hookCount, hookPlace, type Scatter, unit} from './account.ts';
import {collections} from './collections.ts';
import {weeksInQuarter} from './counted.ts';
import {type Counts, type Evidence, readCounts, readEvidence} from './evidence.ts';
import {type PatternTree, patternTree, treeShape} from './tree.ts';

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

async function documentsOf(store: Documents, collection: string): Promise<readonly StoredDocument[]> {
  const all: StoredDocument[] = [];
  for (let after = ''; ;) {
    const page = await store.doList(collection, {after, limit: 1000});
    all.push(...page);
    if (page.length < 1000) return all;
    after = page.at(-1)!.id;
  }
}

/** Cells of one kind side by side; those of a kind stay in the order of their platform and category. */
function inOrder(cells: readonly Cell[], kindOf: (cell: Cell) => string): readonly Cell[] {
  const kinds = new Map<string, Cell[]>();
  for (const cell of cells) {
    const kind = kindOf(cell);
    const list = kinds.get(kind);
    if (list) list.push(cell);
    else kinds.set(kind, [cell]);
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, list]) => list);
}

/** What was seen of the cells of a tree, with the hooks they were held against put right. */
function seenOf(cells: readonly Cell[], worths: Float64Array, dispersion: number) {
  return {
    differences: Float64Array.from(cells, ({difference, rest}) => {
      let sum = difference;
      for (let place = 0; place < rest.length; place += 1) sum += rest[place]! * worths[place]!;
      return sum;
    }),
    information: Float64Array.from(cells, ({information}) => information / dispersion),
  };
}

/**
 * A pattern was held against what else its accounts make. Where that is better or worse than usual by its hooks, the
 * difference is put right, and the hooks are judged again, until nothing moves.
 * @param cells of every hook, structure, platform and category
 * @param merged the same, whatever the structure
 */
function treesOf(
  cells: readonly Cell[],
  merged: readonly Cell[],
  dispersion: number,
): Pick<Known, 'pairs' | 'hooks'> {
  const {hook, structure, platform, category} = expected;
  const byHook = inOrder(merged, ({hook: name}) => name);
  const shape = treeShape(
    byHook.map((cell) => [cell.hook, cell.platform, cell.category]),
    3,
  );
  const hookTree = (worths: Float64Array, start?: readonly number[]): PatternTree =>
    patternTree(shape, seenOf(byHook, worths, dispersion), [hook, platform, category], start);
  const videosOf = new Map<string, number>();
  let videos = 0;
  for (const cell of merged) {
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
    hooks = hookTree(worths, hooks.differences);
  }
  let pairs: PatternTree | null = null;
  return {
    hooks,
    pairs: () => {
      if (pairs) return pairs;
      const ordered = inOrder(cells, (cell) => `${cell.hook}/${cell.structure}`);
      pairs = patternTree(
        treeShape(
          ordered.map((cell) => [cell.hook, cell.structure, cell.platform, cell.category]),
          4,
        ),
        seenOf(ordered, worths, dispersion),
        [hook, structure, platform, category],
      );
      return pairs;
    },
  };
}

type Origin = readonly [own: number, seen: number, lastRead: number];

/** Looks counts up for the few patterns that are shown. */
function lookups(
  evidence: ReadonlyMap<string, ReadonlyMap<string, Evidence>>,
  counts: ReadonlyMap<string, Counts>,
): Pick<Known, 'countsOf' | 'originsOf'> {
  const platformsOf = ({platform}: PatternKey) => (platform === undefined ? [...counts.keys()] : [platform]);
  /** Of each platform by `hook` and `hook/structure`, whatever the category. */
  const origins = new Map<string, Map<string, Origin>>();
  const add = (to: Map<string, Origin>, key: string, [own, seen, lastRead]: Origin) => {
    const [mine, others, last] = to.get(key) ?? [0, 0, 0];
    to.set(key, [mine + own, others + seen, own + seen > 0 ? Math.max(last, lastRead) : last]);
  };
  const originsOfPlatform = (platform: string) => {
    const known = origins.get(platform);
    if (known) return known;
    const sums = new Map<string, Origin>();
    for (const ofCategory of evidence.get(platform)?.values() ?? []) {
      for (const [cell, origin] of ofCategory.origins) {
        add(sums, cell, origin);
        add(sums, cell.slice(0, cell.indexOf('/')), origin);
      }
    }
    origins.set(platform, sums);
    return sums;
  };
  return {
    countsOf(key) {
      const {hook, structure, category} = key;
      const cell = structure === undefined ? hook : `${hook}/${structure}`;
      let [accounts, videos] = [0, 0];
      for (const platform of platformsOf(key)) {
        const ofCategory = category === undefined ? undefined : evidence.get(platform)?.get(category);
        const row =
          category === undefined
            ? counts.get(platform)?.get(cell)
            : structure === undefined
              ? ofCategory?.counts.get(cell)
              : ofCategory?.cells.get(cell);
        accounts += row?.[0] ?? 0;
        videos += row?.[1] ?? 0;
      }
      return [accounts, videos];
    },
    originsOf(key) {
      const {hook, structure, category} = key;
      const sums = new Map<string, Origin>();
      for (const platform of platformsOf(key)) {
        if (category === undefined) {
          const cell = structure === undefined ? hook : `${hook}/${structure}`;
          add(sums, '', originsOfPlatform(platform).get(cell) ?? [0, 0, 0]);
          continue;
        }
        for (const [cell, origin] of evidence.get(platform)?.get(category)?.origins ?? []) {
          if (structure === undefined ? cell.startsWith(`${hook}/`) : cell === `${hook}/${structure}`) {
            add(sums, '', origin);
          }
        }
      }
      return sums.get('') ?? [0, 0, 0];
    },
  };
}

/**
 * Reads all sums, a record for each platform and category, and draws patterns towards their groups. No video is read.
 * @param now ms since the epoch
 */
export async function readKnown(store: Documents, scatter: Scatter, now: number): Promise<Known> {
  const fade = fadeUntil(now / (7 * weeksInQuarter * 86_400_000));
  const evidence = new Map<string, Map<string, Evidence>>();
  const all: Cell[] = [];
  const merged: Cell[] = [];
  const kinds = new Map<string, {hook: string; structure: string}>();
  let [squares, freedom] = [assumedWorth, assumedWorth];
  for (const {id, value} of await documentsOf(store, collections.evidence)) {
    const at = id.indexOf('/');
    const [platform, category] = [id.slice(0, at), id.slice(at + 1)];
    const sums = readEvidence(value);
    const ofPlatform = evidence.get(platform) ?? new Map<string, Evidence>();
    evidence.set(platform, ofPlatform.set(category, sums));
    const byHook = new Map<string, {information: number; weighted: number; videos: number; rest: number[]}>();
    for (const [cell, row] of sums.cells) {
      const [accounts, videos, growth, information, difference, square] = row as [
        ...[number, number, number],
        ...[number, number, number],
      ];
      if (information <= 0) continue;
      squares += Math.max(0, square - difference ** 2 / information) * unit * fade;
      freedom += Math.max(0, growth - growth / accounts) * unit * fade;
      const slash = cell.indexOf('/');
      if (slash === 0) continue;
      const hook = cell.slice(0, slash);
      let ofHook = byHook.get(hook);
      if (!ofHook) {
        ofHook = {information: 0, weighted: 0, videos: 0, rest: [...(sums.rests.get(hook) ?? [])]};
        byHook.set(hook, ofHook);
      }
      ofHook.information += information;
      ofHook.weighted += difference;
      ofHook.videos += videos;
      all.push({
        hook,
        structure: cell.slice(slash + 1),
        platform,
        category,
        videos,
        information: information * unit * fade,
        difference: difference / information,
        rest: ofHook.rest,
      });
    }
    for (const [hook, {information, weighted, videos, rest}] of byHook) {
      // Sums until now, shares from here on, for the cells of the hook too.
      for (let place = 0; place < rest.length; place += 1) rest[place]! /= information;
      merged.push({
        hook,
        structure: '',
        platform,
        category,
        videos,
        information: information * unit * fade,
        difference: weighted / information,
        rest,
      });
    }
    for (const [cell, [mine, others]] of sums.origins) {
      if (mine + others === 0 || cell.startsWith('/') || kinds.has(cell)) continue;
      const slash = cell.indexOf('/');
      kinds.set(cell, {hook: cell.slice(0, slash), structure: cell.slice(slash + 1)});
    }
  }
  const counts = new Map<string, Counts>();
  for (const {id, value} of await documentsOf(store, collections.counts)) counts.set(id, readCounts(value));
  return {
    // How much more accounts differ than was assumed; at least half of that.
    ...treesOf(all, merged, Math.max(0.5, squares / freedom)),
    platforms: [...evidence.keys()],
    kinds: [...kinds.values()],
    scatter: scatterOfVideos(scatter),
    ...lookups(evidence, counts),
  };
}
