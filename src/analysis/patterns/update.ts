import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from '../../errors.ts';
import type {Documents, JsonObject} from '../../ports/index.ts';
import {type Performance, performanceSchema} from '../../schema/index.ts';
import {
  countIn,
  keptAccount,
  readAccount,
  type Said,
  saidBy,
  type Scatter,
  scatterOf,
  touchedBy,
} from './account.ts';
import {collections, evidenceId, totalsId} from './collections.ts';
import {categoryName, type Counted, counted, countsOf} from './counted.ts';
import {
  countAccount,
  type Counts,
  type Evidence,
  keptCounts,
  keptEvidence,
  readCounts,
  readEvidence,
} from './evidence.ts';
import {type Example, exampleId, examplesAfter, readExamples} from './examples.ts';
import {recountEvidence, sumsVersion} from './recount.ts';
import {unitOfWork} from './unit-of-work.ts';

export const performanceId = ({platform, videoId}: Pick<Performance, 'platform' | 'videoId'>): string =>
  `${platform}/${videoId}`;
export const accountId = ({platform, account}: Pick<Performance, 'platform' | 'account'>): string =>
  `${platform}/${account}`;

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

type Tally = Pick<PatternUpdate, 'added' | 'replaced' | 'unchanged' | 'older' | 'lostViews'>;

interface Change {
  readonly before: Performance | undefined;
  readonly after: Performance;
}

/** Which rows tell something new. */
function changesOf(
  rows: readonly Row[],
  work: ReturnType<typeof unitOfWork>,
): {readonly tally: Tally; readonly changes: readonly Change[]} {
  let [added, replaced, unchanged, older] = [0, 0, 0, 0];
  const lostViews: PatternUpdate['lostViews'][number][] = [];
  const changes: Change[] = [];
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
  return {tally: {added, replaced, unchanged, older, lostViews}, changes};
}

/** Videos that come into an account, or leave it. */
interface AccountChange {
  readonly platform: string;
  readonly videos: {readonly counted: Counted; readonly sign: 1 | -1}[];
}

function byAccount(changes: readonly Change[]): ReadonlyMap<string, AccountChange> {
  const accounts = new Map<string, AccountChange>();
  const add = (performance: Performance, sign: 1 | -1) => {
    const id = accountId(performance);
    const known = accounts.get(id) ?? {platform: performance.platform, videos: []};
    accounts.set(id, known);
    const count = counted(performance, Infinity);
    if ('counted' in count) known.videos.push({counted: count.counted, sign});
  };
  for (const {before, after} of changes) {
    if (before) add(before, -1);
    add(after, 1);
  }
  return accounts;
}

/** What an account says before and after a change, as far as the change may move it. */
interface Moved {
  readonly platform: string;
  readonly before: Said;
  readonly after: Said;
}

const noScatter: Scatter = {videos: 0, variance: 0, freedom: 0, squares: 0};
export const readScatter = (value: JsonObject | undefined): Scatter =>
  (value?.['scatter'] as Scatter | undefined) ?? noScatter;

const categoryOf = ({category}: Performance) => (category === null ? '' : categoryName(category));

/** Counts rows that were checked, in one write. */
async function countRows(documents: Documents, rows: readonly Row[]): Promise<Tally> {
  const work = unitOfWork(documents);
  await work.load(collections.totals, [totalsId]);
  await work.load(
    collections.performances,
    rows.map(({performance}) => performanceId(performance)),
  );
  const {tally, changes} = changesOf(rows, work);
  if (changes.length === 0) return tally;

  const accounts = byAccount(changes);
  await work.load(collections.accounts, accounts.keys());
  const scatter = {...readScatter(work.get(collections.totals, totalsId))};
  const moved: Moved[] = [];
  for (const [id, {platform, videos}] of accounts) {
    const sums = readAccount(work.get(collections.accounts, id));
    const touched = touchedBy(
      sums,
      videos.map((video) => video.counted),
    );
    const before = saidBy(sums, touched);
    const scattered = scatterOf(sums, touched);
    for (const video of videos) countIn(sums, video.counted, video.sign);
    const now = scatterOf(sums, touched);
    for (const name of ['videos', 'variance', 'freedom', 'squares'] as const) {
      scatter[name] += now[name] - scattered[name];
    }
    moved.push({platform, before, after: saidBy(sums, touched)});
    work.set(collections.accounts, id, keptAccount(sums));
  }
  work.set(collections.totals, totalsId, {version: sumsVersion, scatter: {...scatter}});

  await countEvidence(work, moved, changes);
  await countExamples(work, changes);
  await work.commit();
  return tally;
}

