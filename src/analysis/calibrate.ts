import type {Arm} from './arms.ts';
import {pairsOf} from './pairs.ts';
import {type JudgedDifference, slopeOf} from './probability.ts';
import {fitRanking, type RankingDesign, scoresOf} from './ranking-design.ts';
import {foldsOf} from './stories.ts';

/** Fits that a calibration takes. */
export const innerFolds = 3;

/** Arms, their stories, and what a ranker is trained from. */
export interface Bench {
  readonly arms: readonly Arm[];
  readonly stories: readonly number[];
  readonly design: RankingDesign;
}

/** Log-odds for a unit of score, learned on stories of the training arms that the inner fit has not seen. */
export async function calibrate(
  {arms, stories, design}: Bench,
  training: Int32Array,
  tick: () => Promise<void>,
): Promise<number> {
  const own = [...training];
  const folds = foldsOf(
    own.map((index) => arms[index]!),
    own.map((index) => stories[index]!),
    innerFolds,
    'calibration',
  );
  const foldOf = new Map(own.map((index, at) => [index, folds[at]!]));
  const pairs = pairsOf(
    arms,
    design.members.map((list) => list.filter((index) => foldOf.has(index))),
  );
  const judged: JudgedDifference[] = [];
  for (let fold = 0; fold < innerFolds; fold += 1) {
    await tick();
    const inner = training.filter((index) => foldOf.get(index) !== fold);
    const scoreOf = scoresOf(design.matrix.rows, fitRanking(design, inner));
    for (const {a, b, outcome} of pairs) {
      if (foldOf.get(a) !== fold) continue;
      judged.push({difference: scoreOf(a) - scoreOf(b), outcome});
    }
  }
  return slopeOf(judged);
}
