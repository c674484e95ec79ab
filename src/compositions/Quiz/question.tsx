import {Fragment} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {Canvas} from '../kit/canvas.tsx';
import {labelFace} from '../kit/text/faces.ts';
import {firstWhole, gapOf, noteLayout, noteTorn, squeezed} from '../kit/blocks/first-whole.ts';
import {Layer} from '../kit/layer.tsx';
import {appear, entrance, snap, sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText, type TextLayout} from '../kit/text/text-layout.ts';
import {Card, cardPlace, edge, innerBesideDisc, innerOf} from './card.tsx';
import {Dial, type DialFace} from './dial.tsx';
import {Told} from './told.tsx';
import {strokeTick} from '../kit/blocks/tick.ts';

type Question = SceneProps<'question'>['scene'];

/** When things happen, frames of 30 a second from the scene's start. */
interface Times {
  readonly optionAt: (index: number) => number;
  /** The countdown. */
  readonly from: number;
  readonly until: number;
  /** Whether the answer is shown when it has run out. */
  readonly reveals: boolean;
}

/** Least time to think. */
const leastThinking = 24;

function timesOf({fps}: StageContext, {options = [], answer, durationInFrames}: Question): Times {
  const length = (durationInFrames / fps) * 30;
  const every = Math.min(7, (length * 0.2) / Math.max(1, options.length));
  const from = options.length === 0 ? 6 : 8 + every * options.length;
  const reveals = answer !== undefined && answer < options.length;
  return {
    optionAt: (index) => 6 + index * every,
    from,
    until: reveals
      ? Math.max(from + leastThinking, length * 0.64)
      : Math.max(from + leastThinking, length - 3),
    reveals,
  };
}

/** Frames of 30 a second that the answer takes to show itself. */
const revealing = 10;

/** Short strokes that fly out of a point, once. */
function Sparks({
  x,
  y,
  at,
  reach,
}: {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  readonly reach: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const since = frame - at;
  if (since <= 0 || since > 16) return null;
  const size = Math.round(2 * reach);
  const out = 1 - (1 - since / 16) ** 3;
  return (
    <Canvas
      x={x - reach}
      y={y - reach}
      width={size}
      height={size}
      paintKey={`${since}/${size}/${inks.accent}`}
      paint={(context) => {
        context.lineCap = 'round';
        const strokes = 10;
        for (let stroke = 0; stroke < strokes; stroke++) {
          const angle = (2 * Math.PI * (stroke + 0.5)) / strokes;
          const far = (stroke % 2 === 0 ? 0.92 : 0.74) * reach;
          const [from, to] = [far * (0.42 + 0.5 * out), far * Math.min(1, 0.42 + 0.8 * out)];
          context.lineWidth = 10 * scope.unit * (1 - out);
          context.strokeStyle = stroke % 2 === 0 ? inks.accent : inks.ink;
          context.beginPath();
          context.moveTo(reach + Math.cos(angle) * from, reach + Math.sin(angle) * from);
          context.lineTo(reach + Math.cos(angle) * to, reach + Math.sin(angle) * to);
          context.stroke();
        }
      }}
    />
  );
}

interface TileProps {
  readonly box: Box;
  readonly layout: TextLayout;
  readonly letter: string;
  readonly enterAt: number;
  readonly revealAt: number | null;
  readonly right: boolean;
}

/** Width of the field of a letter and of the tick, px at 1080 wide. */
const field = {'9:16': 104, '1:1': 72, '16:9': 92} as const;

/** An answer as something to press: at the reveal the wrong ones go down and the right one lights up. */
function Tile({box, layout, letter, enterAt, revealAt, right}: TileProps) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const {unit, theme, direction, aspect, safeArea} = scope;
  const rtl = direction === 'rtl';
  const shown = revealAt === null ? 0 : sweep(frame, revealAt, revealing);
  const progress = entrance(theme.motion, frame, enterAt);
  const lit = right && shown > 0.5;
  const down = right ? 0 : shown;
  const side = field[aspect] * unit;
  const stroke = Math.max(2, Math.round(edge.line * unit));
  const depth = edge.slab * unit;
  const radius = Math.min(theme.radius * unit, box.height / 2);
  const line = down > 0.5 ? inks.line : inks.ink;
  const sink = {x: Math.round((rtl ? -1 : 1) * depth * down), y: Math.round(depth * down)};
  const plate = (at: Box, color: string, round: number) => (
    <div
      style={{
        position: 'absolute',
        left: Math.round(at.x),
        top: Math.round(at.y),
        width: Math.round(at.width),
        height: Math.round(at.height),
        borderRadius: Math.max(0, round),
        backgroundColor: color,
      }}
    />
  );
  const inside = {
    x: box.x + stroke,
    y: box.y + stroke,
    width: box.width - 2 * stroke,
    height: box.height - 2 * stroke,
  };
  const grown = Math.round(inside.width * shown);
  const signBox = {...inside, width: side, x: rtl ? inside.x + inside.width - side : inside.x};
  const sign = layoutText({
    text: letter,
    face: {...theme.type.caption, lineHeight: 1.1},
    language: scope.language,
    direction: 'ltr',
    maxPx: 54,
    minPx: 40,
    width: side,
    height: box.height,
    maxLines: 1,
    unit,
  });
  // The tick stands clear of what the platform lays over the frame's edge.
  const tickX = rtl
    ? Math.max(inside.x, safeArea.x)
    : Math.min(inside.x + inside.width, safeArea.x + safeArea.width) - side;
  return (
    <Layer opacity={appear(frame, enterAt)} x={Math.round((rtl ? 1 : -1) * (1 - progress) * 80 * unit)}>
      {plate({...box, x: box.x + (rtl ? -depth : depth), y: box.y + depth}, line, radius)}
      <Layer {...sink}>
        {plate(box, line, radius)}
        {plate(inside, inks.surface, radius - stroke)}
        {right && grown > 0
          ? plate(
              {...inside, width: grown, x: rtl ? inside.x + inside.width - grown : inside.x},
              inks.accent,
              radius - stroke,
            )
          : null}
        {plate(signBox, lit ? inks.onAccent : down > 0.5 ? inks.line : inks.ink, radius - stroke)}
        <Text
          layout={sign}
          x={signBox.x}
          y={box.y + (box.height - sign.height) / 2}
          width={side}
          align="center"
          color={lit ? inks.accent : down > 0.5 ? inks.ink : inks.surface}
        />
        <Text
          layout={layout}
          x={rtl ? signBox.x - 30 * unit - layout.width : signBox.x + side + 30 * unit}
          y={box.y + (box.height - layout.height) / 2}
          width={layout.width}
          color={lit ? inks.onAccent : down > 0.5 ? inks.muted : inks.ink}
        />
        {right && shown > 0.8 && revealAt !== null ? (
          <Layer
            scale={0.4 + 0.6 * snap(frame, revealAt + revealing - 3)}
            origin={[tickX + side / 2, box.y + box.height / 2]}
          >
            <Canvas
              label="✓"
              x={tickX}
              y={box.y + (box.height - side) / 2}
              width={Math.round(side)}
              height={Math.round(side)}
              paintKey={`${side}/${inks.onAccent}`}
              paint={(context) => {
                strokeTick(context, {
                  side,
                  color: inks.onAccent,
                  weight: 0.11,
                  through: [
                    [0.24, 0.52],
                    [0.42, 0.69],
                    [0.76, 0.32],
                  ],
                });
              }}
            />
          </Layer>
        ) : null}
      </Layer>
      {right && revealAt !== null ? (
        <Sparks
          x={rtl ? box.x : box.x + box.width}
          y={box.y + box.height / 2}
          at={revealAt + revealing - 4}
          reach={Math.min(150 * unit, box.height * 1.1)}
        />
      ) : null}
    </Layer>
  );
}

