import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {createHeadlinePredictor, createPatternDatabase} from '../../src/analysis/index.ts';
import {normalCdf} from '../../src/analysis/normal.ts';
import {spearman} from '../../src/analysis/spearman.ts';
import type {Documents} from '../../src/ports/index.ts';
import {type Pattern, patternSchema, type PerformanceInput} from '../../src/schema/index.ts';
import {memory} from '../../src/store/memory.ts';
import {sqlite} from '../../src/store/sqlite.ts';
import {accountWorld, worldEnd} from './simulated-accounts.ts';

const folder = await mkdtemp(join(tmpdir(), 'viral-patterns-'));
afterAll(() => rm(folder, {recursive: true, force: true}));

const clock = () => new Date(worldEnd);
const open = (store: Documents = memory()) => createPatternDatabase({store, clock});

/** Everything that is kept, so that two ways to the same state can be held against each other. */
async function stateOf(store: Documents): Promise<unknown> {
  const state: Record<string, unknown> = {};
  for (const collection of [
    'performances',
    'pattern-accounts',
    'pattern-categories',
    'pattern-platforms',
    'pattern-examples',
    'pattern-totals',
  ]) {
    const documents = await store.doList(collection, {limit: 10_000});
    state[collection] = documents.map(({id, value}) => [id, value]);
  }
  return state;
}

const performance = (more: Partial<PerformanceInput> = {}): PerformanceInput => ({
  version: 1,
  platform: 'tiktok',
  videoId: 'a',
  account: 'me',
  hook: 'number',
  structure: 'list',
  publishedAt: '2026-09-01T00:00:00Z',
  readAt: '2026-10-01T00:00:00Z',
  views: 1000,
  likes: 50,
  ...more,
});

/** Fails on any number that is none, wherever it stands. */
function expectSane(patterns: readonly Pattern[]): void {
  for (const pattern of patterns) {
    expect(patternSchema.parse(pattern)).toEqual(pattern);
    expect(pattern.low).toBeLessThanOrEqual(pattern.successRate);
    expect(pattern.high).toBeGreaterThanOrEqual(pattern.successRate);
    expect(pattern.high - pattern.low).toBeGreaterThan(0.001);
  }
}

