import type {Storyboard} from '../schema/index.ts';

/** How frames become H.264 in the page. */
export interface WebEncoding {
  /** Bits a second. */
  readonly bitrate: number;
  /** Longest distance of two key frames, seconds. */
  readonly keyframeSeconds: number;
}

/** What the host asks a page to draw. Plain JSON. */
export interface WebOrder {
  /** Comes back with every report. */
  readonly job: string;
  readonly template: string;
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names, by asset id. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /** The user's Remotion licence key, handed on as it is. */
  readonly licenseKey: string | null;
  /** Longest time for one frame, ms. */
  readonly timeoutInMs: number;
}

export interface WebSegmentOrder extends WebOrder {
  /** First and last frame. */
  readonly frames: readonly [number, number];
  readonly encoding: WebEncoding;
  /** Least time between two reports of frames, ms; 0 for a report of each. */
  readonly reportEveryInMs: number;
  /** Where the finished MP4 is sent, as the body of one POST. */
  readonly uploadUrl: string;
}

export interface WebStillOrder extends WebOrder {
  readonly frame: number;
  /** Where the finished PNG is sent, as the body of one POST. */
  readonly uploadUrl: string;
}

/** What a page answers when it has drawn and sent everything. */
export interface WebAnswer {
  /** Fonts that were loaded, as in `Anton 400`. */
  readonly fonts: readonly string[];
}

/** Whether the page can encode: `null` when it can, else why not. */
export interface WebAbility {
  readonly problem: string | null;
}

/** What the bundle's page offers to the host that opened it, as `window.viralVideo`. */
export interface WebHook {
  canEncode(size: {
    readonly width: number;
    readonly height: number;
    readonly bitrate: number;
  }): Promise<WebAbility>;
  drawSegment(order: WebSegmentOrder): Promise<WebAnswer>;
  drawStill(order: WebStillOrder): Promise<WebAnswer>;
}

/** Name of the hook on `window`. */
export const webHookName = 'viralVideo';

/**
 * Name of the function on `window`, put there by the host, that takes reports as JSON: `{job, frame}` before each frame
 * is encoded.
 */
export const webReportName = 'viralVideoReport';

export interface WebReport {
  readonly job: string;
  /** The frame of the video that has just been drawn. */
  readonly frame: number;
}