async function countEvidence(
  work: ReturnType<typeof unitOfWork>,
  moved: readonly Moved[],
  changes: readonly Change[],
): Promise<void> {
  const all = changes.flatMap(({before, after}) => (before ? [before, after] : [after]));
  const platforms = new Set(all.map(({platform}) => platform));
  // What moves stands in categories of videos that changed.
  await work.load(
    collections.evidence,
    all.map((performance) => evidenceId(performance.platform, categoryOf(performance))),
  );
  await work.load(collections.counts, platforms);
  const evidence = new Map<string, Evidence>();
  const open = (id: string): Evidence => {
    const known = evidence.get(id) ?? readEvidence(work.get(collections.evidence, id));
    evidence.set(id, known);
    return known;
  };
  const counts = new Map<string, Counts>(
    Array.from(platforms, (platform) => [platform, readCounts(work.get(collections.counts, platform))]),
  );
  for (const {platform, before, after} of moved) {
    const openCategory = (encoded: string) => open(evidenceId(platform, decodeURIComponent(encoded)));
    countAccount(before, -1, counts.get(platform)!, openCategory);
    countAccount(after, 1, counts.get(platform)!, openCategory);
  }
  const countOrigin = (performance: Performance, sign: 1 | -1) => {
    const {hook, structure, platform, own, readAt} = performance;
    const {origins} = open(evidenceId(platform, categoryOf(performance)));
    const cell = `${hook ?? ''}/${structure ?? ''}`;
    const [mine, others, lastRead] = origins.get(cell) ?? [0, 0, 0];
    origins.set(cell, [
      mine + (own ? sign : 0),
      others + (own ? 0 : sign),
      Math.max(lastRead, Date.parse(readAt)),
    ]);
  };
  for (const {before, after} of changes) {
    if (before) countOrigin(before, -1);
    countOrigin(after, 1);
  }
  for (const [id, sums] of evidence) work.set(collections.evidence, id, keptEvidence(sums));
  for (const [platform, sums] of counts) work.set(collections.counts, platform, keptCounts(sums));
}

async function countExamples(work: ReturnType<typeof unitOfWork>, changes: readonly Change[]): Promise<void> {
  const idsOf = (performance: Performance) =>
    [categoryOf(performance), undefined].map((category) =>
      exampleId(performance.hook!, performance.structure ?? '', performance.platform, category),
    );
  const gone = new Map<string, Set<string>>();
  const come = new Map<string, Map<string, Example>>();
  for (const {before, after} of changes) {
    if (before && before.hook !== null) {
      for (const id of idsOf(before)) {
        gone.set(id, (gone.get(id) ?? new Set()).add(before.videoId));
        // It may have come with these very rows.
        come.get(id)?.delete(before.videoId);
      }
    }
    if (after.hook === null) continue;
    const {clicks} = countsOf(after);
    const example: Example = {
      videoId: after.videoId,
      views: after.views,
      engagements: clicks,
      ...(after.title === undefined ? {} : {title: after.title}),
      ...(after.url === undefined ? {} : {url: after.url}),
    };
    for (const id of idsOf(after)) {
      come.set(id, (come.get(id) ?? new Map<string, Example>()).set(after.videoId, example));
    }
  }
  const ids = new Set([...gone.keys(), ...come.keys()]);
  await work.load(collections.examples, ids);
  for (const id of ids) {
    const before = work.get(collections.examples, id);
    const after = examplesAfter(readExamples(before), gone.get(id) ?? new Set(), [
      ...(come.get(id)?.values() ?? []),
    ]);
    if (after !== null) work.set(collections.examples, id, {list: after as unknown as JsonObject[]});
  }
}

/** Rows that are counted in one write. */
const rowsAtOnce = 2000;
/** Rows that wait to be put in the order of their accounts: an account is read and written once for all of them. */
const rowsWaiting = 20_000;
const attempts = 30;

/** Counts rows in one write, once more where another process counted meanwhile. */
async function countPatiently(documents: Documents, rows: readonly Row[]): Promise<Tally> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await recountEvidence(documents);
      return await countRows(documents, rows);
    } catch (error) {
      const again = ViralError.isInstance(error) && error.code === 'store-conflict';
      if (!again || attempt >= attempts) throw error;
      // Whoever lost reads again.
      await sleep(5 + ((attempt * 37) % 90));
    }
  }
}

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
  let waiting: {index: number; value: unknown}[] = [];
  let index = 0;
  const flush = async () => {
    signal?.throwIfAborted();
    const done = index - waiting.length;
    const keyed = checkedRows(waiting, now, setAside).map((row) => ({row, id: accountId(row.performance)}));
    const rows = keyed.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row.index - b.row.index));
    const given = waiting.length;
    waiting = [];
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      signal?.throwIfAborted();
      const counts = await countPatiently(
        documents,
        rows.slice(from, from + rowsAtOnce).map(({row}) => row),
      );
      for (const name of ['added', 'replaced', 'unchanged', 'older'] as const) sum[name] += counts[name];
      lostViews.push(...counts.lostViews);
      const share = Math.min(1, (from + rowsAtOnce) / rows.length);
      onProgress?.(done + Math.floor(given * share));
    }
    if (rows.length === 0) onProgress?.(index);
  };
  for await (const value of performances) {
    waiting.push({index, value});
    index += 1;
    if (waiting.length >= rowsWaiting) await flush();
  }
  if (waiting.length > 0) await flush();
  return {...sum, setAside, lostViews: lostViews.sort((a, b) => a.index - b.index)};
}
