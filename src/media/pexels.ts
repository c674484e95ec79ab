import {z} from 'zod';
import type {MediaRequest, MediaSource} from '../ports/index.ts';
import {checkedBaseUrl, checkedKey, stockService} from './stock/service.ts';
import {oddAnswer, queryOf, stockSource, type StockClip, type StockOptions} from './stock/stock-source.ts';

export type PexelsOptions = StockOptions;

const fileSchema = z.object({
  file_type: z.string().nullish(),
  quality: z.string().nullish(),
  width: z.int().positive(),
  height: z.int().positive(),
  link: z.url(),
  size: z.number().nullish(),
});
const clipSchema = z.object({
  id: z.union([z.int(), z.string()]),
  url: z.string(),
  duration: z.number().positive(),
  user: z.object({name: z.string().nullish(), url: z.string().nullish()}).nullish(),
  video_files: z.array(z.unknown()),
  tags: z.array(z.string()).nullish().catch(null),
});
const answerSchema = z.object({videos: z.array(z.unknown())});

/** Locales Pexels searches in, by primary subtag; English is its own default. */
const locales: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'pt-BR es-ES ca-ES de-DE it-IT fr-FR sv-SE id-ID pl-PL ja-JP zh-CN ko-KR th-TH nl-NL hu-HU vi-VN cs-CZ da-DK fi-FI ' +
    'uk-UA el-GR ro-RO nb-NO sk-SK tr-TR ru-RU'
  )
    .split(' ')
    .map((locale) => [locale.slice(0, 2), locale]),
);

function localeOf(language: string): string | undefined {
  if (/^zh-(?:Hant|TW|HK)/i.test(language)) return 'zh-TW';
  const primary = (language.split('-')[0] ?? '').toLowerCase();
  return locales[primary === 'no' ? 'nb' : primary];
}

/** `https://www.pexels.com/video/a-cat-kneading-a-blanket-857195/` → `a cat kneading a blanket`. */
function wordsOfPage(url: string): string {
  const slug = /\/video\/([^/?#]+)/.exec(url)?.[1] ?? '';
  return slug
    .replace(/-?\d+$/, '')
    .replaceAll('-', ' ')
    .trim();
}

function clipOf(value: unknown): StockClip | null {
  const {data: clip} = clipSchema.safeParse(value);
  if (!clip) return null;
  const files = clip.video_files.flatMap((each) => {
    // Streams (`hls`) have no size, and other types are not for us.
    const {data: file} = fileSchema.safeParse(each);
    return file && (file.file_type ?? 'video/mp4') === 'video/mp4' && file.quality !== 'hls'
      ? [{url: file.link, width: file.width, height: file.height, bytes: file.size ?? undefined}]
      : [];
  });
  const author = clip.user?.name?.trim() === '' ? undefined : clip.user?.name?.trim().slice(0, 200);
  return {
    id: String(clip.id),
    durationInSeconds: clip.duration,
    words: [wordsOfPage(clip.url), ...(clip.tags ?? [])].join(', '),
    wordsLanguage: 'en',
    files,
    rights: {
      licence: 'Pexels License',
      ...(author === undefined ? {} : {author}),
      source: clip.url.slice(0, 500),
      attribution: `Video${author === undefined ? '' : ` by ${author}`} on Pexels: ${clip.url}`.slice(0, 500),
      aiGenerated: false,
    },
  };
}

/**
 * Clips of Pexels: needs a key (free), allows 200 searches an hour and 20,000 a month, and asks for a link and the
 * author's name, which travel in the rights of each clip to the post. Only portrait clips are searched for a portrait
 * video, and so on. Files are downloaded, never linked to.
 * @throws InvalidInputError for a key or address that cannot be one
 */
export function pexels(options: PexelsOptions): MediaSource {
  const name = 'pexels';
  const apiKey = checkedKey(name, options.apiKey);
  const baseUrl = checkedBaseUrl(name, options.baseUrl ?? 'https://api.pexels.com');
  const service = stockService({name, apiKey, fetch: options.fetch, now: options.now});
  return stockSource({
    name,
    options,
    addressOf({query, width, height, language = 'en'}: MediaRequest) {
      const address = new URL(`${baseUrl}/v1/videos/search`);
      const locale = localeOf(language);
      address.search = new URLSearchParams({
        query: queryOf(query, 100),
        orientation: width === height ? 'square' : width < height ? 'portrait' : 'landscape',
        per_page: '40',
        ...(locale === undefined ? {} : {locale}),
      }).toString();
      return address;
    },
    ask: (address, signal) => service.ask(address, {authorization: apiKey}, signal),
    clipsOf(answer) {
      const {data} = answerSchema.safeParse(answer);
      if (!data) throw oddAnswer(name);
      return data.videos.flatMap((video) => clipOf(video) ?? []);
    },
  });
}
