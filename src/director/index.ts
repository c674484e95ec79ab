export {createCta} from './calls-to-action.ts';
export type {CallToAction} from './calls-to-action.ts';
export {platformPlans} from './platform-plan.ts';
export type {PlatformPlan} from './platform-plan.ts';
export type {AdaptOptions} from './adapt.ts';
export {createContentStructurer} from './content-structurer.ts';
export type {ContentPlan, ContentStructurer, PlannedBeat, PlannedFact} from './content-structurer.ts';
export {createCtaOptimizer} from './cta-optimizer.ts';
export type {CtaOptimizer, RankedCta} from './cta-optimizer.ts';
export {createDirector} from './director.ts';
export type {Director, DirectorOptions, RankedScript, VariantOptions, WriteOptions} from './director.ts';
export {createHookGenerator} from './hook-generator.ts';
export type {HookGenerator, HookOptions} from './hook-generator.ts';
export {hookFacts} from './hook-evidence.ts';
export type {HookFacts} from './hook-evidence.ts';
export {detectLanguage} from './language.ts';
export {cacheSeconds, createNewsAggregator} from './news-aggregator.ts';
export type {
  CategorisedStory,
  CategoryMatch,
  FetchNewsOptions,
  NewsAggregator,
  NewsAggregatorOptions,
  NewsReason,
  NewsStory,
  Relevance,
  SourceReport,
  TrendingNews,
} from './news-aggregator.ts';
export {newsSourceText} from './news-source-text.ts';
export type {OptimizedScript, OptimizeOptions, ViralityChange, ViralityMeasure} from './optimize.ts';
export type {ProposedHook, RankedHook} from './rank-hooks.ts';
export {createScriptWriter} from './script-writer.ts';
export type {ScriptWriter, ScriptWriterOptions} from './script-writer.ts';
export {structureBeats} from './structure-beats.ts';
export type {Beat} from './structure-beats.ts';
export {styleSheets} from './style-sheet.ts';
export type {StyleSheet} from './style-sheet.ts';
export type {IncorporateNewsOptions, NewsFinder} from './weave-news.ts';
export type {MadeWith, WriterOptions} from './writing.ts';
export {paceOf, pauses, secondsOf, secondsOfScript, styles} from './timing.ts';
