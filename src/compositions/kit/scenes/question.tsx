import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import type {Block} from '../blocks/block.ts';
import {headline} from '../blocks/headline.ts';
import {rule} from '../blocks/rule.tsx';
import {Canvas} from '../canvas.tsx';
import {displayFace, labelFace} from '../text/faces.ts';
import {mix} from '../inks.ts';
import {gapOf, noteLayout} from '../blocks/first-whole.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance, sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import {layoutText, useFace, type TextLayout} from '../text/text-layout.ts';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';
import {strokeTick} from '../blocks/tick.ts';

interface OptionProps {
  readonly box: Box;
  readonly layout: TextLayout;
  readonly letter: string;
  readonly enterAt: number;
  /** 0-1 while the answer is being shown; 0 for the wrong ones. */
  readonly right: number;
  /** Width of the letter's field, px. */
  readonly side: number;
  /** Whether the tick takes the letter's place, so that all of the row is left to the text. */
  readonly swaps: boolean;
}

/** Width of the field of a letter, and of the tick on the other side, px at 1080 wide: as a rule, and beside long answers. */
const fieldWidths = {usual: 96, narrow: 72} as const;

function Option({box, layout, letter, enterAt, right, side, swaps}: OptionProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit, theme, direction} = scope;
  const progress = entrance(theme.motion, frame, enterAt);
  const radius = Math.min(theme.radius * unit, box.height / 2);
  const sign = layoutText({
    text: letter,
    face: labelFace(theme),
    language: scope.language,
    direction,
    maxPx: 48,
    minPx: 40,
    width: side,
    height: side,
    maxLines: 1,
    unit,
  });
  const rtl = direction === 'rtl';
  const filled = right > 0.5;
  const end = box.x + box.width;
  const inset = (swaps ? 20 : 28) * unit;
  const tick = swaps ? inks.accent : inks.onAccent;
  const place = {position: 'absolute', top: Math.round(box.y), height: Math.round(box.height)} as const;
  return (
    <Layer opacity={appear(frame, enterAt)} x={(rtl ? 1 : -1) * (1 - progress) * 70 * unit}>
      <div
        style={{
          ...place,
          left: Math.round(box.x),
          width: Math.round(box.width),
          boxSizing: 'border-box',
          border: `${Math.round(3 * unit)}px solid ${inks.line}`,
          backgroundColor: inks.surface,
          borderRadius: radius,
        }}
      />
      {right > 0 ? (
        <div
          style={{
            ...place,
            left: Math.round(rtl ? end - box.width * right : box.x),
            width: Math.round(box.width * right),
            backgroundColor: inks.accent,
            borderRadius: radius,
          }}
        />
      ) : null}
      <div
        style={{
          ...place,
          left: Math.round(rtl ? end - side : box.x),
          width: Math.round(side),
          backgroundColor: filled ? inks.onAccent : mix(inks.surface, inks.ink, 0.12),
          borderRadius: radius,
        }}
      />
      {swaps && right > 0.9 ? null : (
        <Text
          layout={sign}
          x={rtl ? end - side : box.x}
          y={box.y + (box.height - sign.height) / 2}
          width={side}
          align="center"
          color={filled ? inks.accent : inks.ink}
        />
      )}
      <Text
        layout={layout}
        x={rtl ? end - side - inset - layout.width : box.x + side + inset}
        y={box.y + (box.height - layout.height) / 2}
        width={layout.width}
        color={filled ? inks.onAccent : inks.ink}
      />
      {right > 0.9 ? (
        <Canvas
          label="✓"
          x={rtl === swaps ? end - side : box.x}
          y={box.y + (box.height - side) / 2}
          width={Math.round(side)}
          height={Math.round(side)}
          paintKey={`${side}/${tick}`}
          paint={(context) => {
            strokeTick(context, {
              side,
              color: tick,
              weight: 0.09,
              through: [
                [0.26, 0.52],
                [0.43, 0.68],
                [0.74, 0.34],
              ],
            });
          }}
        />
      ) : null}
    </Layer>
  );
}

