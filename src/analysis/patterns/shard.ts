import type {JsonObject} from '../../ports/index.ts';
import type {Said} from './account.ts';

/** All that accounts of one platform said of the patterns with one hook, added up. Whole numbers; see `account.ts`. */
export interface Shard {
  /** By `structure/category`: accounts, videos, growth, information, difference, square. */
  readonly cells: Map<string, number[]>;
  /** By category: what they were held against, by hook. */
  readonly rests: Map<string, number[]>;
  /** Distinct accounts and videos of a structure (`list`, `-` where it is not known), of a category (`/food`), of all (``). */
  readonly counts: Map<string, number[]>;
  /** Videos of the user's own and others, by `structure/category`, compared or not; and when the newest was read. */
  readonly origins: Map<string, [own: number, seen: number, lastRead: number]>;
}

export function readShard(value: JsonObject | undefined): Shard {
  const part = <Row>(name: string) =>
    new Map(Object.entries((value?.[name] ?? {}) as Readonly<Record<string, Row>>));
  return {
    cells: part<number[]>('cells'),
    rests: part<number[]>('rests'),
    counts: part<number[]>('counts'),
    origins: part<[number, number, number]>('origins'),
  };
}

export const keptShard = ({cells, rests, counts, origins}: Shard): JsonObject => ({
  cells: Object.fromEntries(cells),
  rests: Object.fromEntries(rests),
  counts: Object.fromEntries(counts),
  origins: Object.fromEntries(origins),
});

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
  for (let index = 0; index < sums.length; index += 1) {
    sums[index]! += sign * numbers[index]!;
    isNothing &&= sums[index] === 0;
  }
  if (isNothing) to.delete(key);
}

/** Adds what an account says, or takes it away; `open` gives the shard of a hook. */
export function countAccount({cells, rests}: Said, sign: 1 | -1, open: (hook: string) => Shard): void {
  const wider = new Map<string, Map<string, number>>();
  for (const [leaf, {videos, growth, information, difference, square}] of cells) {
    const [hook = '', structure = '', category = ''] = leaf.split('/');
    const row = [1, videos, growth, information, difference, square];
    add(open(hook).cells, `${structure}/${category}`, row, sign);
    const counts = wider.get(hook) ?? new Map<string, number>();
    wider.set(hook, counts);
    for (const name of ['', structure === '' ? '-' : structure, `/${category}`]) {
      counts.set(name, (counts.get(name) ?? 0) + videos);
    }
  }
  for (const [key, sums] of rests) {
    const at = key.indexOf('/');
    add(open(key.slice(0, at)).rests, key.slice(at + 1), sums, sign);
  }
  for (const [hook, counts] of wider) {
    for (const [name, videos] of counts) add(open(hook).counts, name, [1, videos], sign);
  }
}
