import type {Draft} from '../prose/line.ts';
import type {Reading} from '../source/reading.ts';
import type {ScriptInput} from '../../schema/index.ts';

/**
 * What a person should know before posting that the script itself does not show; the lint finds the rest.
 * @param estimate seconds the script takes
 */
export function findingsOf(
  reading: Reading,
  draft: Draft,
  estimate: number,
  now: Date,
): NonNullable<ScriptInput['findings']> {
  return [
    ...oldNews(reading, now),
    ...(draft.more && estimate < reading.seconds * 0.9
      ? [
          {
            rule: 'unfinished-steps',
            severity: 'info' as const,
            message: `The script takes about ${Math.round(estimate)} s of ${reading.seconds} s: the next step would not fit whole.`,
          },
        ]
      : []),
  ];
}

/** News that is told late should say so itself; the writer adds no dates. */
function oldNews({material, brief}: Reading, now: Date) {
  const published = brief.sources?.[0]?.publishedAt;
  if (published === undefined || (material.kind !== 'news' && material.kind !== 'announcement')) return [];
  const days = (now.getTime() - Date.parse(published)) / 86_400_000;
  if (days < 60) return [];
  return [
    {
      rule: 'old-news',
      severity: 'warning' as const,
      message: `The source was published ${Math.round(days)} days ago and the script tells it as news.`,
    },
  ];
}
