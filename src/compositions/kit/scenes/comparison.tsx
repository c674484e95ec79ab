import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import {heightOf, present} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {headline} from '../blocks/headline.ts';
import {sentence} from '../blocks/sentence.ts';
import {Canvas} from '../canvas.tsx';
import {labelFace} from '../text/faces.ts';
import {firstWhole, gapOf} from '../blocks/first-whole.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance, snap} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {layoutText, useFace} from '../text/text-layout.ts';
import {zonesOf} from '../zones.ts';

type Side = SceneProps<'comparison'>['scene']['left'];

interface CardProps {
  readonly box: Box;
  readonly side: Side;
  readonly from: -1 | 1;
  readonly enterAt: number;
  /** What the verdict made of it; `null` before there is one. */
  readonly outcome: 'won' | 'lost' | null;
  /** Whether its value is marked once both stand still: where no verdict will come. */
  readonly marked: boolean;
  /** How the texts of both cards give way to each other. */
  readonly giving: Giving;
}

type Giving = Required<Pick<StageContext, 'squeeze' | 'paged'>>;

/** Name, value and detail of a side inside its card. */
function cardBlocks(
  stage: StageContext,
  box: Box,
  {side, outcome, marked}: Pick<CardProps, 'side' | 'outcome' | 'marked'>,
) {
  const {inks, scope, squeeze = 0} = stage;
  const {unit} = scope;
  const padding = (squeeze > 0 ? 36 : 54) * unit;
  const inner = {
    x: box.x + padding,
    y: box.y + padding * 0.8,
    width: box.width - 2 * padding,
    height: box.height - 1.6 * padding,
  };
  const filled = outcome === 'won';
  // The loser steps back in colour, not in opacity: it must stay readable.
  const ink = filled ? inks.onAccent : outcome === 'lost' ? inks.muted : inks.ink;
  const soft = filled ? inks.onAccent : inks.muted;
  const label = sentence(stage, {
    box: inner,
    text: side.label,
    height: squeeze > 0 ? inner.height * 0.3 : 124 * unit,
    maxPx: 48,
    minPx: 40,
    maxLines: 2,
    label: true,
    color: soft,
  });
  const value = (height: number) =>
    headline(stage, {
      box: inner,
      text: side.value,
      height,
      scale: squeeze > 0 ? 0.5 : 1.15,
      maxLines: 1,
      gap: 14,
      color: ink,
      emphasis: [],
      caps: false,
      marked,
    });
  // The value keeps at least this height, whatever there is to say of it.
  const floor = value((squeeze > 0 ? 64 : 96) * unit);
  const used = heightOf([label, floor].filter(present));
  const detail = sentence(
    {...stage, squeeze: 0},
    {
      box: inner,
      text: side.detail,
      height: inner.height - used - gapOf(stage, 18),
      maxPx: squeeze > 0 ? 40 : 48,
      minPx: 40,
      maxLines: squeeze > 0 ? 7 : 4,
      gap: squeeze > 0 ? 9 : 18,
      color: soft,
    },
  );
  const others = [label, detail].filter(present);
  const figure = value(inner.height - heightOf(others) - gapOf(stage, 32));
  return {inner, blocks: [label, figure, detail]};
}

function Card({box, side, from, enterAt, outcome, marked, giving}: CardProps) {
  const stage = useStage();
  const frame = useFrame30();
  const {inks, scope} = stage;
  const {unit, theme} = scope;
  const progress = entrance(theme.motion, frame, enterAt);
  const filled = outcome === 'won';
  const {inner, blocks} = cardBlocks({...stage, ...giving}, box, {side, outcome, marked});
  return (
    <Layer x={(1 - progress) * from * 110 * unit} opacity={appear(frame, enterAt)}>
      <div
        style={{
          position: 'absolute',
          left: Math.round(box.x),
          top: Math.round(box.y),
          width: Math.round(box.width),
          height: Math.round(box.height),
          backgroundColor: filled ? inks.accent : inks.surface,
          borderRadius: theme.radius * unit,
          border: filled ? 'none' : `${Math.round(3 * unit)}px solid ${inks.line}`,
          boxSizing: 'border-box',
        }}
      />
      <Column box={inner} anchor={0.5} blocks={blocks} />
    </Layer>
  );
}

interface VersusProps {
  readonly x: number;
  readonly y: number;
  readonly enterAt: number;
  /** Across, px at 1080 wide. */
  readonly across: number;
}

