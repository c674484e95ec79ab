import type {ReactNode} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {firstWhole, squeezed} from '../kit/blocks/first-whole.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {signOf} from '../kit/figures/written-value.ts';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {dateIn, DateOnLine, layOutDate, type StandingDate} from './date.tsx';
import {arrival, besideStem, crossingY, nodeSize, TimeLine} from './line.tsx';
import {Plate} from './plate.tsx';

type Kind = 'hook' | 'point' | 'context' | 'step' | 'list-item' | 'statistic';
type Dated = {[One in Kind]: SceneFields<One>}[Kind];

/** Share of the content's height that a date may take, and its largest size; px at 1080 wide. */
const dateRoom = {
  '9:16': {share: 0.36, maxPx: 460, pictured: 280},
  '1:1': {share: 0.4, maxPx: 300, pictured: 200},
  '16:9': {share: 0.42, maxPx: 360, pictured: 270},
} as const;

/** What the event is called, and what stands under that. */
interface Told {
  readonly label?: string | undefined;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly small?: string | undefined;
}

/** Something that happened: its date stands on the line, what it was stands under it beside the node's stem. */
export function EventContent({scene}: {readonly scene: Dated}) {
  const stage = useStage();
  const {scope, fps} = stage;
  const {unit, aspect, direction} = scope;
  const {content} = zonesOf(scope);
  const rtl = direction === 'rtl';
  const tall = aspect === '9:16';
  const wide = aspect === '16:9';
  const pictured = scene.visual !== null;
  const opening = scope.index === 0;
  const length = (scene.durationInFrames / fps) * 30;
  const room = dateRoom[aspect];
  const kickerText = scene.kind === 'hook' || scene.kind === 'point' ? scene.kicker : undefined;
  const counted = scene.kind === 'step' || scene.kind === 'list-item' ? String(scene.n) : undefined;
  const date = counted ?? dateIn(kickerText);
  const told: Told =
    scene.kind === 'statistic'
      ? {
          label: signOf(scene) ? undefined : scene.unit,
          title: scene.label,
          small: scene.source,
        }
      : {
          label: date === undefined ? kickerText : undefined,
          title: scene.onScreenText,
          detail: scene.detail,
        };

  const indent = besideStem * unit;
  // Everything that is read stands on one edge, clear of the node.
  const column: Box = {
    ...content,
    x: rtl ? content.x : content.x + indent,
    width: content.width - indent,
  };
  const partOf = (share: number): Box => {
    const width = column.width * share;
    return {...column, x: rtl ? column.x + column.width - width : column.x, width};
  };
  // Under the line a plate takes the trailing half unless the frame is tall.
  const under = partOf(pictured && !tall ? 0.54 : wide ? 0.8 : 1);
  const gap = (nodeSize / 2 + 14) * unit;
  const foot = 24 * unit;
  const cords = 54 * unit;
  const dated = date !== undefined || scene.kind === 'statistic';
  const titleBox = dated ? under : partOf(wide && !pictured ? 0.9 : 1);
  const detailAt = Math.min(40, Math.max(14, length * 0.28));

  const compose = (own: StageContext, dateShare: number, plateShare: number) => {
    const most = {
      height: content.height * dateShare,
      maxPx: pictured ? room.pictured : room.maxPx,
    };
    const standing: StandingDate | null =
      date === undefined ? null : layOutDate(stage, date, {...most, width: column.width});
    const number =
      scene.kind === 'statistic'
        ? figure(own, {
            ...most,
            box: column,
            value: scene.value,
            decimals: scene.decimals,
            prefix: scene.prefix,
            unit: signOf(scene),
            enterAt: arrival - 6,
            countFor: 32,
          })
        : null;
    const plateRoom = pictured ? content.height * plateShare + cords : 0;
    const label =
      told.label === undefined
        ? null
        : kicker(own, {box: titleBox, text: told.label, enterAt: opening ? null : 4});
    // Beside the text a plate shares its height with it, under the line; in a tall frame it stands above it.
    const above = standing?.height ?? (number ? number.height + foot : 34 * unit);
    const free = content.height - above - gap - (tall ? plateRoom : 0) - 24 * unit;
    const detail = sentence(own, {
      box: under,
      text: told.detail,
      height: Math.max(260 * unit, free * (dated ? 0.5 : 0.4)),
      maxLines: 8,
      gap: 26,
      enterAt: detailAt,
    });
    const small = sentence(own, {
      box: under,
      text: told.small,
      height: 120 * unit,
      maxPx: 42,
      minPx: 40,
      maxLines: 3,
      label: true,
      gap: 28,
      enterAt: detailAt,
    });
    const below = [detail, small].filter(present);
    const taken =
      heightOf(below) + (label ? label.height + 30 * unit : 0) + (below.length > 0 ? 40 * unit : 0);
    const titleHeight = dated
      ? free - taken
      : free - Math.max(taken, tall ? 0 : plateRoom + (label?.height ?? 0));
    const title = headline(own, {
      box: titleBox,
      text: told.title,
      height: titleHeight,
      scale: dated ? (pictured ? 0.56 : 0.64) : pictured ? 0.74 : 0.92,
      gap: 22,
      // The first frame of a video must be readable: even its last line has arrived by then.
      enterAt: opening ? -24 : dated ? 8 : -3,
      maxLines: 6,
    });
    return {standing, number, label, title, detail, small, plateRoom};
  };
  const shares = [tall && pictured ? 0.26 : room.share, tall ? 0.2 : 0.4] as const;
  const low = [tall ? 0.15 : 0.26, tall ? 0.13 : 0.34] as const;
  const composed = firstWhole(stage, [
    (own) => {
      const {title} = compose({...own, ledger: {torn: 0}}, ...shares);
      // A long text takes room from date and picture before it is set small.
      const cramped = pictured && (title?.px ?? 100) < 66;
      return cramped ? compose(own, ...low) : compose(own, ...shares);
    },
    (own) => compose(own, ...low),
    (own) => compose(squeezed(own), ...low),
    (own) => compose(squeezed(own, 2), tall ? 0.13 : 0.18, tall ? 0.1 : 0.26),
  ]);
  const {standing, number, label, title, detail, small, plateRoom} = composed;
  const upper = dated ? [] : [label, title].filter(present);
  const lower = (dated ? [label, title, detail, small] : [detail, small]).filter(present);
  const upperHeight = standing?.height ?? (number ? number.height + foot : heightOf(upper) + 34 * unit);
  const lowerHeight = heightOf(lower);
  const hanging = tall
    ? plateRoom + lowerHeight + (lower.length > 0 ? gap : 0)
    : Math.max(plateRoom, lower.length > 0 ? gap + lowerHeight : 0);
  const spare = Math.max(0, content.height - upperHeight - hanging);
  const lowest = content.y + content.height;
  // A tall frame gives a plate what the text leaves; otherwise the whole stands a little above the middle.
  const wished = content.y + upperHeight + spare * (pictured ? (tall ? 0 : 0.2) : 0.43);
  const cut = crossingY(stage);
  const fits = cut - upperHeight >= content.y - 1 && cut + hanging <= lowest + 1;
  // A small jog beside the cuts would look like a mistake.
  const lineY = Math.round(fits && Math.abs(wished - cut) < 150 * unit ? cut : wished);
  const plate: Box | null = !pictured
    ? null
    : tall
      ? {
          ...under,
          y: lineY + cords,
          height: lowest - lowerHeight - (lower.length > 0 ? 40 * unit : 0) - lineY - cords,
        }
      : {
          x: rtl ? content.x : content.x + content.width * 0.58,
          y: lineY + cords,
          width: content.width * 0.42,
          height: lowest - lineY - cords,
        };
  const lowerTop = tall && plate ? lowest - lowerHeight : lineY + gap;
  const node = (rtl ? stage.width - content.x - content.width : content.x) + (nodeSize / 2) * unit;
  const standingPart: ReactNode = standing ? (
    <DateOnLine date={standing} box={column} lineY={lineY} riseAt={opening ? null : 2} />
  ) : number ? (
    number.draw(lineY - foot - number.height)
  ) : (
    <Column box={{...titleBox, y: lineY - upperHeight, height: upperHeight}} blocks={upper} />
  );
  return (
    <>
      {standingPart}
      {plate && scene.visual ? (
        <Plate asset={scene.visual.asset} box={plate} lineY={lineY} enterAt={opening ? -20 : 4} />
      ) : null}
      <TimeLine
        y={lineY}
        node={node}
        stem={lower.length > 0 ? lowerTop + lowerHeight - lineY : 0}
        stemAt={opening ? (dated ? -20 : detailAt - 8) : arrival}
      />
      {lower.length > 0 ? <Column box={{...under, y: lowerTop, height: lowerHeight}} blocks={lower} /> : null}
    </>
  );
}
