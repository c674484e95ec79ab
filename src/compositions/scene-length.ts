import type {SceneKind} from '../schema/index.ts';

/** The least time in seconds that a kind of scene needs to be taken in, however short its line. */
const leastSeconds: Readonly<Record<SceneKind, number>> = {
  hook: 1.5,
  context: 2.5,
  point: 3,
  statistic: 4,
  quote: 3,
  comparison: 4,
  step: 2.5,
  'list-item': 2.5,
  question: 2.5,
  twist: 1.5,
  'call-to-action': 2.5,
};

/** Characters a viewer reads in a second: the rate of subtitle guidelines for languages in alphabets. */
const charactersPerSecond = 17;

/** Until an entrance has settled, seconds. */
const settling = 0.4;

/**
 * The least length of a scene in seconds: that of its kind, and time to read what stands on screen after it has
 * settled. A quotation is read at 15 characters a second and then held for one.
 */
export function leastSceneSeconds(scene: {
  readonly kind: SceneKind;
  readonly onScreenText: string;
  readonly text?: string;
}): number {
  const shown = Array.from(scene.onScreenText).length;
  const reading = settling + Math.max(1.2, shown / charactersPerSecond);
  const quoted = scene.kind === 'quote' ? Array.from(scene.text ?? '').length / 15 + 1 : 0;
  return Math.max(leastSeconds[scene.kind], reading, quoted);
}
