import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {gapOf, noteLayout} from './first-whole.ts';
import {layoutLabel} from './label-layout.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {Text} from '../text/text.tsx';
import type {TextLayout} from '../text/text-layout.ts';

export interface ChipOptions {
  readonly box: Box;
  readonly text: string;
  readonly enterAt: number;
  readonly gap?: number;
}

function Chip({
  box,
  y,
  layout,
  enterAt,
  height,
}: {
  readonly box: Box;
  readonly y: number;
  readonly layout: TextLayout;
  readonly enterAt: number;
  readonly height: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const padding = 26 * scope.unit;
  const width = layout.width + 2 * padding;
  const left = scope.direction === 'rtl' ? box.x + box.width - width : box.x;
  const progress = entrance('snappy', frame, enterAt);
  return (
    <Layer opacity={appear(frame, enterAt)} x={-(1 - progress) * 30 * scope.unit}>
      <div
        style={{
          position: 'absolute',
          left: Math.round(left),
          top: Math.round(y),
          width: Math.round(width),
          height: Math.round(height),
          backgroundColor: inks.accent,
          borderRadius: Math.min(scope.theme.radius * scope.unit, height / 2),
        }}
      />
      <Text
        layout={layout}
        x={left + padding}
        y={y + (height - layout.height) / 2}
        width={layout.width}
        color={inks.onAccent}
      />
    </Layer>
  );
}

/** A label on an accent fill. */
export function chip(stage: StageContext, {box, text, enterAt, gap = 0}: ChipOptions): Block {
  const {unit} = stage.scope;
  const layout = layoutLabel(stage, {text, width: box.width - 52 * unit, px: 44, capsTracking: 0.06});
  noteLayout(stage, layout);
  const height = layout.height + 20 * unit;
  return {
    height,
    gap: gapOf(stage, gap),
    draw: (y) => <Chip box={box} y={y} layout={layout} enterAt={enterAt} height={height} />,
  };
}
