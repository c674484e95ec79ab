import type {LinePrediction, PredictedLine} from '../../ports/index.ts';
import type {HookType} from '../../schema/index.ts';

/** What is known of a kind of first line. */
export interface HookFacts {
  /** What it is, told to a model as it stands. */
  readonly shape: string;
  /** May open a story of death, violence or grave illness. */
  readonly grave: boolean;
  /**
   * Share of decided comparisons that lines with this feature won; 0.5 where nothing was measured. Headlines of the
   * Upworthy Research Archive (Matias et al., Scientific Data 8, 195, 2021), not videos.
   */
  readonly wins: number;
}

const hook = (shape: string, wins = 0.5, grave = false): HookFacts => ({shape, wins, grave});

/** Every named kind of first line. */
export const hookFacts: Readonly<Record<HookType, HookFacts>> = {
  number: hook('a striking quantity with its unit, tied to the topic', 0.531),
  'number-clause': hook('one short clause that holds the figure', 0.531, true),
  'from-to': hook('a change between two figures of the same kind', 0.53),
  contrast: hook('what was expected, then what is', 0.52),
  'because-gap': hook('an effect told now, its cause kept for the body', 0.54),
  'modal-question': hook('an open question that the material itself leaves open', 0.437),
  question: hook('a question that the body answers', 0.437),
  'how-to': hook('the task, in the viewer’s words', 0.467),
  'list-count': hook('how many things come, and of what', 0.531),
  superlative: hook('the first, the only, the largest, with its scope', 0.5, true),
  quote: hook('a short quotation, exact, with its speaker', 0.566),
  meet: hook('a person and what they do', 0.558),
  myth: hook('a belief that the material itself calls wrong', 0.51),
  stake: hook('what could go wrong, as the material says it', 0.52),
  warning: hook('what not to do', 0.462),
  time: hook('when it happened', 0.538, true),
  deadline: hook('what comes, and when', 0.468, true),
  definition: hook('what something is', 0.437, true),
  demonstrative: hook('this one thing, which the first picture shows', 0.528),
  'before-after': hook('two states of one thing'),
  confession: hook('first person, only where the speaker is the author', 0.533),
  scene: hook('the story’s own first moment, in simple past'),
  'ranked-tease': hook('a count, and one true word on the last item'),
  topic: hook('the topic, plainly', 0.45, true),
};

/**
 * Judges a first line by its kind alone, where no trained predictor is at hand. A share of wins p is read as a lift of
 * 2·(p − ½)·σ with σ = 0.2, the usual spread of rates between two headlines of one test.
 */
export function evidenceOf(type: HookType, {text}: PredictedLine): LinePrediction {
  const {wins} = hookFacts[type];
  const words = text.split(/\s+/).length;
  const lift = 2 * (wins - 0.5) * 0.2 - Math.max(0, words - 14) * 0.01 - (words < 4 ? 0.03 : 0);
  return {
    probability: Math.min(0.97, Math.max(0.03, wins)),
    low: 0.35,
    high: 0.65,
    expectedLift: lift,
    reasons: [{what: `opens with ${hookFacts[type].shape}`, effect: lift, of: 'first'}],
    evidence: {
      enough: true,
      reason:
        'judged by the kind of first line only, after randomised tests of headlines; give a predictor for more',
      familiarity: 0,
      ownResults: 0,
    },
  };
}
