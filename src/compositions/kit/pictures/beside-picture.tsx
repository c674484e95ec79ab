import type {Box} from '../../../platforms/index.ts';
import {heightOf, type Block} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {firstWhole, squeezed} from '../blocks/first-whole.ts';
import {FramedPicture} from './framed-picture.tsx';
import {useStage, type StageContext} from '../scene-stage.tsx';
import {zonesOf} from '../zones.ts';

export interface Split {
  /** Where the text stands. */
  readonly text: Box;
  /** Where the picture stands; it runs off the frame's edges. `null` without one. */
  readonly picture: Box | null;
}

/** Gap between picture and text, px at 1080 wide. */
const pictureGap = 64;

/** How the content is divided: as a rule, or in favour of a long text. */
type Favour = 'picture' | 'text';

/** Least share of the content's height that a picture above the text keeps. */
const pictureShares = {picture: 0.3, text: 0.1} as const;

/** Share of the content's width that text takes beside a picture, and in a wide frame of its own. */
const textShares = {
  '9:16': {picture: 1, text: 1},
  '1:1': {picture: 0.56, text: 0.7},
  '16:9': {picture: 0.54, text: 0.68},
} as const;
const aloneShares = {picture: 0.78, text: 1} as const;

/** Headlines below this size, px at 1080 wide, are worth a smaller picture. */
const comfortablePx = 88;

/**
 * Composes a column in the room beside or under the picture. The picture gives way when the headline would otherwise
 * come out small in a tall frame, and everywhere when a text would not be whole; it leaves when all else does not help.
 * @param compose builds the blocks for a text box on a stage, which may be one on which texts give way to each other;
 * `title` is the block that is read first
 */
export function composeBeside<Blocks extends {readonly title: Block | null}>(
  stage: StageContext,
  compose: (text: Box, hasPicture: boolean, stage: StageContext) => Blocks,
): Split & Blocks {
  const tall = stage.scope.aspect === '9:16';
  const placed = (own: StageContext, favour: Favour, pictured = true): Split & Blocks => {
    const split = splitContent(pictured ? own : {...own, scene: {...own.scene, visual: null}}, favour);
    return {...split, ...compose(split.text, split.picture !== null, own)};
  };
  return firstWhole(stage, [
    (own) => {
      if (!tall || !own.scene.visual) return placed(own, 'picture');
      const {title} = placed({...own, ledger: {torn: 0}}, 'picture');
      return placed(own, (title?.px ?? comfortablePx) < comfortablePx ? 'text' : 'picture');
    },
    (own) => placed(own, 'text'),
    (own) => placed(squeezed(own), 'picture'),
    (own) => placed(squeezed(own), 'text'),
    (own) => placed(squeezed(own, 2), 'text'),
    // Words that nobody can read to their end are worth less than a picture is.
    (own) => placed(own, 'picture', false),
    (own) => placed(squeezed(own), 'picture', false),
    (own) => placed(squeezed(own, 2), 'text', false),
  ]);
}

/**
 * Divides the content between picture and text: picture above in tall frames, beside in the others. In a tall
 * frame the text's box is all that it may take; `PictureColumn` gives what is left of it to the picture.
 */
export function splitContent({scope, scene, width}: StageContext, favour: Favour = 'picture'): Split {
  const {content, captions} = zonesOf(scope);
  const {unit, aspect, direction} = scope;
  if (!scene.visual) {
    const taken = aspect === '16:9' ? content.width * aloneShares[favour] : content.width;
    const x = direction === 'rtl' ? content.x + content.width - taken : content.x;
    return {text: {...content, x, width: taken}, picture: null};
  }
  if (aspect === '9:16') {
    const height = content.height * pictureShares[favour];
    const gap = pictureGap * unit;
    const x = direction === 'rtl' ? 0 : content.x;
    const right = direction === 'rtl' ? content.x + content.width : width;
    return {
      text: {...content, y: content.y + height + gap, height: content.height - height - gap},
      picture: {x, y: 0, width: right - x, height: content.y + height},
    };
  }
  const textWidth = content.width * textShares[aspect][favour];
  const gap = 60 * unit;
  const bottom = scope.captions.length > 0 ? captions.y - 24 * unit : content.y + content.height;
  const start = content.x + textWidth + gap;
  return direction === 'rtl'
    ? {
        text: {...content, x: content.x + content.width - textWidth, width: textWidth},
        picture: {x: 0, y: 0, width: content.x + content.width - textWidth - gap, height: bottom},
      }
    : {
        text: {...content, width: textWidth},
        picture: {x: start, y: 0, width: width - start, height: bottom},
      };
}

export interface PictureColumnProps extends Split {
  readonly blocks: readonly (Block | null)[];
  /** Where a column without a picture above it stands in its box: 0 at the top, 1 at the bottom. */
  readonly anchor: number;
}

/** A column of blocks with the scene's picture above it or beside it. */
export function PictureColumn({text, picture, blocks, anchor}: PictureColumnProps) {
  const {scope, scene} = useStage();
  const shown = blocks.filter((block) => block !== null);
  const tall = scope.aspect === '9:16';
  const lowest = text.y + text.height;
  const top = Math.max(text.y, lowest - heightOf(shown));
  return (
    <>
      {picture && scene.visual ? (
        <FramedPicture
          asset={scene.visual.asset}
          box={tall ? {...picture, height: top - pictureGap * scope.unit} : picture}
        />
      ) : null}
      <Column box={text} anchor={picture && tall ? 1 : tall ? anchor : 0.5} blocks={shown} />
    </>
  );
}
