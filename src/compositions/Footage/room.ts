import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';
import {zonesOf} from '../kit/zones.ts';

/** Thickness of the timeline and the room it is given under the text, px at 1080 wide. */
export const timeline = {thickness: 6, room: 44} as const;

/** Distance of the text's foot from the timeline beyond what the zones leave, px at 1080 wide. */
const clearance = 20;

/** The scope of everything in the frame but the timeline: its room is taken from the foot of the safe area. */
export function scopeAbove(scope: SceneScope): SceneScope {
  if (scope.captions.length > 0) return scope;
  const {safeArea, unit} = scope;
  return {...scope, safeArea: {...safeArea, height: safeArea.height - timeline.room * unit}};
}

/** Row on which the timeline stands: between the scene's text and the captions, or at the foot without captions. */
export function timelineTop(scope: SceneScope): number {
  const {content, captions} = zonesOf(scope);
  const {unit, safeArea} = scope;
  if (scope.captions.length === 0) return safeArea.y + safeArea.height + 26 * unit;
  const middle = (content.y + content.height + captions.y) / 2;
  return middle - (timeline.thickness / 2) * unit;
}

/** Where text stands: as wide as it reads well, down to the timeline. */
export function textRoom(scope: SceneScope, share = 0.66): Box {
  const {content: whole} = zonesOf(scope);
  const content = {...whole, height: whole.height - clearance * scope.unit};
  if (scope.aspect !== '16:9') return content;
  const width = content.width * share;
  return {...content, width, x: scope.direction === 'rtl' ? content.x + content.width - width : content.x};
}
