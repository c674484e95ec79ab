import {z} from 'zod';
import type {MediaRequest, MediaSource} from '../ports/index.ts';
import {checkedBaseUrl, checkedKey, stockService} from './stock/service.ts';
import {
  oddAnswer,
  queryOf,
  stockSource,
  type StockClip,
  type StockFile,
  type StockOptions,
} from './stock/stock-source.ts';

export type PixabayOptions = StockOptions;

const fileSchema = z.object({
  url: z.url(),
  width: z.int().positive(),
  height: z.int().positive(),
  size: z.number().nullish(),
});
const hitSchema = z.object({
  id: z.union([z.int(), z.string()]),
  pageURL: z.string(),
  tags: z.string().nullish(),
  duration: z.number().positive(),
  videos: z.record(z.string(), z.unknown()),
  user: z.string().nullish(),
  isAiGenerated: z.boolean().nullish().catch(null),
});
const answerSchema = z.object({hits: z.array(z.unknown())});

/** Languages Pixabay searches in, and names its tags in. */
const languages: ReadonlySet<string> = new Set(
  'cs da de en es fr id it hu nl no pl pt ro sk fi sv tr vi th bg ru el ja ko zh'.split(' '),
);

function languageOf(tag: string): string | undefined {
  const primary = (tag.split('-')[0] ?? '').toLowerCase();
  const known = primary === 'nb' || primary === 'nn' ? 'no' : primary;
  return languages.has(known) ? known : undefined;
}

function clipOf(value: unknown): StockClip | null {
  const {data: hit} = hitSchema.safeParse(value);
  if (!hit) return null;
  const files: StockFile[] = Object.values(hit.videos).flatMap((each) => {
    // The largest is listed with an empty address where it is not offered.
    const {data: file} = fileSchema.safeParse(each);
    if (!file) return [];
    const {url, width, height, size} = file;
    return [{url, width, height, bytes: size ?? undefined}];
  });
  const author = hit.user?.trim() === '' ? undefined : hit.user?.trim().slice(0, 200);
  return {
    id: String(hit.id),
    durationInSeconds: hit.duration,
    words: hit.tags ?? '',
    files,
    rights: {
      licence: 'Pixabay Content License',
      ...(author === undefined ? {} : {author}),
      source: hit.pageURL.slice(0, 500),
      attribution: `Video${author === undefined ? '' : ` by ${author}`} on Pixabay: ${hit.pageURL}`.slice(
        0,
        500,
      ),
      aiGenerated: hit.isAiGenerated ?? false,
    },
  };
}

/**
 * Clips of Pixabay: needs a key (free) and allows 100 searches a minute. Answers are kept for a day, as Pixabay demands;
 * files are downloaded, never linked to; page and author travel in the rights of each clip to the post. It cannot be
 * asked for a shape, so clips of any are weighed.
 * @throws InvalidInputError for a key or address that cannot be one
 */
export function pixabay(options: PixabayOptions): MediaSource {
  const name = 'pixabay';
  const apiKey = checkedKey(name, options.apiKey);
  const baseUrl = checkedBaseUrl(name, options.baseUrl ?? 'https://pixabay.com');
  const service = stockService({name, apiKey, fetch: options.fetch, now: options.now});
  return stockSource({
    name,
    options,
    addressOf({query, language = 'en'}: MediaRequest) {
      const address = new URL(`${baseUrl}/api/videos/`);
      const lang = languageOf(language);
      address.search = new URLSearchParams({
        q: queryOf(query, 100),
        safesearch: 'true',
        per_page: '100',
        ...(lang === undefined ? {} : {lang}),
      }).toString();
      return address;
    },
    ask(address, signal) {
      const keyed = new URL(address);
      keyed.searchParams.set('key', apiKey);
      return service.ask(keyed, {}, signal);
    },
    clipsOf(answer) {
      const {data} = answerSchema.safeParse(answer);
      if (!data) throw oddAnswer(name);
      return data.hits.flatMap((hit) => clipOf(hit) ?? []);
    },
  });
}
