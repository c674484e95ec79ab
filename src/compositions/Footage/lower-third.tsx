import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {Scrim, type ScrimText} from '../kit/pictures/scrim.tsx';
import {useStage} from '../kit/scene-stage.tsx';

/** Of a text that also holds accents and a source. */
export const allInks: readonly ScrimText[] = ['ink', 'muted', 'accent'];

export interface LowerThirdProps {
  readonly box: Box;
  readonly blocks: readonly (Block | null)[];
  /** The picture that lies below, if one does. */
  readonly visual: SceneFields['visual'];
  /** The inks that its text takes. */
  readonly texts?: readonly ScrimText[];
  /** Row above which nothing else of the scene is to be read, px; the column's own top without it. */
  readonly top?: number;
}

/** A column that stands on the timeline, with as much scrim as it is high. */
export function LowerThird({box, blocks, visual, texts = ['ink'], top}: LowerThirdProps) {
  const {scope} = useStage();
  const {unit, aspect} = scope;
  const shown = blocks.filter((block) => block !== null);
  const start = box.y + box.height - heightOf(shown);
  const from = Math.min(start, top ?? start) - 20 * unit;
  const to = box.y + box.height + 36 * unit;
  const reach = (aspect === '9:16' ? 420 : 260) * unit;
  return (
    <>
      {visual ? <Scrim asset={visual.asset} from={from} to={to} reach={reach} texts={texts} /> : null}
      <Column box={box} anchor={visual ? 1 : aspect === '9:16' ? 0.62 : 0.7} blocks={shown} />
    </>
  );
}
