import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {firstWhole, squeezed} from '../kit/blocks/first-whole.ts';
import {headline} from '../kit/blocks/headline.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {InsetPicture} from '../kit/pictures/inset-picture.tsx';
import {listed} from '../kit/blocks/listed.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {countedScene} from '../kit/figures/series-place.ts';
import {zonesOf} from '../kit/zones.ts';
import {Node} from './node.tsx';
import {railAxis, railRoom, StepRail} from './rail.tsx';

type Counted = SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];

/** Room above a step for the one before it, and the least gap to the one after; px at 1080 wide. */
const neighbourRoom = {'9:16': 150, '1:1': 118, '16:9': 0} as const;

/** What to do, beside its node: a large title, then the details one after the other. */
export function StepContent({scene}: {readonly scene: Counted}) {
  const stage = useStage();
  const {scope, fps} = stage;
  const {unit, aspect, direction} = scope;
  const {content} = zonesOf(scope);
  const seconds30 = (scene.durationInFrames / fps) * 30;
  const tall = aspect === '9:16';
  const wide = aspect === '16:9';
  const pictured = scene.visual !== null;
  const before = pictured || wide ? null : countedScene(scope.previous);
  const after = pictured || wide ? null : countedScene(scope.next);
  const lead = before ? neighbourRoom[aspect] * unit : 0;
  const gap = 56 * unit;
  const textWidth = wide
    ? content.width * (pictured ? 0.52 : 0.8)
    : pictured && !tall
      ? content.width * 0.54
      : content.width;
  const room: Box = {
    x: direction === 'rtl' ? content.x + content.width - textWidth : content.x,
    y: content.y + lead,
    width: textWidth,
    height: content.height - lead - (tall && pictured ? content.height * 0.26 : 0),
  };
  const compose = (own: StageContext, box: Box) => {
    const under = listed(own, {
      box,
      text: scene.detail,
      height: Math.max(300 * unit, box.height * (pictured && !tall ? 0.6 : 0.4)),
      gap: 36,
      enterAt: 16,
      until: Math.max(26, seconds30 * 0.55),
      marker: 'dash',
    });
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: box.height - (under ? under.height + under.gap : 0),
      scale: pictured ? 0.7 : 0.82,
      enterAt: -3,
      maxLines: 5,
    });
    return [title, under].filter(present);
  };
  const blocks = firstWhole(stage, [(own) => compose(own, room), (own) => compose(squeezed(own), room)]);
  const high = heightOf(blocks);
  const firstLine = (blocks[0]?.px ?? 90) * unit * scope.theme.type.display.lineHeight;
  const spare = Math.max(0, room.height - high);
  const top =
    tall && pictured
      ? content.y + content.height - high
      : wide
        ? content.y + (content.height - high) * (pictured ? 0.5 : 0.36)
        : Math.max(room.y, room.y + (railRoom.node * unit - firstLine) / 2) + spare * (after ? 0.1 : 0.34);
  const picture: Box | null = !pictured
    ? null
    : tall
      ? {...content, height: top - gap - content.y}
      : {
          x: direction === 'rtl' ? content.x : content.x + textWidth + gap,
          y: content.y,
          width: content.width - textWidth - gap,
          height: content.height,
        };
  const nodeY = Math.max(top + firstLine / 2, content.y + (railRoom.node / 2) * unit);
  const axis = railAxis(scope);
  const neighbour = (text: string, height: number) =>
    sentence(stage, {box: room, text, height, maxPx: 46, minPx: 42, maxLines: 2, label: true});
  const beforeRow = before && neighbour(before.onScreenText, lead - 24 * unit);
  const lowest = content.y + content.height;
  const afterRow = after && neighbour(after.onScreenText, 130 * unit);
  const afterY = lowest - Math.max(railRoom.node * 0.72 * unit, afterRow?.height ?? 0);
  const afterFits = after !== null && afterY - (top + high) > 70 * unit;
  const small = railRoom.node * 0.72 * unit;
  return (
    <>
      {picture && scene.visual ? <InsetPicture asset={scene.visual.asset} box={picture} /> : null}
      {wide ? null : <StepRail y={nodeY} n={scene.n} />}
      {before ? (
        <>
          <Node x={axis} y={content.y + small / 2} size={small} state="done" />
          {beforeRow?.draw(
            content.y +
              (small - beforeRow.height / Math.max(1, Math.round(beforeRow.height / (60 * unit)))) / 2,
          )}
        </>
      ) : null}
      <Column box={{...room, y: top, height: high}} blocks={blocks} />
      {after && afterFits ? (
        <>
          <Node x={axis} y={afterY + small / 2} size={small} state="ahead" n={after.n} />
          {afterRow?.draw(afterY + Math.max(0, (small - afterRow.height) / 2))}
        </>
      ) : null}
    </>
  );
}
