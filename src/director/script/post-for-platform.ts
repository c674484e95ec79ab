import {type Platform, platforms} from '../../platforms/index.ts';

/** Tags that say nothing. */
const generic =
  /^#(?:fyp|foryou|foryoupage|viral|viralvideo|trending|explore|explorepage|reels?|shorts?|tiktok|instagram|youtube|video|follow|like|this)$/i;

/** How many tags help on each platform; more look like begging. */
const tagsWanted: Readonly<Record<Platform, number>> = {tiktok: 5, youtube: 3, instagram: 5};

const tagPattern = /^#[\p{L}\p{N}_]{2,60}$/u;

/** Tags as a platform takes them: well formed, no two alike, none that says nothing. */
export function tagsFor(platform: Platform, tags: readonly string[]): string[] {
  const most = Math.min(tagsWanted[platform], platforms[platform].hashtags.max);
  const kept = new Map<string, string>();
  for (const raw of tags) {
    const tag = `#${raw
      .trim()
      .replace(/^#+/, '')
      .replaceAll(/[^\p{L}\p{N}_]/gu, '')}`;
    if (tagPattern.test(tag) && !generic.test(tag) && !kept.has(tag.toLowerCase()))
      kept.set(tag.toLowerCase(), tag);
  }
  return [...kept.values()].slice(0, most);
}

/** Titles are shown whole up to here in most feeds, characters. */
const shownTitle = 60;

/** A title as a feed shows it whole: cut at a word, no angle brackets, one line. */
export function titleFor(title: string): string {
  const plain = title
    .replaceAll(/[<>]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.:;,]+$/, '')
    .trim();
  if (plain.length <= shownTitle) return plain;
  const cut = plain.slice(0, shownTitle + 1).replace(/\s+\S*$/, '');
  return (cut.length > 20 ? cut : plain.slice(0, shownTitle)).replace(/[\s,;:–—-]+$/, '');
}

const sizeOf = (text: string, unit: 'characters' | 'bytes') =>
  unit === 'bytes' ? new TextEncoder().encode(text).length : text.length;

/** A part of a post to be shown first, as far as a platform shows one without a tap, characters. */
const shownCaption = 80;

/**
 * The words under the post. TikTok and Reels have no title: the caption starts with it, unless the summary starts so
 * itself. Credits and disclosures are never cut; the summary is.
 */
export function descriptionFor(
  platform: Platform,
  parts: {
    readonly title: string;
    readonly summary: string;
    readonly credits: readonly string[];
    readonly paidBy: string | undefined;
    readonly hashtags: readonly string[];
  },
): string {
  const {title, summary, credits, paidBy, hashtags} = parts;
  const {maxLength, unit} = platforms[platform].caption;
  const paid = paidBy === undefined ? [] : [`Paid partnership with ${paidBy}.`];
  const tail = credits.join('\n');
  const same = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const opens = same(summary).slice(0, shownCaption).includes(same(title).slice(0, 30));
  const head =
    platform === 'youtube' || opens || title === '' ? '' : `${title}${/[.!?…]$/.test(title) ? '' : '.'}`;
  const whole = (text: string) =>
    [...paid, [head, text].filter(Boolean).join(' '), tail].filter(Boolean).join('\n\n');
  // What publishing adds below it needs room too.
  const room = Math.min(maxLength, 5000) - sizeOf(`\n\n${hashtags.join(' ')}`, unit);
  let text = summary;
  while (text !== '' && sizeOf(whole(text), unit) > room) text = text.slice(0, -40).replace(/\s+\S*$/, '');
  return whole(text === summary || text === '' ? text : `${text} …`).slice(0, 5000);
}
