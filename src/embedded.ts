import {homedir} from 'node:os';
import {resolve} from 'node:path';
import type {Director} from './director/index.ts';
import type {Aligner} from './audio/align/index.ts';
import type {NarrationCache} from './audio/narration-cache.ts';
import type {MediaEnvironment} from './embedded/media.ts';
import type {NewsServiceName} from './embedded/news.ts';
import type {Pronunciations} from './audio/speech/pronunciation.ts';
import type {VoiceEnvironment, VoiceProvider} from './embedded/voices.ts';
import {narrate as narrateWith, type NarrateOptions} from './audio/narrate.ts';
import {gatherAssets as gatherWith, type GatherOptions} from './media/gather.ts';
import type {MediaCache} from './media/media-cache.ts';
import {createPipeline as pipelineOf, type Pipeline} from './pipeline/index.ts';
import type {
  Documents,
  EngineChoice,
  LanguageModel,
  MediaSource,
  NewsSource,
  Renderer,
  SourceReader,
  Voice,
} from './ports/index.ts';
import type {Quality} from './render/quality.ts';
import {
  renderAll as renderAllWith,
  type RenderAllOptions,
  type RenderOrder,
  type RenderOutcome,
} from './render/render-all.ts';
import type {RenderOptions} from './render/render-order.ts';
import {render as renderWith, type RenderResult} from './render/render.ts';
import type {GatheredAssets, Narration, Script, SourceText} from './schema/index.ts';
import {type ReadableSource, readSource as readWith, type ReadSourceOptions} from './scrapers/read-source.ts';

/**
 * The environment variables the package reads, and what they set. Options given in code win over them.
 * Nothing outside this table, the command line and the server reads `process.env`.
 */
export const environmentTable = {
  VIRAL_BROWSER: 'path of the Chromium or chrome-headless-shell to render with',
  VIRAL_CACHE_DIR: 'folder for finished scenes, bundles, speech, music and the unpacked browser',
  VIRAL_CACHE_LIMIT: 'what finished scenes may take there, like 500MB; 0 keeps none (default: 2GB)',
  VIRAL_NARRATION_LIMIT: 'what spoken lines may take there, like 100MB; 0 keeps none (default: 500MB)',
  VIRAL_ESPEAK: 'path of your espeak-ng, for the voices espeak/…',
  VIRAL_STORE: 'file that keeps patterns, analyses and predictions (default: viral.db in your data folder)',
  GEMINI_API_KEY: 'key for the voices gemini/… and the models `--model gemini`',
  ELEVENLABS_API_KEY: 'key for the voices elevenlabs/…',
  OPENAI_API_KEY: 'key for the voices openai/… and the models `--model openai:NAME`',
  OPENAI_BASE_URL:
    'address of another server with the same interface, for the voices openai/… and models openai:…',
  VIRAL_MODEL_KEY: 'key for a model server that is named by its address (`--model URL#NAME`)',
  GOOGLE_TTS_API_KEY: 'key for the voices google/… (Google Cloud Text-to-Speech)',
  PEXELS_API_KEY: 'key for clips of Pexels (`--media pexels`)',
  PIXABAY_API_KEY: 'key for clips of Pixabay (`--media pixabay`)',
  NEWSAPI_API_KEY: 'key for the news of newsapi.org',
  GNEWS_API_KEY: 'key for the news of gnews.io',
  GUARDIAN_API_KEY: 'key for the news of the Guardian',
  REMOTION_LICENSE_KEY: 'your Remotion company licence key, handed on to Remotion',
} as const;

function setting(name: keyof typeof environmentTable): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Where finished scenes, bundles and the unpacked browser are kept between runs. */
export async function embeddedCacheDir(): Promise<string> {
  const {defaultCacheDir} = await import('./embedded/own-folders.ts');
  return setting('VIRAL_CACHE_DIR') ?? defaultCacheDir(process.env, process.platform, homedir());
}

/**
 * How many bytes finished scenes may take in the cache; 0 turns it off.
 * @throws InvalidInputError when the environment variable is no size
 */
export async function embeddedCacheLimit(): Promise<number> {
  const {defaultCacheLimit, parseCacheLimit} = await import('./render/segments/cache-limit.ts');
  const text = setting('VIRAL_CACHE_LIMIT');
  return text === undefined ? defaultCacheLimit : parseCacheLimit(text, 'VIRAL_CACHE_LIMIT');
}

