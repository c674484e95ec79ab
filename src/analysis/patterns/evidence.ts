import type {Json, JsonObject} from '../../ports/index.ts';
import type {Said} from './account.ts';

/** All that accounts of one platform said of patterns in one category, added up. Whole numbers; see `account.ts`. */
export interface Evidence {
  /** By `hook/structure`: accounts, videos, growth, information, difference, square. */
  readonly cells: Map<string, number[]>;
  /** By hook: what they were held against, by hook. */
  readonly rests: Map<string, number[]>;
  /** Distinct accounts, and videos, by hook. */
  readonly counts: Map<string, number[]>;
  /** Videos of the user's own and others, by `hook/structure`, compared or not; and when the newest was read. */
  readonly origins: Map<string, [own: number, seen: number, lastRead: number]>;
}

/** Distinct accounts of a platform, and videos, by `hook` and `hook/structure`: an account in two categories is one. */
export type Counts = Map<string, number[]>;

type Rows<Row> = readonly (readonly [name: string, row: Row])[];

/** Evidence as it is kept, by name. */
export interface EvidenceRows {
  readonly cells: Rows<number[]>;
  readonly rests: Rows<number[]>;
  readonly counts: Rows<number[]>;
  readonly origins: Rows<[own: number, seen: number, lastRead: number]>;
}

const rowsOf = <Row>(value: JsonObject | undefined, name: keyof EvidenceRows) =>
  (value?.[name] ?? []) as unknown as Rows<Row>;

/**
 * As lists, which are read faster than objects with many keys, and in the order of their keys: sums of fractions depend
 * on their order, and keys come in that of their first video.
 */
const listOf = (map: ReadonlyMap<string, readonly number[]>): Json =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

export const evidenceRows = (value: JsonObject | undefined): EvidenceRows => ({
  cells: rowsOf(value, 'cells'),
  rests: rowsOf(value, 'rests'),
  counts: rowsOf(value, 'counts'),
  origins: rowsOf(value, 'origins'),
});

export function readEvidence(value: JsonObject | undefined): Evidence {
  const {cells, rests, counts, origins} = evidenceRows(value);
  return {
    cells: new Map(cells),
    rests: new Map(rests),
    counts: new Map(counts),
    origins: new Map(origins),
  };
}

export const keptEvidence = ({cells, rests, counts, origins}: Evidence): JsonObject => ({
  cells: listOf(cells),
  rests: listOf(rests),
  counts: listOf(counts),
  origins: listOf(origins),
});

export const readCounts = (value: JsonObject | undefined): Counts =>
  new Map(rowsOf<number[]>(value, 'counts'));
export const keptCounts = (counts: Counts): JsonObject => ({counts: listOf(counts)});

function add(to: Map<string, number[]>, key: string, numbers: readonly number[], sign: 1 | -1): void {
  const sums = to.get(key);
  if (!sums) {
    to.set(
      key,
      numbers.map((value) => sign * value),
    );
    return;
  }
  let isNothing = true;
  for (let index = 0; index < numbers.length; index += 1) {
    // A kind of hook that came later has no place in what was kept before.
    sums[index] = (sums[index] ?? 0) + sign * numbers[index]!;
  }
  for (const sum of sums) isNothing &&= sum === 0;
  if (isNothing) to.delete(key);
}

/**
 * Adds what an account says, or takes it away.
 * @param counts of its platform
 * @param open gives the evidence of a category of that platform
 */
export function countAccount(
  {cells, rests, counts: said}: Said,
  sign: 1 | -1,
  counts: Counts,
  open: (category: string) => Evidence,
): void {
  for (const [leaf, {videos, growth, information, difference, square}] of cells) {
    const at = leaf.lastIndexOf('/');
    const row = [1, videos, growth, information, difference, square];
    add(open(leaf.slice(at + 1)).cells, leaf.slice(0, at), row, sign);
  }
  for (const [key, sums] of rests) {
    const at = key.indexOf('/');
    add(open(key.slice(at + 1)).rests, key.slice(0, at), sums, sign);
  }
  for (const [key, videos] of said) {
    const at = key.indexOf('//');
    if (at >= 0) add(open(key.slice(at + 2)).counts, key.slice(0, at), [1, videos], sign);
    else add(counts, key, [1, videos], sign);
  }
}
