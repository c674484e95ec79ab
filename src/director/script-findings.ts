import type {Draft} from './line.ts';
import type {Reading} from './reading.ts';
import type {ScriptInput} from '../schema/index.ts';

/** What a person should know before posting: length, age, wording. `estimate` in seconds, `share` from 0 to 1. */
export function findingsOf(
  reading: Reading,
  draft: Draft,
  estimate: number,
  share: number,
  now: Date,
): NonNullable<ScriptInput['findings']> {
  const {brief} = reading;
  const thirdParty = (brief.sources ?? []).some((source) => source.own !== true);
  return [
    ...oldNews(reading, now),
    ...(draft.more && estimate < reading.seconds * 0.9
      ? [
          {
            rule: 'script-length',
            severity: 'info' as const,
            message: `The script takes about ${Math.round(estimate)} s of ${reading.seconds} s: the next step would not fit whole.`,
          },
        ]
      : []),
    ...(estimate > reading.seconds * 1.1
      ? [
          {
            rule: 'script-length',
            severity: 'warning' as const,
            message: `The script takes about ${Math.round(estimate)} s where ${reading.seconds} s were asked for: ${brief.points?.length ? 'it holds every point of the brief' : 'its steps cannot be told shorter without leaving something out'}.`,
          },
        ]
      : []),
    ...(thirdParty && share > 0.35
      ? [
          {
            rule: 'verbatim',
            severity: 'warning' as const,
            message: `${Math.round(share * 100)} % of the spoken words stand in runs of 12 or more words of the source. Credit it, and put it in your own words where it is not yours.`,
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
