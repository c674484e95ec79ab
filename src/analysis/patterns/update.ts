import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from '../../errors.ts';
import type {Documents, JsonObject} from '../../ports/index.ts';
import {type Performance, performanceSchema} from '../../schema/index.ts';
import {
  type CellSums,
  countIn,
  keptAccount,
  readAccount,
  type Said,
  saidBy,
  type Scatter,
  scatterOf,
} from './account.ts';
import {categoryName, counted, countsOf} from './counted.ts';
import {type Example, examplesAfter, readExamples} from './examples.ts';
import {countAccount, keptShard, readShard, type Shard} from './shard.ts';
import {unitOfWork} from './unit-of-work.ts';

export const collections = {
  performances: 'performances',
  accounts: 'pattern-accounts',
  evidence: 'pattern-evidence',
  examples: 'pattern-examples',
  totals: 'pattern-totals',
  predictions: 'predictions',
} as const;
export const totalsId = 'all';

export const performanceId = ({platform, videoId}: Pick<Performance, 'platform' | 'videoId'>): string =>
  `${platform}/${videoId}`;
export const accountId = ({platform, account}: Pick<Performance, 'platform' | 'account'>): string =>
  `${platform}/${account}`;
export const shardId = (hook: string, platform: string): string => `${hook === '' ? '-' : hook}/${platform}`;
export const exampleId = (hook: string, structure: string, platform: string, category: string): string =>
  [hook, structure === '' ? '-' : structure, platform, category].join('/');

/** A row that was not counted, and why. */
export interface SetAside {
  /** Where it stands among the rows handed in, from 0. */
  readonly index: number;
  readonly videoId: string | null;
  readonly reason: string;
}

export interface PatternUpdate {
  readonly added: number;
  /** A newer snapshot took the place of an older one. */
  readonly replaced: number;
  /** Known already. */
  readonly unchanged: number;
  /** A newer snapshot is there already. */
  readonly older: number;
  readonly setAside: readonly SetAside[];
  /** Videos whose newer snapshot has fewer views: platforms take views back. They count as read. */
  readonly lostViews: readonly {readonly index: number; readonly videoId: string; readonly views: number}[];
}

interface Row {
  readonly index: number;
  readonly performance: Performance;
}

/** What is kept of a performance; its title and address stand with the examples only. */
function kept({title: _title, url: _url, ...rest}: Performance): JsonObject {
  return rest as unknown as JsonObject;
}

/** Whether a snapshot takes the place of the one that is there: a later reading, or the larger counters of one moment. */
function place(now: Performance, before: Performance): 'newer' | 'same' | 'older' {
  const later = Date.parse(now.readAt) - Date.parse(before.readAt);
  if (later !== 0) return later > 0 ? 'newer' : 'older';
  const size = ({views, likes = -1, comments = -1, shares = -1, saves = -1}: Performance) => [
    views,
    likes,
    comments,
    shares,
    saves,
  ];
  const [a, b] = [size(now), size(before)];
  const differs = a.findIndex((value, index) => value !== b[index]);
  if (differs >= 0) return a[differs]! > b[differs]! ? 'newer' : 'older';
  // The same reading, perhaps analysed anew.
  return JSON.stringify(kept(now)) === JSON.stringify(kept(before)) ? 'same' : 'newer';
}

