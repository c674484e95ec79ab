import type {Platform} from '../platforms/index.ts';
import {timestampOf} from './timestamp.ts';

/**
 * The names under which files hold the fields of a trending video, compared without case, spaces, `_`, `-` and dots.
 * `author.name` is written `author` here.
 */
const names = {
  videoId: ['videoid', 'id', 'awemeid', 'mediaid', 'shortcode'],
  platform: ['platform', 'network'],
  url: ['url', 'link', 'permalink', 'videourl', 'weburl', 'webpageurl', 'shareurl'],
  title: ['title', 'videotitle', 'name', 'fulltitle', 'headline'],
  description: ['description', 'videodescription', 'caption', 'desc', 'text'],
  publishedAt: [
    'publishedat',
    'publishedtime',
    'publishtime',
    'published',
    'publishdate',
    'uploaddate',
    'createdat',
    'createtime',
    'timestamp',
    'date',
  ],
  scrapedAt: ['scrapedat', 'collectedat', 'fetchedat', 'retrievedat', 'trendingdate', 'asof'],
  durationInSeconds: [
    'durationinseconds',
    'durationseconds',
    'duration',
    'length',
    'videolength',
    'lengthseconds',
  ],
  viewCount: ['viewcount', 'views', 'view', 'playcount', 'plays', 'videoviewcount', 'playscount'],
  likeCount: ['likecount', 'likes', 'diggcount', 'likescount'],
  commentCount: ['commentcount', 'comments', 'commentscount'],
  shareCount: ['sharecount', 'shares', 'reposts'],
  saveCount: ['savecount', 'saves', 'collectcount', 'bookmarks', 'favorites', 'favourites'],
  author: [
    'author',
    'authorname',
    'channel',
    'channeltitle',
    'channelname',
    'uploader',
    'creator',
    'username',
    'nickname',
    'handle',
  ],
  authorId: ['authorid', 'channelid', 'userid', 'uploaderid', 'creatorid'],
  followers: [
    'followers',
    'authorfollowers',
    'followercount',
    'subscribers',
    'subscribercount',
    'channelfollowercount',
    'fans',
  ],
  hashtags: ['hashtags', 'tags', 'hashtag'],
  language: ['language', 'lang', 'defaultaudiolanguage', 'defaultlanguage'],
  category: ['category', 'categoryname', 'topic'],
} as const satisfies Record<string, readonly string[]>;

type Field = keyof typeof names;

const fieldOf = new Map<string, Field>(
  Object.entries(names).flatMap(([field, aliases]) => aliases.map((alias) => [alias, field as Field])),
);

/** The field that a column or key stands for, if any. */
export function knownField(name: string): Field | undefined {
  return fieldOf.get(name.toLowerCase().replaceAll(/[\s_.-]/g, ''));
}

export interface RowDefaults {
  readonly platform?: Platform;
  readonly scrapedAt?: Date;
}

/**
 * A row of a file as the schema of a trending video wants it: known names, numbers as numbers, times as ISO 8601, the
 * platform and the id from the address where they are not given. What cannot be read stays as it is, for the schema to
 * name it; columns nobody knows are left out.
 */
