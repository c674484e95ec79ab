import {useMemo, type ReactNode} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneScope} from '../contract.ts';
import {cardTheme} from '../kit/card-theme.ts';
import {Layer} from '../kit/layer.tsx';
import {snap} from '../kit/motion.ts';
import {SceneStage, useFrame30, useStage} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {Dial, type DialFace} from './dial.tsx';

/** Lengths at 1080 wide, px: from the frame's edge to a card, from its edge to text, and the size of the disc on it. */
const margins = {'9:16': 48, '1:1': 60, '16:9': 110} as const;
const paddings = {'9:16': 60, '1:1': 48, '16:9': 76} as const;
const discs = {'9:16': 164, '1:1': 112, '16:9': 148} as const;

/** Outline and shadow of everything that can be pressed, px at 1080 wide. */
export const edge = {line: 6, slab: 14} as const;

/** Share of the disc that stands above the card's edge. */
const above = 0.5;

export interface CardPlace {
  /** All that a card may take, px. */
  readonly whole: Box;
  /** From its edge to text. */
  readonly padding: number;
  readonly disc: number;
}

/** Where cards lie on the frame: as wide as it but for a margin, from below the disc's head to the captions. */
export function cardPlace(scope: SceneScope, width: number): CardPlace {
  const {unit, aspect, safeArea, direction} = scope;
  const {content} = zonesOf(scope);
  const disc = discs[aspect] * unit;
  const lift = Math.min(40 * unit, content.y - safeArea.y);
  const top = content.y - lift + disc * above;
  const foot = content.y + content.height - edge.slab * unit;
  const margin = margins[aspect] * unit;
  const padding = paddings[aspect] * unit;
  // The disc and the letters of answers stand where reading begins: there a card must not reach under the platform's
  // own interface.
  const right =
    direction === 'rtl'
      ? Math.min(width - margin, safeArea.x + safeArea.width + 0.5 * padding)
      : width - margin;
  return {whole: {x: margin, y: top, width: right - margin, height: foot - top}, padding, disc};
}

/** Where text stands on a card: below the disc, inside its margins and inside the safe area. */
export function innerOf({safeArea}: SceneScope, card: Box, {padding, disc}: CardPlace): Box {
  const left = Math.max(card.x + padding, safeArea.x);
  const right = Math.min(card.x + card.width - padding, safeArea.x + safeArea.width);
  const top = card.y + disc * (1 - above) + 0.3 * padding;
  return {x: left, y: top, width: right - left, height: card.y + card.height - padding - top};
}

/** Where text stands on a card with little height: beside the disc. */
export function innerBesideDisc(scope: SceneScope, card: Box, place: CardPlace): Box {
  const {x, width} = innerOf(scope, card, place);
  const taken = place.disc + 0.1 * place.padding;
  const inset = 0.42 * place.padding;
  return {
    x: scope.direction === 'rtl' ? x : x + taken,
    width: width - taken,
    y: card.y + inset,
    height: card.height - 2 * inset,
  };
}

export interface SlabProps {
  readonly box: Box;
  readonly fill: string;
  /** 0-1: how far it is pressed down onto its shadow. */
  readonly pressed?: number;
  readonly line?: string;
  readonly children?: ReactNode;
}

/** An outlined plate that casts a hard shadow, as if it could be pressed. */
export function Slab({box, fill, pressed = 0, line, children}: SlabProps) {
  const {scope, inks} = useStage();
  const {unit, theme, direction} = scope;
  const depth = edge.slab * unit;
  const stroke = Math.max(2, Math.round(edge.line * unit));
  const radius = Math.min(theme.radius * unit, box.height / 2);
  const color = line ?? inks.ink;
  const way = direction === 'rtl' ? -1 : 1;
  const place = {
    position: 'absolute',
    left: Math.round(box.x),
    top: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
    borderRadius: radius,
  } as const;
  return (
    <>
      <div
        style={{
          ...place,
          left: place.left + Math.round(way * depth),
          top: place.top + Math.round(depth),
          backgroundColor: color,
        }}
      />
      <Layer x={Math.round(way * depth * pressed)} y={Math.round(depth * pressed)}>
        <div style={{...place, backgroundColor: color}} />
        <div
          style={{
            ...place,
            left: place.left + stroke,
            top: place.top + stroke,
            width: place.width - 2 * stroke,
            height: place.height - 2 * stroke,
            borderRadius: Math.max(0, radius - stroke),
            backgroundColor: fill,
          }}
        />
        {children}
      </Layer>
    </>
  );
}

