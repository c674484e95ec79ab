import type {Block} from './block.ts';
import {layoutLabel} from './label-layout.ts';
import {textBlock, type TextBlockOptions} from './text-block.tsx';
import type {StageContext} from '../scene-stage.tsx';

/** A short label over a headline, in the accent colour unless told otherwise. */
export function kicker(stage: StageContext, options: TextBlockOptions): Block | null {
  const {text, box} = options;
  if (text === undefined) return null;
  const layout = layoutLabel(stage, {text, width: box.width, px: 46, capsTracking: 0.08});
  return textBlock(layout, stage, {color: stage.inks.accent, ...options});
}