export interface RendererOptions {
  /** Your own Remotion entry that calls `registerTemplates`. Default: the built-in templates. */
  readonly compositions?: string;
  /** Path of a Chromium or chrome-headless-shell. Default: the first that is found. */
  readonly browserExecutable?: string;
  /** Folder for bundles and the unpacked browser. Default: the user's cache folder. */
  readonly cacheDir?: string;
  /** How frames are drawn. Default `auto`: the fastest engine that draws the template correctly. */
  readonly engine?: EngineChoice;
  /** Bitrate and encoder settings. Default `standard`. */
  readonly quality?: Quality;
  /** Pages that draw at once, at most one a core. Default: one a core, up to 8. */
  readonly concurrency?: number;
  /** What finished scenes may take in the cache, bytes; 0 keeps none. Default 2 GB. */
  readonly sceneCacheBytes?: number;
  /** Your Remotion company licence key. None is given by default. */
  readonly licenseKey?: string;
}

/** The renderer used when none is given: this machine's, which takes the web engine where a template draws right in it. */
export async function embeddedRenderer(options: RendererOptions = {}): Promise<Renderer> {
  const {localRenderer} = await import('./render/local.ts');
  const browserExecutable = options.browserExecutable ?? setting('VIRAL_BROWSER');
  const licenseKey = options.licenseKey ?? setting('REMOTION_LICENSE_KEY');
  return localRenderer({
    cacheDir: options.cacheDir ?? (await embeddedCacheDir()),
    sceneCacheBytes: options.sceneCacheBytes ?? (await embeddedCacheLimit()),
    ...(options.engine === undefined ? {} : {engine: options.engine}),
    ...(options.quality === undefined ? {} : {quality: options.quality}),
    ...(options.concurrency === undefined ? {} : {concurrency: options.concurrency}),
    ...(options.compositions === undefined ? {} : {entry: options.compositions}),
    ...(browserExecutable === undefined ? {} : {browserExecutable}),
    ...(licenseKey === undefined ? {} : {licenseKey}),
  });
}

/** The voice used when none is given: flite, in English, with no network. */
export async function embeddedVoice(): Promise<Voice> {
  const {flite} = await import('./audio/voices/flite.ts');
  return flite();
}

/** What finds the times of words where a voice gives none: compares with flite, in English. Whoever opens it closes it. */
export async function embeddedAligner(): Promise<Aligner> {
  const {openEnglishAligner} = await import('./audio/align/index.ts');
  return openEnglishAligner();
}

function voiceEnvironment(): VoiceEnvironment {
  return {
    geminiKey: setting('GEMINI_API_KEY'),
    elevenLabsKey: setting('ELEVENLABS_API_KEY'),
    openAiKey: setting('OPENAI_API_KEY'),
    openAiBaseUrl: setting('OPENAI_BASE_URL'),
    googleKey: setting('GOOGLE_TTS_API_KEY'),
    espeakProgram: setting('VIRAL_ESPEAK'),
  };
}

/**
 * Opens a voice by its name, as in `flite/slt`, `espeak/de`, `gemini/Kore` or `openai/nova@tts-1`, or a chain of them
 * by names with commas between. Keys come from the environment.
 * @throws InvalidInputError for a name that is none; ViralError `voice-failed` (no key), `dependency-missing`
 */
export async function embeddedVoiceNamed(name: string): Promise<Voice> {
  return (await import('./embedded/voices.ts')).voiceNamed(name, voiceEnvironment());
}

/** Every source of voices, and whether it works here. Services are not asked. */
export async function embeddedVoiceList(): Promise<readonly VoiceProvider[]> {
  return (await import('./embedded/voices.ts')).listVoices(voiceEnvironment());
}

const defaultNarrationBytes = 5e8;

/**
 * Spoken lines of earlier narrations, in the user's cache folder.
 * @param options `cacheDir` and `maxBytes` win over the environment
 * @throws InvalidInputError when the environment variable is no size
 */
export async function embeddedNarrationCache(
  options: {readonly cacheDir?: string | undefined; readonly maxBytes?: number | undefined} = {},
): Promise<NarrationCache> {
  const {openNarrationCache} = await import('./audio/narration-cache.ts');
  const {parseCacheLimit} = await import('./render/segments/cache-limit.ts');
  const text = setting('VIRAL_NARRATION_LIMIT');
  const limit = text === undefined ? defaultNarrationBytes : parseCacheLimit(text, 'VIRAL_NARRATION_LIMIT');
  const directory = resolve(options.cacheDir ?? (await embeddedCacheDir()), 'narration');
  return openNarrationCache({directory, maxBytes: options.maxBytes ?? limit});
}

