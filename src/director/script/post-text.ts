import {capitalise, wordCount} from '../source/grammar.ts';
import type {Material} from '../source/material.ts';
import {trimTail} from '../prose/phrase-end.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {Topic} from '../source/topic.ts';
import type {SourceText} from '../../schema/index.ts';

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

/** The longest title a feed shows whole, characters. */
const maxTitle = 60;

/** A title for the post: the promise of the hook as a headline, else what the source calls itself. */
export function titleOf(
  topic: Topic,
  hook: {readonly text: string; readonly operation: string},
  material: Pick<Material, 'sensitive'>,
  isName: (word: string) => boolean,
): string {
  const lower = (text: string) =>
    isName(text.split(' ')[0]!) ? text : text.charAt(0).toLowerCase() + text.slice(1);
  const tidy = (text: string) =>
    capitalise(
      text
        .replaceAll(/[<>]/g, '')
        .replace(/[.:]+$/, '')
        .trim(),
    );
  const sentences = splitSentences(hook.text).map((span) => span.text);
  const first = sentences[0]!;
  const offers: (string | undefined)[] = [];
  if (material.sensitive) offers.push(`${topic.label}: what we know`);
  else {
    offers.push(
      /^(?:Here’s|So,) ((?:why|how|what) [^.?]+)[.?]$/.exec(hook.text)?.[1]?.replace(/, in \w+ steps$/, ''),
    );
    offers.push(/^(What happen[^.?]+\?)$/.exec(hook.text)?.[1]);
    if (hook.text.endsWith(' Here’s why.')) offers.push(`Why ${lower(first.replace(/\.$/, ''))}`);
    offers.push(/^(?:This|These) (?:is|are) ((?:the|an?) .+)\.$/.exec(hook.text)?.[1]);
    offers.push(/^This was (once (?:the|an?) .+)\.$/.exec(hook.text)?.[1]);
    offers.push(/^There’s now (.+)\.$/.exec(hook.text)?.[1]);
    if (hook.operation === 'hook-list') {
      const list = hook.text.replace(/^Here’s /, '').replace(/\.$/, '');
      offers.push(
        list,
        list.replace(/,? (?:\w+ times )?(?:longer|better|faster|cheaper|more|less|easier)$/, ''),
        list.replace(/ (?:without|with|in|for) [^,]+$/, ''),
      );
    }
    if (/^hook-(?:from-title|first-title-half|two-halves|told-title|plan|first-half)/.test(hook.operation)) {
      offers.push(hook.text.replace(/ Here’s what we know\.$/, ''), first);
    }
    const from = /^From (.+?) to (.+?)\. Here’s what happened to (.+)\.$/.exec(hook.text);
    if (from?.[3]) offers.push(`What happened to ${from[3]}`);
    offers.push(/^(What (?:is|are|was|were) [^?]+\?)/.exec(hook.text)?.[1]);
  }
  const told = /\b(?:I|my|we|our|us)\b/i.test(topic.title);
  if (!told) {
    const cut = topic.title.split(/:\s|,\s| – | — | after (?!all\b)/)[0]!;
    offers.push(topic.title, splitSentences(topic.title)[0]?.text, wordCount(cut) >= 3 ? cut : undefined);
  }
  offers.push(`What to know about ${topic.phrase}`);
  const fitting = offers.find(
    (offer): offer is string =>
      offer !== undefined && tidy(offer).length <= maxTitle && wordCount(offer) >= 2,
  );
  if (fitting) return tidy(fitting);
  const long = tidy(offers.find((offer) => offer !== undefined) ?? topic.label);
  return tidy(trimTail(long.slice(0, maxTitle + 1).replace(/\s+\S*$/, '')));
}

/** The words under the post: what it is about, then who said it first. */
export function descriptionOf(summary: string, sources: readonly SourceText[], title: string): string {
  const lines = [summary];
  const credits = sources
    .map((source, index) => creditOf(source, index === 0 ? title : ''))
    .filter((credit): credit is string => credit !== null);
  if (credits.length > 0) lines.push(`Source${credits.length > 1 ? 's' : ''}: ${credits.join('; ')}`);
  return lines.join('\n\n').slice(0, 2200);
}

/** How a source is named: title, author, place, address, as far as they are known. */
function creditOf(source: SourceText, found: string): string | null {
  const named_ = /^(?:for (?:immediate )?release|(?:press|news|media) release)\b/i.test(source.title ?? '')
    ? found
    : source.title;
  const title = named_ ? `“${named_}”` : null;
  const parts = [title, source.author, source.siteName].filter(
    (part): part is string => part !== undefined && part !== null,
  );
  const named = parts.join(', ');
  if (named === '' && source.url === undefined) return null;
  return [named, source.url].filter(Boolean).join(' — ');
}
