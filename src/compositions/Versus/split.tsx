import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {Column, heightOf, type Block} from '../kit/blocks.tsx';
import {Picture} from '../kit/picture.tsx';
import {useStage} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {fieldFoot, Fields, seamRoom} from './seam.tsx';

/** Blocks for a box; `null` for one that is left out. */
export type Compose = (box: Box) => readonly (Block | null)[];

export interface SplitProps {
  /** What is read first. */
  readonly primary: Compose;
  /** What stands against it; left out or empty, the first field is all but the whole frame. */
  readonly secondary?: Compose;
  /** Share of a wide frame that the first field takes. Default .56. */
  readonly share?: number;
}

const present = (block: Block | null): block is Block => block !== null;

/** Gap between primary and secondary text where both stand in one field, px at 1080 wide. */
const stackGap = 40;

/** Letters that a pictured scene holds in half the height of a tall frame. */
const shortText = 110;

/** How much there is to read in a scene, letters. */
function lettersIn(scene: SceneFields): number {
  const {text = '', detail = ''} = scene as {readonly text?: string; readonly detail?: string};
  return scene.onScreenText.length + text.length + detail.length;
}

/**
 * Two fields with a slanted seam: what is read first on one, what stands against it on the other. A picture takes a
 * field of its own, and then all of the text stands on the other.
 */
export function Split({primary, secondary = () => [], share = 0.56}: SplitProps) {
  const stage = useStage();
  const {scope, scene, width, height} = stage;
  const {content} = zonesOf(scope);
  const {unit, aspect, direction} = scope;
  const rtl = direction === 'rtl';
  /** A box between two places along a wide frame, counted from where reading begins. */
  const column = (from: number, to: number): Box => ({
    ...content,
    x: rtl ? content.x + content.width - to : content.x + from,
    width: to - from,
  });
  /** The safe area's leading edge, counted from the frame's. */
  const lead = rtl ? width - content.x - content.width : content.x;

  if (scene.visual) {
    const {asset} = scene.visual;
    const stacked = (box: Box): readonly Block[] => {
      const second = secondary({...box, height: box.height * 0.46}).filter(present);
      const used = second.length > 0 ? heightOf(second) + stackGap * unit : 0;
      const first = primary({...box, height: box.height - used}).filter(present);
      return [
        ...first,
        ...second.map((block, index) => (index === 0 ? {...block, gap: stackGap * unit} : block)),
      ];
    };
    if (aspect === '9:16') {
      const most = content.height * (lettersIn(scene) > shortText ? 0.8 : 0.58);
      const blocks = stacked({...content, height: most});
      const top = content.y + content.height - heightOf(blocks);
      const at = top - seamRoom(scope, 'level') / 2;
      return (
        <>
          <Picture asset={asset} x={0} y={0} width={width} height={at + seamRoom(scope, 'level') / 2} />
          <Fields axis="level" at={at} flat="second" />
          <Column box={{...content, y: top}} blocks={blocks} />
        </>
      );
    }
    const room = seamRoom(scope, 'upright');
    const seam = content.width * (aspect === '1:1' ? 0.62 : share);
    const box = column(0, seam - room / 2);
    const from = lead + seam - room / 2;
    return (
      <>
        <Picture asset={asset} x={rtl ? 0 : from} y={0} width={width - from} height={fieldFoot(stage)} />
        <Fields axis="upright" at={lead + seam} flat="first" />
        <Column box={box} anchor={0.5} blocks={stacked(box)} />
      </>
    );
  }

  if (aspect === '16:9') {
    const room = seamRoom(scope, 'upright');
    const probe = secondary(column(content.width * share + room / 2, content.width)).filter(present);
    const seam = content.width * (probe.length > 0 ? share : 0.86);
    const firstBox = column(0, seam - room / 2);
    return (
      <>
        <Fields axis="upright" at={lead + seam} flat="second" />
        <Column box={firstBox} anchor={0.5} blocks={primary(firstBox)} />
        <Column box={column(seam + room / 2, content.width)} anchor={0.5} blocks={probe} />
      </>
    );
  }

  const room = seamRoom(scope, 'level');
  const second = secondary({...content, height: content.height * (aspect === '1:1' ? 0.38 : 0.42)}).filter(
    present,
  );
  const secondHeight = heightOf(second);
  if (second.length === 0) {
    const box = {...content, height: content.height - room * 0.5};
    return (
      <>
        <Fields axis="level" at={Math.min(height, content.y + content.height)} flat="second" />
        <Column box={box} anchor={0.46} blocks={primary(box)} />
      </>
    );
  }
  const most = content.height - secondHeight - room;
  const first = primary({...content, height: most}).filter(present);
  const spare = Math.max(0, most - heightOf(first));
  const firstHeight = heightOf(first) + spare * 0.62;
  const at = content.y + firstHeight + room / 2;
  const below = at + room / 2;
  return (
    <>
      <Fields axis="level" at={at} flat="second" />
      <Column box={{...content, height: firstHeight}} anchor={0.5} blocks={first} />
      <Column
        box={{...content, y: below, height: content.y + content.height - below}}
        anchor={0.4}
        blocks={second}
      />
    </>
  );
}
