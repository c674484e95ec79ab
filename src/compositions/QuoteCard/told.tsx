import type {SceneProps} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {Column} from '../kit/blocks/column.tsx';
import {shortBoost} from '../kit/blocks/headline.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {rule} from '../kit/blocks/rule.tsx';
import {sentence} from '../kit/blocks/sentence.ts';
import {displayFace} from '../kit/text/faces.ts';
import {firstWhole, gapOf, noteLayout, squeezed} from '../kit/blocks/first-whole.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {layoutText} from '../kit/text/text-layout.ts';
import {lineTimes, revealed} from './lines.tsx';

interface ToldProps {
  readonly text: string;
  readonly emphasis: readonly string[];
  readonly over: (stage: StageContext) => Block | null;
  readonly detail: string | undefined;
  readonly scale: number;
}

/** A headline line by line on the card, with what stands over it and a sentence under it. */
function Told({text, emphasis, over, detail, scale}: ToldProps) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, theme, safeArea: box, language, direction, aspect} = scope;
  const {display} = theme.type;
  const compose = (own: StageContext) => {
    const above = over(own);
    const bar = rule(own, {box, enterAt: 6, gap: 48, length: 96, thickness: 6});
    const under = (enterAt: number) =>
      sentence(own, {box, text: detail, height: box.height * 0.36, maxLines: 5, gap: 36, enterAt});
    const room = box.height - heightOf([above, bar, under(0)].filter(present)) - gapOf(own, 100);
    const layout = layoutText({
      text,
      face: displayFace(theme),
      language,
      direction,
      maxPx: Math.round(
        display.maxPx *
          scale *
          (aspect === '9:16' ? 1 : aspect === '1:1' ? 0.84 : 0.92 * shortBoost(text, aspect)),
      ),
      minPx: Math.round(display.minPx * Math.min(1, scale + 0.12)),
      width: box.width,
      height: room,
      maxLines: 6,
      unit,
      caps: display.caps,
      emphasis,
      paged: own.paged,
    });
    noteLayout(own, layout);
    const last = lineTimes(stage, layout.lines.length).at(-1) ?? 0;
    return [above, revealed(own, layout, box, 48), bar, under(Math.max(12, last + 14))].filter(present);
  };
  const blocks = firstWhole(stage, [
    compose,
    (own) => compose(squeezed(own)),
    (own) => compose(squeezed(own, 2)),
  ]);
  return <Column box={box} anchor={0.46} blocks={blocks} />;
}

/** The card's title, whole on the first frame. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const over = (own: StageContext) => kicker(own, {box: stage.scope.safeArea, text: scene.kicker});
  return (
    <Told
      text={scene.onScreenText}
      emphasis={scene.emphasis}
      over={over}
      detail={scene.detail}
      scale={0.92}
    />
  );
}

/** What came before, said more quietly. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  return (
    <Told
      text={scene.onScreenText}
      emphasis={scene.emphasis}
      over={() => null}
      detail={scene.detail}
      scale={0.7}
    />
  );
}

/** One thought on the card. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  const stage = useStage();
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const over = (own: StageContext) =>
    label === undefined ? null : chip(own, {box: stage.scope.safeArea, text: label, enterAt: -2});
  return (
    <Told text={scene.onScreenText} emphasis={scene.emphasis} over={over} detail={detail} scale={0.78} />
  );
}

/** One of several: its number first. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const stage = useStage();
  const {safeArea: box, aspect} = stage.scope;
  const over = (own: StageContext) =>
    figure(own, {
      box,
      value: scene.n,
      decimals: 0,
      unit: `/${scene.total}`,
      maxPx: aspect === '9:16' ? 260 : 170,
      height: box.height * 0.3,
      enterAt: 0,
      color: stage.inks.accent,
    });
  return (
    <Told text={scene.onScreenText} emphasis={scene.emphasis} over={over} detail={scene.detail} scale={0.7} />
  );
}
