import {splitSentences} from '../sentences.ts';
import {sharedRuns, wordsOf} from '../script-rules/wording.ts';
import type {SourceText} from '../../schema/index.ts';

/** How much of a first line may be its source's. */
export interface HookLimits {
  /** Words in a row. */
  readonly maxRun: number;
  /** Share (0-1) of its words that may stand in runs of three or more. */
  readonly maxShare: number;
}

/** No more than six words in a row, or half of the line. */
export const hookLimits: HookLimits = {maxRun: 6, maxShare: 0.5};

/** What a first line takes from one sentence: the longest run, and how many words stand in runs at all. */
interface CopiedHook {
  readonly sourceId: string;
  readonly run: readonly string[];
  readonly words: number;
}

/** The sentences of texts that are not the user's own; headings and labels, which no mark ends, are none. */
export function foreignSentences(sources: readonly SourceText[]): {sourceId: string; text: string}[] {
  return sources
    .filter((source) => source.own !== true)
    .flatMap((source) =>
      source.blocks
        .filter((block) => block.kind !== 'heading')
        .flatMap((block) => splitSentences(block.text))
        .filter(({text}) => /[.!?…]["”’')\]]*$/.test(text))
        .map(({text}) => ({sourceId: source.id, text})),
    );
}

/** What a first line copies from a sentence beyond the limits; null where it is in words of its own. */
export function copiedHook(
  hook: string,
  sentences: readonly {readonly sourceId: string; readonly text: string}[],
  {maxRun, maxShare}: HookLimits = hookLimits,
): CopiedHook | null {
  const most = wordsOf(hook).length * maxShare;
  for (const {sourceId, text} of sentences) {
    const {longest, words} = sharedRuns(hook, text);
    if (longest.length > maxRun || words > most) return {sourceId, run: longest, words};
  }
  return null;
}
