import {capitalise, wordCount} from './grammar.ts';
import type {Topic} from './topic.ts';
import type {SourceText} from '../schema/index.ts';

/** `four-day school week` → `#FourDaySchoolWeek`. */
function hashtagOf(phrase: string): string | null {
  const words = phrase.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.length > 4 || /^\d+$/.test(words.join(''))) return null;
  const tag = words
    .map((word) =>
      /^\p{Lu}{2,}$/u.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
  return tag.length >= 3 && tag.length <= 30 ? `#${tag}` : null;
}

const banned = new Set([
  '#fyp',
  '#foryou',
  '#foryoupage',
  '#viral',
  '#trending',
  '#explore',
  '#reels',
  '#shorts',
  '#this',
]);

/** At most five tags: shelf, topic, then names. Generic tags help nobody find anything. */
export function hashtagsOf(
  category: string | null,
  topic: Topic,
  names: readonly string[],
  sensitive: boolean,
): string[] {
  const tags = new Set<string>();
  for (const phrase of [category ?? '', topic.label, ...(sensitive ? [] : names)]) {
    const tag = hashtagOf(phrase);
    if (
      tag &&
      !banned.has(tag.toLowerCase()) &&
      ![...tags].some((known) => known.toLowerCase() === tag.toLowerCase())
    )
      tags.add(tag);
    if (tags.size === 5) break;
  }
  return [...tags];
}

/** A title for the post: what the hook asks or counts, else the topic with the figure that matters most. */
export function titleOf(
  topic: Topic,
  hook: {readonly text: string; readonly operation: string},
  phrases: readonly string[],
  headline: string,
  isName: (word: string) => boolean,
): string {
  const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const fit = (text: string) => capitalise(text.replaceAll(/[<>]/g, '').trim());
  if (hook.operation === 'hook-list')
    return shorten(fit(hook.text.replace(/\.$/, '').replace(/^Here’s /, '')));
  if (hook.text.startsWith('What we know')) return shorten(fit(`${topic.label}: what we know`));
  const asked =
    /^(?:Here’s|So,) ((?:why|how|what) [^.?]+)[.?]$/.exec(hook.text)?.[1] ??
    /^(What happen[^.?]+)\?$/.exec(hook.text)?.[1];
  if (asked && asked.length <= 88) return fit(`${asked}, explained`);
  const stated = /^(.{12,84}?)\. Here’s why\.$/.exec(hook.text)?.[1];
  if (stated)
    return fit(
      `Why ${isName(stated.split(' ')[0]!) ? stated : stated.charAt(0).toLowerCase() + stated.slice(1)}`,
    );
  const told = /^(?:There’s now|This is the story of) (.{8,90})\.$/.exec(hook.text)?.[1];
  if (told) return shorten(fit(hook.text.startsWith('There') ? told : `The story of ${told}`));
  if (
    /things (?:to know about|worth knowing)/.test(hook.text) ||
    (hook.operation === 'hook-first-half' && hook.text.length < 90)
  )
    return shorten(fit(hook.text.replace(/\.$/, '')));
  const label = topic.label.slice(0, 60);
  const good = phrases.find(
    (phrase) =>
      /\d/.test(phrase) &&
      wordCount(phrase) >= 2 &&
      !/^[\d.,]+ (?:percent|times|minutes?|hours?|days?)$/.test(phrase) &&
      !phrase.startsWith('“') &&
      !key(phrase).includes(key(label)) &&
      !key(label).includes(key(phrase)) &&
      phrase.length + label.length < 80,
  );
  const lowered =
    good &&
    /^(?:[A-Z][a-z]+ [a-z]|(?:About|Around|Nearly|Almost|From|Up|At|More|Less|Fewer|Over|Under|Not|Never)\b)/.test(
      good,
    )
      ? good.charAt(0).toLowerCase() + good.slice(1)
      : good;
  const title = lowered ? `${label}: ${lowered}` : `${label}: what to know`;
  return shorten(fit(key(title) === key(headline) ? `${label}, in short` : title));
}

function shorten(title: string): string {
  if (title.length <= 100) return title;
  return title.slice(0, 99).replace(/\s+\S*$/, '') + '…';
}

/** The words under the post: what it is about, then who said it first. */
export function descriptionOf(summary: string, sources: readonly SourceText[]): string {
  const lines = [summary];
  const credits = sources.map(creditOf).filter((credit): credit is string => credit !== null);
  if (credits.length > 0) lines.push(`Source${credits.length > 1 ? 's' : ''}: ${credits.join('; ')}`);
  return lines.join('\n\n').slice(0, 2200);
}

/** How a source is named: title, author, place, address, as far as they are known. */
function creditOf(source: SourceText): string | null {
  const title = source.title ? `“${source.title}”` : null;
  const parts = [title, source.author, source.siteName].filter(
    (part): part is string => part !== undefined && part !== null,
  );
  const named = parts.join(', ');
  if (named === '' && source.url === undefined) return null;
  return [named, source.url].filter(Boolean).join(' — ');
}
