export type {FoundMedia, MediaRequest, MediaSource} from './media-source.ts';
export {steps} from './progress.ts';
export type {OnProgress, Progress, Step} from './progress.ts';
export type {Publisher, PublishRequest} from './publisher.ts';
export type {
  EngineChoice,
  PreparedTemplate,
  PrepareRequest,
  Renderer,
  RenderedVideo,
  RenderRequest,
} from './renderer.ts';
export type {RawRow, Scraper, TrendsRequest} from './scraper.ts';
export type {ReadRequest, SourceInput, SourceReader} from './source-reader.ts';
export type {PrepareSpeechRequest, SpeakRequest, SpokenLine, Voice} from './voice.ts';
