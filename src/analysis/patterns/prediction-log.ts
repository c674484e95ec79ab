import {ViralError} from '../../errors.ts';
import type {Documents} from '../../ports/index.ts';
import type {Performance} from '../../schema/index.ts';
import {type Estimate, ratioOverClusters} from '../bootstrap.ts';
import {spearman} from '../spearman.ts';
import {readAccount} from './account.ts';
import {counted} from './counted.ts';
import {collections} from './collections.ts';
import {accountId} from './update.ts';

/** What was said of a video before its results came. */
export interface RememberedPrediction {
  /** `platform/videoId`. */
  readonly id: string;
  readonly at: string;
  readonly probability: number;
  readonly expectedLift: number;
  readonly enough: boolean;
  readonly restsOn: string;
  readonly predictor: string | null;
}

/** Predictions held against what came. */
export interface PredictionRecord {
  readonly predictions: number;
  /** No result yet, or nothing of the same account to hold it against. */
  readonly pending: number;
  /** Written down after the result was read: they prove nothing and are left out. */
  readonly late: number;
  readonly judged: number;
  /** Mean squared error of the probabilities, and of a coin (0.25 where no two rates are equal). */
  readonly brier: Estimate | null;
  readonly brierOfCoin: number | null;
  /** Share of those above one half (or below) that came true. */
  readonly accuracy: Estimate | null;
  /** Spearman, between the probability and how far the video lay above what its account usually gets. */
  readonly rankCorrelation: Estimate | null;
  readonly calibration: readonly {
    readonly from: number;
    readonly to: number;
    readonly predictions: number;
    readonly predicted: number;
    readonly observed: number;
  }[];
  readonly enough: boolean;
  readonly reason: string;
}

/** The first prediction for a video stands: a later one may know more than it should. */
export async function remember(store: Documents, prediction: RememberedPrediction): Promise<void> {
  try {
    const {id, ...rest} = prediction;
    await store.doWrite([{collection: collections.predictions, id, value: {...rest}, ifRevision: 0}]);
  } catch (error) {
    if (!ViralError.isInstance(error) || error.code !== 'store-conflict') throw error;
  }
}

/** Fewer judged predictions than this say nothing. */
const fewestJudged = 30;
const pageSize = 1000;

interface Judged {
  readonly account: string;
  readonly probability: number;
  /** 1 above what the account usually gets, 0 below, 0.5 just there. */
  readonly outcome: number;
  readonly difference: number;
}

/** What came of a video: how far its log rate lies above the mean of its account's other videos. */
async function outcomeOf(store: Documents, performance: Performance): Promise<number | null> {
  const [document] = await store.doGet(collections.accounts, [accountId(performance)]);
  const count = counted(performance, Infinity);
  if ('reason' in count) return null;
  const {group, weight, level} = count.counted;
  const cells = readAccount(document?.value).get(group);
  let [weights, levels] = [-weight, -weight * level];
  for (const [, w, l] of cells?.values() ?? []) {
    weights += w;
    levels += l;
  }
  return weights <= 0 ? null : (level - levels / weights) / 1000;
}

/** Holds every remembered prediction against what came. */
export async function predictionRecord(store: Documents): Promise<PredictionRecord> {
  const judged: Judged[] = [];
  let [predictions, pending, late] = [0, 0, 0];
  for (let after = ''; ;) {
    const page = await store.doList(collections.predictions, {after, limit: pageSize});
    const results = await store.doGet(
      collections.performances,
      page.map(({id}) => id),
    );
    for (const [index, {value}] of page.entries()) {
      predictions += 1;
      const performance = results[index]?.value as Performance | undefined;
      if (!performance) {
        pending += 1;
        continue;
      }
      if (Date.parse(value['at'] as string) > Date.parse(performance.readAt)) {
        late += 1;
        continue;
      }
      const difference = await outcomeOf(store, performance);
      if (difference === null) pending += 1;
      else {
        judged.push({
          account: accountId(performance),
          probability: Number(value['probability']),
          outcome: difference > 0 ? 1 : difference < 0 ? 0 : 0.5,
          difference,
        });
      }
    }
    if (page.length < pageSize) break;
    after = page.at(-1)!.id;
  }
  return {predictions, pending, late, ...judgedRecord(judged)};
}

function judgedRecord(judged: readonly Judged[]): Omit<PredictionRecord, 'predictions' | 'pending' | 'late'> {
  // One account: its videos are the evidence. Several: accounts are.
  const severalAccounts = new Set(judged.map(({account}) => account)).size >= 10;
  const over = (top: (row: Judged) => number, rows = judged): Estimate | null => {
    const clusters = new Map<string, {top: number; bottom: number}>();
    for (const [index, row] of rows.entries()) {
      const key = severalAccounts ? row.account : `${index}`;
      const before = clusters.get(key) ?? {top: 0, bottom: 0};
      clusters.set(key, {top: before.top + top(row), bottom: before.bottom + 1});
    }
    return ratioOverClusters(clusters.values(), [0, 1]);
  };
  const decided = judged.filter(({probability, outcome}) => probability !== 0.5 && outcome !== 0.5);
  const bins = [0, 0.2, 0.4, 0.5, 0.6, 0.8].map((from, index, all) => ({from, to: all[index + 1] ?? 1}));
  const enough = judged.length >= fewestJudged;
  return {
    judged: judged.length,
    brier: over(({probability, outcome}) => (probability - outcome) ** 2),
    brierOfCoin:
      judged.length === 0
        ? null
        : judged.reduce((sum, {outcome}) => sum + (0.5 - outcome) ** 2, 0) / judged.length,
    accuracy: over(({probability, outcome}) => (probability > 0.5 === outcome > 0.5 ? 1 : 0), decided),
    rankCorrelation: spearman(
      judged.map(({probability, difference, account}) => ({
        x: probability,
        y: difference,
        cluster: severalAccounts ? account : null,
      })),
    ),
    calibration: bins.flatMap(({from, to}) => {
      const inside = judged.filter(({probability}) => probability >= from && probability < to);
      const mean = (of: (row: Judged) => number) =>
        inside.reduce((sum, row) => sum + of(row), 0) / inside.length;
      return inside.length === 0
        ? []
        : [
            {
              from,
              to,
              predictions: inside.length,
              predicted: mean(({probability}) => probability),
              observed: mean(({outcome}) => outcome),
            },
          ];
    }),
    enough,
    reason: enough
      ? `${judged.length} predictions were written down before their results came`
      : `not enough data: ${judged.length} predictions have results, ${fewestJudged} are needed`,
  };
}
