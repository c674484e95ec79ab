import type {Analysis} from '../../schema/index.ts';
import {tokensOf} from '../tokens.ts';
import {wordClasses} from '../word-classes.ts';

type Theme = Analysis['themes'][number];

/** Hashtags that ask for reach and say nothing of the video. */
const empty =
  /^(?:fyp\p{L}*|foryou\p{L}*|viral\p{L}*|trend(?:ing|s)?\p{L}*|xyzbca|explore\p{L}*|parati\p{L}*|pourtoi|shorts?|youtubeshorts|reels?\p{L}*|tiktok\p{L}*|video|instagram\p{L}*|capcut|duet|stitch|follow\p{L}*|like\p{L}*|fy|fypシ|おすすめ\p{L}*|推荐|추천)$/iu;
const dull: ReadonlySet<string> = new Set([
  ...wordClasses.function,
  ..."get got make made like one really thing things video watch day know want need go going see say said way time new first just don't here's that's i'm it's it let much can't part".split(
    ' ',
  ),
]);

/** `SleepScience` → `sleep science`. */
const spoken = (tag: string) =>
  tag
    .replace(/^#/, '')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim();

/** What a video is about: its category, what its hashtags say, and, in English, words it repeats. */
export function themesOf({
  hashtags,
  category,
  title,
  description,
  transcript,
  english,
}: {
  readonly hashtags: readonly string[];
  readonly category: string | null;
  readonly title: string;
  readonly description: string;
  readonly transcript: string;
  readonly english: boolean;
}): readonly Theme[] {
  const themes = new Map<string, Theme>();
  const add = (theme: string, from: Theme['from']) => {
    if (theme !== '' && !themes.has(theme)) themes.set(theme, {theme: theme.slice(0, 100), from});
  };
  if (category !== null) add(category.toLowerCase().trim(), 'category');
  const written = [...`${title} ${description}`.matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => tag);
  for (const tag of [...hashtags, ...written]) {
    const name = spoken(tag);
    if (/\p{L}/u.test(name) && !empty.test(name.replaceAll(' ', ''))) add(name, 'hashtag');
  }
  if (english) {
    const counts = new Map<string, {count: number; from: Theme['from']}>();
    for (const [from, text, worth] of [
      ['title', title, 1.5],
      ['description', description, 1],
      ['transcript', transcript, 1],
    ] as const) {
      for (const {form, kind} of tokensOf(text.replaceAll(/[#@]\S+|https?:\/\/\S+/g, ' '))) {
        if (kind !== 'word' || form.length < 3 || dull.has(form)) continue;
        const known = counts.get(form) ?? {count: 0, from};
        counts.set(form, {...known, count: known.count + worth});
      }
    }
    const repeated = [...counts]
      .filter(([, {count}]) => count >= 2)
      .sort(([, a], [, b]) => b.count - a.count);
    for (const [word, {from}] of repeated.slice(0, 6)) add(word, from);
  }
  return [...themes.values()].slice(0, 12);
}
