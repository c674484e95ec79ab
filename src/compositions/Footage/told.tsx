import type {SceneFields, SceneProps} from '../contract.ts';
import {chip, headline, heightOf, rule, sentence, type Block} from '../kit/blocks/blocks.tsx';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {allInks, LowerThird} from './lower-third.tsx';
import {textRoom} from './room.ts';

/** Words in the accent colour would need a scrim that leaves little of the picture: over one they stay in the ink. */
const plainOver = ({visual}: SceneFields): {readonly emphasis?: readonly string[]} =>
  visual ? {emphasis: []} : {};

const present = (block: Block | null): block is Block => block !== null;

/** Opens the story: the picture, and over its foot the headline, whole on the first frame. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit} = scope;
  const box = textRoom(scope, 0.76);
  const composed = (own: StageContext) => {
    const over = scene.kicker === undefined ? null : chip(own, {box, text: scene.kicker, enterAt: -24});
    const bar = rule(own, {box, enterAt: 2, gap: 34, length: 160});
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: 230 * unit,
      gap: 34,
      enterAt: 14,
      color: stage.inks.ink,
    });
    const others = [over, bar, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      ...plainOver(scene),
      height: box.height - heightOf(others) - gapOf(own, 60),
      gap: 32,
      scale: scene.visual ? 0.86 : 1,
      enterAt: -24,
      maxLines: scope.aspect === '9:16' ? 5 : 4,
    });
    return [over, title, under ? bar : null, under];
  };
  const blocks = firstWhole(stage, [
    composed,
    (own) => composed(squeezed(own)),
    (own) => composed(squeezed(own, 2)),
  ]);
  return <LowerThird box={box} visual={scene.visual} blocks={blocks} />;
}

/** Where and when: a quiet caption under a picture that is left to speak. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {aspect} = scope;
  const box = textRoom(scope);
  const under = sentence(stage, {
    box,
    text: scene.detail,
    height: box.height * 0.4,
    maxLines: 4,
    gap: 32,
    enterAt: 18,
    color: inks.ink,
  });
  const bar = rule(stage, {box, enterAt: 0, length: 96, thickness: 8});
  const title = headline(stage, {
    box,
    text: scene.onScreenText,
    ...plainOver(scene),
    height: box.height * (aspect === '9:16' ? 0.6 : 0.7) - (under?.height ?? 0),
    scale: scene.visual ? 0.52 : 0.8,
    gap: 30,
    enterAt: -3,
    maxLines: 4,
  });
  return <LowerThird box={box} visual={scene.visual} blocks={[bar, title, under]} />;
}

/** One thought over the picture. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {unit} = scope;
  const box = textRoom(scope);
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const composed = (own: StageContext) => {
    const over = label === undefined ? null : chip(own, {box, text: label, enterAt: -2});
    const under = sentence(own, {
      box,
      text: detail,
      height: Math.max(180 * unit, box.height * 0.36),
      maxLines: 5,
      gap: 36,
      enterAt: 16,
      color: inks.ink,
    });
    const others = [over, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      ...plainOver(scene),
      height: box.height - heightOf(others) - gapOf(own, 70),
      scale: scene.visual ? 0.68 : 0.86,
      gap: 34,
      enterAt: -5,
      maxLines: 5,
    });
    return [over, title, under];
  };
  const blocks = firstWhole(stage, [composed, (own) => composed(squeezed(own))]);
  return <LowerThird box={box} visual={scene.visual} blocks={blocks} />;
}

/** One of several: its number stands over the picture, what to do below it. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {unit, aspect} = scope;
  const box = textRoom(scope);
  const composed = (own: StageContext) => {
    const number = figure(own, {
      box,
      value: scene.n,
      decimals: 0,
      unit: `/${scene.total}`,
      maxPx: aspect === '9:16' ? 280 : 220,
      height: box.height * 0.34,
      enterAt: 0,
      color: inks.accent,
    });
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: Math.max(180 * unit, box.height * 0.3),
      maxLines: 4,
      gap: 36,
      enterAt: 16,
      color: inks.ink,
    });
    const others = [number, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      ...plainOver(scene),
      height: box.height - heightOf(others) - gapOf(own, 60),
      scale: scene.visual ? 0.6 : 0.76,
      gap: 44,
      enterAt: -3,
      maxLines: 4,
    });
    return [number, title, under];
  };
  const blocks = firstWhole(stage, [composed, (own) => composed(squeezed(own))]);
  return <LowerThird box={box} visual={scene.visual} texts={allInks} blocks={blocks} />;
}
