import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {gapOf, noteLayout} from './first-whole.ts';
import type {StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import type {TextLayout} from '../text/text-layout.ts';

export interface TextBlockOptions {
  readonly box: Box;
  readonly text: string | undefined;
  readonly enterAt?: number | null;
  readonly gap?: number;
  readonly color?: string;
  readonly align?: 'start' | 'center';
  /** Whether a marker may be drawn over its key words while a long scene stands still. */
  readonly marked?: boolean;
}

/** A text that has been laid out, as a block; a text that is cut short is noted. */
export function textBlock(
  layout: TextLayout,
  stage: StageContext,
  {box, gap = 0, color, align, enterAt = null, marked = false}: TextBlockOptions,
): Block {
  noteLayout(stage, layout);
  return {
    height: layout.height,
    gap: gapOf(stage, gap),
    px: layout.px / stage.scope.unit,
    cut: !layout.fits,
    draw: (y) => (
      <Text
        layout={layout}
        x={box.x}
        y={y}
        width={box.width}
        enterAt={enterAt}
        marked={marked}
        {...(color === undefined ? {} : {color})}
        {...(align === undefined ? {} : {align})}
      />
    ),
  };
}
