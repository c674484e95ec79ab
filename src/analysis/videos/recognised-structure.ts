import type {HookType, StructureType} from '../../schema/index.ts';

interface Read {
  /** All there is: title, description, words. */
  readonly text: string;
  readonly first: string;
  readonly hooks: readonly HookType[];
}

const firstOf = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[0].trim() ?? null;
const timesOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([match]) => match.trim());
const many = (matches: readonly string[], least: number): string | null =>
  new Set(matches.map((match) => match.toLowerCase())).size >= least ? matches.slice(0, 4).join(' · ') : null;

/** Each structure and what it shows itself by; the first that does is taken. */
const signs: readonly (readonly [StructureType, (read: Read) => string | null])[] = [
  [
    'before-after',
    ({text, hooks}) =>
      hooks.includes('before-after')
        ? firstOf(text, /before|after|transformation|glow.?up|antes|avant|vorher/iu)
        : null,
  ],
  [
    'how-to',
    ({text}) =>
      many(
        timesOf(
          text,
          /\bstep (?:\d+|one|two|three|four|five)\b|^\s*\d{1,2}[.)] (?:add|mix|cut|take|put|open|click|pour|heat|place|turn)\b/gimu,
        ),
        2,
      ),
  ],
  [
    'list',
    ({text}) =>
      many(
        timesOf(
          text,
          /\bnumber (?:\d+|one|two|three|four|five|six|seven)\b|(?:^|\n|\s)#?\d{1,2}[.):]\s(?=\S)|\b(?:first|second|third|fourth|finally|lastly),/gimu,
        ),
        3,
      ),
  ],
  [
    'list',
    ({first, hooks}) => (hooks.includes('list-count') || hooks.includes('ranked-tease') ? first : null),
  ],
  ['how-to', ({first, hooks}) => (hooks.includes('how-to') ? first : null)],
  ['versus', ({text}) => firstOf(text, /\S+ (?:vs\.?|versus) \S+|\bwhich (?:one )?is better\b/iu)],
  [
    'myth-fact',
    ({text, hooks}) =>
      hooks.includes('myth') ? firstOf(text, /\S*(?:myth|debunk|lie|wrong|true|mito)\S*/iu) : null,
  ],
  ['inverted-update', ({first}) => firstOf(first, /^\W*(?:update|part \d+|an update)\b.*/iu)],
  [
    'news-brief',
    ({text}) =>
      firstOf(
        text,
        /\b(?:breaking|just in|developing|officials? (?:said|say)|according to (?:police|officials|reports?)|news)\b[^.!?]{0,60}/iu,
      ),
  ],
  [
    'release',
    ({text}) =>
      firstOf(
        text,
        /\b(?:(?:just|officially) (?:launched|released|dropped|announced)|out now|new (?:update|feature|album|version|trailer|release)|unveil(?:s|ed)|v\d+\.\d)\b[^.!?]{0,60}/iu,
      ),
  ],
  [
    'problem-solution',
    ({text}) =>
      firstOf(
        text,
        /\b(?:fix|solve|get rid of|struggling with|tired of|the problem (?:is|with)|stop \p{L}+ing|cure|solution)\b[^.!?]{0,60}/iu,
      ),
  ],
  ['timeline', ({text}) => many(timesOf(text, /\b(?:1[5-9]|20)\d\d\b/gu), 3)],
  ['quote-led', ({first, hooks}) => (hooks[0] === 'quote' ? first : null)],
  [
    'number-led',
    ({first, hooks}) => (['number', 'number-clause', 'from-to'].includes(hooks[0] ?? '') ? first : null),
  ],
  [
    'question-answer',
    ({first, hooks}) => (hooks.includes('question') || hooks.includes('modal-question') ? first : null),
  ],
  [
    'explainer',
    ({text, hooks}) =>
      hooks.includes('definition') || hooks.includes('because-gap')
        ? firstOf(text, /\b(?:why|because|explained|what (?:is|are)|reason|how)\b[^.!?]{0,60}/iu)
        : null,
  ],
  [
    'story-arc',
    ({text, hooks}) =>
      hooks.includes('confession') || hooks.includes('scene')
        ? firstOf(text, /\b(?:i|we|he|she|they|my|storytime|one day)\b[^.!?]{0,60}/iu)
        : null,
  ],
];

/** How a video is built, told by its words; null where they do not tell. */
export function recogniseStructure(
  read: Read,
): {readonly type: StructureType; readonly evidence: string} | null {
  for (const [type, sign] of signs) {
    const evidence = sign(read);
    if (evidence !== null && evidence !== '')
      return {type, evidence: evidence.replaceAll(/\s+/g, ' ').slice(0, 200)};
  }
  return null;
}
