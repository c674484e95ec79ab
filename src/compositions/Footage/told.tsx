import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {sentence} from '../kit/blocks/sentence.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {allInks, LowerThird} from './lower-third.tsx';
import {textRoom} from './room.ts';

/** Words in the accent colour would need a scrim that leaves little of the picture: over one they stay in the ink. */
const plainOver = ({visual}: SceneFields): {readonly emphasis?: readonly string[]} =>
  visual ? {emphasis: []} : {};

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
  const composed = (own: StageContext) => {
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: box.height * 0.4,
      maxLines: 4,
      gap: 32,
      enterAt: 18,
      color: inks.ink,
    });
    const bar = rule(own, {box, enterAt: 0, length: 96, thickness: 8});
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      ...plainOver(scene),
      height: box.height * (aspect === '9:16' ? 0.6 : 0.7) - (under?.height ?? 0),
      scale: scene.visual ? 0.52 : 0.8,
      gap: 30,
      enterAt: -3,
      maxLines: 4,
    });
    return [bar, title, under];
  };
  const blocks = firstWhole(stage, [composed, (own) => composed(squeezed(own))]);
  return <LowerThird box={box} visual={scene.visual} blocks={blocks} />;
}

interface Told {
  readonly scene: SceneFields;
  /** What stands over the headline. */
  readonly over: (own: StageContext) => Block | null;
  readonly detail: string | undefined;
}

interface Measures {
  /** Share of the room that the detail may take, and its most lines. */
  readonly detailShare: number;
  readonly detailLines: number;
  /** Size of the headline against the theme's: over a picture, and without one. */
  readonly scales: readonly [pictured: number, alone: number];
  readonly titleLines: number;
  /** Gap above the headline and room that is left free, px at 1080 wide. */
  readonly titleGap: number;
  readonly spare: number;
  /** Frame of 30 a second on which the headline begins to come in. */
  readonly enterAt: number;
}

/** A headline with what stands over it and what is said of it under it. */
function toldBlocks(
  stage: StageContext,
  box: Box,
  {scene, over, detail}: Told,
  measures: Measures,
): readonly (Block | null)[] {
  const {scope, inks} = stage;
  const composed = (own: StageContext) => {
    const first = over(own);
    const under = sentence(own, {
      box,
      text: detail,
      height: Math.max(180 * scope.unit, box.height * measures.detailShare),
      maxLines: measures.detailLines,
      gap: 36,
      enterAt: 16,
      color: inks.ink,
    });
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      ...plainOver(scene),
      height: box.height - heightOf([first, under].filter(present)) - gapOf(own, measures.spare),
      scale: measures.scales[scene.visual ? 0 : 1],
      gap: measures.titleGap,
      enterAt: measures.enterAt,
      maxLines: measures.titleLines,
    });
    return [first, title, under];
  };
  return firstWhole(stage, [composed, (own) => composed(squeezed(own))]);
}

/** One thought over the picture. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  const stage = useStage();
  const box = textRoom(stage.scope);
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const over = (own: StageContext) =>
    label === undefined ? null : chip(own, {box, text: label, enterAt: -2});
  const blocks = toldBlocks(
    stage,
    box,
    {scene, over, detail},
    {
      detailShare: 0.36,
      detailLines: 5,
      scales: [0.68, 0.86],
      titleLines: 5,
      titleGap: 34,
      spare: 70,
      enterAt: -5,
    },
  );
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
  const box = textRoom(scope);
  const over = (own: StageContext) =>
    figure(own, {
      box,
      value: scene.n,
      decimals: 0,
      unit: `/${scene.total}`,
      maxPx: scope.aspect === '9:16' ? 280 : 220,
      height: box.height * 0.34,
      enterAt: 0,
      color: inks.accent,
    });
  const blocks = toldBlocks(
    stage,
    box,
    {scene, over, detail: scene.detail},
    {
      detailShare: 0.3,
      detailLines: 4,
      scales: [0.6, 0.76],
      titleLines: 4,
      titleGap: 44,
      spare: 60,
      enterAt: -3,
    },
  );
  return <LowerThird box={box} visual={scene.visual} texts={allInks} blocks={blocks} />;
}