/** An oversized question mark cut off by the frame's edge, quiet enough to stand beside text. */
function GreatMark() {
  const frame = useFrame30();
  const {scope, inks, width, height} = useStage();
  const px = Math.min(width, height) * 1.25;
  const box = Math.ceil(px * 1.1);
  return (
    <Layer y={-frame * 0.35 * scope.unit}>
      <Canvas
        density={0.5}
        x={scope.direction === 'rtl' ? -px * 0.28 : width - px * 0.42}
        y={height * 0.46}
        width={box}
        height={box}
        paintKey={`${px}/${inks.ground}/${scope.theme.id}`}
        paint={(context) => {
          useFace(context, {...displayFace(scope.theme), tracking: 0}, px, 'ltr');
          context.fillStyle = mix(inks.ground, inks.ink, 0.07);
          context.fillText('?', 0, px * 0.9);
        }}
      />
    </Layer>
  );
}

/**
 * The rows of the answers, all of the height that the longest needs; `null` without answers to choose from. Where texts
 * give way to each other every row is as high as its own text.
 */
export function answerRows(
  stage: StageContext,
  scene: SceneProps<'question'>['scene'],
  text: Box,
  frame: number,
): Block | null {
  const {scope, fps, squeeze = 0, paged} = stage;
  const {unit, theme, language, direction} = scope;
  const {options = [], answer} = scene;
  if (options.length === 0) return null;
  const swaps = squeeze > 0;
  const dense = squeeze === 2;
  const gap = (dense ? 6 : swaps ? 10 : 20) * unit;
  const side = (swaps ? fieldWidths.narrow : fieldWidths.usual) * unit;
  const padding = (dense ? 8 : swaps ? 16 : 26) * unit;
  // The question above keeps a sixth of the room at least.
  const highest = Math.max(104 * unit, (text.height * 0.85 - 52 * unit) / options.length - gap);
  // Answers that are turned like pages leave the question a third of the room.
  const shared = (text.height * 0.66 - 52 * unit) / options.length - gap - padding;
  const layouts = options.map((option) =>
    layoutText({
      text: option,
      face: dense ? {...labelFace(theme), lineHeight: 1.1} : labelFace(theme),
      language,
      direction,
      maxPx: swaps ? 40 : 52,
      minPx: 40,
      width: text.width - (swaps ? side + 40 * unit : 2 * side + 28 * unit),
      height: paged ? shared : swaps ? text.height : Math.min(highest - padding, 160 * unit),
      maxLines: swaps ? 4 : 2,
      unit,
      paged,
    }),
  );
  for (const layout of layouts) noteLayout(stage, layout);
  const row = Math.max(104 * unit, ...layouts.map((layout) => layout.height + padding));
  const heights = layouts.map((layout) => (swaps ? Math.max(side, layout.height + padding) : row));
  const tops = heights.map((_, index) =>
    heights.slice(0, index).reduce((sum, height) => sum + height + gap, 0),
  );
  // Time to read and think first; the answer stays for the rest of the scene.
  const answerAt = Math.max(options.length * 8 + 24, (scene.durationInFrames / fps) * 30 * 0.64);
  return {
    height: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0),
    gap: gapOf(stage, 52),
    draw: (y) =>
      layouts.map((layout, index) => (
        <Option
          key={index}
          box={{...text, y: y + (tops[index] ?? 0), height: heights[index] ?? row}}
          layout={layout}
          letter={String.fromCharCode(65 + index)}
          enterAt={8 + index * 8}
          right={index === answer ? sweep(frame, answerAt, 10) : 0}
          side={side}
          swaps={swaps}
        />
      )),
  };
}

/** A question with up to four answers; the right one is filled and ticked after time to think. */
export function QuestionContent({scene}: Pick<SceneProps<'question'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const asked = scene.options !== undefined;
  // Four answers need the room of a picture: with answers to choose from there is none.
  const room = asked ? {...stage, scene: {...scene, visual: null}} : stage;
  const {text, picture, title, bar, list} = composeBeside(room, (box, hasPicture, own) => {
    const list = answerRows(own, scene, box, frame);
    const bar = asked ? null : rule(own, {box, enterAt: 8, gap: 44});
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: box.height - (list ? list.height + list.gap : gapOf(own, 60)),
      scale: asked || hasPicture ? 0.76 : 1,
      enterAt: -5,
      maxLines: asked ? 4 : 6,
    });
    return {title, bar, list};
  });
  return (
    <>
      {asked || picture || stage.scope.aspect !== '9:16' ? null : <GreatMark />}
      <PictureColumn text={text} picture={picture} anchor={0.5} blocks={[title, bar, list]} />
    </>
  );
}
