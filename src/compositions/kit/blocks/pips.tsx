import {Fragment} from 'react';
import type {Box} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {gapOf} from './first-whole.ts';
import {sweep} from '../motion.ts';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';

export interface PipsOptions {
  readonly box: Box;
  readonly n: number;
  readonly total: number;
  readonly gap?: number;
}

function Pips({
  box,
  y,
  n,
  total,
  height,
}: {
  readonly box: Box;
  readonly y: number;
  readonly n: number;
  readonly total: number;
  readonly height: number;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const space = 14 * scope.unit;
  const width = Math.min(156 * scope.unit, (box.width - space * (total - 1)) / total);
  return Array.from({length: total}, (_, index) => {
    const filled = index < n - 1 ? 1 : index === n - 1 ? sweep(frame, 2, 14) : 0;
    const offset = index * (width + space);
    const start = scope.direction === 'rtl' ? box.x + box.width - offset - width : box.x + offset;
    const left = Math.round(start);
    const full = Math.round(start + width) - left;
    const done = Math.round(full * filled);
    return (
      <Fragment key={index}>
        <div
          style={{
            position: 'absolute',
            left,
            top: Math.round(y),
            width: full,
            height,
            backgroundColor: inks.line,
            borderRadius: scope.theme.radius > 0 ? height / 2 : 0,
          }}
        />
        {done > 0 ? (
          <div
            style={{
              position: 'absolute',
              left: scope.direction === 'rtl' ? left + full - done : left,
              top: Math.round(y),
              width: done,
              height,
              backgroundColor: inks.accent,
              borderRadius: scope.theme.radius > 0 ? height / 2 : 0,
            }}
          />
        ) : null}
      </Fragment>
    );
  });
}

/** One bar for each part of a series, filled up to this one. `null` where they would be too small to see. */
export function pips(stage: StageContext, {box, n, total, gap = 0}: PipsOptions): Block | null {
  const {scope, squeeze} = stage;
  if (total < 2 || total > 12 || n > total || squeeze === 2) return null;
  const height = Math.round(12 * scope.unit);
  return {
    height,
    gap: gapOf(stage, gap),
    draw: (y) => <Pips box={box} y={y} n={n} total={total} height={height} />,
  };
}
