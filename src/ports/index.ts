export type {Cache} from './cache.ts';
export type {Documents, DocumentWrite, Json, JsonObject, ListRequest, StoredDocument} from './documents.ts';
export type {
  FinishReason,
  JsonSchema,
  LanguageModel,
  ModelAnswer,
  ModelPart,
  ModelPrice,
  ModelRequest,
  TokenUsage,
} from './language-model.ts';
export type {FoundMedia, MediaCandidate, MediaRequest, MediaSource} from './media-source.ts';
export type {NewsBatch, NewsRequest, NewsSource, RawNewsItem} from './news-source.ts';
export {steps} from './progress.ts';
export type {OnProgress, Progress, Step} from './progress.ts';
export type {
  ComparePrediction,
  Evidence,
  KnownPattern,
  LinePrediction,
  PredictedLine,
  Predictor,
  Reason,
} from './predictor.ts';
export type {Publisher, PublishRequest} from './publisher.ts';
export type {
  EngineChoice,
  PreparedTemplate,
  PrepareRequest,
  Renderer,
  RemoteRender,
  RenderedVideo,
  RenderRequest,
} from './renderer.ts';
export type {RawRow, Scraper, TrendsRequest} from './scraper.ts';
export type {ReadRequest, SourceInput, SourceReader} from './source-reader.ts';
export type {PrepareSpeechRequest, SpeakRequest, SpokenLine, Voice} from './voice.ts';
