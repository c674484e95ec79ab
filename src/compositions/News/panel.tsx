import type {ReactNode} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {Layer} from '../kit/layer.tsx';
import {appear, entrance, sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {deskOf} from './desk.ts';

/** A block that slides in from where reading begins. */
export function sliding(block: Block | null, enterAt: number): Block | null {
  return (
    block && {
      ...block,
      draw: (y) => <Slide enterAt={enterAt}>{block.draw(y)}</Slide>,
    }
  );
}

function Slide({enterAt, children}: {readonly enterAt: number; readonly children: ReactNode}) {
  const frame = useFrame30();
  const {scope} = useStage();
  const way = scope.direction === 'rtl' ? 1 : -1;
  const left = 1 - entrance('calm', frame, enterAt);
  return (
    <Layer opacity={appear(frame, enterAt)} x={way * left * 72 * scope.unit}>
      {children}
    </Layer>
  );
}

export interface PanelProps {
  readonly scene: SceneFields;
  /** Stands on the panel's upper edge. */
  readonly chip?: Block | null;
  readonly blocks: readonly (Block | null)[];
  /** A strip of the accent colour at the panel's foot and what stands on it. */
  readonly strip?: Block | null;
}

/** Least height of a panel under a picture, as a share of its room, so that it stays in place from scene to scene. */
const leastShare = {'9:16': 0.4, '1:1': 0.42, '16:9': 0.36} as const;

/** The panel of the desk: over the picture's foot, or, where a scene has none, over the ground and higher. */
export function Panel({scene, chip = null, blocks, strip = null}: PanelProps) {
  const frame = useFrame30();
  const {scope, inks, width} = useStage();
  const {unit, aspect, theme} = scope;
  const {text, padding, panel, line, bar} = deskOf(scope, width);
  const shown = blocks.filter((block) => block !== null);
  const stripHeight = strip ? strip.height + 2 * 18 * unit : 0;
  const over = chip ? chip.height / 2 : 0;
  const needed = heightOf(shown) + (chip ? over + 30 * unit : padding) + stripHeight + (strip ? padding : 0);
  const room = text.height;
  const share = scene.visual ? leastShare[aspect] : 0.94;
  const inside = Math.min(room - over, Math.max(needed, room * share));
  const bottom = line;
  const top = Math.round(bottom - padding - inside + (strip ? padding : 0));
  // Where there is room to spare the text stands in the middle of it.
  const textTop = top + (chip ? over + 30 * unit : padding);
  const textBottom = bottom - padding - stripHeight;
  const box: Box = {...text, y: textTop, height: textBottom - textTop};
  const grown = scope.index === 0 ? 1 : sweep(frame, -10, 16);
  const hidden = Math.round((1 - grown) * panel.width) * (scope.direction === 'rtl' ? 1 : -1);
  const radius = aspect === '16:9' ? theme.radius * unit : 0;
  return (
    <Layer x={hidden}>
      <div
        style={{
          position: 'absolute',
          left: panel.x,
          top,
          width: Math.round(panel.width),
          height: bottom - top,
          backgroundColor: inks.surface,
          borderRadius: scope.direction === 'rtl' ? `${radius}px 0 0 0` : `0 ${radius}px 0 0`,
        }}
      />
      {scene.visual || bar > 0 ? null : (
        <div
          style={{
            position: 'absolute',
            left: panel.x,
            top,
            width: Math.round(panel.width),
            height: Math.max(2, Math.round(6 * unit)),
            backgroundColor: inks.accent,
          }}
        />
      )}
      {strip ? (
        <>
          <div
            style={{
              position: 'absolute',
              left: panel.x,
              top: Math.round(bottom - stripHeight),
              width: Math.round(panel.width),
              height: Math.round(stripHeight),
              backgroundColor: inks.accent,
            }}
          />
          {strip.draw(bottom - stripHeight + 18 * unit)}
        </>
      ) : null}
      <Column box={box} anchor={scene.visual ? 0.5 : 0.4} blocks={shown} />
      {chip?.draw(top - over)}
    </Layer>
  );
}
