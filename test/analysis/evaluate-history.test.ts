import {describe, expect, it} from 'vitest';
import {drawHistory, evaluateHistory} from '../../src/analysis/index.ts';
import type {TrendingVideo} from '../../src/schema/index.ts';
import {dice, poisson} from './simulated-tests.ts';

const topics = ['kitchen', 'football', 'makeup', 'history', 'puppies', 'finance', 'guitar', 'travel'];
const worth: Readonly<Record<string, number>> = {kitchen: 0.5, puppies: 0.8, finance: -0.6, history: -0.3};
const openings = ['How to love', 'This is why', 'Nobody tells you about', '5 facts about', 'Watch'];

/** Accounts with levels of their own, whose videos do better or worse by their topic. */
function history({
  authors,
  videos,
  seed,
  effect = 1,
  trend = 0,
}: {
  authors: number;
  videos: number;
  seed: number;
  effect?: number;
  /** What rates gain or lose from the first video to the last, on the logarithm. */
  trend?: number;
}): TrendingVideo[] {
  const random = dice(seed);
  const normal = () => random() + random() + random() + random() - 2;
  return Array.from({length: authors}, (_, author) => {
    const level = Math.log(0.06) + 0.7 * normal();
    return Array.from({length: videos}, (_video, index): TrendingVideo => {
      const topic = topics[Math.floor(random() * topics.length)]!;
      const views = Math.round(Math.exp(8 + 2 * normal()));
      const rate = Math.min(
        0.5,
        Math.exp(level + effect * (worth[topic] ?? 0) + (trend * index) / videos + 0.5 * normal()),
      );
      const at =
        Date.parse('2026-01-01T00:00:00Z') + (index + random()) * Math.min(5, 250 / videos) * 86_400_000;
      return {
        version: 1,
        platform: 'tiktok',
        videoId: `${author}-${index}`,
        url: `https://www.tiktok.com/@a${author}/video/${index}`,
        title: `${openings[Math.floor(random() * openings.length)]!} ${topic} number ${100 + Math.floor(900 * random())}`,
        description: '',
        publishedAt: new Date(at).toISOString(),
        scrapedAt: '2026-10-01T00:00:00Z',
        viewCount: views,
        likeCount: Math.min(views, poisson(views * rate, random)),
        author: {id: `a${author}`, name: `A ${author}`, followers: Math.round(1000 * Math.exp(3 * random()))},
        hashtags: [],
      };
    });
  }).flat();
}

