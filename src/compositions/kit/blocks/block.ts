import type {ReactNode} from 'react';

/** One thing in a column: its height, the gap above it, and how it is drawn once its top is known. Lengths in px. */
export interface Block {
  readonly height: number;
  readonly gap: number;
  /** Type size of a text, px at 1080 wide. */
  readonly px?: number;
  /** Whether a text had to be cut short. */
  readonly cut?: boolean;
  readonly draw: (y: number) => ReactNode;
}

/** Height of blocks set under one another; the gap above the first does not count. */
export function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, {height, gap}, index) => sum + height + (index === 0 ? 0 : gap), 0);
}

/** Whether a text, or what stands beside it, is there at all; for filters. */
export const present = (block: Block | null | undefined): block is Block =>
  block !== null && block !== undefined;
