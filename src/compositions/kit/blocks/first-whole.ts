import type {StageContext} from '../scene-stage.tsx';
import type {TextLayout} from '../text/text-layout.ts';

/** How much a headline cut short weighs against a supporting text that is left out, and each turn of a page. */
const weights = {cut: 3, leftOut: 1, turned: 0.1} as const;

/** Notes that a text did not get the room it needs. */
export function noteTorn({ledger}: StageContext, how: 'cut' | 'leftOut'): void {
  if (ledger) ledger.torn += weights[how];
}

/** Notes what a layout had to do to its text: cut it short, or part it into pages. */
export function noteLayout({ledger}: StageContext, {fits, pages}: Pick<TextLayout, 'fits' | 'pages'>): void {
  if (!ledger) return;
  if (!fits) ledger.torn += weights.cut;
  if (pages) ledger.torn += weights.turned * (pages.length - 1);
}

/** A length at 1080 wide as a gap in px; half of it where texts give way to each other. */
export function gapOf({scope, squeeze = 0}: StageContext, length: number): number {
  return length * scope.unit * (squeeze > 0 ? 0.5 : 1);
}

/** The same stage on which texts give way to each other. */
export function squeezed(stage: StageContext, squeeze: 1 | 2 = 1): StageContext {
  return {...stage, squeeze};
}

/**
 * Composes a scene in the first of several ways that shows every text whole. Where none does, what has no room for all
 * of its words shows them page after page, in the way that turns fewest. Each way should give up a little more of what
 * is no text: room of the picture, gaps, ornament.
 * @param ways get a stage to compose with: only what is set with that one is looked at
 */
export function firstWhole<Result>(
  stage: StageContext,
  ways: readonly [(stage: StageContext) => Result, ...((stage: StageContext) => Result)[]],
): Result {
  const [first, ...others] = ways;
  const attempt = (way: (stage: StageContext) => Result, paged: boolean) => {
    const ledger = {torn: 0};
    return {result: way({...stage, ...(paged ? {paged} : {}), ledger}), torn: ledger.torn};
  };
  let best = attempt(first, stage.paged ?? false);
  for (const paged of stage.paged ? [true] : [false, true]) {
    for (const way of paged ? ways : others) {
      if (best.torn === 0) break;
      const next = attempt(way, paged);
      if (next.torn < best.torn) best = next;
    }
  }
  if (stage.ledger) stage.ledger.torn += best.torn;
  return best.result;
}