/** Gap between answers, least height of one and most; px at 1080 wide. */
const rows = {
  gap: {'9:16': 30, '1:1': 24, '16:9': 36},
  least: {'9:16': 110, '1:1': 80, '16:9': 112},
  most: {'9:16': 160, '1:1': 120, '16:9': 170},
} as const;

/** The answers in a column, all of the height that the longest needs. */
function tiles(stage: StageContext, scene: Question, place: Box, times: Times): Block | null {
  const {scope, squeeze = 0, paged} = stage;
  const {unit, aspect, theme, language, direction, safeArea} = scope;
  const {options = [], answer} = scene;
  const tight = squeeze > 0;
  if (options.length === 0) return null;
  const side = field[aspect] * unit;
  const right = Math.min(place.x + place.width, safeArea.x + safeArea.width);
  const left = Math.max(place.x, safeArea.x);
  // Answers that are turned like pages leave the question a part of the room.
  const shared =
    (place.height * (aspect === '16:9' ? 0.94 : 0.62)) / options.length - (24 + edge.slab * 0.4) * unit;
  const layouts = options.map((option) =>
    layoutText({
      text: option,
      face: {...labelFace(theme), lineHeight: 1.16},
      language,
      direction,
      maxPx: tight ? 40 : aspect === '1:1' ? 52 : 60,
      minPx: 40,
      width: right - left - 2 * side - 60 * unit,
      height: paged ? shared : tight ? place.height : 110 * unit,
      maxLines: tight ? 4 : 2,
      unit,
      paged,
    }),
  );
  // Four answers of two lines each are packed where a frame is low.
  const packed =
    tight || (aspect === '1:1' && layouts.length > 2 && layouts.some(({lines}) => lines.length > 1));
  for (const layout of layouts) noteLayout(stage, layout);
  const gap = (packed ? 14 + edge.slab * 0.4 : rows.gap[aspect]) * unit;
  const fair = (place.height * (aspect === '16:9' ? 0.86 : 0.42)) / layouts.length - gap;
  const needs = layouts.map((layout) => layout.height + (packed ? 10 : 22) * unit);
  const high = Math.max(rows.least[aspect] * unit, Math.min(rows.most[aspect] * unit, fair), ...needs);
  // Where texts give way to each other every answer is as high as its own text.
  const heights = needs.map((need) => (tight ? Math.max(68 * unit, need) : high));
  const tops = heights.map((_, index) =>
    heights.slice(0, index).reduce((sum, height) => sum + height + gap, 0),
  );
  return {
    height: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0) + edge.slab * unit,
    gap: 0,
    draw: (y) =>
      layouts.map((layout, index) => (
        <Fragment key={index}>
          <Tile
            box={{...place, y: y + (tops[index] ?? 0), height: heights[index] ?? high}}
            layout={layout}
            letter={String.fromCharCode(65 + index)}
            enterAt={times.optionAt(index)}
            revealAt={times.reveals ? times.until : null}
            right={index === answer}
          />
        </Fragment>
      )),
  };
}

