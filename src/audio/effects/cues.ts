import type {Scene, SceneKind} from '../../schema/index.ts';
import type {EffectName} from './sounds.ts';

/** An effect at a moment of the video. */
export interface EffectCue {
  readonly effect: EffectName;
  /** The moment it marks, seconds of the video. */
  readonly at: number;
  /** Level against the rule's own, 0-1. */
  readonly level: number;
}

/** One line of the table: an effect, seconds from the scene's cut, and how loud. */
interface Rule {
  readonly effect: EffectName;
  readonly after: number;
  readonly level: number;
}

/** A counter that runs for a second and slows down towards its end. */
const counting: readonly Rule[] = [0.08, 0.16, 0.25, 0.35, 0.46, 0.59, 0.74, 0.92].map((after, index) => ({
  effect: 'tick',
  after,
  level: 0.55 - 0.03 * index,
}));

/** What sounds when a scene of a kind begins. The first scene has no cut before it and nothing sounds there. */
export const effectRules: Readonly<Record<SceneKind, readonly Rule[]>> = {
  hook: [{effect: 'impact', after: 0, level: 0.7}],
  context: [{effect: 'whoosh', after: 0, level: 0.8}],
  point: [{effect: 'whoosh', after: 0, level: 0.8}],
  statistic: [{effect: 'impact', after: 0, level: 1}, ...counting],
  quote: [{effect: 'swell', after: 0, level: 0.8}],
  comparison: [
    {effect: 'whoosh', after: 0, level: 0.8},
    {effect: 'pop', after: 0.3, level: 0.5},
  ],
  step: [{effect: 'pop', after: 0, level: 1}],
  'list-item': [{effect: 'pop', after: 0, level: 1}],
  question: [
    {effect: 'whoosh', after: 0, level: 0.6},
    {effect: 'pop', after: 0.2, level: 0.5},
  ],
  twist: [
    {effect: 'riser', after: 0, level: 1},
    {effect: 'impact', after: 0, level: 1},
  ],
  'call-to-action': [
    {effect: 'whoosh', after: 0, level: 0.6},
    {effect: 'ding', after: 0, level: 1},
  ],
};

/** What of a scene decides its effects. */
export type EffectScene = Pick<Scene, 'kind' | 'startFrame' | 'durationInFrames' | 'visual'>;

/**
 * Places effects by the table: on each cut but the first, what its scene's kind asks for. Scenes that bring a picture
 * of their own get the sound of a camera in place of every second whoosh; effects that would lie outside their scene
 * or the video are left out.
 */
export function placeEffects(scenes: readonly EffectScene[], fps: number): EffectCue[] {
  let pictures = 0;
  return scenes.flatMap(({kind, startFrame, durationInFrames, visual}, index): EffectCue[] => {
    if (index === 0) return [];
    const start = startFrame / fps;
    const seconds = durationInFrames / fps;
    const rules = effectRules[kind];
    const isPlain = rules.length === 1 && rules[0]?.effect === 'whoosh';
    if (visual !== null) pictures += 1;
    const takesPicture = isPlain && visual !== null && pictures % 2 === 0;
    return rules
      .filter(({after}) => after < seconds)
      .map(({effect, after, level}) => ({
        effect: takesPicture ? 'camera' : effect,
        at: start + after,
        level: takesPicture ? 0.6 : level,
      }));
  });
}