/** Checks rows one by one: a bad one is set aside and holds no other back. */
function checkedRows(
  rows: readonly {readonly index: number; readonly value: unknown}[],
  now: number,
  setAside: SetAside[],
): readonly Row[] {
  return rows.flatMap(({index, value}) => {
    const parsed = performanceSchema.safeParse(value);
    const videoId = (value as {videoId?: unknown} | null | undefined)?.videoId;
    const refuse = (reason: string) => {
      setAside.push({index, videoId: typeof videoId === 'string' ? videoId : null, reason});
      return [];
    };
    if (!parsed.success) {
      return refuse(
        parsed.error.issues
          .slice(0, 5)
          .map(({path, message}) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
          .join('; '),
      );
    }
    const count = counted(parsed.data, now);
    return 'reason' in count ? refuse(count.reason) : [{index, performance: parsed.data}];
  });
}

const noScatter: Scatter = {videos: 0, variance: 0, freedom: 0, squares: 0};
export const readScatter = (value: JsonObject | undefined): Scatter =>
  (value?.['scatter'] as Scatter | undefined) ?? noScatter;

interface OpenAccount {
  readonly platform: string;
  readonly sums: Map<string, Map<string, CellSums>>;
  readonly before: {
    readonly said: Said;
    readonly scatter: Scatter;
  };
}

type Counts = Pick<PatternUpdate, 'added' | 'replaced' | 'unchanged' | 'older' | 'lostViews'>;

/** Counts rows that were checked, in one write. */
async function countRows(documents: Documents, rows: readonly Row[]): Promise<Counts> {
  const work = unitOfWork(documents);
  await work.load(
    collections.performances,
    rows.map(({performance}) => performanceId(performance)),
  );
  await work.load(collections.totals, [totalsId]);
  let [added, replaced, unchanged, older] = [0, 0, 0, 0];
  const lostViews: PatternUpdate['lostViews'][number][] = [];
  const changes: {before: Performance | undefined; after: Performance}[] = [];
  for (const {index, performance} of rows) {
    const id = performanceId(performance);
    const before = work.get(collections.performances, id) as Performance | undefined;
    const at = before === undefined ? 'newer' : place(performance, before);
    if (at === 'same') unchanged += 1;
    else if (at === 'older') older += 1;
    else {
      if (before === undefined) added += 1;
      else {
        replaced += 1;
        if (performance.views < before.views) {
          lostViews.push({index, videoId: performance.videoId, views: before.views - performance.views});
        }
      }
      changes.push({before, after: performance});
      work.set(collections.performances, id, kept(performance));
    }
  }
  const result = {added, replaced, unchanged, older, lostViews};
  if (changes.length === 0) return result;

  const all = changes.flatMap(({before, after}) => (before ? [before, after] : [after]));
  await work.load(collections.accounts, all.map(accountId));
  const accounts = new Map<string, OpenAccount>();
  const openAccount = (performance: Performance): OpenAccount => {
    const id = accountId(performance);
    const known = accounts.get(id);
    if (known) return known;
    const sums = readAccount(work.get(collections.accounts, id));
    const before = {said: saidBy(sums), scatter: scatterOf(sums)};
    const open = {platform: performance.platform, sums, before};
    accounts.set(id, open);
    return open;
  };
  const count = (performance: Performance, sign: 1 | -1) => {
    const counts = counted(performance, Infinity);
    if ('counted' in counts) countIn(openAccount(performance).sums, counts.counted, sign);
  };
  for (const {before, after} of changes) {
    if (before) count(before, -1);
    count(after, 1);
  }

  const afterwards = [...accounts].map(([id, open]) => ({
    ...open,
    id,
    said: saidBy(open.sums),
    scatter: scatterOf(open.sums),
  }));
  const hooks = ({rests}: Said) => [...rests.keys()].map((key) => key.slice(0, key.indexOf('/')));
  await work.load(collections.evidence, [
    ...afterwards.flatMap(({platform, before, said}) =>
      [...hooks(before.said), ...hooks(said)].map((hook) => shardId(hook, platform)),
    ),
    ...all.map(({hook, platform}) => shardId(hook ?? '', platform)),
  ]);
  const shards = new Map<string, Shard>();
  const openShard = (id: string): Shard => {
    const known = shards.get(id) ?? readShard(work.get(collections.evidence, id));
    shards.set(id, known);
    return known;
  };
  const scatter = {...readScatter(work.get(collections.totals, totalsId))};
  for (const {id, platform, sums, before, said, scatter: now} of afterwards) {
    const open = (hook: string) => openShard(shardId(hook, platform));
    countAccount(before.said, -1, open);
    countAccount(said, 1, open);
    for (const name of ['videos', 'variance', 'freedom', 'squares'] as const) {
      scatter[name] += now[name] - before.scatter[name];
    }
    work.set(collections.accounts, id, keptAccount(sums));
  }
  const leafOf = ({structure, category}: Performance) =>
    `${structure ?? ''}/${encodeURIComponent(category === null ? '' : categoryName(category))}`;
  for (const {before, after} of changes) {
    const originOf = (performance: Performance, sign: 1 | -1) => {
      const {origins} = openShard(shardId(performance.hook ?? '', performance.platform));
      const [own, seen, lastRead] = origins.get(leafOf(performance)) ?? [0, 0, 0];
      origins.set(leafOf(performance), [
        own + (performance.own ? sign : 0),
        seen + (performance.own ? 0 : sign),
        Math.max(lastRead, Date.parse(performance.readAt)),
      ]);
    };
    if (before) originOf(before, -1);
    originOf(after, 1);
  }
  for (const [id, shard] of shards) work.set(collections.evidence, id, keptShard(shard));
  work.set(collections.totals, totalsId, {version: 1, scatter: {...scatter}});

  await countExamples(work, changes);
  await work.commit();
  return result;
}

async function countExamples(
  work: ReturnType<typeof unitOfWork>,
  changes: readonly {readonly before: Performance | undefined; readonly after: Performance}[],
): Promise<void> {
  const idOf = ({hook, structure, platform, category}: Performance) =>
    exampleId(hook!, structure ?? '', platform, category === null ? '' : categoryName(category));
  const gone = new Map<string, Set<string>>();
  const come = new Map<string, Example[]>();
  for (const {before, after} of changes) {
    if (before && before.hook !== null) {
      const ids = gone.get(idOf(before)) ?? new Set();
      gone.set(idOf(before), ids.add(before.videoId));
    }
    if (after.hook === null) continue;
    const {clicks} = countsOf(after);
    const list = come.get(idOf(after)) ?? [];
    come.set(idOf(after), list);
    // Of a video that comes twice the later one counts.
    const at = list.findIndex(({videoId}) => videoId === after.videoId);
    if (at >= 0) list.splice(at, 1);
    list.push({
      videoId: after.videoId,
      views: after.views,
      engagements: clicks,
      ...(after.title === undefined ? {} : {title: after.title}),
      ...(after.url === undefined ? {} : {url: after.url}),
    });
  }
  const ids = new Set([...gone.keys(), ...come.keys()]);
  await work.load(collections.examples, ids);
  for (const id of ids) {
    const before = work.get(collections.examples, id);
    const after = examplesAfter(readExamples(before), gone.get(id) ?? new Set(), come.get(id) ?? []);
    if (after !== null) work.set(collections.examples, id, {list: after as unknown as JsonObject[]});
  }
}

const rowsAtOnce = 5000;
const attempts = 30;

/**
 * Counts performances, whatever their order, however often they come: the newest snapshot of a video is the one that
 * counts. A bad row is set aside with its reason. What was counted when it is aborted stays counted.
 * @param now ms since the epoch
 */
export async function updatePatterns(
  documents: Documents,
  performances: Iterable<unknown> | AsyncIterable<unknown>,
  {
    now,
    signal,
    onProgress,
  }: {
    readonly now: number;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((rows: number) => void) | undefined;
  },
): Promise<PatternUpdate> {
  const sum = {added: 0, replaced: 0, unchanged: 0, older: 0};
  const setAside: SetAside[] = [];
  const lostViews: PatternUpdate['lostViews'][number][] = [];
  let chunk: {index: number; value: unknown}[] = [];
  let index = 0;
  const flush = async () => {
    signal?.throwIfAborted();
    const rows = checkedRows(chunk, now, setAside);
    chunk = [];
    if (rows.length > 0) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const counts = await countRows(documents, rows);
          for (const name of ['added', 'replaced', 'unchanged', 'older'] as const) sum[name] += counts[name];
          lostViews.push(...counts.lostViews);
          break;
        } catch (error) {
          const again = ViralError.isInstance(error) && error.code === 'store-conflict';
          if (!again || attempt >= attempts) throw error;
          // Another process counts too: whoever lost reads again.
          await sleep(5 + ((attempt * 37) % 90));
        }
      }
    }
    onProgress?.(index);
  };
  for await (const value of performances) {
    chunk.push({index, value});
    index += 1;
    if (chunk.length >= rowsAtOnce) await flush();
  }
  if (chunk.length > 0) await flush();
  return {...sum, setAside, lostViews};
}
