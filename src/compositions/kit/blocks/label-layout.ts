import type {StageContext} from '../scene-stage.tsx';
import {labelFace} from '../text/faces.ts';
import {layoutText, type TextLayout} from '../text/text-layout.ts';
import {narrowness, squeezedPx} from './small-type.ts';

export interface LabelOptions {
  readonly text: string;
  /** Room in px for its lines. */
  readonly width: number;
  /** Usual size, px at 1080 wide, and the tracking of capitals, em. */
  readonly px: number;
  readonly capsTracking: number;
}

/** A label in the room that labels have, or on as many lines as it needs. */
export function layoutLabel(stage: StageContext, {text, width, px, capsTracking}: LabelOptions): TextLayout {
  const {theme, language, direction, unit} = stage.scope;
  const {caps} = theme.type.display;
  const height = 130 * unit;
  const request = {
    text,
    face: {...labelFace(theme), tracking: caps ? capsTracking : 0},
    language,
    direction,
    maxPx: squeezedPx(stage, Math.round(px * narrowness(stage))),
    minPx: 40,
    width,
    height,
    maxLines: 2,
    unit,
    caps,
  };
  const usual = layoutText(request);
  if (usual.fits) return usual;
  // One that turns like a page leaves room to what is read first.
  const {paged} = stage;
  return layoutText({...request, height: (paged ? 1 : 2.2) * height, maxLines: 5, paged});
}
