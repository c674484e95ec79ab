import type {Block} from './block.ts';
import {noteTorn} from './first-whole.ts';
import {narrowness, squeezedPx} from './small-type.ts';
import {textBlock, type TextBlockOptions} from './text-block.tsx';
import type {StageContext} from '../scene-stage.tsx';
import {labelFace, textFace} from '../text/faces.ts';
import {layoutText} from '../text/text-layout.ts';

export interface SentenceOptions extends TextBlockOptions {
  readonly height: number;
  readonly maxPx?: number;
  readonly minPx?: number;
  readonly maxLines?: number;
  /** Sets it in the face of labels. */
  readonly label?: boolean;
}

/** A supporting sentence. Left out when its room cannot hold it whole at a size that can be read. */
export function sentence(stage: StageContext, options: SentenceOptions): Block | null {
  const {text, box, height, maxPx = 54, minPx = 42, maxLines = 4, label = false} = options;
  if (text === undefined) return null;
  const {scope, inks, squeeze = 0, paged} = stage;
  const layout = layoutText({
    text,
    face: label ? labelFace(scope.theme) : textFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx: squeezedPx(stage, label ? Math.round(maxPx * narrowness(stage)) : maxPx),
    minPx: squeezedPx(stage, minPx),
    width: box.width,
    // What is read first takes what this leaves: a share that was set for ordinary texts holds no longer, unless this can be
    // turned like a page.
    height: squeeze > 0 && !paged ? 2 * height : height,
    maxLines,
    unit: scope.unit,
    paged,
  });
  if (layout.fits) return textBlock(layout, stage, {color: inks.muted, ...options});
  noteTorn(stage, 'leftOut');
  return null;
}
