import {Fragment} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {firstWhole, gapOf, noteTorn, squeezed} from '../kit/blocks/first-whole.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {textBlock} from '../kit/blocks/text-block.tsx';
import {Layer} from '../kit/layer.tsx';
import {appear, countUp, entrance, sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {layoutText} from '../kit/text/text-layout.ts';
import {tallyOf} from '../kit/figures/tally.ts';
import {Ruler} from './paper.tsx';
import {aboveFloor, along, sheetOf, type Sheet} from './sheet.ts';

type Side = SceneProps<'comparison'>['scene']['left'];
type Name = 'left' | 'right';

/** Frames of 30 a second that a column grows for. */
const growing = 26;

interface Half {
  /** Where its column stands, px; without height for none. */
  readonly column: Box;
  readonly blocks: readonly Block[];
  /** Top of the first block, px. */
  readonly top: number;
}

interface Laid {
  readonly title: Block | null;
  readonly left: Half;
  readonly right: Half;
}

interface Told {
  readonly blocks: readonly Block[];
  /** Size of the value, px at 1080 wide. */
  readonly px: number;
}

/** Name, value and detail of a side. */
function told(stage: StageContext, box: Box, side: Side, height: number, maxPx: number): Told {
  const {scope, inks} = stage;
  const {unit} = scope;
  const label = sentence(stage, {
    box,
    text: side.label,
    height: 190 * unit,
    maxPx: 48,
    minPx: 40,
    maxLines: 4,
    label: true,
    color: inks.ink,
  });
  const detail = sentence(stage, {
    box,
    text: side.detail,
    height: height * 0.6,
    maxPx: 46,
    minPx: 40,
    maxLines: 9,
    gap: 14,
  });
  const layout = layoutText({
    text: side.value,
    face: displayFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx,
    minPx: 40,
    width: box.width,
    height: Math.max(60 * unit, height - heightOf([label, detail].filter(present)) - gapOf(stage, 30)),
    maxLines: 1,
    unit,
  });
  const value = textBlock(layout, stage, {box, text: side.value, gap: 8, color: inks.ink});
  return {blocks: [label, value, detail].filter(present), px: layout.px / unit};
}

/** Blocks in the colour of who lost, or of who won, over their column. */
function Half({
  sheet,
  half,
  enterAt,
  barAt,
  won,
  verdict,
  decided,
  rides,
}: {
  readonly sheet: Sheet;
  readonly half: Half;
  readonly enterAt: number;
  readonly barAt: number;
  readonly won: boolean;
  /** 0-1 while the verdict falls. */
  readonly verdict: number;
  /** Whether there will be a verdict: without one both columns have the accent colour. */
  readonly decided: boolean;
  /** Whether its text stands on the column, which lifts it as it grows. */
  readonly rides: boolean;
}) {
  const frame = useFrame30();
  const stage = useStage();
  const {inks, scope} = stage;
  const {unit, theme} = scope;
  const {column, blocks, top} = half;
  const high = Math.round(column.height * countUp(frame, barAt, growing));
  const filled = won ? Math.round(high * verdict) : 0;
  const radius = Math.min(theme.radius * 0.5, 10) * unit;
  const lost = decided && !won && verdict > 0.5;
  const progress = entrance(theme.motion, frame, enterAt);
  const bar = (height: number, color: string) => (
    <div
      style={{
        position: 'absolute',
        left: Math.round(column.x),
        top: sheet.floor - height,
        width: Math.round(column.width),
        height,
        backgroundColor: color,
        borderRadius: `${radius}px ${radius}px 0 0`,
      }}
    />
  );
  let y = top;
  return (
    <>
      {high < 1 ? null : bar(high, decided ? inks.quiet : inks.accent)}
      {filled < 1 ? null : bar(filled, inks.accent)}
      <Layer
        opacity={appear(frame, enterAt)}
        y={(1 - progress) * 40 * unit + (rides ? column.height - high : 0)}
      >
        {blocks.map((block, index) => {
          if (index > 0) y += block.gap;
          const at = y;
          y += block.height;
          return <Fragment key={`${index}${lost}`}>{block.draw(at)}</Fragment>;
        })}
      </Layer>
    </>
  );
}

/** Two columns on one scale, each with its name and value over it; at the verdict the winner's is filled. */
export function SidesContent({scene}: Pick<SceneProps<'comparison'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, fps, inks} = stage;
  const {unit, language, aspect} = scope;
  const sheet = sheetOf(stage);
  const {text, cell, columns, floor, way} = sheet;
  const length = (scene.durationInFrames / fps) * 30;
  const secondAt = Math.min(18, length * 0.15);
  const barAt = Math.max(secondAt + 10, length * 0.3);
  const verdictAt = Math.max(barAt + growing, length * 0.62);
  const verdict = scene.verdict === undefined ? 0 : sweep(frame, verdictAt, 16);
  const tally = tallyOf(scene.left.value, scene.right.value, language);
  const ends = columns * cell;
  const wide = aspect === '16:9';
  const decided = scene.verdict !== undefined;

  const compose = (own: StageContext, drawn: 'columns' | 'none', titled: boolean): Laid => {
    const title = titled ? kicker(own, {box: text, text: scene.onScreenText, enterAt: -8}) : null;
    const head = title ? title.height + (own.squeeze ? 26 : 60) * unit : 0;
    const from = way === 1 ? text.x - sheet.axis : sheet.axis - text.x - text.width;
    const room = floor - text.y - head;
    const gap = (wide ? 80 : 36) * unit;
    const width = (ends - from - gap) / 2;
    const drawing = drawn === 'columns' && tally !== null;
    // In a wide frame the text stands beside its column, else over it.
    const aside = wide && drawing ? 3 * cell : 0;
    const between = (aside > 0 ? 40 : 0) * unit;
    const columnOf = (index: 0 | 1): Box => ({
      x: along(sheet, from + index * (width + gap), aside || width),
      y: floor,
      width: aside || width,
      height: 0,
    });
    const boxOf = (index: 0 | 1): Box => {
      const wide = width - aside - between;
      return {...text, x: along(sheet, from + index * (width + gap) + aside + between, wide), width: wide};
    };
    const above = aboveFloor[aspect] * unit;
    // Columns keep a part of the height; the text over the higher of them has the rest.
    const least = drawing && !wide ? room * (aspect === '9:16' ? 0.46 : 0.4) : above;
    const height = room - least;
    const sidesAt = (maxPx: number) =>
      ([0, 1] as const).map((index) => {
        const name: Name = index === 0 ? 'left' : 'right';
        const lost = decided && scene.verdict !== name && verdict > 0.5;
        const won = scene.verdict === name && verdict > 0.5;
        const tinted = won ? {...inks, ink: inks.accent} : lost ? {...inks, ink: inks.muted} : inks;
        return told({...own, inks: tinted}, boxOf(index), scene[name], height, maxPx);
      });
    const usual = drawing ? (wide ? 180 : aspect === '9:16' ? 190 : 140) : 240;
    const px = Math.min(...sidesAt(usual).map((side) => side.px));
    const sides = sidesAt(px);
    const heights = sides.map(({blocks}) => heightOf(blocks));
    if (Math.max(...heights) > height + 1) noteTorn(own, 'cut');
    let high: readonly number[] = [0, 0];
    if (drawing && tally) {
      const amounts = [tally.left, tally.right] as const;
      const longest = Math.max(...amounts);
      // What is left over the text of the column that has the least is what all are drawn to.
      const squares = wide
        ? (room - 20 * unit) / cell
        : Math.min(
            ...amounts.map((amount, index) => {
              const free = room - (heights[index] ?? 0) - 30 * unit;
              return amount > 0 ? (free / cell) * (longest / amount) : Infinity;
            }),
          );
      high = amounts.map((amount) => (amount / longest) * Math.max(1, squares) * cell);
    }
    const half = (index: 0 | 1): Half => {
      const column = {...columnOf(index), height: high[index] ?? 0};
      const blocks = sides[index]?.blocks ?? [];
      const own = heights[index] ?? 0;
      // Without columns both texts begin on one line.
      const top = !drawing
        ? floor - above - Math.max(...heights)
        : wide
          ? floor - above - own
          : floor - column.height - 22 * unit - own;
      return {column, blocks, top};
    };
    return {title, left: half(0), right: half(1)};
  };
  const {title, left, right} = firstWhole(stage, [
    (own) => compose(own, 'columns', true),
    (own) => compose(squeezed(own), 'columns', true),
    (own) => compose(squeezed(own), 'none', true),
    (own) => compose(squeezed(own), 'none', false),
  ]);
  return (
    <>
      {title?.draw(text.y)}
      <Half
        sheet={sheet}
        half={left}
        enterAt={-16}
        barAt={barAt}
        won={scene.verdict === 'left'}
        verdict={verdict}
        decided={decided}
        rides={!wide}
      />
      <Half
        sheet={sheet}
        half={right}
        enterAt={secondAt}
        barAt={barAt + 6}
        won={scene.verdict === 'right'}
        verdict={verdict}
        decided={decided}
        rides={!wide}
      />
      <Ruler sheet={sheet} enterAt={null} />
    </>
  );
}
