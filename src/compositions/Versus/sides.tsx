import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {kicker} from '../kit/blocks/kicker.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {Canvas} from '../kit/canvas.tsx';
import {Captions} from '../kit/captions/captions.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {Layer} from '../kit/layer.tsx';
import {appear, countUp, entrance, snap, sweep} from '../kit/motion.ts';
import {quietTone} from '../kit/quiet-tone.ts';
import {StageTone, useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText, useFace} from '../kit/text/text-layout.ts';
import {zonesOf} from '../kit/zones.ts';
import {fieldFoot, Fields, Flood, seamOffset, seamRoom, type Axis} from './seam.tsx';
import {tallyOf} from '../kit/figures/tally.ts';
import {strokeTick} from '../kit/blocks/tick.ts';

type Side = SceneProps<'comparison'>['scene']['left'];

interface Contender {
  readonly side: Side;
  /** Share of the longer bar; `null` where the values are no amounts of one unit. */
  readonly share: number | null;
  readonly enterAt: number;
  readonly barAt: number;
  /** -1 or 1: the way it comes in along the seam. */
  readonly from: -1 | 1;
  readonly lost: boolean;
}

/** How the texts of both sides give way to each other. */
type Giving = Required<Pick<StageContext, 'squeeze' | 'paged'>>;

/** Frames of 30 a second that a bar grows for. */
const growing = 26;

function Bar({
  lost,
  box,
  y,
  height,
  share,
  at,
}: {
  readonly box: Box;
  readonly y: number;
  readonly height: number;
  readonly share: number;
  readonly at: number;
  readonly lost: boolean;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const long = Math.round(box.width * share * countUp(frame, at, growing));
  if (long < 1) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(scope.direction === 'rtl' ? box.x + box.width - long : box.x),
        top: Math.round(y),
        width: long,
        height,
        backgroundColor: lost ? inks.muted : inks.accent,
        borderRadius: Math.min(scope.theme.radius * scope.unit, height / 2),
      }}
    />
  );
}

/** The value of a side, at a size that both sides share. */
function valueLayout({scope}: StageContext, text: string, box: Box, maxPx: number, height: number) {
  return layoutText({
    text,
    face: displayFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx,
    minPx: 40,
    width: box.width,
    height,
    maxLines: 1,
    unit: scope.unit,
  });
}

/** Name, value, bar and detail of one side. */
function blocksOf(
  stage: StageContext,
  box: Box,
  {side, share, barAt, lost}: Contender,
  maxPx: number,
): {readonly blocks: readonly Block[]; readonly valuePx: number} {
  const {scope, inks, squeeze = 0} = stage;
  const {unit} = scope;
  const label = sentence(stage, {
    box,
    text: side.label,
    height: 130 * unit,
    maxPx: 52,
    minPx: 40,
    maxLines: 2,
    label: true,
    color: lost ? inks.muted : inks.ink,
  });
  const barHeight = Math.round(26 * unit);
  const bar: Block | null =
    share === null
      ? null
      : {
          height: barHeight,
          gap: gapOf(stage, 22),
          draw: (y) => <Bar box={box} y={y} height={barHeight} share={share} at={barAt} lost={lost} />,
        };
  // The value keeps at least this height, whatever there is to say of it.
  const least = (squeeze > 0 ? 60 : 110) * unit;
  const taken = (label?.height ?? 0) + (bar ? bar.height + bar.gap : 0) + least + gapOf(stage, 40);
  const detail = sentence(
    {...stage, squeeze: 0},
    {
      box,
      text: side.detail,
      height: box.height - taken,
      maxPx: squeeze > 0 ? 40 : 50,
      minPx: 40,
      maxLines: squeeze > 0 ? 8 : 4,
      gap: squeeze > 0 ? 11 : 22,
      enterAt: barAt - 6,
      color: inks.muted,
    },
  );
  const others = [label, bar, detail].filter(present);
  const layout = valueLayout(stage, side.value, box, maxPx, box.height - heightOf(others) - gapOf(stage, 14));
  const value: Block = {
    height: layout.height,
    gap: gapOf(stage, 10),
    draw: (y) => (
      <Text layout={layout} x={box.x} y={y} width={box.width} color={lost ? inks.muted : inks.ink} />
    ),
  };
  const blocks = [label, value, bar, detail].filter(present);
  return {blocks, valuePx: layout.px / unit};
}

