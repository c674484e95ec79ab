import type {TrendingVideo} from '../../schema/index.ts';
import {lineMatrix, type LineMatrix} from '../line-matrix.ts';
import type {Rows} from '../ridge.ts';

/** What a video is, beside its words, as numbers; nothing of who posted it and nothing that came of it. */
const measures: readonly {readonly name: string; readonly of: (video: TrendingVideo) => number}[] = [
  {name: 'length', of: ({durationInSeconds}) => Math.log(1 + Math.min(3600, durationInSeconds ?? 30))},
  {
    name: 'length squared',
    of: ({durationInSeconds}) => (Math.log(1 + Math.min(3600, durationInSeconds ?? 30)) - 3.4) ** 2,
  },
  {name: 'length known', of: ({durationInSeconds}) => (durationInSeconds === undefined ? 0 : 1)},
  {name: 'hashtags', of: ({hashtags}) => Math.log1p(hashtags.length)},
  {name: 'words', of: (video) => Math.log1p(textOf(video).length)},
  {name: 'description', of: ({description}) => Math.log1p(description.length)},
  {name: 'emoji', of: (video) => Math.log1p(textOf(video).match(/\p{Extended_Pictographic}/gu)?.length ?? 0)},
  {name: 'mentions', of: (video) => Math.log1p(textOf(video).match(/@[\w.]{2,}/g)?.length ?? 0)},
  {
    name: 'age',
    of: ({publishedAt, scrapedAt}) =>
      Math.log(Math.max(1 / 24, (Date.parse(scrapedAt) - Date.parse(publishedAt)) / 86_400_000)),
  },
  {
    name: 'hour, sine',
    of: ({publishedAt}) => Math.sin((2 * Math.PI * new Date(publishedAt).getUTCHours()) / 24),
  },
  {
    name: 'hour, cosine',
    of: ({publishedAt}) => Math.cos((2 * Math.PI * new Date(publishedAt).getUTCHours()) / 24),
  },
  {name: 'weekend', of: ({publishedAt}) => ([0, 6].includes(new Date(publishedAt).getUTCDay()) ? 1 : 0)},
];

const longestText = 600;

/** Title and description as one, each thing once. */
export function textOf({title, description, hashtags}: TrendingVideo): string {
  const words =
    description.startsWith(title) || title.startsWith(description.trim())
      ? title.length >= description.length
        ? title
        : description
      : `${title} ${description}`;
  const tags = hashtags.map((tag) => `#${tag.replace(/^#/, '')}`).filter((tag) => !words.includes(tag));
  return `${words.slice(0, longestText)} ${tags.slice(0, 20).join(' ')}`.trim();
}

/** One word that stands for a property: no text has it. */
const token = (name: string, value: string) => ` ${name}${value.replaceAll(/[^\p{L}\p{N}]/gu, '')}`;

/** Videos as rows for a ridge: features of lines, words, their neighbours and letters, category, language, measures. */
export function contentRows(videos: readonly TrendingVideo[]): LineMatrix {
  const matrix = lineMatrix(
    videos.map(
      (video) =>
        textOf(video) +
        (video.category === undefined ? '' : token('zzcategory', video.category)) +
        (video.language === undefined ? '' : token('zzlanguage', video.language)) +
        token('zzplatform', video.platform),
    ),
  );
  const {rows} = matrix;
  const width = rows.denseWidth;
  const dense = new Float64Array(rows.count * (width + measures.length));
  for (const [row, video] of videos.entries()) {
    const at = row * (width + measures.length);
    dense.set(rows.dense.subarray(row * width, (row + 1) * width), at);
    for (const [index, {of}] of measures.entries()) {
      const value = of(video);
      dense[at + width + index] = Number.isFinite(value) ? value : 0;
    }
  }
  const extended: Rows = {...rows, dense, denseWidth: width + measures.length};
  return {...matrix, rows: extended};
}
