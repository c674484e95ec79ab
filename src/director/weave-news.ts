import {z} from 'zod';
import {isBody, shortened} from './script/body.ts';
import {creditLines, creditOf} from './script/credits.ts';
import {loadTagger} from './source/nlp.ts';
import type {FetchNewsOptions, TrendingNews} from './news-aggregator.ts';
import {newsSourceText, saidDate} from './source/news-source-text.ts';
import {onScreenTextOf} from './script/on-screen-text.ts';
import {emphasisOf} from './prose/emphasis.ts';
import {descriptionFor} from './script/post-for-platform.ts';
import {repeats} from './prose/repeats.ts';
import {steers} from './source/steering.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {addedUsage} from './usage.ts';
import {withModel, type WriterOptions} from './writing.ts';
import {type NewsLine, newsLinesWithModel} from './model/news-lines.ts';
import {InvalidInputError, parseInput} from '../errors.ts';
import {
  type Finding,
  type NewsItem,
  newsItemSchema,
  type Script,
  type ScriptScene,
  scriptSchema,
  type SourceText,
} from '../schema/index.ts';

/** What finds news: a `NewsAggregator`, or anything with its first method. */
export interface NewsFinder {
  fetchTrendingNews(options?: FetchNewsOptions): Promise<TrendingNews>;
}

export interface IncorporateNewsOptions {
  /** Reports to weave in; the director's `news` is asked for the topic when left out. */
  readonly items?: readonly NewsItem[];
  /** What to ask for; the script's topic when left out. */
  readonly topic?: string;
  /** Reports at most; 2 when left out. */
  readonly limit?: number;
  /** Older reports are left out; 30 when left out. */
  readonly maxAgeInDays?: number;
  readonly signal?: AbortSignal;
}

const optionsSchema = z.strictObject({
  items: z.array(newsItemSchema).max(50).optional(),
  topic: z.string().trim().min(1).max(300).optional(),
  limit: z.int().min(1).max(6).default(2),
  maxAgeInDays: z.number().positive().max(3650).default(30),
});

const dayInMs = 86_400_000;
/** Headlines longer than this are not said, words. */
const longestHeadline = 24;

/** Why a report is not woven in; null where it may be. */
function objection(item: NewsItem, script: Script, now: Date, maxAgeInDays: number): string | null {
  const {title, summary, publishedAt, language} = item;
  if (publishedAt === undefined) return 'it has no date';
  const age = (now.getTime() - Date.parse(publishedAt)) / dayInMs;
  if (age < -1) return 'its date is in the future';
  if (age > maxAgeInDays) return `it is ${Math.round(age)} days old`;
  if (
    language !== undefined &&
    language.slice(0, 2).toLowerCase() !== script.language.slice(0, 2).toLowerCase()
  )
    return `it is in another language (${language})`;
  if (steers(title) || steers(summary)) return 'it speaks to machines, not to readers';
  if (title.split(/\s+/).length > longestHeadline) return 'its headline is too long to be said';
  if (script.scenes.some(({spoken}) => repeats(title, spoken))) return 'the script tells it already';
  return null;
}

/** A report in the words of its headline: attributed, dated, and quoted as it stands. */
function plainLine({siteName, publishedAt, blocks}: SourceText, language: string, now: Date): string {
  const date = saidDate(publishedAt ?? '', language, now);
  const headline = blocks[1]?.text ?? '';
  const closed = /[.!?…]”$/.test(headline) ? headline : headline.replace(/”$/, '.”');
  return /^en\b/i.test(language)
    ? `According to ${siteName ?? ''} on ${date}: ${closed}`
    : `${siteName ?? ''}, ${date}: ${closed}`;
}