describe('the history of accounts', () => {
  it('is told by what videos are about, on authors that were not learned from, and forward in time', async () => {
    const {disjoint, forward, data, warnings} = await evaluateHistory(
      history({authors: 40, videos: 20, seed: 1}),
    );
    expect(data).toEqual({videos: 800, readings: 800, authors: 40, setAside: 0});
    const [like] = disjoint;
    expect(disjoint.map(({metric}) => metric)).toEqual(['like']);
    expect(like!.rankCorrelation!.value).toBeGreaterThan(0.3);
    expect(like!.rankCorrelation!.low).toBeGreaterThan(0.15);
    expect(Math.abs(like!.shuffled!)).toBeLessThan(0.12);
    expect(like!.baselines.map(({name}) => name)).toContain('followers (more)');
    for (const {name, rankCorrelation} of like!.baselines) {
      if (rankCorrelation && name !== 'views (more)') {
        expect(Math.abs(rankCorrelation.value), name).toBeLessThan(like!.rankCorrelation!.value);
      }
    }
    const [later] = forward;
    expect(later!.predictions).toBeGreaterThan(400);
    expect(later!.rankCorrelation!.low).toBeGreaterThan(0.3);
    expect(later!.brier!.value).toBeLessThan(later!.brierOfShare!.value - 0.02);
    expect(later!.calibrationError!).toBeLessThan(0.1);
    expect(later!.calibrationErrorOfChance!).toBeGreaterThan(0.01);
    expect(later!.log).toHaveLength(later!.predictions);
    expect(warnings).toEqual([]);
    expect(JSON.stringify({disjoint, forward})).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    ['does better by its topic', {effect: 1, trend: 0}],
    ['does what it does by chance', {effect: 0, trend: 0}],
    ['falls with time', {effect: 1, trend: -1}],
    ['is of one account alone', {effect: 1, trend: 0, authors: 1, videos: 150}],
    ['is of one account alone, and does what it does by chance', {effect: 0, authors: 1, videos: 150}],
  ])(
    'that %s: probabilities forward in time come true as often as said',
    async (_name, {authors = 40, videos = 16, ...world}: Partial<Parameters<typeof history>[0]>) => {
      const bins = Array.from({length: 5}, () => ({said: 0, came: 0, count: 0}));
      let all = 0;
      const runs = Math.ceil(2000 / (authors * videos));
      for (let seed = 11; seed < 11 + runs; seed += 1) {
        const {forward} = await evaluateHistory(history({authors, videos, seed, ...world}));
        for (const {probability, beat} of forward[0]!.log) {
          const bin = bins[Math.min(4, Math.floor(5 * probability))]!;
          bin.said += probability;
          bin.came += beat ? 1 : 0;
          bin.count += 1;
          all += 1;
        }
      }
      const error = bins.reduce((sum, {said, came}) => sum + Math.abs(said - came), 0) / all;
      expect(all).toBeGreaterThan(1200);
      expect(error).toBeLessThan(0.05);
    },
    60_000,
  );

  it('is drawn, also where there is not enough', async () => {
    const evaluation = await evaluateHistory(history({authors: 25, videos: 8, seed: 8}));
    const picture = drawHistory(evaluation);
    expect(picture).toMatch(/^<svg [^>]*>.*<\/svg>\n$/s);
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
    for (const shown of [
      'like rate of authors not seen before',
      '0: chance, 1: all told',
      'came true, with 95 % interval',
    ]) {
      expect(picture).toContain(shown);
    }
    for (const {name} of evaluation.disjoint[0]!.baselines) expect(picture).toContain(name);
    const few = drawHistory(await evaluateHistory(history({authors: 1, videos: 30, seed: 3})));
    expect(few).toContain('not enough data: 30 videos');
    expect(few).toContain('30 videos of one author');
    expect(few).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('where content says nothing shows nothing', async () => {
    const {disjoint, forward} = await evaluateHistory(history({authors: 40, videos: 15, seed: 2, effect: 0}));
    expect(Math.abs(disjoint[0]!.rankCorrelation!.value)).toBeLessThan(0.2);
    expect(disjoint[0]!.rankCorrelation!.low).toBeLessThan(0.05);
    expect(forward[0]!.brier!.value).toBeLessThan(0.27);
  });

  it('of one account, of none, of one outcome: not enough data, or refused', async () => {
    const one = await evaluateHistory(history({authors: 1, videos: 30, seed: 3}));
    expect(one.disjoint[0]).toMatchObject({enough: false, rankCorrelation: null});
    expect(one.disjoint[0]!.reason).toContain('not enough data: 30 videos of one author');
    expect(one.forward[0]).toMatchObject({enough: false});
    await expect(evaluateHistory([])).rejects.toThrow('holds no videos');
    const unseen = history({authors: 2, videos: 5, seed: 4}).map((video) => ({
      ...video,
      viewCount: 0,
      likeCount: 0,
    }));
    await expect(evaluateHistory(unseen)).rejects.toThrow('there is no rate to tell');
    const same = history({authors: 25, videos: 8, seed: 5}).map((video) => ({
      ...video,
      viewCount: 1000,
      likeCount: 0,
    }));
    const flat = await evaluateHistory(same);
    expect(JSON.stringify(flat)).not.toMatch(/NaN|Infinity/);
    expect(flat.disjoint[0]).toMatchObject({enough: false, rankCorrelation: null});
    expect(flat.disjoint[0]!.reason).toBe(
      'not enough data: all 200 videos have the same rate, so there is nothing to tell apart',
    );
    expect(flat.forward[0]!.enough).toBe(false);
    const backwards = history({authors: 25, videos: 8, seed: 5}).map((video, index) =>
      index < 50 ? {...video, publishedAt: '2026-12-01T00:00:00Z'} : video,
    );
    const {data} = await evaluateHistory(backwards);
    expect(data, 'read before it was published').toMatchObject({videos: 200, setAside: 50});
  });

  it('counts a video once, by its last reading, however often it lost views', async () => {
    const videos = history({authors: 25, videos: 6, seed: 6});
    const earlier = videos.map((video) => ({
      ...video,
      scrapedAt: '2026-09-01T00:00:00+09:00',
      viewCount: 10,
    }));
    const once = await evaluateHistory(videos);
    const twice = await evaluateHistory([...videos, ...earlier, ...videos]);
    expect(twice.data).toMatchObject({videos: 150, readings: 450});
    expect(twice.disjoint).toEqual(once.disjoint);
    await expect(evaluateHistory(videos, {signal: AbortSignal.abort(new Error('enough'))})).rejects.toThrow(
      'enough',
    );
    await expect(evaluateHistory(videos, {folds: 1})).rejects.toThrow('folds');
  });
});
