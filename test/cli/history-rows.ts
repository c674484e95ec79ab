import {accountWorld} from '../analysis/simulated-accounts.ts';

const openings: Readonly<Record<string, string>> = {
  number: '92% of cooks get',
  'number-clause': 'Cooks waste 40% of their',
  'from-to': 'From $0 to $900 with',
  contrast: 'iPhone vs Pixel for',
};

/** Videos of simulated accounts as a tool would export them. */
export function historyRows(accounts: number, videos: number): string {
  return accountWorld({accounts, videos, seed: 21, hooks: 4, spread: 0.4})
    .performances.map((one) =>
      JSON.stringify({
        id: one.videoId,
        platform: one.platform,
        url: `https://www.${one.platform}.com/@${one.account}/video/${one.videoId}`,
        title: `${openings[one.hook!]} rice`,
        caption: 'Follow for more',
        published_at: one.publishedAt,
        scraped_at: one.readAt,
        views: one.views,
        likes: one.likes,
        author: one.account,
        category: one.category,
      }),
    )
    .join('\n');
}

/** An article that can be opened in several of the ways that the rows do. */
export const ferries = [
  '# Ferry line cuts cancelled crossings from 40% to 3%',
  'The Harbour ferry line cancelled 40% of its morning crossings last winter, and passengers missed work and school.',
  'In March the line bought two new boats for 9 million dollars. Each boat carries 240 passengers and needs a crew of four.',
  'Since then the line has cancelled 3% of its crossings. Passengers now wait 6 minutes instead of 50 minutes.',
  'The line expects 1.2 million passengers this year, twice as many as in the year before. Two more boats will be built next spring.',
].join('\n\n');
