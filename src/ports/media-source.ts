import type {Rights} from '../schema/index.ts';

export interface MediaRequest {
  /** What the scene wants to show, in words. */
  readonly query: string;
  /** Size in px that the picture must fill. */
  readonly width: number;
  readonly height: number;
  readonly seed: string;
  /** Which picture of the video this is, from 0: lets a source vary what it gives. */
  readonly index?: number;
  /** Colours of the theme, `#RRGGBB`, ground first, accent last; a source may ignore them. */
  readonly palette: readonly string[];
  /** Existing folder to write the file into. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

export interface FoundMedia {
  /** Absolute path. */
  readonly file: string;
  readonly kind: 'image' | 'video';
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
  readonly durationInSeconds?: number;
  readonly alt: string;
  readonly rights: Rights;
}

/** Finds or draws pictures. Users call `gatherAssets`. */
export interface MediaSource {
  readonly name: string;
  /** `null` when it has nothing that fits; the next source is asked then. */
  doFind(request: MediaRequest): Promise<FoundMedia | null>;
}