function Versus({x, y, enterAt, across}: VersusProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const size = Math.round(across * scope.unit);
  const progress = snap(frame, enterAt);
  const layout = layoutText({
    text: 'vs',
    face: {
      ...labelFace(scope.theme),
      weight: scope.theme.type.caption.weight,
      family: scope.theme.type.caption.family,
    },
    language: scope.language,
    direction: 'ltr',
    maxPx: across > 100 ? 48 : 40,
    minPx: 40,
    width: 400,
    height: 100,
    maxLines: 1,
    unit: scope.unit,
  });
  if (frame < enterAt) return null;
  return (
    <Layer scale={0.7 + 0.3 * progress} origin={[x, y]}>
      <Canvas
        label="vs"
        x={x - size / 2}
        y={y - size / 2}
        width={size}
        height={size}
        paintKey={JSON.stringify([size, inks])}
        paint={(context) => {
          context.fillStyle = inks.ink;
          context.beginPath();
          context.arc(size / 2, size / 2, size / 2 - 2, 0, 2 * Math.PI);
          context.fill();
          useFace(context, layout.face, layout.px, 'ltr');
          const {actualBoundingBoxAscent: ascent} = context.measureText('vs');
          context.fillStyle = inks.ground;
          context.fillText('vs', (size - layout.width) / 2, size / 2 + ascent / 2);
        }}
      />
    </Layer>
  );
}

/** Two sides on two cards; the second comes in after the first was read, and the winner is filled at the verdict. */
export function ComparisonContent({scene}: Pick<SceneProps<'comparison'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, fps} = stage;
  const {unit, aspect, direction} = scope;
  const {content} = zonesOf(scope);
  const stacked = aspect === '9:16';
  const marked = scene.verdict === undefined;
  // Cards of the usual height, then as high as there is room for long texts, then with texts that give way.
  const sized = (own: StageContext, highest: number, squeeze: 0 | 1) => {
    const gap = (squeeze > 0 ? 20 : 36) * unit;
    const size = stacked
      ? {width: content.width, height: Math.min(highest * unit, (content.height - gap) / 2)}
      : {width: (content.width - gap) / 2, height: Math.min(highest * unit, content.height)};
    for (const side of [scene.left, scene.right]) {
      cardBlocks({...own, squeeze}, {...content, ...size}, {side, outcome: null, marked});
    }
    return {size, gap, giving: {squeeze, paged: own.paged ?? false}};
  };
  const {size, gap, giving} = firstWhole(stage, [
    (own) => sized(own, stacked ? 520 : 640, 0),
    (own) => sized(own, 760, 0),
    (own) => sized(own, 760, 1),
  ]);
  const top =
    content.y +
    (stacked ? (content.height - 2 * size.height - gap) * 0.4 : (content.height - size.height) / 2);
  const first: Box = {
    x: !stacked && direction === 'rtl' ? content.x + size.width + gap : content.x,
    y: top,
    ...size,
  };
  const second: Box = stacked
    ? {x: content.x, y: top + size.height + gap, ...size}
    : {x: direction === 'rtl' ? content.x : content.x + size.width + gap, y: top, ...size};
  const second30 = Math.min(26, (scene.durationInFrames / fps) * 30 * 0.25);
  // The verdict waits until both sides have been read.
  const verdictAt = Math.max(second30 + 24, (scene.durationInFrames / fps) * 30 * 0.62);
  const outcomeOf = (side: 'left' | 'right') =>
    scene.verdict === undefined || frame < verdictAt ? null : scene.verdict === side ? 'won' : 'lost';
  return (
    <>
      <Card
        box={first}
        side={scene.left}
        from={-1}
        enterAt={-4}
        outcome={outcomeOf('left')}
        marked={marked}
        giving={giving}
      />
      <Card
        box={second}
        side={scene.right}
        from={1}
        enterAt={second30}
        outcome={outcomeOf('right')}
        marked={marked}
        giving={giving}
      />
      <Versus
        x={stacked ? content.x + content.width - 150 * unit : content.x + content.width / 2}
        y={stacked ? top + size.height + gap / 2 : top + size.height / 2}
        enterAt={second30 + 6}
        // Where texts give way to each other they come closer to it.
        across={giving.squeeze > 0 ? 80 : 108}
      />
    </>
  );
}
