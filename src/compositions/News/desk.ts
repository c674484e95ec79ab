import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';
import {zonesOf} from '../kit/zones.ts';

/** Lengths of the furniture, px at 1080 wide. */
const measures = {bar: 76, line: 8, padding: 44, chip: 64} as const;

export interface Desk {
  /** Height of the bar at the top, from the frame's upper edge, px; 0 without an outlet. */
  readonly bar: number;
  /** Row on which the slim line stands: above it the panel, below it the captions. */
  readonly line: number;
  readonly lineHeight: number;
  /** Room of the panel's text at most; it grows upward from its foot. */
  readonly text: Box;
  readonly padding: number;
  /** Right and left edge of the panel, px. */
  readonly panel: {readonly x: number; readonly width: number};
}

/** Name of the outlet that the template's options give. */
export function outletOf({options}: SceneScope): string | undefined {
  return typeof options.outlet === 'string' ? options.outlet : undefined;
}

/** The scope of what stands between the bar and the line. */
export function scopeBetween(scope: SceneScope): SceneScope {
  const {safeArea, unit} = scope;
  const top = outletOf(scope) === undefined ? 0 : (measures.bar + 28) * unit;
  const foot = scope.captions.length > 0 ? 0 : 40 * unit;
  return {
    ...scope,
    safeArea: {...safeArea, y: safeArea.y + top, height: safeArea.height - top - foot},
  };
}

/**
 * Where the furniture stands.
 * @param scope of what stands between bar and line
 * @param width of the frame, px
 */
export function deskOf(scope: SceneScope, width: number): Desk {
  const {unit, aspect, safeArea, direction} = scope;
  const {content, captions} = zonesOf(scope);
  const captioned = scope.captions.length > 0;
  const lineHeight = Math.max(2, Math.round(measures.line * unit));
  const line = captioned
    ? Math.round((content.y + content.height + captions.y) / 2 - lineHeight / 2)
    : Math.round(safeArea.y + safeArea.height + 20 * unit);
  const padding = measures.padding * unit;
  const share = aspect === '16:9' ? 0.72 : 1;
  const textWidth = content.width * share;
  const x = direction === 'rtl' ? content.x + content.width - textWidth : content.x;
  const panelEnd = aspect === '16:9' ? textWidth + content.x + padding : width;
  return {
    bar: outletOf(scope) === undefined ? 0 : safeArea.y - 28 * unit,
    line,
    lineHeight,
    text: {x, y: content.y, width: textWidth, height: line - padding - content.y},
    padding,
    panel: {x: direction === 'rtl' ? width - panelEnd : 0, width: panelEnd},
  };
}
