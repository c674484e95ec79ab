import type {Box} from '../../platforms/index.ts';
import type {StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';

/** Squares of the grid across the content. */
const across = {'9:16': 10, '1:1': 10, '16:9': 20} as const;

/** Room below the baseline for its labels, px at 1080 wide. */
const strips = {'9:16': 78, '1:1': 64, '16:9': 70} as const;

/** The squared sheet that every scene is drawn on. Lengths and places in whole px of the frame. */
export interface Sheet {
  /** Side of a square. */
  readonly cell: number;
  /** Squares from the upright axis to the content's other side. */
  readonly columns: number;
  /** Place of the upright axis, at the edge where reading begins, and the direction in which values grow: 1 or -1. */
  readonly axis: number;
  readonly way: 1 | -1;
  /** The baseline as it stands in scenes that need no more than one line of labels under it. */
  readonly floor: number;
  /** Lowest row that a scene's own text may take. */
  readonly foot: number;
  /** Where text stands: beside the axis, above the baseline. */
  readonly text: Box;
}

/** From the axis to text, and from text to the baseline, px at 1080 wide. */
const indent = 32;
export const aboveFloor = {'9:16': 44, '1:1': 34, '16:9': 36} as const;

/** Where the sheet's lines are; `lift` squares more stand below the baseline than in other scenes. */
export function sheetOf({scope, width}: Pick<StageContext, 'scope' | 'width'>, lift = 0): Sheet {
  const {aspect, unit, direction} = scope;
  const {content} = zonesOf(scope);
  const rtl = direction === 'rtl';
  const columns = across[aspect];
  const cell = Math.floor(content.width / columns);
  const axis = Math.round(rtl ? content.x + content.width : content.x);
  const foot = Math.round(content.y + content.height);
  const floor = foot - Math.round(strips[aspect] * unit) - lift * cell;
  const inset = Math.round(indent * unit);
  const textWidth = Math.min(content.width, width) - inset;
  return {
    cell,
    columns,
    axis,
    way: rtl ? -1 : 1,
    floor,
    foot,
    text: {
      x: rtl ? axis - inset - textWidth : axis + inset,
      y: Math.round(content.y),
      width: textWidth,
      height: floor - Math.round(aboveFloor[aspect] * unit) - Math.round(content.y),
    },
  };
}

/** Left edge of something `width` wide that starts `from` px along the baseline, counted from the upright axis. */
export function along({axis, way}: Sheet, from: number, width = 0): number {
  return way === 1 ? axis + from : axis - from - width;
}
