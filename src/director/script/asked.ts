import type {Brief} from '../../schema/index.ts';

type Goal = NonNullable<Brief['goal']>;

const patterns: readonly (readonly [Goal, RegExp])[] = [
  ['follow', /\b(?:follow|subscribe|stay|join)\b/i],
  ['comment', /\?|\b(?:comments?|tell (?:me|us))\b/i],
  ['save', /\b(?:save|keep|playlist|bookmark)\b/i],
  ['visit', /\b(?:link|visit|bio|website|site)\b/i],
  ['source', /\b(?:source|full story|article)\b/i],
];

/** What an English last line asks for; undefined where it asks nothing that we know. */
export function askedFor(spoken: string): Goal | undefined {
  if (/\b(?:source|full story)\b/i.test(spoken)) return 'source';
  return patterns.find(([, pattern]) => pattern.test(spoken))?.[0];
}

/** The word a template shows on its button. */
export function labelOf(spoken: string): string {
  const asked = askedFor(spoken);
  if (/\bsubscribe\b/i.test(spoken)) return 'Subscribe';
  return asked === undefined ? 'End' : asked.charAt(0).toUpperCase() + asked.slice(1);
}
