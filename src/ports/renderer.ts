import type {Aspect} from '../platforms/index.ts';
import type {AssetFiles, Engine, Storyboard} from '../schema/index.ts';
import type {OnProgress} from './progress.ts';

/** The engines of this machine, and `auto`, which takes the fastest that draws the template correctly. */
export type EngineChoice = 'auto' | 'web' | 'screenshots';

export interface RenderRequest {
  /** Validated; its assets all stand in `files`. */
  readonly storyboard: Storyboard;
  readonly files: AssetFiles;
  /** Absolute path of the MP4 to write. The engine may write it in pieces; the caller renames. */
  readonly outputFile: string;
  /** Absolute path that the caller gives it when it is whole, where that is known. */
  readonly finalFile?: string | undefined;
  /** Frame of the cover picture, and where its JPEG goes; `null` for none. */
  readonly cover: {readonly frame: number; readonly file: string} | null;
  /** How frames are drawn. Default: the renderer's own choice. A renderer without engines leaves it alone. */
  readonly engine?: EngineChoice | undefined;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

export interface RenderedVideo {
  readonly engine: Engine;
  /** Why this engine, in words, for the manifest. */
  readonly reason: string;
  /** Product and version, as in `HeadlessChrome/147.0.7727.15`. */
  readonly browser?: string;
  readonly template: {readonly id: string; readonly version: string};
  /** Fonts that were loaded, as in `Anton 400`. */
  readonly fonts: readonly string[];
  /** How many scenes were drawn, and how many were there from earlier renders. */
  readonly scenes?: {readonly rendered: number; readonly cached: number};
  /** What did not work and was not needed, in words. */
  readonly degraded?: readonly string[];
  /** Where and for how much it was rendered, when that was in somebody's cloud. */
  readonly remote?: RemoteRender;
}

/** A render in the user's own account. */
export interface RemoteRender {
  readonly renderId: string;
  /** Name of the account, where it is not the environment's. */
  readonly account?: string;
  readonly region: string;
  readonly functionName: string;
  /** Functions that were invoked, retries included. */
  readonly functions: number;
  /** As the provider counts it, without storage and transfer. */
  readonly costInUsd: number;
  /** Renders of this video that were begun, those that failed included. */
  readonly attempts: number;
}

export interface PrepareRequest {
  readonly template: string;
  readonly aspect: Aspect;
  /** What the storyboard will hold for the template's own options, and which kinds of its overlays. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly overlays?: readonly string[];
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** What a renderer says about a template it can draw. */
export interface PreparedTemplate {
  readonly id: string;
  readonly version: string;
  readonly defaultTheme: string;
}

/** Turns storyboards into video files. Users call `render`. */
export interface Renderer {
  readonly name: string;
  /** Videos that may be asked for at the same time; more wait here. Left out: 1, for one keeps a machine busy. */
  readonly concurrency?: number;
  /**
   * Gets ready to draw a template (bundle, browser), so that an unknown template or a missing browser is told
   * before any other work.
   * @throws ViralError `unknown-template`, `browser-missing`, `bundle-failed`; InvalidInputError for the aspect, an option or
   *   an overlay
   */
  doPrepare(request: PrepareRequest): Promise<PreparedTemplate>;
  doRender(request: RenderRequest): Promise<RenderedVideo>;
  doClose?(): Promise<void>;
}
