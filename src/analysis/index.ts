export {armSchema, readArms} from './arms.ts';
export type {Arm, ReadArms} from './arms.ts';
export type {Estimate} from './bootstrap.ts';
export {evaluate} from './evaluate.ts';
export type {BaselineResult, EvaluateOptions, Evaluation} from './evaluate.ts';
export {drawEvaluation} from './evaluation-picture.ts';
export {createExplorer} from './explore.ts';
export type {ExploredArm, Explorer, ExplorerOptions} from './explore.ts';
export type {CalibrationBin, Judgement, Uplift} from './judge.ts';
export {readResults} from './learn.ts';
export type {OwnResult} from './learn.ts';
export {decayOf, patternRates} from './pattern-rates.ts';
export type {PatternObservation, PatternRate, PatternRates} from './pattern-rates.ts';
export {createPredictor} from './predictor.ts';
export type {LearningPredictor, PredictorOptions} from './predictor.ts';
export {packPrior, unpackPrior} from './prior-file.ts';
export type {PriorFile} from './prior-file.ts';
export {createHeadlinePredictor, headlinePrior} from './prior.ts';
export {trainRanker} from './ranker.ts';
export type {RankerModel, TrainOptions} from './ranker.ts';
export {createPatternDatabase} from './patterns/pattern-database.ts';
export type {
  PatternDatabase,
  PatternDatabaseOptions,
  PatternQuery,
  SuccessOptions,
  SuccessPrediction,
  SuccessRequest,
} from './patterns/pattern-database.ts';
export type {PredictionRecord} from './patterns/prediction-log.ts';
export type {PatternUpdate, SetAside} from './patterns/update.ts';
export {analyzeVideo, analyzeVideos} from './videos/analyze.ts';
export type {AnalysisOutcome, AnalyzeOptions, VideoToAnalyze} from './videos/analyze.ts';
export {performanceOf} from './videos/performance-of.ts';
export {evaluateHistory} from './history/evaluate-history.ts';
export {drawHistory} from './history/history-picture.ts';
export type {EvaluateHistoryOptions, HistoryEvaluation} from './history/evaluate-history.ts';
export type {AuthorDisjoint, HistoryBaseline} from './history/author-disjoint.ts';
export type {Forward} from './history/forward.ts';
