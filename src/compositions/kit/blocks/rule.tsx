import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {gapOf} from './first-whole.ts';
import {sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';

export interface RuleOptions {
  readonly box: Box;
  readonly enterAt: number;
  readonly gap?: number;
  /** Length and thickness, px at 1080 wide. */
  readonly length?: number;
  readonly thickness?: number;
}

function Rule({
  box,
  y,
  enterAt,
  length,
  thickness,
}: {
  readonly box: Box;
  readonly y: number;
  readonly enterAt: number;
  readonly length: number;
  readonly thickness: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const drawn = Math.round(length * sweep(frame, enterAt, 14));
  if (drawn < 1) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(scope.direction === 'rtl' ? box.x + box.width - drawn : box.x),
        top: Math.round(y),
        width: drawn,
        height: Math.round(thickness),
        backgroundColor: inks.accent,
        borderRadius: scope.theme.radius > 0 ? thickness / 2 : 0,
      }}
    />
  );
}

/** A short bar of the accent colour that draws itself. */
export function rule(
  stage: StageContext,
  {box, enterAt, gap = 40, length = 220, thickness = 12}: RuleOptions,
): Block {
  const {unit} = stage.scope;
  if (stage.squeeze === 2) return {height: 0, gap: 0, draw: () => null};
  return {
    height: thickness * unit,
    gap: gapOf(stage, gap),
    draw: (y) => (
      <Rule box={box} y={y} enterAt={enterAt} length={length * unit} thickness={thickness * unit} />
    ),
  };
}
