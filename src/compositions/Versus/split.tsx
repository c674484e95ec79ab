import type {Box} from '../../platforms/index.ts';
import type {SceneFields} from '../contract.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {firstWhole, gapOf, noteTorn, squeezed} from '../kit/blocks/first-whole.ts';
import {Picture} from '../kit/pictures/picture.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';
import {fieldFoot, Fields, seamRoom} from './seam.tsx';

/** Blocks for a box on a stage, which may be one on which texts give way to each other; `null` for one that is left out. */
export type Compose = (box: Box, stage: StageContext) => readonly (Block | null)[];

export interface SplitProps {
  /** What is read first. */
  readonly primary: Compose;
  /** What stands against it; left out or empty, the first field is all but the whole frame. */
  readonly secondary?: Compose;
  /** Share of a wide frame that the first field takes. Default .56. */
  readonly share?: number;
}

/** Gap between primary and secondary text where both stand in one field, px at 1080 wide. */
const stackGap = 40;

/** Letters that a pictured scene holds in half the height of a tall frame. */
const shortText = 110;

/** How much there is to read in a scene, letters. */
function lettersIn(scene: SceneFields): number {
  const {text = '', detail = ''} = scene as {readonly text?: string; readonly detail?: string};
  return scene.onScreenText.length + text.length + detail.length;
}

/** Whether a picture keeps its room or gives way to a long text. */
type Favour = 'picture' | 'text';

/**
 * Two fields with a slanted seam: what is read first on one, what stands against it on the other. A picture takes a
 * field of its own, and then all of the text stands on the other.
 */
export function Split({primary, secondary = () => [], share = 0.56}: SplitProps) {
  const stage = useStage();
  const {scope, scene, width, height} = stage;
  const {content} = zonesOf(scope);
  const {aspect, direction} = scope;
  const rtl = direction === 'rtl';
  /** A box between two places along a wide frame, counted from where reading begins. */
  const column = (from: number, to: number): Box => ({
    ...content,
    x: rtl ? content.x + content.width - to : content.x + from,
    width: to - from,
  });
  /** The safe area's leading edge, counted from the frame's. */
  const lead = rtl ? width - content.x - content.width : content.x;

  const pictured = (own: StageContext, asset: string, favour: Favour) => {
    const stacked = (box: Box): readonly Block[] => {
      const second = secondary({...box, height: box.height * 0.46}, own).filter(present);
      const between = gapOf(own, stackGap);
      const used = second.length > 0 ? heightOf(second) + between : 0;
      const first = primary({...box, height: box.height - used}, own).filter(present);
      if (heightOf(first) + used > box.height + 1) noteTorn(own, 'cut');
      return [...first, ...second.map((block, index) => (index === 0 ? {...block, gap: between} : block))];
    };
    if (aspect === '9:16') {
      const fair = lettersIn(scene) > shortText ? 0.8 : 0.58;
      const blocks = stacked({...content, height: content.height * (favour === 'text' ? 0.9 : fair)});
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
    const fair = aspect === '1:1' ? 0.62 : share;
    const seam = content.width * (favour === 'text' ? fair + 0.16 : fair);
    const box = column(0, seam - room / 2);
    const from = lead + seam - room / 2;
    return (
      <>
        <Picture asset={asset} x={rtl ? 0 : from} y={0} width={width - from} height={fieldFoot(stage)} />
        <Fields axis="upright" at={lead + seam} flat="first" />
        <Column box={box} anchor={0.5} blocks={stacked(box)} />
      </>
    );
  };

  /** @param lean what a long text on one side takes of the other, as a share of the frame's width */
  const abreast = (own: StageContext, lean = 0) => {
    const room = seamRoom(scope, 'upright');
    const leaning = share + lean;
    const probe = secondary(column(content.width * leaning + room / 2, content.width), own).filter(present);
    const seam = content.width * (probe.length > 0 ? leaning : 0.86);
    const firstBox = column(0, seam - room / 2);
    const first = primary(firstBox, own).filter(present);
    if (Math.max(heightOf(first), heightOf(probe)) > content.height + 1) noteTorn(own, 'cut');
    return (
      <>
        <Fields axis="upright" at={lead + seam} flat="second" />
        <Column box={firstBox} anchor={0.5} blocks={first} />
        <Column box={column(seam + room / 2, content.width)} anchor={0.5} blocks={probe} />
      </>
    );
  };

  const stackedFields = (own: StageContext) => {
    const room = seamRoom(scope, 'level');
    const part = aspect === '1:1' ? 0.38 : 0.42;
    const second = secondary({...content, height: content.height * part}, own).filter(present);
    const secondHeight = heightOf(second);
    if (second.length === 0) {
      const box = {...content, height: content.height - room * 0.5};
      return (
        <>
          <Fields axis="level" at={Math.min(height, content.y + content.height)} flat="second" />
          <Column box={box} anchor={0.46} blocks={primary(box, own)} />
        </>
      );
    }
    const most = content.height - secondHeight - room;
    const first = primary({...content, height: most}, own).filter(present);
    if (heightOf(first) > most + 1) noteTorn(own, 'cut');
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
  };

  if (scene.visual) {
    const {asset} = scene.visual;
    return firstWhole(stage, [
      (own) => pictured(own, asset, 'picture'),
      (own) => pictured(own, asset, 'text'),
      (own) => pictured(squeezed(own), asset, 'picture'),
      (own) => pictured(squeezed(own), asset, 'text'),
      (own) => pictured(squeezed(own, 2), asset, 'text'),
    ]);
  }
  if (aspect === '16:9') {
    return firstWhole(stage, [
      (own) => abreast(own),
      (own) => abreast(own, -0.1),
      (own) => abreast(own, 0.1),
      (own) => abreast(squeezed(own)),
      (own) => abreast(squeezed(own), -0.1),
      (own) => abreast(squeezed(own), 0.1),
    ]);
  }
  return firstWhole(stage, [
    stackedFields,
    (own) => stackedFields(squeezed(own)),
    (own) => stackedFields(squeezed(own, 2)),
  ]);
}
