import {createHash} from 'node:crypto';
import type {InputIssue} from '../../errors.ts';
import type {RawNewsItem} from '../../ports/index.ts';
import {type NewsItem, newsItemSchema} from '../../schema/index.ts';

/** A report as a source gives it, with everything in its place, or what is wrong with it. */
export function checkedItem(raw: RawNewsItem, source: string): NewsItem | readonly InputIssue[] {
  const identity = raw.url ?? `${source} ${raw.key ?? `${raw.title ?? ''} ${raw.publishedAt ?? ''}`}`;
  const language = raw.language?.trim().replaceAll('_', '-');
  const known = Object.entries({
    url: raw.url,
    publishedAt: raw.publishedAt,
    content: raw.content,
    author: raw.author,
    imageUrl: raw.imageUrl,
    points: raw.points,
    comments: raw.comments,
    // A language that is no tag is no reason to lose the report.
    language:
      language !== undefined && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(language) ? language : undefined,
  }).filter(([, value]) => value !== undefined);
  const found = newsItemSchema.safeParse({
    version: 1,
    id: `news-${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`,
    title: raw.title,
    summary: raw.summary ?? '',
    source,
    publisher: raw.publisher ?? source,
    categories: raw.categories ?? [],
    ...Object.fromEntries(known),
  });
  if (found.success) return found.data;
  return found.error.issues.map(({path, message}) => ({path: path.join('.'), message}));
}
