import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {roleLine, speakerLine} from '../kit/blocks/attribution.ts';
import type {Block} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {pips} from '../kit/blocks/pips.tsx';
import {rule} from '../kit/blocks/rule.tsx';
import {sentence} from '../kit/blocks/sentence.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {listed} from '../kit/blocks/listed.tsx';
import {figure} from '../kit/figures/numeral.tsx';
import {pill} from '../kit/blocks/pill.tsx';
import {quoted} from '../kit/blocks/quoted.ts';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Split} from './split.tsx';

/** The scene's length in frames of 30 a second. */
function lengthOf({scene, fps}: StageContext): number {
  return (scene.durationInFrames / fps) * 30;
}

/** What there is to say about a headline, part after part. */
function details(stage: StageContext, box: Box, text: string | undefined, enterAt: number): Block | null {
  return listed(stage, {
    box,
    text,
    height: box.height,
    maxPx: stage.scope.aspect === '16:9' ? 72 : 58,
    enterAt,
    until: Math.max(enterAt + 10, lengthOf(stage) * 0.5),
    marker: 'dash',
    color: stage.inks.ink,
  });
}

/** The two sides that the comparison after an opening will set against each other. */
function contenders(stage: StageContext, next: SceneFields | null, box: Box): readonly (Block | null)[] {
  if (next?.kind !== 'comparison') return [];
  const {left, right} = next;
  const name = (text: string, enterAt: number, gap: number) =>
    headline(stage, {
      box,
      text,
      height: box.height * 0.36,
      scale: stage.scope.aspect === '1:1' ? 0.4 : 0.58,
      maxLines: 2,
      enterAt,
      gap,
      emphasis: [],
    });
  return [
    name(left.label, -12, 0),
    kicker(stage, {box, text: 'vs', enterAt: 8, gap: 18}),
    name(right.label, 13, 14),
  ];
}

/** The question the video settles; below or beside it, who stands against whom. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const sides = (box: Box, own: StageContext) => contenders(own, scope.next, box);
  const duel = scope.next?.kind === 'comparison' && scene.visual === null;
  return (
    <Split
      primary={(box, own) => {
        const told = duel ? {...scene, detail: undefined} : scene;
        const {over, title, bar, under} = hookBlocks(own, {
          scene: told,
          box,
          scale: scene.visual ? 0.8 : 1,
          titleGap: 36,
        });
        return [over, title, bar, under];
      }}
      secondary={duel ? sides : () => []}
    />
  );
}

interface ToldProps {
  readonly scene: SceneFields;
  readonly over: (box: Box, stage: StageContext) => Block | null;
  readonly detail: string | undefined;
  readonly scale: number;
}

function Told({scene, over, detail, scale}: ToldProps) {
  return (
    <Split
      primary={(box, own) => {
        const label = over(box, own);
        const title = headline(own, {
          box,
          text: scene.onScreenText,
          height: box.height - (label ? label.height + gapOf(own, 48) : 0),
          scale: scene.visual ? scale * 0.84 : scale,
          gap: 48,
          enterAt: -5,
          maxLines: 6,
        });
        return [label, title];
      }}
      secondary={(box, own) => [details(own, box, detail, 14)]}
    />
  );
}

/** What led to it. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  return <Told scene={scene} over={() => null} detail={scene.detail} scale={0.84} />;
}

/** One thought, and what is to be said of it. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const over = (box: Box, own: StageContext) =>
    label === undefined ? null : chip(own, {box, text: label, enterAt: -2});
  return <Told scene={scene} over={over} detail={detail} scale={0.9} />;
}

/** One of several: what it is on one field, its number and the details on the other. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const stage = useStage();
  const {aspect} = stage.scope;
  return (
    <Split
      primary={(box, own) => {
        const bars = pips(own, {box, n: scene.n, total: scene.total});
        const title = headline(own, {
          box,
          text: scene.onScreenText,
          height: box.height - (bars ? bars.height + gapOf(own, 48) : 0),
          scale: scene.visual ? 0.7 : 0.86,
          gap: 48,
          enterAt: -4,
          maxLines: 5,
        });
        return [bars, title];
      }}
      secondary={(box, own) => {
        const number = figure(own, {
          box,
          value: scene.n,
          decimals: 0,
          unit: `/${scene.total}`,
          maxPx: scene.visual ? 130 : aspect === '16:9' ? 380 : aspect === '1:1' ? 150 : 210,
          height: box.height * (aspect === '16:9' ? 0.6 : 0.5),
          enterAt: 2,
          color: stage.inks.accent,
        });
        const under = details(
          own,
          {...box, height: box.height - number.height - gapOf(own, 40)},
          scene.detail,
          16,
        );
        return [number, under && {...under, gap: gapOf(own, 40)}];
      }}
    />
  );
}

/** Whose words they are against what was said. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {unit} = stage.scope;
  return (
    <Split
      share={0.66}
      primary={(box, own) => [
        headline(own, {
          box,
          text: quoted(scene.text, stage.scope.language),
          height: box.height,
          scale: scene.visual ? 0.6 : 0.76,
          maxLines: 9,
          enterAt: -2,
          caps: false,
        }),
      ]}
      secondary={(box, own) => [
        rule(own, {box, enterAt: 8, length: 96, thickness: 8}),
        speakerLine(own, {
          box,
          text: scene.speaker,
          height: Math.min(box.height * 0.5, 260 * unit),
          maxPx: 58,
          maxLines: 4,
        }),
        roleLine(own, {
          box,
          text: scene.role,
          height: Math.min(box.height * 0.4, 230 * unit),
          maxPx: 46,
          maxLines: 4,
          gap: 8,
          enterAt: 16,
        }),
      ]}
    />
  );
}

/** What the viewer is asked, and where to answer. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const {unit} = stage.scope;
  return (
    <Split
      primary={(box, own) => [
        headline(own, {
          box,
          text: scene.onScreenText,
          height: box.height,
          scale: scene.visual ? 0.78 : 0.98,
          maxLines: 5,
          enterAt: -5,
        }),
      ]}
      secondary={(box, own) => [
        pill(own, {box, text: scene.label, gap: 0}),
        sentence(own, {
          box,
          text: scene.handle,
          height: 190 * unit,
          maxPx: 52,
          maxLines: 3,
          gap: 36,
          enterAt: 12,
          color: stage.inks.ink,
        }),
      ]}
    />
  );
}
