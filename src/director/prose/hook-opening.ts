import {centralOf, promiseOf} from './awaited-lines.ts';
import {neededBefore} from './needed-before.ts';
import type {ProseOptions} from './prose-options.ts';
import {isSpeakable} from './variants.ts';
import type {Hook} from '../hooks/hook.ts';
import type {Candidate} from '../source/candidates.ts';
import {standingOf} from '../source/discourse-gate.ts';
import {unfaithful} from '../source/faithfulness.ts';
import {termsOf} from '../source/salience.ts';
import {pauses, secondsOf} from '../../quality/speech-time.ts';

/** A hook, and what follows from it for the lines behind it. */
export interface Opening {
  readonly hook: Hook;
  readonly terms: ReadonlySet<string>;
  /** Seconds left for the lines. */
  readonly budget: number;
  /** The score a line must bring: short lines that say little would else win by number. */
  readonly lineCost: number;
  /** For each candidate, masks of those of which one must stand before it. */
  readonly needs: readonly (readonly number[])[];
  /** The line that says what the headline says, where that matters. */
  readonly central: Candidate | null;
  /** The line that keeps what the hook promises, where the hook names none. */
  readonly promised: Candidate | null;
}

/** What a hook asks of the lines behind it; null when its own next line cannot be said. */
export function openingOf(hook: Hook, pool: readonly Candidate[], options: ProseOptions): Opening | null {
  const {material, tagger, rate, topic} = options;
  if (hook.next && !isNextSound(hook, options)) return null;
  const hookSeconds = secondsOf(hook.text, rate) + pauses.afterHook;
  const ranked = pool.map((candidate) => candidate.score).sort((a, b) => a - b);
  const leadMatters = material.kind === 'news' || material.kind === 'announcement' || material.sensitive;
  return {
    hook,
    terms: new Set(termsOf(tagger.tag(hook.text))),
    budget: options.seconds - (options.spentSeconds + hookSeconds + pauses.atEnds),
    lineCost: 0.6 * (ranked[Math.floor(ranked.length / 2)] ?? 0),
    needs: neededBefore(pool, topic, hook),
    central: leadMatters ? centralOf(pool, options) : null,
    promised: hook.payoff === null ? promiseOf(hook, pool, options) : null,
  };
}

/** Whether the line that a hook brings for behind itself can be spoken, stands there by itself and says what its source says. */
function isNextSound({next, payoff}: Hook, {material, tagger}: ProseOptions): boolean {
  if (!next || !isSpeakable(next.text)) return false;
  if (payoff === null) return true;
  const sentence = material.sentences[payoff]!;
  const said = next.text.replace(/^But /, '');
  const standing = standingOf(said, tagger.tag(said), sentence, material);
  // Right behind the hook, `that advice` is clear; a bare `this` is not.
  const leans =
    /^(?:this|that|these|those)\b/i.test(next.text) ||
    /^But (?:this|that|these|those) (?:is|was|are|were|has|had|will)\b/i.test(next.text);
  return standing.refused === null && !leans && !unfaithful(next.text, sentence.text);
}