export function toTrendingVideo(
  row: Readonly<Record<string, unknown>>,
  defaults: RowDefaults,
): Record<string, unknown> {
  const found = new Map<Field, unknown>();
  for (const [name, value] of Object.entries(row)) {
    const field = knownField(name);
    if (!field || found.has(field) || isBlank(value)) continue;
    found.set(field, value);
  }
  const author = found.get('author');
  const nested =
    typeof author === 'object' && author !== null ? (author as Record<string, unknown>) : undefined;
  const address = textOf(found.get('url'));
  const platform = platformNamed(found.get('platform')) ?? platformOfAddress(address) ?? defaults.platform;
  const videoId = textOf(found.get('videoId')) ?? idInAddress(address);
  const authorName = nested
    ? textOf(nested['name'] ?? nested['title'] ?? nested['username'])
    : textOf(author);
  const fields: Record<string, unknown> = {
    version: 1,
    videoId,
    platform: platform ?? found.get('platform'),
    url:
      address ??
      (platform === 'youtube' && videoId
        ? `https://www.youtube.com/watch?v=${encodeURIComponent(videoId)}`
        : undefined),
    title: textOf(found.get('title')) ?? firstLine(textOf(found.get('description'))),
    description: textOf(found.get('description')),
    publishedAt: time(found.get('publishedAt')),
    scrapedAt: time(found.get('scrapedAt')) ?? defaults.scrapedAt?.toISOString(),
    durationInSeconds: duration(found.get('durationInSeconds')),
    viewCount: count(found.get('viewCount')),
    likeCount: count(found.get('likeCount')),
    commentCount: count(found.get('commentCount')),
    shareCount: count(found.get('shareCount')),
    saveCount: count(found.get('saveCount')),
    author:
      authorName === undefined
        ? undefined
        : defined({
            id: textOf(nested?.['id'] ?? found.get('authorId')),
            name: authorName,
            followers: count(nested?.['followers'] ?? found.get('followers')),
          }),
    hashtags: hashtags(found.get('hashtags')),
    language: textOf(found.get('language')),
    category: textOf(found.get('category')),
  };
  return defined(fields);
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && /^\s*(?:n\/?a|null|none|-|nan)?\s*$/i.test(value))
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split('\n')[0]?.trim().slice(0, 500);
}

/** `1234`, `1,234`, `1 234`, `1.2M`, `3K`, `12.0`; anything else is handed on unread. */
function count(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim().replaceAll(/[\u00a0\u202f]/g, ' ');
  const short = /^(\d+(?:\.\d+)?)\s*([kmb])$/i.exec(text);
  if (short) {
    const factor = {k: 1e3, m: 1e6, b: 1e9}[(short[2] ?? 'k').toLowerCase() as 'k' | 'm' | 'b'];
    return Math.round(Number(short[1]) * factor);
  }
  if (/^\d{1,3}(?:[, ]\d{3})+$/.test(text)) return Number(text.replaceAll(/[, ]/g, ''));
  return /^\d+(?:\.0+)?$/.test(text) ? Number(text) : value;
}

/** Seconds, `1:03`, `1:02:03` or ISO 8601 (`PT1M3S`). */
function duration(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (/^\d{1,3}(?::\d{2}){1,2}$/.test(text)) {
    return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  const iso = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text);
  if (!iso) return value;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = iso;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function time(value: unknown): unknown {
  return (typeof value === 'string' || typeof value === 'number' ? timestampOf(value) : undefined) ?? value;
}

function hashtags(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .split(value.includes('|') ? '|' : /[\s,;]+/)
      .map((tag) => tag.trim().replaceAll(/^["'[]+|["'\]]+$/g, ''))
      .filter((tag) => tag !== '');
  }
  if (!Array.isArray(value)) return value;
  return value.map((tag: unknown) =>
    typeof tag === 'object' && tag !== null && 'name' in tag ? tag.name : tag,
  );
}

function platformNamed(value: unknown): Platform | undefined {
  const name = textOf(value)
    ?.toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  if (name === 'youtube' || name === 'shorts' || name === 'youtubeshorts') return 'youtube';
  if (name === 'tiktok') return 'tiktok';
  return name === 'instagram' || name === 'reels' || name === 'instagramreels' ? 'instagram' : undefined;
}

function hostOf(address: string | undefined): string {
  return address !== undefined && URL.canParse(address)
    ? new URL(address).hostname.replace(/^(?:www|m|vm)\./, '')
    : '';
}

function platformOfAddress(address: string | undefined): Platform | undefined {
  const hosts: Readonly<Record<string, Platform>> = {
    'youtube.com': 'youtube',
    'youtu.be': 'youtube',
    'tiktok.com': 'tiktok',
    'instagram.com': 'instagram',
  };
  return hosts[hostOf(address)];
}

function idInAddress(address: string | undefined): string | undefined {
  if (address === undefined || platformOfAddress(address) === undefined) return undefined;
  const {searchParams, pathname, hostname} = new URL(address);
  if (hostname === 'youtu.be') return pathname.slice(1) || undefined;
  return searchParams.get('v') ?? /\/(?:shorts|video|reels?|p)\/([\w-]+)/.exec(pathname)?.[1];
}
