import {Fragment} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {firstWhole, noteTorn, squeezed} from '../kit/blocks/first-whole.ts';
import {sweep} from '../kit/motion.ts';
import {Picture} from '../kit/pictures/picture.tsx';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {sheetOf, type Sheet} from './sheet.ts';

export interface Composed {
  /** The block that is read first, for a picture to give way to. */
  readonly title: Block | null;
  /** What stands at the head of the sheet where there is room, else over the others. */
  readonly head?: Block | null;
  readonly blocks: readonly (Block | null)[];
}

/** Blocks for a box on a stage, which may be one on which texts give way to each other. */
export type Compose = (box: Box, pictured: boolean, stage: StageContext) => Composed;

/** Share of the height, or of the width, that a picture keeps: as a rule, and beside long texts. */
const shares = {
  '9:16': {picture: 0.38, text: 0.14},
  '1:1': {picture: 0.4, text: 0.26},
  '16:9': {picture: 0.42, text: 0.3},
} as const;

/** Gap from text to picture, px at 1080 wide. */
const beside = 48;

/** Headlines below this size, px at 1080 wide, are worth a smaller picture. */
const comfortable = 84;

interface Placed extends Composed {
  readonly room: Box;
  readonly picture: Box | null;
  readonly overflow: boolean;
}

function place(
  stage: StageContext,
  sheet: Sheet,
  compose: Compose,
  favour: 'picture' | 'text' | 'none',
): Placed {
  const {scope, width} = stage;
  const {aspect, unit} = scope;
  const {text, axis, way, floor} = sheet;
  const gap = beside * unit;
  const tall = aspect === '9:16';
  if (favour === 'none') {
    const share = aspect === '16:9' ? 0.86 : 1;
    const wide = text.width * share;
    const room = {...text, x: way === 1 ? text.x : text.x + text.width - wide, width: wide};
    const composed = compose(room, false, {...stage, scene: {...stage.scene, visual: null}});
    return {...composed, room, picture: null, overflow: overflows(stage, composed, room)};
  }
  const share = shares[aspect][favour];
  if (tall) {
    const room = {...text, height: (floor - text.y) * (1 - share) - gap};
    const composed = compose(room, true, stage);
    const used = heightOf([composed.head, ...composed.blocks].filter(present));
    const top = Math.round(text.y + Math.min(room.height, used) + gap);
    const x = way === 1 ? text.x : 0;
    const picture = {x, y: top, width: (way === 1 ? width : axis - (text.x - 0)) - x, height: floor - top};
    if (way === -1) picture.width = text.x + text.width;
    return {...composed, room, picture, overflow: overflows(stage, composed, room)};
  }
  const wide = text.width * (1 - share) - gap;
  const room = {...text, x: way === 1 ? text.x : text.x + text.width - wide, width: wide};
  const start = way === 1 ? room.x + wide + gap : 0;
  const end = way === 1 ? width : room.x - gap;
  const composed = compose(room, true, stage);
  return {
    ...composed,
    room,
    picture: {x: Math.round(start), y: 0, width: Math.round(end - start), height: floor},
    overflow: overflows(stage, composed, room),
  };
}

/** Whether blocks came out higher than their room; noted, so that another way is tried. */
function overflows(stage: StageContext, {head, blocks}: Composed, {height}: Box): boolean {
  const over = heightOf([head, ...blocks].filter(present)) > height + 1;
  if (over) noteTorn(stage, 'cut');
  return over;
}

/** A picture that grows out of the baseline like a bar. */
function Column({asset, box}: {readonly asset: string; readonly box: Box}) {
  const frame = useFrame30();
  const {scope} = useStage();
  const grown = scope.index === 0 ? 1 : sweep(frame, -7, 16);
  return <Picture asset={asset} {...box} uncovered={Math.round(grown * box.height) / box.height} />;
}

export interface StandingProps {
  readonly scene: SceneFields;
  readonly compose: Compose;
  /** Squares that the baseline stands higher than in other scenes. Default 0. */
  readonly lift?: number;
}

/** Text that stands on the baseline; a picture stands there in its place, below the text or beside it. */
export function Standing({scene, compose, lift = 0}: StandingProps) {
  const stage = useStage();
  const sheet = sheetOf(stage, lift);
  const {unit, aspect} = stage.scope;
  const tall = aspect === '9:16';
  const composed = scene.visual
    ? firstWhole(stage, [
        (own) => {
          const usual = place({...own, ledger: {torn: 0}}, sheet, compose, 'picture');
          const small = tall && (usual.title?.px ?? comfortable) < comfortable;
          return place(own, sheet, compose, small ? 'text' : 'picture');
        },
        (own) => place(own, sheet, compose, 'text'),
        (own) => place(squeezed(own), sheet, compose, 'picture'),
        (own) => place(squeezed(own), sheet, compose, 'text'),
        (own) => place(squeezed(own, 2), sheet, compose, 'text'),
        (own) => place(own, sheet, compose, 'none'),
        (own) => place(squeezed(own), sheet, compose, 'none'),
        (own) => place(squeezed(own, 2), sheet, compose, 'none'),
      ])
    : firstWhole(stage, [
        (own) => place(own, sheet, compose, 'none'),
        (own) => place(squeezed(own), sheet, compose, 'none'),
        (own) => place(squeezed(own, 2), sheet, compose, 'none'),
      ]);
  const {room, picture, head = null} = composed;
  const blocks = composed.blocks.filter(present);
  const low = room.y + room.height;
  const high = heightOf(blocks);
  const first = blocks[0];
  // A label at the head of the sheet needs to be seen as one: with little room left it stands over the text.
  const apart = head !== null && room.height - high - head.height > 130 * unit && !(tall && picture);
  const stacked = head && !apart ? [head, ...blocks] : blocks;
  let y = tall && picture ? room.y : low - heightOf(stacked);
  return (
    <>
      {picture && scene.visual ? <Column asset={scene.visual.asset} box={picture} /> : null}
      {apart ? head.draw(room.y) : null}
      {stacked.map((block, index) => {
        if (index > 0) y += block === first && head && !apart ? Math.max(block.gap, 24 * unit) : block.gap;
        const top = y;
        y += block.height;
        return <Fragment key={index}>{block.draw(top)}</Fragment>;
      })}
    </>
  );
}
