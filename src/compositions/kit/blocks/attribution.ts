import {sentence, type SentenceOptions} from './sentence.ts';
import type {Block} from './block.ts';
import type {StageContext} from '../scene-stage.tsx';

/** Where a line stands and what it says, and whatever else a template wants otherwise. */
export type AttributionOptions = Pick<SentenceOptions, 'box' | 'text'> & Partial<SentenceOptions>;

/** Whose words a quotation is: a name in the face of labels. */
export function speakerLine(stage: StageContext, options: AttributionOptions): Block | null {
  return sentence(stage, {
    height: 130 * stage.scope.unit,
    maxPx: 48,
    maxLines: 2,
    label: true,
    gap: 28,
    enterAt: 12,
    color: stage.inks.ink,
    ...options,
  });
}

/** What the speaker of a quotation is. */
export function roleLine(stage: StageContext, options: AttributionOptions): Block | null {
  return sentence(stage, {
    height: 120 * stage.scope.unit,
    maxPx: 44,
    minPx: 40,
    maxLines: 2,
    gap: 6,
    enterAt: 14,
    ...options,
  });
}