/** Scenes of which each gets a bulb; of more none does. */
const mostBulbs = 10;

/** Bulbs on the card's upper edge, one a scene, lit as far as the video has come. */
function Bulbs({card, disc}: {readonly card: Box; readonly disc: number}) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {index, count, unit, direction} = scope;
  if (count < 2 || count > mostBulbs) return null;
  const size = Math.round(34 * unit);
  const stroke = Math.max(2, Math.round(edge.line * unit));
  const pitch = Math.min(66 * unit, (card.width - 1.5 * disc - 90 * unit) / count);
  const end = 44 * unit + Math.min(scope.theme.radius, 40) * unit;
  return Array.from({length: count}, (_, at) => {
    const fromEnd = end + (count - 1 - at) * pitch;
    const x = direction === 'rtl' ? card.x + fromEnd : card.x + card.width - fromEnd;
    const lit = at < index || (at === index && (index === 0 || frame >= 4));
    const grown = at === index && index > 0 ? 0.7 + 0.3 * snap(frame, 4) + (frame < 4 ? 0.3 : 0) : 1;
    const wide = Math.round(size * Math.min(1, grown));
    const dot = (across: number, color: string, key: string) => (
      <div
        key={key}
        style={{
          position: 'absolute',
          left: Math.round(x - across / 2),
          top: Math.round(card.y + stroke / 2 - across / 2),
          width: across,
          height: across,
          borderRadius: across / 2,
          backgroundColor: color,
        }}
      />
    );
    return [
      dot(wide, inks.ink, `${at}/line`),
      dot(wide - 2 * stroke, lit ? inks.accent : inks.surface, `${at}/lamp`),
    ];
  });
}

export interface CardProps {
  readonly box: Box;
  readonly face: DialFace;
  readonly children: ReactNode;
}

/** The card of a scene with the disc on its corner, stamped onto its shadow as the scene begins. */
export function Card({box, face, children}: CardProps) {
  const frame = useFrame30();
  const {scope, inks, width} = useStage();
  const {unit, direction} = scope;
  const {disc, padding} = cardPlace(scope, width);
  const stamped = scope.index === 0 ? 1 : snap(frame, -1);
  const lifted = Math.round((1 - stamped) * 30 * unit);
  const x =
    direction === 'rtl' ? box.x + box.width - padding * 0.6 - disc / 2 : box.x + padding * 0.6 + disc / 2;
  return (
    <Slab box={box} fill={inks.surface}>
      <Layer x={direction === 'rtl' ? lifted : -lifted} y={-lifted}>
        {children}
        <Bulbs card={box} disc={disc} />
        <Dial x={x} y={box.y} size={disc} face={face} />
      </Layer>
    </Slab>
  );
}

export interface CardRoomProps {
  readonly scene: SceneFields;
  /** Where text stands, px. */
  readonly room: Box;
  readonly children: ReactNode;
}

/** Gives a scene of the kit a card for its frame. */
export function CardRoom({scene, room, children}: CardRoomProps) {
  const {scope} = useStage();
  const inside = useMemo(
    () => ({...scope, theme: cardTheme(scope.theme), safeArea: room, captions: []}),
    // The room is made anew on every frame, from these.
    [scope, room.x, room.y, room.width, room.height],
  );
  return (
    <SceneStage scene={scene} scope={inside} tone="base">
      {children}
    </SceneStage>
  );
}
