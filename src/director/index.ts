export {createCta} from './script/calls-to-action.ts';
export type {CallToAction} from './script/calls-to-action.ts';
export {platformPlans} from './script/platform-plan.ts';
export type {PlatformPlan} from './script/platform-plan.ts';
export type {AdaptOptions} from './adapt.ts';
export {createContentStructurer} from './content-structurer.ts';
export type {ContentPlan, ContentStructurer, PlannedBeat, PlannedFact} from './content-structurer.ts';
export {createCtaOptimizer} from './cta-optimizer.ts';
export type {CtaOptimizer, RankedCta} from './cta-optimizer.ts';
export {createDirector} from './director.ts';
export type {Director, DirectorOptions, RankedScript, VariantOptions, WriteOptions} from './director.ts';
export {createHookGenerator} from './hook-generator.ts';
export type {HookGenerator, HookOptions} from './hook-generator.ts';
export {hookFacts} from './hooks/hook-evidence.ts';
export type {HookFacts} from './hooks/hook-evidence.ts';
export {detectLanguage} from './source/language.ts';
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
export {newsSourceText} from './source/news-source-text.ts';
export type {OptimizedScript, OptimizeOptions, ViralityChange, ViralityMeasure} from './optimize.ts';
export type {ProposedHook, RankedHook} from './hooks/rank-hooks.ts';
export {createScriptWriter} from './script-writer.ts';
export type {ScriptWriter, ScriptWriterOptions} from './script-writer.ts';
export {structureBeats} from './style/structure-beats.ts';
export type {Beat} from './style/structure-beats.ts';
export {styleSheets} from './style/style-sheet.ts';
export type {StyleSheet} from './style/style-sheet.ts';
export type {IncorporateNewsOptions, NewsFinder} from './weave-news.ts';
export type {MadeWith, WriterOptions} from './writing.ts';
export {paceOf, pauses, secondsOf, secondsOfScript, styles} from '../quality/speech-time.ts';
