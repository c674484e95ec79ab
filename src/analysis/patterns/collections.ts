/** Where what is counted is kept. */
export const collections = {
  performances: 'performances',
  accounts: 'pattern-accounts',
  evidence: 'pattern-categories',
  counts: 'pattern-platforms',
  examples: 'pattern-examples',
  totals: 'pattern-totals',
  predictions: 'predictions',
} as const;
export const totalsId = 'all';

/** A category of a platform, by its plain name; empty where there is none. */
export const evidenceId = (platform: string, category: string): string => `${platform}/${category}`;