function SideColumn({
  box,
  top,
  contender,
  maxPx,
  giving,
}: {
  readonly box: Box;
  readonly top: number;
  readonly contender: Contender;
  readonly maxPx: number;
  readonly giving: Giving;
}) {
  const stage = {...useStage(), ...giving};
  const frame = useFrame30();
  const {theme, unit} = stage.scope;
  const {enterAt, from} = contender;
  const progress = entrance(theme.motion, frame, enterAt);
  return (
    <Layer x={(1 - progress) * from * 120 * unit} opacity={appear(frame, enterAt)}>
      <Column box={{...box, y: top}} blocks={blocksOf(stage, box, contender, maxPx).blocks} />
    </Layer>
  );
}

/** What is compared, over the first side. */
function Title({box, text, paged}: {readonly box: Box; readonly text: string; readonly paged: boolean}) {
  return kicker({...useStage(), paged}, {box, text})?.draw(box.y);
}

/** The disc on the seam: `vs` until there is a verdict, then a tick that leans toward the winner. */
function Medallion({
  x,
  y,
  enterAt,
  verdict,
  shift,
}: {
  readonly x: number;
  readonly y: number;
  readonly enterAt: number;
  /** 0-1 while the verdict falls. */
  readonly verdict: number;
  readonly shift: readonly [number, number];
}) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const size = Math.round((scope.aspect === '1:1' ? 92 : 116) * scope.unit);
  const ticked = verdict > 0.5;
  // Turned over like a coin.
  const turned = Math.max(0.06, Math.abs(1 - 2 * Math.min(1, verdict)));
  const grown = 0.6 + 0.4 * snap(frame, enterAt);
  if (frame < enterAt) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width: '100%',
        height: '100%',
        transform: `translate(${shift[0] * verdict}px, ${shift[1] * verdict}px) scale(${grown * (verdict > 0 ? turned : 1)}, ${grown})`,
        transformOrigin: `${x}px ${y}px`,
      }}
    >
      <Canvas
        label={ticked ? '✓' : 'vs'}
        x={x - size / 2}
        y={y - size / 2}
        width={size}
        height={size}
        paintKey={JSON.stringify([size, inks, ticked, scope.theme.type.caption])}
        paint={(context) => {
          const middle = size / 2;
          const disc = (radius: number, color: string) => {
            context.fillStyle = color;
            context.beginPath();
            context.arc(middle, middle, radius, 0, 2 * Math.PI);
            context.fill();
          };
          disc(middle - 1, inks.ground);
          disc(middle - 0.07 * size, inks.ink);
          if (ticked) {
            strokeTick(context, {
              side: size,
              color: inks.ground,
              weight: 0.1,
              through: [
                [0.3, 0.52],
                [0.45, 0.66],
                [0.71, 0.36],
              ],
            });
            return;
          }
          const {family, weight} = scope.theme.type.caption;
          useFace(context, {family, weight, lineHeight: 1}, 0.44 * size, 'ltr');
          const {actualBoundingBoxAscent: ascent, width} = context.measureText('vs');
          context.fillStyle = inks.ground;
          context.fillText('vs', middle - width / 2, middle + ascent / 2);
        }}
      />
    </div>
  );
}

/**
 * Two sides on two fields. One is there at once, the other comes in against it, bars show both on one scale, and at the
 * verdict the seam grows over the winner's field.
 */
