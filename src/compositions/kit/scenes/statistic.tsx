import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import {Bars} from '../bars.tsx';
import {Column, headline, heightOf, sentence, type Block} from '../blocks.tsx';
import {figure, formatNumber} from '../numeral.tsx';
import {countUp} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {PictureColumn, splitContent} from '../beside-picture.tsx';
import {zonesOf} from '../zones.ts';

/** Frames of 30 a second over which the number counts. */
const counting = 34;

/** Units this short stand beside the number; longer ones under it. */
const longestSign = 3;

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

/** A number as the hero: it counts up while its bars, or its share, grow with it. */
export function StatisticContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, language} = scope;
  const {content} = zonesOf(scope);
  const {series} = scene;
  const wide = aspect === '16:9';
  const split = splitContent(stage);
  const text = series ? (wide ? {...content, width: content.width * 0.46} : content) : split.text;
  const signed = scene.unit !== undefined && scene.unit.length <= longestSign;
  const label = sentence(stage, {
    box: text,
    text: scene.label,
    height: 200 * unit,
    maxPx: series ? 54 : 66,
    maxLines: 3,
    gap: 40,
    enterAt: series ? -4 : 8,
    marked: true,
    ...(series ? {} : {color: stage.inks.ink}),
  });
  const source = sentence(stage, {
    box: text,
    text: scene.source,
    height: 110 * unit,
    maxPx: 42,
    minPx: 40,
    maxLines: 2,
    label: true,
    gap: 36,
    enterAt: 20,
  });
  const longUnit = signed
    ? null
    : headline(stage, {
        box: text,
        text: scene.unit,
        height: 150 * unit,
        scale: 0.5,
        maxLines: 1,
        gap: 24,
        enterAt: 2,
        color: stage.inks.accent,
      });
  const number = figure(stage, {
    box: text,
    value: scene.value,
    decimals: scene.decimals,
    prefix: scene.prefix,
    unit: signed ? scene.unit : undefined,
    maxPx: series ? (aspect === '1:1' ? 230 : 330) : split.picture ? 300 : 400,
    height: text.height * (series ? (aspect === '1:1' ? 0.34 : 0.5) : 0.6),
    enterAt: 0,
    countFor: counting,
    gap: 44,
  });
  const share = scene.unit === '%' && scene.value >= 0 && scene.value <= 100 && !series;
  const bar: Block | null = share
    ? {
        height: 44 * unit,
        gap: 64 * unit,
        draw: (y) => <Share box={text} y={y} part={scene.value / 100} height={Math.round(44 * unit)} />,
      }
    : null;
  const format = (value: number): string => {
    const decimals = Number.isInteger(value) ? 0 : Math.max(1, scene.decimals);
    const plain = `${scene.prefix ?? ''}${formatNumber(value, decimals, language)}${signed ? scene.unit : ''}`;
    // Over a bar there is room for a few signs only; the whole figure stands beside the chart.
    return plain.length > 7
      ? new Intl.NumberFormat(language, {notation: 'compact', maximumSignificantDigits: 3}).format(value)
      : plain;
  };

  const head = [label, number, longUnit].filter((block): block is Block => block !== null);
  const headHeight = heightOf(head);
  // What is left under the figure, for bars with a value above and a name of two lines below.
  const left = content.height - headHeight - 50 * unit;
  if (series && (wide || left >= 190 * unit)) {
    const matching = series.findIndex(({value}) => value === scene.value);
    // The source stands below the head where that is wide, and below the chart elsewhere.
    const under = wide ? content.height - headHeight : left - 240 * unit;
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
        <Bars
          box={chart}
          series={series}
          highlight={matching === -1 ? series.length - 1 : matching}
          enterAt={6}
          format={format}
        />
        {told
          ? told.draw(wide ? content.y + content.height - told.height : chart.y + chart.height + 30 * unit)
          : null}
      </>
    );
  }
  return (
    <>
      <PictureColumn {...split} anchor={0.5} blocks={[number, longUnit, bar, label, source]} />
    </>
  );
}
