import {askedFor, labelOf} from './script/asked.ts';
import {type CallToAction, createCta} from './script/calls-to-action.ts';
import {endingOf} from './script/ending.ts';
import {creditable} from './source/reading.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {type MadeWith, withModel, type WriterOptions} from './writing.ts';
import {assignmentOf} from './model/assignment.ts';
import {endingsWithModel} from './model/ask-endings.ts';
import {statesNothing} from './model/claims.ts';
import {isSensitive} from './source/sensitive.ts';
import {InvalidInputError, parseInput} from '../errors.ts';
import {findSmuggled} from '../generating.ts';
import {type Brief, type BriefInput, briefSchema} from '../schema/index.ts';

/** A last line with what speaks for it. */
export interface RankedCta extends CallToAction {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Finds last lines and says which is best. No test of such lines is known to us: it goes by rules of the trade. */
export interface CtaOptimizer {
  /**
   * Last lines for a brief, best first: one ask each, nothing that platforms demote.
   * @param options.candidates lines of your own, ranked among the others
   * @throws InvalidInputError; the signal's reason
   */
  optimizeCta(
    brief: BriefInput,
    options?: {readonly candidates?: readonly string[]; readonly signal?: AbortSignal},
  ): Promise<MadeWith<readonly RankedCta[]>>;
}

const demoted =
  /\b(?:tag (?:a|your|\d+)|like (?:if|this if|and)|share to win|share (?:this )?if|comment (?:the word|["“]|yes|below if)|vote|wait for it|smash|giveaway|win a|free)\b/i;
/** More than one thing is asked. */
const severalAsks =
  /\b(?:like|follow|subscribe|comment|share|save)\b[^.?!]*\b(?:and|,)\s*\b(?:like|follow|subscribe|comment|share|save)\b/i;
const wrongPlatform = {
  tiktok: /\bsubscribe\b/i,
  instagram: /\bsubscribe\b/i,
  youtube: /\b(?:link in bio|in the bio)\b/i,
} as const;

function ranked(cta: CallToAction, {platform, goal}: Brief, sensitive: boolean): RankedCta | null {
  const {spoken} = cta;
  const words = spoken.split(/\s+/).length;
  if (demoted.test(spoken) || severalAsks.test(spoken) || words > 14) return null;
  const asked = askedFor(spoken);
  if (sensitive && asked !== 'source' && asked !== undefined) return null;
  const parts: readonly (readonly [number, string])[] = [
    [
      goal === undefined ? 0 : asked === goal ? 1 : -1,
      asked === goal ? `asks to ${goal}, as wanted` : `does not ask to ${goal ?? ''}`,
    ],
    [-0.15 * Math.max(0, words - 8), 'longer than 8 words'],
    [words <= 6 ? 0.2 : 0, 'short'],
    [
      asked === 'comment' && /\b(?:which|what would you|would you)\b/i.test(spoken) ? 0.15 : 0,
      'a question that can be answered',
    ],
    [wrongPlatform[platform].test(spoken) ? -0.6 : 0, `not how ${platform} calls it`],
  ];
  return {
    ...cta,
    score: Math.round(parts.reduce((sum, [value]) => sum + value, 0) * 100) / 100,
    reasons: parts
      .filter(([value]) => value !== 0)
      .map(([value, what]) => `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)} ${what}`),
  };
}

const candidateOf = (spoken: string, onScreenText = ''): CallToAction => {
  const shown = onScreenText.trim() || spoken.replace(/[.!?]+$/, '');
  return {spoken, onScreenText: shown.slice(0, 60), label: labelOf(spoken), emphasis: []};
};

/** The ending of the brief's own style first, then one for each thing that can be asked. */
function embeddedCtas(brief: Brief, sensitive: boolean, options: WriterOptions): CallToAction[] {
  const common = {
    platform: brief.platform,
    label: '',
    list: false,
    sensitive,
    source: creditable(brief.sources ?? []),
  };
  const sheet = styleSheetOf(brief.style ?? 'explainer', options.styles ?? []);
  return [
    endingOf({...common, goal: brief.goal, sheet}),
    ...(['follow', 'save', 'comment', 'visit', 'source'] as const).map((goal) =>
      createCta({...common, goal}),
    ),
  ];
}

export function createCtaOptimizer(options: WriterOptions = {}): CtaOptimizer {
  return {
    async optimizeCta(brief, {candidates = [], signal} = {}) {
      const parsed = parseInput(briefSchema, brief, 'the brief');
      const long = candidates.findIndex((text) => text.trim() === '' || text.length > 300);
      if (long >= 0)
        throw new InvalidInputError('the options of optimizeCta', [
          {path: `candidates[${long}]`, message: 'must have 1 to 300 characters'},
        ]);
      const texts = (parsed.sources ?? []).flatMap(({blocks}) => blocks.map(({text}) => text));
      const sensitive = isSensitive(parsed.topic ?? parsed.sources?.[0]?.title ?? '', texts);
      const rank = (all: readonly CallToAction[]) => {
        const unique = [...new Map(all.map((cta) => [cta.spoken.toLowerCase(), cta])).values()];
        return unique
          .flatMap((cta) => ranked(cta, parsed, sensitive) ?? [])
          .toSorted((a, b) => b.score - a.score);
      };
      const own = candidates.map((text) => candidateOf(text.trim()));
      const embedded = embeddedCtas(parsed, sensitive, options);
      return withModel<readonly RankedCta[]>(
        options,
        signal,
        async (asking) => {
          const assignment = await assignmentOf(parsed, options, signal);
          const proposed = await endingsWithModel(asking, assignment);
          const sound = proposed.filter(
            (ending) =>
              findSmuggled(ending, {mark: 'material-none'}).length === 0 &&
              statesNothing(ending.spoken, {allowed: parsed.topic ?? '', language: assignment.language}),
          );
          return rank([
            ...own,
            ...sound.map(({spoken, onScreen}) => candidateOf(spoken, onScreen)),
            ...(assignment.tagger ? embedded : []),
          ]);
        },
        async () => rank([...own, ...embedded]),
      );
    },
  };
}
