import type {SceneProps} from '../contract.ts';
import {askingBlocks} from '../kit/blocks/asking-blocks.ts';
import {roleLine, speakerLine} from '../kit/blocks/attribution.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {headline} from '../kit/blocks/headline.ts';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {listed} from '../kit/blocks/listed.tsx';
import {quoteMark} from '../kit/blocks/quote-mark.tsx';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {answerRows} from '../kit/scenes/question.tsx';
import {Reading, Ruler} from './paper.tsx';
import {sheetOf} from './sheet.ts';
import {Standing, type Compose} from './standing.tsx';

/** The scene's length in frames of 30 a second. */
const lengthOf = ({scene, fps}: StageContext): number => (scene.durationInFrames / fps) * 30;

/** How far the story has come, along the ruler of the baseline. */
function Story() {
  const frame = useFrame30();
  const stage = useStage();
  const {scope} = stage;
  const sheet = sheetOf(stage);
  const {index, count, unit} = scope;
  const way = sheet.cell * sheet.columns;
  const [from, to] = [(index / count) * way, ((index + 1) / count) * way];
  const part = index === 0 ? sweep(frame, 4, 24) : sweep(frame, -2, 20);
  return (
    <>
      <Ruler sheet={sheet} enterAt={index === 0 ? -10 : null} />
      <Reading sheet={sheet} at={from + (to - from) * part} thickness={8 * unit} />
    </>
  );
}

/** A headline with a label over it and what there is to say of it below. */
function titled(
  text: string,
  {
    over,
    detail,
    scale,
  }: {readonly over?: string | undefined; readonly detail: string | undefined; readonly scale: number},
): Compose {
  return (box, pictured, stage) => {
    const {unit} = stage.scope;
    const head = over === undefined ? null : kicker(stage, {box, text: over, enterAt: -4});
    const under = listed(stage, {
      box,
      text: detail,
      height: Math.max(180 * unit, box.height * 0.4),
      gap: 34,
      enterAt: 12,
      until: Math.max(24, lengthOf(stage) * 0.5),
      marker: 'dash',
      maxPx: 54,
    });
    const others = [head, under].filter(present);
    const title = headline(stage, {
      box,
      text,
      height: box.height - heightOf(others) - gapOf(stage, 60),
      scale: pictured ? scale * 0.82 : scale,
      enterAt: -5,
      gap: 24,
      maxLines: pictured ? 4 : 6,
    });
    return {title, head, blocks: [title, under]};
  };
}

/** What the numbers will be about: the headline stands on the axis from the first frame, ticks come in below it. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  return (
    <>
      <Standing
        scene={scene}
        compose={(box, pictured, stage) => {
          const {over, title, under} = hookBlocks(stage, {
            scene,
            box,
            scale: pictured ? 0.8 : 1.04,
            maxLines: pictured ? 4 : 6,
            detailGap: 34,
          });
          return {title, head: over, blocks: [title, under]};
        }}
      />
      <Story />
    </>
  );
}

/** What one has to know. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  return (
    <>
      <Standing scene={scene} compose={titled(scene.onScreenText, {detail: scene.detail, scale: 0.8})} />
      <Story />
    </>
  );
}

/** One thought. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const over = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  return (
    <>
      <Standing scene={scene} compose={titled(scene.onScreenText, {over, detail, scale: 0.94})} />
      <Story />
    </>
  );
}

/** The turn of the story: sheet and accent change places. */
export function TwistContent({scene}: Pick<SceneProps<'twist'>, 'scene'>) {
  return (
    <>
      <Standing
        scene={{...scene, visual: null}}
        compose={(box, _, stage) => {
          const title = headline(stage, {
            box,
            text: scene.onScreenText,
            height: box.height,
            scale: 1.3,
            maxLines: 6,
            emphasis: [],
            enterAt: -4,
          });
          return {title, blocks: [title]};
        }}
      />
      <Story />
    </>
  );
}

/** Someone's own words. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const compose: Compose = (box, pictured, stage) => {
    const head = quoteMark(stage, {box, height: pictured ? 64 : stage.scope.aspect === '9:16' ? 150 : 84});
    const speaker = speakerLine(stage, {box, text: scene.speaker, gap: 40});
    const role = roleLine(stage, {box, text: scene.role});
    const others = [head, speaker, role].filter(present);
    const title = headline(stage, {
      box,
      text: scene.text,
      height: box.height - heightOf(others) - gapOf(stage, 70),
      scale: pictured ? 0.56 : 0.72,
      maxLines: 9,
      gap: 30,
      enterAt: -2,
      caps: false,
    });
    return {title, head, blocks: [title, speaker, role]};
  };
  return (
    <>
      <Standing scene={scene} compose={compose} />
      <Story />
    </>
  );
}

/** A question, and the answers to choose from on the lines of the sheet. */
export function QuestionContent({scene}: Pick<SceneProps<'question'>, 'scene'>) {
  const frame = useFrame30();
  const asked = scene.options !== undefined;
  // Answers need the room of a picture.
  const shown = asked ? {...scene, visual: null} : scene;
  const compose: Compose = (box, pictured, stage) => {
    const list = answerRows(stage, scene, box, frame);
    const title = headline(stage, {
      box,
      text: scene.onScreenText,
      height: box.height - (list ? list.height + list.gap : 0),
      scale: asked || pictured ? 0.76 : 1.04,
      enterAt: -5,
      maxLines: asked ? 4 : 6,
    });
    return {title, blocks: [title, list]};
  };
  return (
    <>
      <Standing scene={shown} compose={compose} />
      <Story />
    </>
  );
}

/** What the viewer is asked to do. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  return (
    <>
      <Standing
        scene={scene}
        compose={(box, pictured, stage) =>
          askingBlocks(stage, {
            scene,
            box,
            scale: pictured ? 0.78 : 1,
            buttonGap: 56,
            handleGap: 34,
            spare: 60,
          })
        }
      />
      <Story />
    </>
  );
}
