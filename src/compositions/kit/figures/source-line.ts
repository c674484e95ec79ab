import {sentence, type SentenceOptions} from '../blocks/sentence.ts';
import type {Block} from '../blocks/block.ts';
import type {StageContext} from '../scene-stage.tsx';

/** Where a figure comes from, in the smallest type there is: the last thing that is read. */
export function sourceLine(
  stage: StageContext,
  options: Pick<SentenceOptions, 'box' | 'text' | 'gap' | 'enterAt'>,
): Block | null {
  return sentence(stage, {
    height: (stage.paged ? 64 : 110) * stage.scope.unit,
    maxPx: 42,
    minPx: 40,
    maxLines: 2,
    label: true,
    gap: 28,
    enterAt: 22,
    ...options,
  });
}