describe('patterns of simulated accounts', () => {
  it.each([
    ['that use all hooks alike', false],
    ['whose best ones prefer some hooks', true],
  ])('%s: 90 %% intervals hold the truth', async (_name, confounded) => {
    let [inside, all] = [0, 0];
    const said: {x: number; y: number; cluster: null}[] = [];
    for (let seed = 1; seed <= 5; seed += 1) {
      const world = accountWorld({accounts: 120, videos: 25, seed, confounded});
      const database = open();
      await database.updatePatterns(world.performances);
      for (const platform of ['tiktok', 'youtube'] as const) {
        const patterns = await database.getPatterns({platform, limit: 1000});
        const keyOf = ({hook, structure}: {hook: unknown; structure: unknown}) =>
          `${String(hook)}/${String(structure)}/${platform}`;
        const used = world.performances.filter((one) => one.platform === platform);
        const usual = used.reduce((sum, one) => sum + world.effects.get(keyOf(one))! / used.length, 0);
        expectSane(patterns);
        for (const pattern of patterns) {
          const truth = world.effects.get(keyOf(pattern))! - usual;
          all += 1;
          if (truth > Math.log1p(pattern.liftLow) && truth < Math.log1p(pattern.liftHigh)) inside += 1;
          said.push({x: pattern.successRate, y: truth, cluster: null});
        }
      }
    }
    expect(all).toBe(5 * 2 * 32);
    expect(inside / all).toBeGreaterThan(0.83);
    expect(inside / all).toBeLessThan(0.97);
    expect(spearman(said)!.value).toBeGreaterThan(0.85);
  });

  it('give a success rate that is the share of videos above what their account usually gets', async () => {
    const world = accountWorld({accounts: 200, videos: 30, seed: 9});
    const database = open();
    await database.updatePatterns(world.performances);
    const byAccount = new Map<string, PerformanceInput[]>();
    for (const one of world.performances) {
      byAccount.set(one.account, [...(byAccount.get(one.account) ?? []), one]);
    }
    const rate = (one: PerformanceInput) => ((one.likes ?? 0) + 0.5) / (one.views + 1);
    for (const pattern of await database.getPatterns({by: 'hook', limit: 100})) {
      let [above, count] = [0, 0];
      for (const videos of byAccount.values()) {
        const rates = videos.map(rate).sort((a, b) => a - b);
        const median = rates[Math.floor(rates.length / 2)]!;
        for (const video of videos.filter(({hook}) => hook === pattern.hook)) {
          above += rate(video) > median ? 1 : 0;
          count += 1;
        }
      }
      expect(Math.abs(above / count - pattern.successRate), pattern.hook).toBeLessThan(0.09);
    }
  });

  it('lend nothing of an account that always does well to its patterns', async () => {
    const database = open();
    const rows: PerformanceInput[] = [];
    // The number hook is worth nothing, and the accounts that use it most have ten times the rate.
    for (let account = 0; account < 40; account += 1) {
      for (let video = 0; video < 20; video += 1) {
        const rich = account % 2 === 0;
        const hook = (rich ? video % 5 !== 0 : video % 5 === 0) ? 'number' : 'question';
        const jitter = ((account * 7919 + video * 104729) % 100) - 50;
        rows.push(
          performance({
            videoId: `${account}-${video}`,
            account: `${account}`,
            hook,
            views: 10_000,
            likes: (rich ? 2000 : 200) + (rich ? 10 : 1) * jitter,
          }),
        );
      }
    }
    await database.updatePatterns(rows);
    for (const {low, high} of await database.getPatterns({by: 'hook'})) {
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
  });

  it('fade, and follow what came later', async () => {
    const rows = (year: number, better: 'number' | 'question') =>
      Array.from({length: 400}, (_, index) =>
        performance({
          videoId: `${year}-${index}`,
          account: `${index % 20}`,
          hook: index % 40 < 20 ? 'number' : 'question',
          publishedAt: `${year}-09-0${1 + (index % 7)}T00:00:00Z`,
          readAt: `${year}-10-01T00:00:00Z`,
          likes: index % 40 < 20 === (better === 'number') ? 60 + (index % 9) : 50 + (index % 9),
        }),
      );
    const database = open();
    await database.updatePatterns(rows(2021, 'number'));
    const [before] = await database.getPatterns({by: 'hook', hook: 'number'});
    expect(before!.successRate).toBeGreaterThan(0.53);
    const young = createPatternDatabase({store: memory(), clock: () => new Date('2021-10-02T00:00:00Z')});
    await young.updatePatterns(rows(2021, 'number'));
    const [then] = await young.getPatterns({by: 'hook', hook: 'number'});
    expect(before!.effectiveVideos).toBeLessThan(0.6 * then!.effectiveVideos);
    expect(before!.high - before!.low).toBeGreaterThan(then!.high - then!.low);
    await database.updatePatterns(rows(2026, 'question'));
    const [after] = await database.getPatterns({by: 'hook', hook: 'number'});
    expect(after!.successRate).toBeLessThan(0.5);
  });
});

describe('updates', () => {
  const world = accountWorld({accounts: 12, videos: 12, seed: 3});
  const grown = world.performances.map((one) => ({
    ...one,
    readAt: new Date(Date.parse(one.readAt) + 86_400_000).toISOString(),
    views: one.views * 2,
    likes: Math.round((one.likes ?? 0) * 1.7),
  }));

  it('lead to one state, whatever the order, the batches and the repetitions', async () => {
    const straight = memory();
    await open(straight).updatePatterns([...world.performances, ...grown]);
    const crooked = memory();
    const database = open(crooked);
    const rows = [...world.performances, ...grown, ...world.performances];
    const mixed = rows
      .map((row, index) => [(index * 7919) % rows.length, row] as const)
      .sort(([a], [b]) => a - b);
    for (let at = 0; at < mixed.length; at += 17) {
      await database.updatePatterns(mixed.slice(at, at + 17).map(([, row]) => row));
    }
    expect(await database.updatePatterns(grown)).toMatchObject({added: 0, replaced: 0, unchanged: 144});
    expect(await database.updatePatterns(world.performances)).toMatchObject({older: 144, unchanged: 0});
    expect(sorted(await stateOf(crooked))).toEqual(sorted(await stateOf(straight)));
    const only = memory();
    await open(only).updatePatterns(grown);
    expect(sorted(await stateOf(only)), 'of the older snapshots nothing is left').toEqual(
      sorted(await stateOf(straight)),
    );
  });

  it('lead to the same state where an account turns to another category later', async () => {
    const rows = ['food', 'travel', 'food', 'home'].flatMap((category, round) =>
      (['number', 'quote'] as const).map((hook) =>
        performance({videoId: `${round} ${hook}`, category, hook, likes: 40 + round}),
      ),
    );
    const straight = memory();
    await open(straight).updatePatterns(rows);
    const [bit, single] = [memory(), memory()];
    for (let at = 0; at < rows.length; at += 2) await open(bit).updatePatterns(rows.slice(at, at + 2));
    for (const row of rows) await open(single).updatePatterns([row]);
    expect(sorted(await stateOf(bit))).toEqual(sorted(await stateOf(straight)));
    expect(sorted(await stateOf(single))).toEqual(sorted(await stateOf(straight)));
    const [food] = await open(single).getPatterns({platform: 'tiktok', category: 'food', by: 'hook'});
    expect(food).toMatchObject({accounts: 1, videos: 2});
  });

  it('of several processes at once are all counted', async () => {
    const path = join(folder, 'shared.db');
    const stores = [0, 1, 2].map(() => sqlite({path}));
    await Promise.all(
      stores.map((store, part) =>
        open(store).updatePatterns(world.performances.filter((_, index) => index % 3 === part)),
      ),
    );
    const straight = memory();
    await open(straight).updatePatterns(world.performances);
    expect(sorted(await stateOf(stores[0]!))).toEqual(sorted(await stateOf(straight)));
    const seen = open(stores[1]);
    const before = await seen.getPatterns();
    await open(stores[2]).updatePatterns(grown);
    expect(await seen.getPatterns(), 'what another process counts is seen').not.toEqual(before);
    for (const store of stores) await store.doClose?.();
  });

  it.each([
    ['that tells revisions', () => sqlite({path: join(folder, 'revisions.db')})],
    ['that does not', memory],
  ])('answer from what they hold as one that reads everything anew, on a store %s', async (_name, make) => {
    const store = make();
    const held = open(store);
    const {performances} = accountWorld({accounts: 30, videos: 20, seed: 21});
    const queries = [
      {limit: 1000},
      {by: 'hook', limit: 1000},
      {platform: 'tiktok', category: 'food', limit: 1000},
      {platform: 'youtube', category: 'food', by: 'hook'},
    ] as const;
    let before: readonly Pattern[] = [];
    for (let from = 0; from < performances.length; from += 120) {
      // The newest batch brings a category, a hook and a structure that were not there.
      const late = performance({
        videoId: `late ${from}`,
        category: `c ${from}`,
        hook: 'myth',
        structure: 'myth-fact',
      });
      const batch = performances.slice(from, from + 120);
      await held.updatePatterns(
        from > 300 ? [...batch, late, {...late, videoId: `${from}`, hook: 'quote'}] : batch,
      );
      for (const query of queries) {
        expect(await held.getPatterns(query)).toEqual(await open(store).getPatterns(query));
      }
      const now = await held.getPatterns({limit: 1000});
      expect(now).not.toEqual(before);
      before = now;
    }
    await store.doClose?.();
  });

  it('set bad rows aside with their reasons, and count the others', async () => {
    const database = open();
    const rows: readonly unknown[] = [
      performance(),
      performance({videoId: 'zero', views: 0, likes: 0}),
      performance({videoId: 'negative', likes: -1}),
      performance({videoId: 'half', views: 1.5}),
      performance({videoId: 'nan', views: Number.NaN}),
      {...performance({videoId: 'missing'}), likes: undefined},
      performance({videoId: 'more', likes: 1001}),
      performance({videoId: 'before', readAt: '2026-08-20T00:00:00Z'}),
      performance({videoId: 'future', readAt: '2027-01-01T00:00:00Z'}),
      performance({videoId: 'bell\u0007'}),
      null,
      'text',
      performance({videoId: 'skewed', readAt: '2026-08-31T23:00:00Z'}),
      performance({videoId: 'zoned', publishedAt: '2026-09-01T09:00:00+09:00'}),
      performance({videoId: 'huge', views: 1e9, likes: 5e7}),
    ];
    const {added, setAside} = await database.updatePatterns(rows);
    expect(added).toBe(4);
    expect(Object.fromEntries(setAside.map(({index, reason}) => [index, reason]))).toEqual({
      1: 'nobody saw it: zero views',
      2: expect.stringContaining('likes: ') as string,
      3: expect.stringContaining('views: ') as string,
      4: expect.stringContaining('views: ') as string,
      5: expect.stringContaining('none of likes, comments, shares and saves is known') as string,
      6: 'has more engagements (1001) than views (1000)',
      7: expect.stringContaining('before it was published') as string,
      8: expect.stringContaining('read in the future') as string,
      9: expect.stringContaining('control characters') as string,
      10: expect.any(String) as string,
      11: expect.any(String) as string,
    });
    expectSane(await database.getPatterns());
  });

  it('add sums up anew that an earlier version kept otherwise, and refuse those of a newer one', async () => {
    const store = memory();
    await open(store).updatePatterns(world.performances);
    const after = await stateOf(store);
    const patterns = await open(store).getPatterns();
    // The first version kept sums by hook, and examples by category only.
    const gone: {collection: string; id: string; value: null}[] = [];
    for (const collection of ['pattern-categories', 'pattern-platforms', 'pattern-examples']) {
      for (const {id} of await store.doList(collection, {limit: 10_000})) {
        if (collection !== 'pattern-examples' || id.split('/').length === 3) {
          gone.push({collection, id, value: null});
        }
      }
    }
    const [totals] = await store.doList('pattern-totals', {limit: 1});
    const versioned = (version: number) => ({
      collection: 'pattern-totals',
      id: totals!.id,
      value: {...totals!.value, version},
    });
    const former = {collection: 'pattern-evidence', id: 'number/tiktok', value: {cells: {}}};
    await store.doWrite([...gone, former, versioned(1)]);
    expect(await open(store).getPatterns()).toEqual(patterns);
    expect(sorted(await stateOf(store))).toEqual(sorted(after));
    expect(await store.doList('pattern-evidence', {limit: 1})).toEqual([]);
    await store.doWrite([versioned(3)]);
    await expect(open(store).getPatterns()).rejects.toThrow('newer version');
    await expect(open(store).updatePatterns(world.performances)).rejects.toThrow('newer version');
  });

  it('shows the videos people reacted to most, also where one moved to another pattern meanwhile', async () => {
    const database = open();
    const many = Array.from({length: 12}, (_, index) =>
      performance({
        videoId: `v${index}`,
        account: `${index % 3}`,
        likes: 100 + index,
        category: `c${index % 4}`,
      }),
    );
    const moved = performance({videoId: 'v11', account: '2', likes: 100, category: 'c3', hook: 'quote'});
    await database.updatePatterns([...many, {...moved, readAt: '2026-10-02T00:00:00Z', likes: 900}]);
    const [number] = await database.getPatterns({hook: 'number'});
    expect(number!.examples.map(({videoId}) => videoId)).toEqual(['v10', 'v9', 'v8', 'v7', 'v6']);
    const [quote] = await database.getPatterns({hook: 'quote', by: 'hook'});
    expect(quote!.examples.map(({videoId}) => videoId)).toEqual(['v11']);
    const [inOne] = await database.getPatterns({hook: 'number', platform: 'tiktok', category: 'c2'});
    expect(inOne!.examples.map(({videoId}) => videoId)).toEqual(['v10', 'v6', 'v2']);
  });

  it('take it as it is when a platform takes views back', async () => {
    const database = open();
    await database.updatePatterns([performance({views: 2000, likes: 50})]);
    const later = performance({readAt: '2026-10-02T00:00:00Z', views: 1500, likes: 40});
    expect(await database.updatePatterns([later])).toMatchObject({
      replaced: 1,
      lostViews: [{index: 0, videoId: 'a', views: 500}],
    });
  });

  it('stop when told to', async () => {
    await expect(
      open().updatePatterns([performance()], {signal: AbortSignal.abort(new Error('enough'))}),
    ).rejects.toThrow('enough');
  });
});

describe('what is not known', () => {
  it('is said: an empty history, one account, one video each, all the same outcome', async () => {
    expect(await open().getPatterns({platform: 'tiktok'})).toEqual([]);
    const histories: readonly (readonly [string, readonly PerformanceInput[]])[] = [
      ['one video', [performance()]],
      [
        'one account',
        Array.from({length: 30}, (_, index) =>
          performance({videoId: `${index}`, hook: index % 2 ? 'number' : 'question', likes: 10 + index}),
        ),
      ],
      [
        'one video an account',
        Array.from({length: 30}, (_, index) => performance({videoId: `${index}`, account: `${index}`})),
      ],
      [
        'one pattern',
        Array.from({length: 30}, (_, index) => performance({videoId: `${index}`, account: `${index % 6}`})),
      ],
    ];
    for (const [name, rows] of histories) {
      const database = open();
      await database.updatePatterns(rows);
      const patterns = await database.getPatterns();
      expectSane(patterns);
      for (const pattern of patterns) {
        expect(pattern.enough, name).toBe(false);
        expect(pattern.reason).toMatch(/^not enough data: /);
        if (name === 'one pattern')
          expect(pattern.reason).toContain('none of another pattern by the same account');
      }
      const prediction = await database.predictSuccess({
        platform: 'tiktok',
        hook: 'number',
        structure: 'list',
      });
      expect(prediction).toMatchObject({probability: 0.5, enough: false, restsOn: 'nothing'});
    }
    const same = open();
    await same.updatePatterns(
      Array.from({length: 60}, (_, index) =>
        performance({
          videoId: `${index}`,
          account: `${index % 6}`,
          hook: index < 30 ? 'number' : 'question',
          likes: 0,
        }),
      ),
    );
    const patterns = await same.getPatterns();
    expectSane(patterns);
    for (const pattern of patterns) expect(pattern.successRate).toBeCloseTo(0.5, 6);
  });

  it('is taken from the wider group, with more doubt', async () => {
    const world = accountWorld({accounts: 60, videos: 25, seed: 5});
    const database = open();
    await database.updatePatterns(world.performances);
    const {hook, structure} = (await database.getPatterns({platform: 'tiktok'}))[0]!;
    const wide = {hook, structure: structure!};
    const [known] = await database.getPatterns({...wide, platform: 'tiktok'});
    const [unseen] = await database.getPatterns({...wide, platform: 'instagram'});
    expect(unseen).toMatchObject({enough: false, videos: 0});
    expect(unseen!.reason).toContain(`what was seen of ${hook}, ${structure}`);
    expect(unseen!.high - unseen!.low).toBeGreaterThan(known!.high - known!.low);
    expect(known!.examples.length).toBe(5);
    expect(known!.provenance).toMatchObject({own: 0, lastReadAt: expect.any(String) as string});
    await expect(database.getPatterns({category: 'Food'})).rejects.toThrow('needs a platform');
    await expect(database.getPatterns({limit: 0})).rejects.toThrow('limit');
    const [food] = await database.getPatterns({...wide, platform: 'tiktok', category: '  FOOD '});
    expect(food).toMatchObject({category: 'food', videos: expect.any(Number) as number});
    expect(food!.videos).toBeGreaterThan(0);
    expect(food!.videos).toBeLessThan(known!.videos);
  });
});

describe('predictions', () => {
  it('join pattern and first line, are written down once, and are held against what came', async () => {
    const world = accountWorld({accounts: 80, videos: 30, seed: 11, spread: 0.4});
    const [past, future] = [0, 1].map((part) =>
      world.performances.filter((_, index) => (index % 30 < 20 ? 0 : 1) === part),
    );
    const store = memory();
    const early = new Date('2026-07-01T00:00:00Z');
    const database = createPatternDatabase({
      store,
      clock: () => early,
      predictor: await createHeadlinePredictor(),
    });
    await createPatternDatabase({store, clock}).updatePatterns(past!);
    for (const {platform, hook, structure, videoId} of future!) {
      await database.predictSuccess({platform, hook, structure}, {remember: {videoId}});
    }
    const [first] = future!;
    const {platform, hook, structure, videoId} = first!;
    const withLine = await database.predictSuccess({
      platform,
      hook,
      structure,
      text: 'This is what happened next',
    });
    expect(withLine.restsOn).toBe('pattern-and-line');
    expect(withLine.line!.evidence.enough).toBe(true);
    expect((await database.predictionRecord()).pending).toBe(future!.length);
    expect((await database.predictionRecord()).reason).toMatch(/^not enough data/);
    await createPatternDatabase({store, clock}).updatePatterns(future!);
    // Too late to prove anything.
    const knowing = createPatternDatabase({store, clock: () => new Date('2026-11-02T00:00:00Z')});
    await knowing.predictSuccess({platform, hook, structure}, {remember: {videoId}});
    await knowing.predictSuccess({platform, hook, structure}, {remember: {videoId: past![0]!.videoId}});
    const record = await database.predictionRecord();
    expect(record).toMatchObject({predictions: future!.length + 1, late: 1, enough: true});
    expect(record.judged).toBeGreaterThan(700);
    expect(record.brier!.value).toBeLessThan(record.brierOfCoin! - 0.01);
    expect(record.rankCorrelation!.low).toBeGreaterThan(0.2);
    for (const {predictions, predicted, observed} of record.calibration) {
      if (predictions > 100) expect(Math.abs(predicted - observed)).toBeLessThan(0.1);
    }
  });
});

describe('figures beneath', () => {
  it('agree with tables', () => {
    for (const [z, p] of [
      [0, 0.5],
      [1, 0.841345],
      [-1.645, 0.049985],
      [3, 0.99865],
    ] as const) {
      expect(normalCdf(z)).toBeCloseTo(p, 5);
    }
    const pairs = (ys: readonly number[]) => ys.map((y, x) => ({x, y, cluster: null}));
    expect(spearman(pairs([1, 2, 3, 4, 5]))!.value).toBeCloseTo(1, 12);
    expect(spearman(pairs([5, 4, 3, 2, 1]))!.value).toBeCloseTo(-1, 12);
    // By hand: ranks 1..5 against 2.5 1 2.5 5 4, 7 / √95.
    expect(spearman(pairs([7, 3, 7, 11, 9]))!.value).toBeCloseTo(7 / Math.sqrt(95), 12);
    expect(spearman(pairs([2, 2, 2, 2]))!.value).toBe(0);
    expect(spearman(pairs([1, 2]))).toBeNull();
  });
});

/** Records by key, for keys of equal objects may come in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
