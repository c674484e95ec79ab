import type {StageContext} from '../scene-stage.tsx';
import {labelFace} from '../text/faces.ts';
import {floorPx} from '../text/text-fit.ts';
import {layoutText} from '../text/text-layout.ts';

/** The size of a supporting text: the smallest that can be read where texts give way to each other. */
export const squeezedPx = ({squeeze = 0}: StageContext, px: number): number => (squeeze > 0 ? floorPx : px);

/** How much larger a label is set when its face is narrow, so that it looks as large as another would. */
export function narrowness({scope}: StageContext): number {
  const probe = layoutText({
    text: 'noir',
    face: labelFace(scope.theme),
    language: scope.language,
    direction: 'ltr',
    maxPx: 100,
    minPx: 100,
    width: 1e6,
    height: 1e6,
    maxLines: 1,
    unit: 1,
  });
  return Math.min(1.25, Math.max(1, 186 / probe.width));
}
