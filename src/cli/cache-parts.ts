import {type CachePart, cacheParts as renderedParts} from '../render/segments/cache-listing.ts';

const keyed = (ending: string) => new RegExp(`^[0-9a-f]{64}\\.${ending}$`);
const inItself = (directory: string) => directory;

/** Everything this package keeps in its cache folder. */
export const cacheParts = {
  ...renderedParts,
  /** What comparing the engines found, scene by scene. */
  verdicts: {folder: 'verdicts', entries: /^[0-9a-f]{32,64}\.json$/, unfinished: inItself},
  /** Spoken lines. */
  narration: {folder: 'narration', entries: keyed('line'), unfinished: inItself},
  /** Composed music and effects. */
  music: {folder: 'music', entries: keyed('stem'), unfinished: inItself},
  /** Answers and files of media sources, and clips that were cut. */
  media: {folder: 'media', entries: keyed('(?:answer|work|file)'), unfinished: inItself},
} as const satisfies Readonly<Record<string, CachePart>>;

export type CachePartName = keyof typeof cacheParts;
