import type {NewsItem} from '../../schema/index.ts';
import {contentWords, weightsOf} from './words.ts';

/** Reports of one event, the one to quote first. */
export type Reports = readonly [NewsItem, ...NewsItem[]];

/**
 * Titles are one story from this share of common weight on: half with a summary that agrees, this much alone. Set by
 * reading pairs of headlines of one day; two reports of one event seldom share less, two events seldom share more.
 */
const sameTitle = 0.62;
const sameTitleWithSummary = 0.42;
const sameSummary = 0.3;
/** Reports this far apart are a story and its follow-up. */
const farApartInMs = 72 * 3_600_000;
/** Two titles with fewer words than this in common are alike by chance. */
const fewestCommon = 3;

const noise =
  /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|ref_src|source|cmp|cmpid|ocid|at_\w+|ns_\w+|smid|partner|rss|feed)$/iu;

/** One form for the addresses of one page. */
export function plainAddress(address: string): string {
  const url = new URL(address);
  for (const key of [...url.searchParams.keys()]) if (noise.test(key)) url.searchParams.delete(key);
  url.searchParams.sort();
  const host = url.hostname.replace(/^(?:www|m|amp|mobile)\./u, '');
  const path = url.pathname.replace(/\/(?:amp|index\.html?)?\/?$/u, '');
  return `${host}${path}${url.search}`;
}

interface Report {
  readonly item: NewsItem;
  readonly title: ReadonlySet<string>;
  readonly summary: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly address: string | undefined;
  readonly at: number | undefined;
}

/** Cosine of two sets of weighted words. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, weight: (word: string) => number): number {
  const mass = (words: ReadonlySet<string>) => [...words].reduce((sum, word) => sum + weight(word) ** 2, 0);
  const common = [...a].reduce((sum, word) => sum + (b.has(word) ? weight(word) ** 2 : 0), 0);
  const both = Math.sqrt(mass(a) * mass(b));
  return both === 0 ? 0 : common / both;
}

function isSameStory(a: Report, b: Report, weight: (word: string) => number): boolean {
  if (a.address !== undefined && a.address === b.address) return true;
  if (a.at !== undefined && b.at !== undefined && Math.abs(a.at - b.at) > farApartInMs) return false;
  if (a.item.language?.slice(0, 2) !== b.item.language?.slice(0, 2) && a.item.language && b.item.language)
    return false;
  // "Day 3" and "Day 4", two scores, two models of a telephone: other figures tell of other events.
  if (a.numbers.size > 0 && b.numbers.size > 0 && ![...a.numbers].some((number) => b.numbers.has(number)))
    return false;
  const common = [...a.title].filter((word) => b.title.has(word)).length;
  const shorter = Math.min(a.title.size, b.title.size);
  if (common < fewestCommon && common < shorter) return false;
  const titles = likeness(a.title, b.title, weight);
  if (titles >= sameTitle) return true;
  return titles >= sameTitleWithSummary && likeness(a.summary, b.summary, weight) >= sameSummary;
}

/** The fullest report leads: what a script is written from. Among equals the earliest. */
function leadingFirst(a: Report, b: Report): number {
  const fullness = ({item}: Report) =>
    Math.min(4000, item.content?.length ?? 0) + Math.min(600, item.summary.length);
  return (
    fullness(b) - fullness(a) || (a.at ?? Infinity) - (b.at ?? Infinity) || (a.item.id < b.item.id ? -1 : 1)
  );
}

/**
 * Puts reports of one event together: by address, and by what title and summary say, with rare words weighing more.
 * Each is held against the first report of a story, so that stories do not grow together link by link.
 */
export function mergeReports(items: readonly NewsItem[]): readonly Reports[] {
  const words = items.map((item) => ({
    title: contentWords(item.title, item.language),
    summary: contentWords(item.summary.slice(0, 600), item.language),
  }));
  const weight = weightsOf(words.map(({title, summary}) => [...title, ...summary]));
  const reports = items.map((item, index): Report => {
    const {title = [], summary = []} = words[index] ?? {};
    return {
      item,
      title: new Set(title),
      summary: new Set(summary),
      numbers: new Set(title.filter((word) => /^\p{N}/u.test(word))),
      address: item.url === undefined ? undefined : plainAddress(item.url),
      at: item.publishedAt === undefined ? undefined : Date.parse(item.publishedAt),
    };
  });
  const stories: Report[][] = [];
  /** Stories by address and by the words of their first title: only those that share one are compared. */
  const byWord = new Map<string, number[]>();
  const note = (key: string, story: number) => {
    const known = byWord.get(key);
    if (known) known.push(story);
    else byWord.set(key, [story]);
  };
  for (const report of reports) {
    const keys = [...report.title, ...(report.address === undefined ? [] : [`address ${report.address}`])];
    const candidates = new Set(keys.flatMap((key) => byWord.get(key) ?? []));
    const found = [...candidates]
      .sort((a, b) => a - b)
      .find((story) => {
        const first = stories[story]?.[0];
        return first !== undefined && isSameStory(first, report, weight);
      });
    if (found !== undefined) {
      stories[found]?.push(report);
      if (report.address !== undefined) note(`address ${report.address}`, found);
      continue;
    }
    for (const key of keys) note(key, stories.length);
    stories.push([report]);
  }
  return stories.map((story) => {
    const [first, ...rest] = [...story].sort(leadingFirst).map(({item}) => item);
    if (!first) throw new Error('a story has at least one report');
    return [first, ...rest];
  });
}
