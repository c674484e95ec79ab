import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {present} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {deskOf} from './desk.ts';
import {facts} from './facts.tsx';
import {Panel, sliding} from './panel.tsx';

interface Told {
  readonly scene: SceneFields;
  readonly kicker: string | undefined;
  readonly detail: string | undefined;
  readonly scale: number;
  /** Frame of 30 a second on which the headline begins to come in. */
  readonly enterAt: number;
}

/** Chip, headline and facts in the room of the panel. */
function compose(
  stage: StageContext,
  text: Box,
  {scene, kicker, detail, scale, enterAt}: Told,
  favour: 'picture' | 'text',
) {
  const {aspect} = stage.scope;
  const pictured = scene.visual !== null;
  const over = kicker === undefined ? null : chip(stage, {box: text, text: kicker, enterAt: enterAt - 2});
  const room =
    text.height * (pictured && favour === 'picture' ? (aspect === '9:16' ? 0.66 : 0.8) : 0.94) -
    (over?.height ?? 0) -
    gapOf(stage, 80);
  const lines = facts(stage, {
    box: text,
    text: detail,
    height: room * (pictured ? 0.46 : 0.5),
    enterAt: 14,
  }).filter(present);
  const below = lines.reduce((sum, line) => sum + line.height + line.gap, 0);
  const title = headline(stage, {
    box: text,
    text: scene.onScreenText,
    height: room - below,
    scale: pictured ? scale * 0.74 : scale * 1.12,
    maxLines: pictured ? 4 : 5,
  });
  return {over, blocks: [sliding(title, enterAt), ...lines]};
}

function Told(told: Told) {
  const stage = useStage();
  const {text} = deskOf(stage.scope, stage.width);
  const {over, blocks} = firstWhole(stage, [
    (own) => compose(own, text, told, 'picture'),
    (own) => compose(own, text, told, 'text'),
    (own) => compose(squeezed(own), text, told, 'picture'),
    (own) => compose(squeezed(own), text, told, 'text'),
  ]);
  return <Panel scene={told.scene} chip={over} blocks={blocks} />;
}

/** The top story: all of its headline stands on the first frame. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  return <Told scene={scene} kicker={scene.kicker} detail={scene.detail} scale={0.84} enterAt={-24} />;
}

/** What led to it. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  return <Told scene={scene} kicker={undefined} detail={scene.detail} scale={0.7} enterAt={-3} />;
}

/** One piece of news and its facts. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const kicker = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  return <Told scene={scene} kicker={kicker} detail={detail} scale={0.76} enterAt={-3} />;
}

/** One of several, its number on the chip. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const {scope} = useStage();
  const number = new Intl.NumberFormat(scope.language);
  const kicker = `${number.format(scene.n)} / ${number.format(scene.total)}`;
  return <Told scene={scene} kicker={kicker} detail={scene.detail} scale={0.76} enterAt={-3} />;
}

/** What the viewer is asked to do, on the desk as everything else. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const {scope, width} = stage;
  const {text} = deskOf(scope, width);
  const {unit} = scope;
  const composed = (own: StageContext) => {
    const button =
      scene.label === undefined ? null : chip(own, {box: text, text: scene.label, enterAt: 8, gap: 44});
    const handle = sentence(own, {
      box: text,
      text: scene.handle,
      height: 120 * unit,
      maxPx: 48,
      maxLines: 2,
      label: true,
      gap: 32,
    });
    const title = headline(own, {
      box: text,
      text: scene.onScreenText,
      height: Math.min(
        text.height * (scene.visual ? 0.5 : 0.7),
        text.height * 0.97 - (button?.height ?? 0) - (handle?.height ?? 0) - gapOf(own, 80),
      ),
      scale: scene.visual ? 0.62 : 0.94,
      maxLines: 4,
    });
    return {button, handle, title};
  };
  const {button, handle, title} = firstWhole(stage, [composed, (own) => composed(squeezed(own))]);
  return <Panel scene={scene} blocks={[sliding(title, -4), button, sliding(handle, 30)]} />;
}