/** Weaves dated, attributed reports into a script, behind what its first line promises. */
export async function weaveNews(
  script: Script,
  options: WriterOptions & {readonly news?: NewsFinder | undefined},
  weaveOptions: IncorporateNewsOptions,
): Promise<Script> {
  const {signal, ...plain} = weaveOptions;
  const given = parseInput(optionsSchema, plain, 'the options of incorporateNews');
  const now = (options.clock ?? (() => new Date()))();
  let items: readonly NewsItem[];
  if (given.items) items = given.items;
  else if (options.news) {
    const {stories} = await options.news.fetchTrendingNews({
      topic: given.topic ?? script.topic,
      language: script.language.slice(0, 2),
      limit: Math.max(6, given.limit * 3),
      maxAgeInHours: given.maxAgeInDays * 24,
      ...(signal ? {signal} : {}),
    });
    items = stories.flatMap(({reports: [report]}) => (report ? [report] : []));
  } else {
    throw new InvalidInputError('the director', [
      {path: 'news', message: 'is missing; pass one, as in createNewsAggregator(…), or give items'},
    ]);
  }
  signal?.throwIfAborted();
  const findings: Finding[] = [];
  const chosen: NewsItem[] = [];
  for (const item of items) {
    if (chosen.length === given.limit) break;
    const against = objection(item, script, now, given.maxAgeInDays);
    if (against === null && !chosen.some(({title}) => repeats(item.title, title))) chosen.push(item);
    else if (against !== null)
      findings.push({
        rule: 'news-left-out',
        severity: 'info',
        message: `“${item.title.slice(0, 200)}” was left out: ${against}.`,
      });
  }
  if (chosen.length === 0) {
    findings.push({
      rule: 'no-news',
      severity: 'info',
      message: `No report fits the script (${items.length} looked at); nothing was added.`,
    });
    return scriptSchema.parse({...script, findings: [...script.findings, ...findings]});
  }
  const taken = new Set(script.sources.map(({id}) => id));
  const reports = chosen.map((item, index) => {
    let id = `news-${index + 1}`;
    for (let n = index + 2; taken.has(id); n += 1) id = `news-${n}`;
    taken.add(id);
    return newsSourceText(item, id);
  });
  const sheet = styleSheetOf(script.style, options.styles ?? []);
  const made = await withModel<ReadonlyMap<string, NewsLine>>(
    options,
    signal,
    (asking) => newsLinesWithModel(asking, script, reports, sheet, now),
    async () => new Map(),
  );
  const tagger = /^en\b/i.test(script.language) ? await loadTagger() : null;
  const scenes = reports.map((report, index): ScriptScene => {
    const written = made.value.get(report.id);
    const spoken = written?.spoken ?? plainLine(report, script.language, now);
    const headline = report.title ?? '';
    const cut = tagger
      ? onScreenTextOf(headline, tagger, {idf: new Map(), shown: new Set(), preferVerb: false})
      : null;
    const onScreenText = (written && written.onScreen !== '' ? written.onScreen : (cut ?? headline))
      .slice(0, 60)
      .trim();
    const detail =
      `${report.siteName ?? ''} · ${saidDate(report.publishedAt ?? '', script.language, now)}`.slice(0, 140);
    return {
      kind: 'context',
      id: `news-${index + 1}`,
      spoken,
      onScreenText,
      emphasis: tagger ? emphasisOf(onScreenText, tagger) : [],
      visual: null,
      detail,
      trace: {
        claim: 'fact',
        // With its summary where the model could say more than the headline.
        spans: report.blocks
          .slice(0, written ? 3 : 2)
          .map(({text}, block) => ({sourceId: report.id, block, start: 0, end: text.length})),
        operations: ['news', written ? 'written-by-model' : 'headline-quoted'],
      },
    };
  });
  const firstBody = script.scenes.findIndex(isBody);
  const at = firstBody < 0 ? 1 : firstBody + 1;
  const ids = new Set(script.scenes.map(({id}) => id));
  const sources = [...script.sources, ...reports.map(creditOf)].slice(0, 10);
  const old = creditLines(script.sources)[0];
  const body = old === undefined ? script.description : script.description.replace(old, '').trim();
  const woven: Script = {
    ...script,
    scenes: [
      ...script.scenes.slice(0, at),
      ...scenes.map((scene) => (ids.has(scene.id) ? {...scene, id: `${scene.id}-report`} : scene)),
      ...script.scenes.slice(at),
    ],
    sources,
    description: descriptionFor(script.platform, {
      title: '',
      summary: body,
      credits: creditLines(sources),
      paidBy: undefined,
      hashtags: script.hashtags,
    }),
    findings: [...script.findings, ...findings],
    writer: {
      ...script.writer,
      grounding: 'sources',
      ...(made.degraded === undefined ? {} : {degraded: made.degraded}),
      ...(made.usage === undefined ? {} : {usage: addedUsage(script.writer.usage, made.usage)}),
    },
  };
  return scriptSchema.parse(shortened(woven, script.durationInSeconds));
}
