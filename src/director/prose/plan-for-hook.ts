import {chooseVariant} from './choose-variant.ts';
import {type Opening, openingOf} from './hook-opening.ts';
import {selectableLines} from './line-worth.ts';
import type {ProseOptions} from './prose-options.ts';
import {selectLines} from './selection.ts';
import type {Hook} from '../hooks/hook.ts';
import type {Candidate} from '../source/candidates.ts';
import type {Tagger} from '../source/nlp.ts';
import {termsOf} from '../source/salience.ts';
import {pauses} from '../../quality/speech-time.ts';

/** A candidate as it will be said. */
export interface PickedLine {
  readonly candidate: Candidate;
  readonly text: string;
  readonly operations: readonly string[];
}

/** A hook with the lines behind it. */
export interface Plan {
  readonly hook: Hook;
  readonly picks: readonly PickedLine[];
  /** Whether the lines fill the time. */
  readonly reached: boolean;
  readonly value: number;
}

interface Counts {
  readonly minCount: number;
  readonly maxCount: number;
}

/** The best lines of a pool behind a hook, in the lengths that suit the time; null when its payoff cannot be among them. */
export function planFor(
  hook: Hook,
  pool: readonly Candidate[],
  options: ProseOptions,
  counts: Counts,
): Plan | null {
  const opening = openingOf(hook, pool, options);
  if (!opening) return null;
  const passes =
    opening.budget > 40
      ? (['full', 'even'] as const)
      : opening.budget < 12
        ? (['short', 'even'] as const)
        : (['even', 'full', 'short'] as const);
  let best: Plan | null = null;
  for (const preference of passes) {
    const variants = pool.map((candidate) => chooseVariant(candidate, preference));
    const plan = planOf(pool, variants, opening, options, counts);
    if (!plan) continue;
    if (
      !best ||
      Number(plan.reached) > Number(best.reached) ||
      (plan.reached === best.reached && plan.value > best.value + 0.05)
    )
      best = plan;
    if (plan.reached && preference === passes[0]) break;
  }
  return best;
}

function planOf(
  pool: readonly Candidate[],
  variants: readonly ReturnType<typeof chooseVariant>[],
  opening: Opening,
  options: ProseOptions,
  counts: Counts,
): Plan | null {
  const {hook, budget} = opening;
  const found = selectLines(selectableLines(pool, variants, opening, options), {
    minSeconds: budget - options.seconds * 0.065,
    maxSeconds: budget + options.seconds * 0.045,
    minCount: counts.minCount,
    maxCount: counts.maxCount,
    maxQuotes: options.seconds > 45 ? 2 : 1,
    pause: pauses.betweenLines,
  });
  if (found.chosen.length === 0) return null;
  const picks = found.chosen.map((index): PickedLine => {
    const candidate = pool[index]!;
    const {text, operations} = variants[index]!;
    return hook.next && candidate.sentence.index === hook.payoff
      ? {
          candidate,
          text: hook.next.text,
          operations: [...candidate.sentence.tidied, hook.next.operation],
        }
      : {candidate, text, operations};
  });
  if (hook.payoff !== null && !picks.some(({candidate}) => candidate.sentence.index === hook.payoff))
    return null;
  const echo = echoOf(picks, opening, options.tagger);
  const value = found.value / Math.sqrt(Math.max(1, picks.length)) + 2.2 * hook.score - echo;
  return {hook, picks, reached: found.reached, value};
}

/** Marks off for a first line, or a payoff, that says the hook over again: it tells the viewer nothing. */
function echoOf(picks: readonly PickedLine[], {hook, terms}: Opening, tagger: Tagger): number {
  if (hook.next || hook.payoff === null) return 0;
  const commonWith = ({text}: PickedLine) => {
    const said = new Set(termsOf(tagger.tag(text)));
    return [...said].filter((term) => terms.has(term)).length / Math.max(1, said.size);
  };
  const payoff = picks.find(({candidate}) => candidate.sentence.index === hook.payoff);
  const [first] = picks;
  let echo = payoff && commonWith(payoff) > 0.8 ? 1 : 0;
  if (first) {
    const common = commonWith(first);
    if (common > 0.6) echo += 0.45;
    else if (common > 0.45) echo += 0.2;
  }
  return echo;
}
