import {join, resolve} from 'node:path';
import {embeddedCacheDir, embeddedCacheLimit} from '../embedded.ts';
import {
  clearCachePart,
  describeCachePart,
  describeSceneCache,
  type Stored,
} from '../render/segments/cache-listing.ts';
import {type CachePartName, cacheParts} from './cache-parts.ts';
import {exitCodes} from './exit.ts';

/** Bytes as people read them, in decimal units. */
function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    // What would be rounded up to the next unit is shown in it.
    if (bytes >= size * 0.9995) return `${(bytes / size).toFixed(bytes < size * 9.95 ? 1 : 0)} ${unit}`;
  }
  return `${bytes} bytes`;
}

function countText(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A share in per cent; little is never shown as nothing. */
function shareText(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  return percent > 0 && percent < 1 ? 'less than 1 %' : `${Math.round(percent)} %`;
}

/** `viral cache`: where things are kept between runs, and how much there is. */
export async function cacheInfo(flags: {readonly json?: boolean}): Promise<number> {
  const limitBytes = await embeddedCacheLimit();
  const cacheDir = resolve(await embeddedCacheDir());
  const folderOf = (part: CachePartName) => join(cacheDir, cacheParts[part].folder);
  const scenes = await describeSceneCache(folderOf('scenes'));
  const bundles = await describeCachePart(cacheDir, cacheParts.bundles);
  const browsers = await describeCachePart(cacheDir, cacheParts.browsers);
  const verdicts = await describeCachePart(cacheDir, cacheParts.verdicts);
  const narration = await describeCachePart(cacheDir, cacheParts.narration);
  const music = await describeCachePart(cacheDir, cacheParts.music);
  const media = await describeCachePart(cacheDir, cacheParts.media);
  if (flags.json === true) {
    const description = {
      folder: cacheDir,
      scenes: {folder: folderOf('scenes'), ...scenes, limitBytes},
      bundles: {folder: folderOf('bundles'), ...bundles},
      browsers: {folder: folderOf('browsers'), ...browsers},
      verdicts: {folder: folderOf('verdicts'), ...verdicts},
      narration: {folder: folderOf('narration'), ...narration},
      music: {folder: folderOf('music'), ...music},
      media: {folder: folderOf('media'), ...media},
    };
    process.stdout.write(`${JSON.stringify(description)}\n`);
    return exitCodes.done;
  }
  const line = (name: string, counted: string, bytes: number, folder: string) =>
    `${name.padEnd(9)} ${counted.padEnd(14)} ${sizeText(bytes).padStart(9)}  ${folder}\n`;
  const lines = [line('scenes', countText(scenes.entries, 'scene'), scenes.bytes, folderOf('scenes'))];
  const detail = (text: string) => lines.push(`          ${text}\n`);
  if (limitBytes === 0) detail('off: VIRAL_CACHE_LIMIT is 0');
  else detail(`${shareText(scenes.bytes, limitBytes)} of ${sizeText(limitBytes)}, the limit`);
  for (const [template, count] of Object.entries(scenes.templates)) {
    detail(`${template}: ${countText(count, 'scene')}`);
  }
  if (scenes.damaged > 0) detail(`damaged: ${countText(scenes.damaged, 'scene')}`);
  if (scenes.oldest !== null) detail(`longest unused since ${scenes.oldest.toISOString().slice(0, 10)}`);
  lines.push(
    line('bundles', countText(bundles.entries, 'bundle'), bundles.bytes, folderOf('bundles')),
    line('browser', countText(browsers.entries, 'version'), browsers.bytes, folderOf('browsers')),
    line('engines', countText(verdicts.entries, 'comparison'), verdicts.bytes, folderOf('verdicts')),
    line('speech', countText(narration.entries, 'line'), narration.bytes, folderOf('narration')),
    line('music', countText(music.entries, 'stem'), music.bytes, folderOf('music')),
    line('media', countText(media.entries, 'file'), media.bytes, folderOf('media')),
  );
  process.stdout.write(lines.join(''));
  return exitCodes.done;
}

export interface CacheClearFlags {
  readonly scenes?: boolean;
  readonly bundles?: boolean;
  /** Spoken lines and music. */
  readonly sound?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

const labels = {
  scenes: 'scene',
  bundles: 'bundle',
  browsers: 'unpacked browser',
  verdicts: 'comparison',
  narration: 'spoken line',
  music: 'music stem',
  media: 'media file',
} as const satisfies Readonly<Record<CachePartName, string>>;

/** `viral cache clear`: removes what can be made again, the finished scenes when nothing else is said. */
export async function cacheClear(flags: CacheClearFlags, signal: AbortSignal): Promise<number> {
  const cacheDir = resolve(await embeddedCacheDir());
  const all = flags.all === true;
  const bundles = all || flags.bundles === true;
  const sound = all || flags.sound === true;
  const scenes = all || flags.scenes === true || (!bundles && !sound);
  const chosen = {scenes, bundles, browsers: all, verdicts: all, narration: sound, music: sound, media: all};
  const cleared: Partial<Record<CachePartName, Stored>> = {};
  let freedBytes = 0;
  for (const name of Object.keys(labels) as CachePartName[]) {
    if (!chosen[name]) continue;
    const gone = await clearCachePart(cacheDir, cacheParts[name], {signal});
    cleared[name] = gone;
    freedBytes += gone.bytes;
  }
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({folder: cacheDir, cleared, freedBytes})}\n`);
    return exitCodes.done;
  }
  const parts = (Object.keys(cleared) as CachePartName[]).map((name) =>
    countText(cleared[name]?.entries ?? 0, labels[name]),
  );
  process.stdout.write(`Removed ${parts.join(', ')} from ${cacheDir}: ${sizeText(freedBytes)} freed.\n`);
  return exitCodes.done;
}
