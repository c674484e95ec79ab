export {createCta} from './calls-to-action.ts';
export type {CallToAction} from './calls-to-action.ts';
export {createDirector} from './director.ts';
export type {Director, DirectorOptions, RankedScript} from './director.ts';
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
export {createScriptWriter} from './script-writer.ts';
export type {ScriptWriter} from './script-writer.ts';
export {paceOf, pauses, secondsOf, secondsOfScript, styles} from './timing.ts';
