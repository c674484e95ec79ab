import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import {heightOf, present, type Block} from './block.ts';
import {headline} from './headline.ts';
import {kicker} from './kicker.ts';
import {rule} from './rule.tsx';
import {sentence} from './sentence.ts';
import {gapOf} from './first-whole.ts';
import type {StageContext} from '../scene-stage.tsx';

export interface HookBlocksOptions {
  readonly scene: SceneProps<'hook'>['scene'];
  readonly box: Box;
  /** Size against the theme's hook headline. Default 1. */
  readonly scale?: number;
  readonly maxLines?: number;
  /** Gaps above the headline and above the detail, px at 1080 wide. Default 40. */
  readonly titleGap?: number;
  readonly detailGap?: number;
  /** When the bar and the detail come in, frames of 30 a second. Defaults 3 and 14. */
  readonly barAt?: number;
  readonly detailAt?: number;
}

/** What opens a video, from top to bottom. */
export interface HookBlocks {
  readonly over: Block | null;
  readonly title: Block | null;
  readonly bar: Block;
  readonly under: Block | null;
  /** All that is there, in order. */
  readonly blocks: readonly Block[];
}

/** Kicker, headline, bar and detail of a hook: the headline is whole on the first frame, the others follow. */
export function hookBlocks(stage: StageContext, options: HookBlocksOptions): HookBlocks {
  const {
    scene,
    box,
    scale = 1,
    maxLines = 6,
    titleGap = 40,
    detailGap = 40,
    barAt = 3,
    detailAt = 14,
  } = options;
  const {unit} = stage.scope;
  const over = kicker(stage, {box, text: scene.kicker});
  const under = sentence(stage, {
    box,
    text: scene.detail,
    height: 230 * unit,
    maxLines: 4,
    gap: detailGap,
    enterAt: detailAt,
  });
  const bar = rule(stage, {box, enterAt: barAt, gap: 44});
  const others = [over, bar, under].filter(present);
  const title = headline(stage, {
    box,
    text: scene.onScreenText,
    height: box.height - heightOf(others) - gapOf(stage, 60),
    scale,
    gap: titleGap,
    // It must be readable on the very first frame: even its last line has arrived by then.
    enterAt: -24,
    maxLines,
  });
  const blocks = [over, title, bar, under].filter(present);
  return {over, title, bar, under, blocks};
}
