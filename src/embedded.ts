import {homedir} from 'node:os';
import type {Director} from './director/index.ts';
import {createPipeline as pipelineOf, type Pipeline} from './pipeline/index.ts';
import type {MediaSource, Renderer, SourceReader, Voice} from './ports/index.ts';

/**
 * The environment variables the package reads, and what they set. Options given in code win over them.
 * Nothing outside this table, the command line and the server reads `process.env`.
 */
export const environmentTable = {
  VIRAL_BROWSER: 'path of the Chromium or chrome-headless-shell to render with',
  VIRAL_CACHE_DIR: 'folder for bundles and the unpacked browser',
  REMOTION_LICENSE_KEY: 'your Remotion company licence key, handed on to Remotion',
} as const;

function setting(name: keyof typeof environmentTable): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** Where bundles and the unpacked browser are kept between runs. */
export async function embeddedCacheDir(): Promise<string> {
  const {defaultCacheDir} = await import('./render/cache-folder.ts');
  return setting('VIRAL_CACHE_DIR') ?? defaultCacheDir(process.env, process.platform, homedir());
}

export interface RendererOptions {
  /** Your own Remotion entry that calls `registerTemplates`. Default: the built-in templates. */
  readonly compositions?: string;
  /** Path of a Chromium or chrome-headless-shell. Default: the first that is found. */
  readonly browserExecutable?: string;
  /** Folder for bundles and the unpacked browser. Default: the user's cache folder. */
  readonly cacheDir?: string;
  /** Your Remotion company licence key. None is given by default. */
  readonly licenseKey?: string;
}

/** The renderer used when none is given: Remotion's screenshots in a local browser. */
export async function embeddedRenderer(options: RendererOptions = {}): Promise<Renderer> {
  const {screenshotRenderer} = await import('./render/screenshots.ts');
  const browserExecutable = options.browserExecutable ?? setting('VIRAL_BROWSER');
  const licenseKey = options.licenseKey ?? setting('REMOTION_LICENSE_KEY');
  return screenshotRenderer({
    cacheDir: options.cacheDir ?? (await embeddedCacheDir()),
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

/** Where pictures come from when nothing is given: drawn, with no network. */
export async function embeddedMedia(): Promise<readonly MediaSource[]> {
  const {generatedPictures} = await import('./media/generated.ts');
  return [generatedPictures()];
}

/** What reads files and pages when nothing is given. */
export async function embeddedReader(): Promise<SourceReader> {
  const {pageReader} = await import('./scrapers/page.ts');
  return pageReader();
}

export interface PipelineOptions extends RendererOptions {
  /** Default: the embedded writer, which needs no model. */
  readonly director?: Director;
  readonly voice?: Voice;
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
      media: options.media ?? (await embeddedMedia()),
      renderer: options.renderer ?? (await embeddedRenderer(options)),
      clock: options.clock ?? (() => new Date()),
    };
  });
}
