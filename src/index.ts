// The light front door: everything named here loads fast; heavy parts load when they are first used.
export {createStoryboard, withSoundtrack} from './compositions/storyboard.ts';
export {
  createContentStructurer,
  createCtaOptimizer,
  createDirector,
  createHookGenerator,
  createNewsAggregator,
  createScriptWriter,
} from './director/index.ts';
export type {
  ContentPlan,
  ContentStructurer,
  CtaOptimizer,
  Director,
  DirectorOptions,
  HookGenerator,
  NewsAggregator,
  OptimizedScript,
  RankedCta,
  RankedHook,
  RankedScript,
  ScriptWriter,
  StyleSheet,
} from './director/index.ts';
export {
  alignWords,
  compilePronunciations,
  composeSoundtrack,
  createAligner,
  moods,
  narrateLines,
  openEnglishAligner,
  openNarrationCache,
  renderMusic,
  spokenLine,
  voiceChain,
} from './audio/index.ts';
export type {
  Aligner,
  AlignerOptions,
  AlignLine,
  AlignOptions,
  AlignRequestLine,
  ComposedMusic,
  LineToSay,
  Mood,
  MusicChoice,
  NarrateOptions,
  NarrationCache,
  NarrationCacheOptions,
  Pronounce,
  Pronunciations,
  ReadableText,
  ReadableToken,
  RecordedMusic,
  ReferenceVoice,
  RenderedMusic,
  RenderMusicOptions,
  SoundtrackOptions,
  SpokenLineOptions,
  StemCacheOptions,
} from './audio/index.ts';
export {createPipeline, gatherAssets, narrate, readSource, render, renderAll} from './embedded.ts';
export type {PipelineOptions, RendererOptions} from './embedded.ts';
export {InvalidInputError, UnsuitableSourceError, ViralError} from './errors.ts';
export type {ErrorCode, InputIssue, NextAction, UnsuitableReason} from './errors.ts';
export {openMediaCache} from './media/media-cache.ts';
export type {MediaCache, MediaCacheOptions} from './media/media-cache.ts';
export {recentMedia} from './media/recent.ts';
export type {RecentMediaOptions} from './media/recent.ts';
export type {RenderAllOptions, RenderOrder, RenderOutcome} from './render/render-all.ts';
export type {RenderOptions} from './render/render-order.ts';
export type {RenderResult} from './render/render.ts';
export {parseBatchManifest, produceBatch} from './pipeline/index.ts';
export type {
  BatchLine,
  BatchOptions,
  BatchOutcome,
  Outcome,
  Pipeline,
  ProduceAllOptions,
  ProduceOptions,
} from './pipeline/index.ts';
export {frameSizes, platforms, safeAreaOf} from './platforms/index.ts';
export type {Aspect, Box, Platform, PlatformFacts} from './platforms/index.ts';
export type {
  FoundMedia,
  LanguageModel,
  MediaCandidate,
  MediaRequest,
  MediaSource,
  NewsSource,
  OnProgress,
  Predictor,
  Progress,
  Publisher,
  Renderer,
  Scraper,
  SourceReader,
  Step,
  Voice,
} from './ports/index.ts';
export {publish} from './publish/publish.ts';
export type {PublishOptions} from './publish/publish.ts';
export {inspect} from './quality/inspect.ts';
export {lint} from './quality/lint.ts';
export type {LintOptions, LintRules} from './quality/lint-options.ts';
export {
  briefSchema,
  manifestSchema,
  scriptSchema,
  sourceTextSchema,
  storyboardSchema,
  themeSchema,
  trendingVideoSchema,
  videoFiles,
} from './schema/index.ts';
export type {
  Asset,
  Brief,
  BriefInput,
  Finding,
  Fix,
  GatheredAssets,
  Manifest,
  Narration,
  Publication,
  Scene,
  Script,
  ScriptInput,
  Soundtrack,
  SourceText,
  Storyboard,
  Theme,
  TrendingVideo,
  Video,
  Word,
} from './schema/index.ts';
export {collectTrends} from './scrapers/collect.ts';
