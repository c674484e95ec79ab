import {Fragment} from 'react';
import type {Box} from '../../../platforms/index.ts';
import {heightOf, type Block} from './block.ts';

export interface ColumnProps {
  readonly box: Box;
  /** Blocks from top to bottom; `null` for one that is left out. */
  readonly blocks: readonly (Block | null)[];
  /** Where the column stands in its box: 0 at the top, 1 at the bottom. */
  readonly anchor?: number;
}

/** Sets blocks under one another. */
export function Column({box, blocks, anchor = 0}: ColumnProps) {
  const shown = blocks.filter((block) => block !== null);
  let y = box.y + Math.max(0, box.height - heightOf(shown)) * anchor;
  return shown.map((block, index) => {
    if (index > 0) y += block.gap;
    const top = y;
    y += block.height;
    return <Fragment key={index}>{block.draw(top)}</Fragment>;
  });
}
