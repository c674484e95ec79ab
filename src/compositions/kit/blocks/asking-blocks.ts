import type {Box} from '../../../platforms/index.ts';
import type {SceneProps} from '../../contract.ts';
import {heightOf, present, type Block} from './block.ts';
import {headline} from './headline.ts';
import {rule} from './rule.tsx';
import {sentence} from './sentence.ts';
import {gapOf} from './first-whole.ts';
import {pill} from './pill.tsx';
import type {StageContext} from '../scene-stage.tsx';

export interface AskingBlocksOptions {
  readonly scene: SceneProps<'call-to-action'>['scene'];
  readonly box: Box;
  /** Size against the theme's headline. */
  readonly scale: number;
  /** Default 5. */
  readonly maxLines?: number;
  /** Gaps above the button and above the handle, and what is left free of the box's height, px at 1080 wide. */
  readonly buttonGap: number;
  readonly handleGap: number;
  readonly spare: number;
}

/** What ends a video: the ask, its button or else a bar, and whose account it is. */
export function askingBlocks(
  stage: StageContext,
  {scene, box, scale, maxLines = 5, buttonGap, handleGap, spare}: AskingBlocksOptions,
): {readonly title: Block | null; readonly blocks: readonly (Block | null)[]} {
  const {unit} = stage.scope;
  const button = pill(stage, {box, text: scene.label, gap: buttonGap});
  const bar = button ? null : rule(stage, {box, enterAt: 6, gap: 48});
  const handle = sentence(stage, {
    box,
    text: scene.handle,
    height: 130 * unit,
    maxPx: 50,
    maxLines: 2,
    gap: handleGap,
    enterAt: 12,
  });
  const others = [button, bar, handle].filter(present);
  const title = headline(stage, {
    box,
    text: scene.onScreenText,
    height: box.height - heightOf(others) - gapOf(stage, spare),
    scale,
    maxLines,
    enterAt: -5,
  });
  return {title, blocks: [title, button, bar, handle]};
}