/** A news service by its name; null where its key is not in the environment. */
export async function embeddedNewsService(name: NewsServiceName): Promise<NewsSource | null> {
  return (await import('./embedded/news.ts')).newsService(name, {
    newsApiKey: setting('NEWSAPI_API_KEY'),
    gnewsKey: setting('GNEWS_API_KEY'),
    guardianKey: setting('GUARDIAN_API_KEY'),
  });
}

/**
 * Opens a language model by its name, as in `gemini`, `gemini:gemini-3.5-flash-lite`, `openai:NAME`,
 * `http://127.0.0.1:11434#llama3.2` or `replay:FOLDER`. Keys come from the environment.
 * @throws InvalidInputError for a name that is none; ViralError `model-failed` (no key), `dependency-missing`
 */
export async function embeddedModelNamed(name: string): Promise<LanguageModel> {
  return (await import('./embedded/models.ts')).modelNamed(name, {
    geminiKey: setting('GEMINI_API_KEY'),
    openAiKey: setting('OPENAI_API_KEY'),
    openAiBaseUrl: setting('OPENAI_BASE_URL'),
    serverKey: setting('VIRAL_MODEL_KEY'),
  });
}

/** Where pictures come from when nothing is given: drawn, with no network. */
export async function embeddedMedia(): Promise<readonly MediaSource[]> {
  const {generatedPictures} = await import('./media/generated.ts');
  return [generatedPictures()];
}

/**
 * Answers and files of media sources, and clips that were cut, in the user's cache folder: answers for a day, files up
 * to 2 GB.
 * @param options `cacheDir` wins over the environment
 */
export async function embeddedMediaCache(
  options: {readonly cacheDir?: string | undefined} = {},
): Promise<MediaCache> {
  const {openMediaCache} = await import('./media/media-cache.ts');
  return openMediaCache({directory: resolve(options.cacheDir ?? (await embeddedCacheDir()), 'media')});
}

/**
 * Opens media sources by names with commas between: `generated`, `pexels`, `pixabay`, or the path of a folder of your
 * own. What is drawn comes last unless it is named; `none` alone means no pictures. Keys come from the environment.
 * @throws InvalidInputError for a name that is none, or a folder that is not there; ViralError `media-failed` (no key)
 */
export async function embeddedMediaNamed(
  names: string,
  options: {readonly cacheDir?: string | undefined} = {},
): Promise<readonly MediaSource[]> {
  const environment: MediaEnvironment = {
    pexelsKey: setting('PEXELS_API_KEY'),
    pixabayKey: setting('PIXABAY_API_KEY'),
  };
  const {mediaNamed} = await import('./embedded/media.ts');
  return mediaNamed(names, environment, await embeddedMediaCache(options));
}

/**
 * What is kept for good (patterns, predictions) and for a day (analyses): one SQLite file in the user's data folder.
 * Whoever opens it closes it.
 * @param options `path` wins over the environment
 */
export async function embeddedStore(options: {readonly path?: string | undefined} = {}): Promise<Documents> {
  const {sqlite} = await import('./store/sqlite.ts');
  const {defaultDataDir} = await import('./embedded/own-folders.ts');
  const path =
    options.path ??
    setting('VIRAL_STORE') ??
    resolve(defaultDataDir(process.env, process.platform, homedir()), 'viral.db');
  return sqlite({path});
}

/** What reads files and pages when nothing is given. */
export async function embeddedReader(): Promise<SourceReader> {
  const {pageReader} = await import('./scrapers/page.ts');
  return pageReader();
}

export interface PipelineOptions extends RendererOptions {
  /** Default: the embedded writer, which needs no model. */
  readonly director?: Director;
  /** One voice or a chain of them. Default: flite, in English. */
  readonly voice?: Voice;
  /** How words are said that the voice gets wrong, in every video. What is shown stays as written. */
  readonly pronunciations?: Pronunciations;
  /**
   * Finds the times of words where the voice gives none. Default: by comparison with the embedded voice, in English;
   * null has them estimated. It is closed with the pipeline.
   */
  readonly aligner?: Pick<Aligner, 'align' | 'close'> | null;
  /** What spoken lines may take in the cache, bytes; 0 keeps none. Default 500 MB. */
  readonly narrationCacheBytes?: number;
  /** Asked in order for each scene that wants a picture. An empty list means no pictures. */
  readonly media?: readonly MediaSource[];
  readonly renderer?: Renderer;
  readonly clock?: () => Date;
}

