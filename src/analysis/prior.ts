import {unpackPrior} from './prior-file.ts';
import {createPredictor, type LearningPredictor, type PredictorOptions} from './predictor.ts';
import type {RankerModel} from './ranker.ts';

let unpacked: RankerModel | null = null;

/** The ranker that ships with the package, trained on randomised headline tests of 2013 to 2015; see docs/prediction.md. */
export async function headlinePrior(): Promise<RankerModel> {
  if (unpacked === null) {
    const {headlinePriorFile} = await import('./headline-prior.ts');
    unpacked = unpackPrior(headlinePriorFile);
  }
  return unpacked;
}

/** A predictor that starts from the shipped prior. */
export async function createHeadlinePredictor(
  options: Omit<PredictorOptions, 'prior' | 'name'> = {},
): Promise<LearningPredictor> {
  return createPredictor({...options, prior: await headlinePrior(), name: 'headlines/1'});
}