export function SidesContent({scene}: Pick<SceneProps<'comparison'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, inks, fps, width} = stage;
  const {unit, aspect, direction} = scope;
  const zone = zonesOf(scope).content;
  // Two sides need all the height there is.
  const lift = Math.max(0, Math.min(50 * unit, zone.y - scope.safeArea.y));
  const content = {...zone, y: zone.y - lift, height: zone.height + lift};
  const axis: Axis = aspect === '9:16' ? 'level' : 'upright';
  const level = axis === 'level';
  const rtl = direction === 'rtl';
  const length = (scene.durationInFrames / fps) * 30;
  const secondAt = Math.min(16, length * 0.14);
  const barAt = Math.max(secondAt + 14, length * 0.36);
  const verdictAt = Math.max(barAt + 16, length * 0.62);
  const verdict = scene.verdict === undefined ? 0 : sweep(frame, verdictAt, 14);
  const won = scene.verdict === undefined || verdict <= 0.5 ? null : scene.verdict;

  const room = seamRoom(scope, axis);
  const titleWidth = level ? content.width : content.width / 2 - room / 2;
  const titleBox = {
    ...content,
    x: rtl ? content.x + content.width - titleWidth : content.x,
    width: titleWidth,
  };
  const lead = rtl ? width - content.x - content.width : content.x;
  /** Where title, sides and seam are. */
  const placedOn = (own: StageContext) => {
    const title = kicker({...own, squeeze: 0}, {box: titleBox, text: scene.onScreenText});
    const head = title ? title.height + (level ? 24 : 30) * unit : 0;
    const span = level ? (content.height - head - room) / 2 : (content.width - room) / 2;
    const column = (from: number): Box =>
      level
        ? {...content, y: content.y + head + from, height: span}
        : {
            x: rtl ? content.x + content.width - from - span : content.x + from,
            width: span,
            y: content.y + head,
            height: content.height - head,
          };
    return {
      at: level ? content.y + head + span + room / 2 : lead + span + room / 2,
      boxes: [column(0), column(span + room)] as const,
    };
  };

  const tally = tallyOf(scene.left.value, scene.right.value, scope.language);
  const longest = tally ? Math.max(tally.left, tally.right) : 1;
  const contender = (name: 'left' | 'right', first: boolean): Contender => ({
    side: scene[name],
    share: tally && tally[name] / longest,
    enterAt: first ? -12 : secondAt,
    barAt: first ? barAt : barAt + 8,
    from: ((first ? -1 : 1) * (rtl ? -1 : 1)) as -1 | 1,
    lost: won !== null && won !== name,
  });
  const both = [contender('left', true), contender('right', false)] as const;
  const sizedOn = (own: StageContext, [firstBox, secondBox]: readonly [Box, Box], maxPx: number) => [
    blocksOf(own, firstBox, both[0], maxPx),
    blocksOf(own, secondBox, both[1], maxPx),
  ];
  const tried = (own: StageContext) => {
    const place = placedOn(own);
    sizedOn(own, place.boxes, 250);
    return {...place, giving: {squeeze: own.squeeze ?? 0, paged: own.paged ?? false}};
  };
  const {at, boxes, giving} = firstWhole(stage, [tried, (own) => tried(squeezed(own))]);
  const [firstBox, secondBox] = boxes;
  const sized = (maxPx: number) => sizedOn({...stage, ...giving}, boxes, maxPx);
  const px = Math.min(...sized(250).map(({valuePx}) => valuePx));
  const heights = sized(px).map(({blocks}) => heightOf(blocks));
  const tops = boxes.map((box, index) => {
    const high = level ? (heights[index] ?? 0) : Math.max(...heights);
    return box.y + Math.max(0, box.height - high) * 0.5;
  });
  // On the trailing part of the seam, away from where the lines begin.
  const share = rtl ? 0.2 : 0.8;
  const foot = fieldFoot(stage);
  const disc = level
    ? {
        x: content.x + content.width * share,
        y: at + seamOffset(scope, axis, (content.x + content.width * share) / width),
      }
    : {x: (rtl ? width - at : at) + (rtl ? -1 : 1) * seamOffset(scope, axis, 0.5), y: foot * 0.5};
  const way = (scene.verdict === 'left' ? -1 : 1) * (aspect === '1:1' ? 8 : 13) * unit;
  const tone = (name: 'left' | 'right') => (won === name ? 'accent' : stage.tone);
  return (
    <>
      <Fields axis={axis} at={at} flat="second" />
      {scene.verdict ? (
        <Flood axis={axis} at={at} side={scene.verdict === 'left' ? 'first' : 'second'} part={verdict} />
      ) : null}
      <StageTone tone={tone('left')}>
        <Title box={titleBox} text={scene.onScreenText} paged={giving.paged} />
        <SideColumn box={firstBox} top={tops[0] ?? 0} contender={both[0]} maxPx={px} giving={giving} />
      </StageTone>
      <StageTone tone={tone('right')}>
        <SideColumn box={secondBox} top={tops[1] ?? 0} contender={both[1]} maxPx={px} giving={giving} />
      </StageTone>
      <Medallion
        {...disc}
        enterAt={secondAt + 4}
        verdict={verdict}
        shift={level ? [0, way] : [rtl ? -way : way, 0]}
      />
      <StageTone
        tone={level ? tone('right') : stage.tone}
        ground={level && won !== 'right' ? quietTone(inks) : undefined}
      >
        <Captions />
      </StageTone>
    </>
  );
}
