import type {Box} from '../../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../../contract.ts';
import {Bars, leastBars} from '../figures/bars.tsx';
import {heightOf, present, type Block} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {headline} from '../blocks/headline.ts';
import {sentence} from '../blocks/sentence.ts';
import {gapOf, noteTorn, squeezed} from '../blocks/first-whole.ts';
import {figure} from '../figures/numeral.tsx';
import {sourceLine} from '../figures/source-line.ts';
import {ownBar, signOf, writtenIn} from '../figures/written-value.ts';
import {countUp} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';
import {zonesOf} from '../zones.ts';

/** Frames of 30 a second over which the number counts. */
const counting = 34;

function Share({
  box,
  y,
  part,
  height,
}: {
  readonly box: Box;
  readonly y: number;
  readonly part: number;
  readonly height: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const radius = Math.min(scope.theme.radius * scope.unit, height / 2);
  const filled = Math.round(box.width * part * countUp(frame, 0, counting));
  return (
    <>
      <div
        style={{
          position: 'absolute',
          left: Math.round(box.x),
          top: Math.round(y),
          width: Math.round(box.width),
          height,
          backgroundColor: inks.line,
          borderRadius: radius,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: scope.direction === 'rtl' ? Math.round(box.x + box.width - filled) : Math.round(box.x),
          top: Math.round(y),
          width: filled,
          height,
          backgroundColor: inks.accent,
          borderRadius: radius,
        }}
      />
    </>
  );
}

/** What stands around the figure, each `null` where it is not given. */
function textsOn(stage: StageContext, scene: SceneFields<'statistic'>, box: Box) {
  const {unit} = stage.scope;
  const {series} = scene;
  return {
    label: sentence(stage, {
      box,
      text: scene.label,
      // Two lines and one are enough for words that turn like pages.
      height: (stage.paged ? 116 : 200) * unit,
      maxPx: series ? 54 : 66,
      maxLines: 3,
      gap: 40,
      enterAt: series ? -4 : 8,
      marked: true,
      ...(series ? {} : {color: stage.inks.ink}),
    }),
    source: sourceLine(stage, {box, text: scene.source, gap: 36, enterAt: 20}),
    longUnit: signOf(scene)
      ? null
      : headline(stage, {
          box,
          text: scene.unit,
          height: (stage.squeeze ? 60 : 150) * unit,
          scale: 0.5,
          maxLines: 1,
          gap: 24,
          enterAt: 2,
          color: stage.inks.accent,
        }),
  };
}

/** The figure itself, counting up. */
function numberIn(
  stage: StageContext,
  scene: SceneFields<'statistic'>,
  {box, maxPx, height}: {readonly box: Box; readonly maxPx: number; readonly height: number},
): Block {
  return figure(stage, {
    box,
    value: scene.value,
    decimals: scene.decimals,
    prefix: scene.prefix,
    unit: signOf(scene),
    maxPx,
    height,
    enterAt: 0,
    countFor: counting,
    gap: 44,
  });
}

/** The figure by itself or beside its picture; a share of a hundred as a bar that fills. */
function Lone({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {unit} = stage.scope;
  const share = scene.unit === '%' && scene.value >= 0 && scene.value <= 100 && !scene.series;
  const {text, picture, blocks} = composeBeside(stage, (box, hasPicture, own) => {
    const {label, source, longUnit} = textsOn(own, scene, box);
    const bar: Block | null = share
      ? {
          height: 44 * unit,
          gap: gapOf(own, 64),
          draw: (y) => <Share box={box} y={y} part={scene.value / 100} height={Math.round(44 * unit)} />,
        }
      : null;
    const others = [longUnit, bar, label, source].filter(present);
    const free = box.height - heightOf(others) - (others[0]?.gap ?? 0);
    // Below this height the figure would no longer be what is read first.
    if (free < 110 * unit) noteTorn(own, 'cut');
    const number = numberIn({...own, squeeze: 0}, scene, {
      box,
      maxPx: scene.series ? 330 : hasPicture ? 300 : 400,
      height: Math.max(110 * unit, Math.min(box.height * 0.6, free)),
    });
    return {title: number, blocks: [number, ...others]};
  });
  return <PictureColumn text={text} picture={picture} anchor={0.5} blocks={blocks} />;
}

/** A number as the hero: it counts up while its bars, or its share, grow with it. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, language} = scope;
  const {content} = zonesOf(scope);
  const {series} = scene;
  if (!series) return <Lone scene={scene} />;
  const wide = aspect === '16:9';
  const square = aspect === '1:1';
  const text = wide ? {...content, width: content.width * 0.46} : content;
  const number = (height: number) => numberIn(stage, scene, {box: text, maxPx: square ? 230 : 330, height});
  const usual = text.height * (square ? 0.34 : 0.5);
  const bars = {series, highlight: ownBar(scene), format: writtenIn(scene, language)};
  /** What is left under the figure for bars, and what they need. */
  const leftUnder = (blocks: readonly Block[]): number => content.height - heightOf(blocks) - 50 * unit;
  const neededIn = (height: number): number => leastBars(stage, {...bars, box: {...content, height}});
  /** What chart and source lack under some blocks; in a wide frame the chart stands beside them. */
  const missingUnder = (head: readonly Block[], source: Block | null): number => {
    const told = source ? source.height + 30 * unit : 0;
    if (wide) return heightOf(head) + told - content.height;
    const left = leftUnder(head);
    const chart = neededIn(left);
    return (source ? Math.max(240 * unit, chart) + told : chart) - left;
  };
  const composed = (own: StageContext, sourced: boolean) => {
    const {label, longUnit, source: whence} = textsOn(own, scene, text);
    const source = sourced ? whence : null;
    const headOf = (height: number) => [label, number(height), longUnit].filter(present);
    const large = headOf(usual);
    const missing = missingUnder(large, source);
    const whole =
      label !== null && longUnit?.cut !== true && (source !== null) === (scene.source !== undefined);
    if (missing <= 0) return {head: large, source, holds: true, whole};
    // A number gives way to a chart that would have no room, as long as it stays what is read first.
    const head = headOf(Math.max(110 * unit, number(usual).height - missing));
    return {head, source, holds: missingUnder(head, source) <= 1, whole};
  };
  // What gives way, in this order: sizes and gaps, the sight of all words at once, the source, the chart.
  const stages = [stage, squeezed(stage), squeezed({...stage, paged: true})];
  const ways = [true, false].flatMap((sourced) => stages.map((own) => composed(own, sourced)));
  const chosen = ways.find(({holds, whole}) => holds && whole) ?? ways.find(({holds}) => holds);
  if (!chosen) return <Lone scene={scene} />;
  const {head, source} = chosen;
  const headHeight = heightOf(head);
  const left = leftUnder(head);
  // The source stands below the head where that is wide, and below the chart elsewhere.
  const under = wide ? content.height - headHeight : left - Math.max(240 * unit, neededIn(left));
  const told = source && under >= source.height + 30 * unit ? source : null;
  const sourceHeight = told ? told.height + 30 * unit : 0;
  const chart = wide
    ? {
        x: content.x + content.width * 0.52,
        y: content.y + 20 * unit,
        width: content.width * 0.48,
        height: content.height - 40 * unit,
      }
    : {
        x: content.x,
        y: content.y + headHeight + 50 * unit,
        width: content.width,
        height: left - sourceHeight,
      };
  return (
    <>
      <Column
        box={wide ? {...text, height: text.height - sourceHeight} : text}
        anchor={wide ? 0.4 : 0}
        blocks={head}
      />
      <Bars {...bars} box={chart} enterAt={6} />
      {told
        ? told.draw(wide ? content.y + content.height - told.height : chart.y + chart.height + 30 * unit)
        : null}
    </>
  );
}