/** A question on its card, answers to press, a clock that runs; then the answer. */
export function QuestionContent({scene}: Pick<SceneProps<'question'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, width} = stage;
  const {unit, aspect, direction} = scope;
  const times = timesOf(stage, scene);
  const face: DialFace =
    times.reveals && frame >= times.until
      ? {kind: 'tick', since: times.until}
      : {kind: 'time', from: times.from, until: times.until};
  const title = (box: Box, scale: number, own = stage) =>
    headline(own, {box, text: scene.onScreenText, height: box.height, scale, enterAt: -5, maxLines: 6});
  const place = cardPlace(scope, width);
  const {whole, padding} = place;
  const wide = aspect === '16:9';

  if (scene.options === undefined) {
    if (scene.visual)
      return <Told scene={scene} face={face} compose={(own, box) => [title(box, 0.78, own)]} />;
    // Nothing to choose from: the clock itself is what there is to watch.
    const clock = (wide ? 460 : aspect === '1:1' ? 230 : 380) * unit;
    const gap = 60 * unit;
    const card = wide
      ? {
          ...whole,
          width: whole.width - clock - 1.6 * gap,
          x: direction === 'rtl' ? whole.x + clock + 1.6 * gap : whole.x,
        }
      : {...whole, height: whole.height - clock - gap};
    const middle = wide
      ? {
          x: direction === 'rtl' ? whole.x + clock / 2 : whole.x + whole.width - clock / 2,
          y: whole.y + whole.height / 2,
        }
      : {x: scope.safeArea.x + scope.safeArea.width / 2, y: whole.y + whole.height - clock / 2};
    const inner = innerOf(scope, card, place);
    return (
      <>
        <Card box={card} face={{kind: 'sign', text: '?'}}>
          <Column box={inner} anchor={0.46} blocks={[title(inner, 1)]} />
        </Card>
        <Dial {...middle} size={clock} face={face} />
      </>
    );
  }

  const besideAnswers = (own: StageContext) => {
    const split = whole.width * (own.squeeze ? 0.4 : 0.45);
    const gap = 64 * unit;
    const card = {...whole, width: split, x: direction === 'rtl' ? whole.x + whole.width - split : whole.x};
    const column = {
      ...whole,
      width: whole.width - split - gap,
      x: direction === 'rtl' ? whole.x : whole.x + split + gap,
    };
    const list = tiles(own, scene, column, times);
    if (list && list.height > column.height) noteTorn(own, 'cut');
    const inner = innerOf(scope, card, place);
    return (
      <>
        <Card box={card} face={face}>
          <Column box={inner} anchor={0.46} blocks={[title(inner, 0.86, own)]} />
        </Card>
        <Column box={column} anchor={0.5} blocks={[list]} />
      </>
    );
  };
  const overAnswers = (own: StageContext) => {
    const list = tiles(own, scene, whole, times);
    const gap = gapOf(own, aspect === '1:1' ? 30 : 50);
    const most = whole.height - (list?.height ?? 0) - gap;
    // A low card has its text beside the disc instead of below it.
    const low = (own.squeeze ?? 0) > 0 || most < place.disc * 0.5 + 190 * unit;
    const roomOn = low ? innerBesideDisc : innerOf;
    const inner = roomOn(scope, {...whole, height: most}, place);
    const text = title(inner, 0.86, own);
    const around = most - inner.height;
    const high = Math.min(most, heightOf(text ? [text] : []) + around + (low ? 0 : 0.5 * padding));
    const top = whole.y + (most - high) * 0.35;
    const card = {...whole, y: top, height: high};
    return (
      <>
        <Card box={card} face={face}>
          <Column box={roomOn(scope, card, place)} anchor={low ? 0.5 : 0.42} blocks={[text]} />
        </Card>
        <Column box={{...whole, y: top + high + gap}} blocks={[list]} />
      </>
    );
  };
  const laid = wide ? besideAnswers : overAnswers;
  return firstWhole(stage, [laid, (own) => laid(squeezed(own))]);
}
