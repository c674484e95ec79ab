import type {Focus, Rights} from '../schema/index.ts';

export interface MediaRequest {
  /** What the scene wants to show, in words. */
  readonly query: string;
  /** What is said while it is on screen. */
  readonly spoken?: string;
  /** What the whole video is about. */
  readonly topic?: string;
  /** Language of `query`, `spoken` and `topic`, BCP 47; English when left out. */
  readonly language?: string;
  /** How long it is on screen, seconds. */
  readonly durationInSeconds?: number;
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
  /** Where its subject is, where the source knows; looked for otherwise. */
  readonly focus?: Focus;
}

/** A picture or clip that a source could give. Nothing is downloaded yet. */
export interface MediaCandidate {
  /** The source and the id there, as in `pexels/857195`; the same work has the same id in every video. */
  readonly id: string;
  readonly kind: 'image' | 'video';
  /** px, as shown: a clip filmed sideways is turned. */
  readonly width: number;
  readonly height: number;
  readonly durationInSeconds?: number;
  /** What the source says it shows: title, tags, file name. */
  readonly words: string;
  /** Words for where it was kept, such as the names of folders: they can speak for it, and never against it. */
  readonly place?: string;
  /** Primary subtag of the language of `words`, where the source has but one. */
  readonly wordsLanguage?: string;
  /** Its place in the source's own order, best first, from 0; absent where the source has none. */
  readonly rank?: number;
  /** Writes the file into `request.directory`, or names one that lies in a cache. */
  doOpen(request: MediaRequest): Promise<FoundMedia>;
}

/** Finds or draws pictures. Users call `gatherAssets`. */
export interface MediaSource {
  readonly name: string;
  /** `null` when it has nothing that fits; the next source is asked then. */
  doFind(request: MediaRequest): Promise<FoundMedia | null>;
  /**
   * Everything that might fit, for a source that has works to choose from. `gatherAssets` weighs the candidates of all
   * such sources against each other, and then asks for the file of the best.
   */
  doSearch?(request: MediaRequest): Promise<readonly MediaCandidate[]>;
}
