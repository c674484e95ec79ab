import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneScope} from '../contract.ts';
import {zonesOf} from '../kit/zones.ts';

/** Lengths at 1080 wide, px: from the card's edge to the text, how far the card reaches beyond the safe area. */
const padding = {'9:16': 76, '1:1': 72, '16:9': 96} as const;

/** Texts of more letters than this need all of the card. */
const shortText = 120;

/** Whether a scene's card leaves a part of the picture behind it bare. */
export function uncovers(scene: SceneFields): boolean {
  if (scene.visual === null) return false;
  const {text = scene.onScreenText, detail = ''} = scene as {
    readonly text?: string;
    readonly detail?: string;
  };
  return text.length + detail.length <= shortText && scene.kind !== 'comparison' && scene.kind !== 'question';
}

/** Where the card of a scene lies on the frame, px. It may leave the upper part to a picture. */
export function cardOf(scope: SceneScope, bare: boolean, width: number): Box {
  const {unit, aspect} = scope;
  const {content} = zonesOf(scope);
  const margin = (aspect === '16:9' ? 110 : 56) * unit;
  const lift = (aspect === '9:16' ? 0 : 14) * unit;
  const top = content.y - lift + (bare && aspect === '9:16' ? content.height * 0.2 : 0);
  const foot = content.y + content.height + (scope.captions.length > 0 ? 10 : 0) * unit;
  return {x: margin, y: top, width: width - 2 * margin, height: foot - top};
}

/** Where text stands on the card: inside wide margins, and inside the safe area too. */
export function innerOf(scope: SceneScope, card: Box): Box {
  const {unit, aspect, safeArea} = scope;
  const inset = padding[aspect] * unit;
  const left = Math.max(card.x + inset, safeArea.x);
  const right = Math.min(card.x + card.width - inset, safeArea.x + safeArea.width);
  return {x: left, y: card.y + inset, width: right - left, height: card.height - 2 * inset};
}
