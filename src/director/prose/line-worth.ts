import {isBeside} from './awaited-lines.ts';
import type {Opening} from './hook-opening.ts';
import type {ProseOptions} from './prose-options.ts';
import type {Selectable} from './selection.ts';
import type {Variant} from './variants.ts';
import type {Candidate} from '../source/candidates.ts';
import {wordCount} from '../source/grammar.ts';
import type {TextKind} from '../source/kind.ts';
import {termsOf} from '../source/salience.ts';
import {secondsOf} from '../../quality/speech-time.ts';

/** The candidates, each as the chosen variant words it, with what each is worth behind a hook. */
export function selectableLines(
  pool: readonly Candidate[],
  variants: readonly Pick<Variant, 'text'>[],
  opening: Opening,
  options: ProseOptions,
): Selectable[] {
  const {hook, budget, central} = opening;
  const {tagger, rate} = options;
  const payoff = pool.findIndex((candidate) => candidate.sentence.index === hook.payoff);
  const payoffSeconds = payoff < 0 ? 0 : secondsOf(hook.next?.text ?? variants[payoff]!.text, rate);
  return pool.map((candidate, index) => {
    const isPayoff = index === payoff;
    const next = isPayoff ? hook.next : null;
    const text = next?.text ?? variants[index]!.text;
    const tokens = tagger.tag(text);
    const terms = termsOf(tokens);
    const seconds = secondsOf(text, rate);
    const words = wordCount(text);
    const echoes = echoesHook(terms, opening);
    return {
      score: scoreOf(candidate, words, echoes, opening, options),
      seconds,
      // News without its news is none.
      forced:
        isPayoff ||
        (candidate === central && !echoes && seconds <= budget * 0.62 && payoffSeconds + seconds <= budget),
      needs: next ? [] : (opening.needs[index] ?? []),
      // The same thing at another figure is news: figures tell lines apart, twice as much as words.
      terms: new Set([
        ...terms,
        ...tokens.filter((token) => token.pos === 'NUM').flatMap((token) => [token.lower, `#${token.lower}`]),
      ]),
      order: next ? -1 : candidate.sentence.index,
      words,
      quote: / (?:said|told [^“]{2,40}): “/.test(text),
    };
  });
}

/** What the hook has just said is not said again, unless a line says much more. */
function echoesHook(said: readonly string[], {hook, terms}: Opening): boolean {
  if (hook.payoff !== null || hook.type === 'topic' || terms.size < 4) return false;
  const again = [...terms].filter((term) => said.includes(term)).length / terms.size;
  return again >= 0.6 && new Set(said).size - again * terms.size <= 6;
}

function scoreOf(
  candidate: Candidate,
  words: number,
  echoes: boolean,
  {lineCost, promised}: Opening,
  {material}: ProseOptions,
): number {
  return (
    candidate.score -
    (echoes ? 1.2 : 0) -
    lineCost +
    leadBonus(candidate, material.kind) +
    (candidate === promised ? 0.8 : promised && isBeside(candidate, promised) ? 0.4 : 0) -
    Math.max(0, words - 24) * 0.04 -
    (words < 6 ? 0.2 : 0)
  );
}

function leadBonus({sentence}: Candidate, kind: TextKind): number {
  if (sentence.source !== 0 || sentence.rank !== 0 || sentence.inBlock !== 0) return 0;
  return kind === 'news' || kind === 'announcement' ? 0.55 : kind === 'encyclopaedia' ? 0.8 : 0.1;
}