/**
 * Builds a pipeline; whatever is left out is embedded and needs no network and no key.
 * @example
 * await using pipeline = createPipeline();
 * const video = await pipeline.produce({topic: 'Why cats knead', sources: [await readSource('cats.md')]});
 */
export function createPipeline(options: PipelineOptions = {}): Pipeline {
  return pipelineOf(async () => {
    const {createDirector} = await import('./director/index.ts');
    return {
      director: options.director ?? createDirector(),
      voice: options.voice ?? (await embeddedVoice()),
      ...(options.aligner === null ? {} : {aligner: options.aligner ?? (await embeddedAligner())}),
      ...(options.pronunciations === undefined ? {} : {pronunciations: options.pronunciations}),
      stems: {directory: resolve(options.cacheDir ?? (await embeddedCacheDir()), 'music')},
      narrationCache: await embeddedNarrationCache({
        cacheDir: options.cacheDir,
        maxBytes: options.narrationCacheBytes,
      }),
      media: options.media ?? (await embeddedMedia()),
      mediaCache: await embeddedMediaCache({cacheDir: options.cacheDir}),
      renderer: options.renderer ?? (await embeddedRenderer(options)),
      clock: options.clock ?? (() => new Date()),
    };
  });
}

type Defaulted<Options, Key extends keyof Options> = Omit<Options, Key> & Partial<Pick<Options, Key>>;

/**
 * Reads a file, a page or a text into plain text with its origin.
 * @param source a path, an address that starts with http:// or https://, or bytes
 * @throws ViralError `file-not-found`, `not-text`, `too-large`, `no-content`, `fetch-refused`, `fetch-failed`
 */
export async function readSource(
  source: ReadableSource,
  options: Defaulted<ReadSourceOptions, 'reader'> = {},
): Promise<SourceText> {
  return readWith(source, {...options, reader: options.reader ?? (await embeddedReader())});
}

/**
 * Speaks a script, one line a scene. Without an `align` the words of a voice that gives no times are found by
 * comparison with the embedded voice, in English; `align: null` has them estimated. Each line says how its times were
 * obtained.
 * @throws InvalidInputError for a script or a dictionary that is none; ViralError `language-unsupported`, `voice-failed`
 */
export async function narrate(
  script: Script,
  options: Defaulted<NarrateOptions, 'voice'> = {},
): Promise<Narration> {
  const voice = options.voice ?? (await embeddedVoice());
  const aligner = options.align === undefined ? await embeddedAligner() : null;
  try {
    return await narrateWith(script, {...options, voice, ...(aligner ? {align: aligner.align} : {})});
  } finally {
    await Promise.all([options.voice === undefined ? voice.doClose?.() : null, aligner?.close()]);
  }
}

/** Finds or draws one picture for each scene that wants one. */
export async function gatherAssets(
  script: Script,
  options: Defaulted<GatherOptions, 'sources'>,
): Promise<GatheredAssets> {
  return gatherWith(script, {...options, sources: options.sources ?? (await embeddedMedia())});
}

/**
 * Renders a storyboard to an MP4. Without a `renderer` one is opened for this call and closed after it; for more than
 * one video use a pipeline, which keeps it open.
 * @throws InvalidInputError, ViralError `asset-missing`, `unknown-template`, `browser-missing`, `render-failed`
 */
export async function render(
  storyboard: unknown,
  options: Defaulted<RenderOptions, 'renderer'> & RendererOptions,
): Promise<RenderResult> {
  if (options.renderer !== undefined) return renderWith(storyboard, {...options, renderer: options.renderer});
  const renderer = await embeddedRenderer(options);
  try {
    return await renderWith(storyboard, {...options, renderer});
  } finally {
    await renderer.doClose?.();
  }
}

/**
 * Renders many storyboards with one browser and one bundle; outcomes come as videos are done, and one failure never
 * touches another video. Without a `renderer` one is opened for this batch.
 */
export async function* renderAll(
  orders: Iterable<RenderOrder> | AsyncIterable<RenderOrder>,
  options: Defaulted<RenderAllOptions, 'renderer'> & RendererOptions = {},
): AsyncGenerator<RenderOutcome, void, undefined> {
  if (options.renderer !== undefined) {
    yield* renderAllWith(orders, {...options, renderer: options.renderer});
    return;
  }
  const renderer = await embeddedRenderer(options);
  try {
    yield* renderAllWith(orders, {...options, renderer});
  } finally {
    await renderer.doClose?.();
  }
}
