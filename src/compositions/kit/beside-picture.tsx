import type {Box} from '../../platforms/index.ts';
import {Column, heightOf, type Block} from './blocks.tsx';
import {FramedPicture} from './framed-picture.tsx';
import {useStage, type StageContext} from './scene-stage.tsx';
import {zonesOf} from './zones.ts';

export interface Split {
  /** Where the text stands. */
  readonly text: Box;
  /** Where the picture stands; it runs off the frame's edges. `null` without one. */
  readonly picture: Box | null;
}

/** Gap between picture and text, px at 1080 wide. */
const pictureGap = 64;

/** Least share of the content's height that a picture above the text keeps: as a rule, and for long texts. */
const pictureShares = [0.3, 0.1] as const;

/** Headlines below this size, px at 1080 wide, are worth a smaller picture. */
const comfortablePx = 88;

/**
 * Composes a column in the room beside or under the picture. In a tall frame the picture gives way when the
 * headline would otherwise come out small, and leaves where the headline would be cut short.
 * @param compose builds the blocks for a text box; `title` is the block that is read first
 */
export function composeBeside<Blocks extends {readonly title: Block | null}>(
  stage: StageContext,
  compose: (text: Box, hasPicture: boolean) => Blocks,
): Split & Blocks {
  const first = splitContent(stage);
  const blocks = compose(first.text, first.picture !== null);
  const cramped = (blocks.title?.px ?? comfortablePx) < comfortablePx;
  if (!cramped || first.picture === null) return {...first, ...blocks};
  const tall = stage.scope.aspect === '9:16';
  const second = tall ? splitContent(stage, pictureShares[1]) : first;
  const smaller = tall ? compose(second.text, true) : blocks;
  if (smaller.title?.cut !== true) return {...second, ...smaller};
  // Words that nobody can read to their end are worth less than a picture is.
  const alone = splitContent({...stage, scene: {...stage.scene, visual: null}});
  return {...alone, ...compose(alone.text, false)};
}

/**
 * Divides the content between picture and text: picture above in tall frames, beside in the others. In a tall
 * frame the text's box is all that it may take; `PictureColumn` gives what is left of it to the picture.
 */
export function splitContent({scope, scene, width}: StageContext, share: number = pictureShares[0]): Split {
  const {content, captions} = zonesOf(scope);
  const {unit, aspect, direction} = scope;
  if (!scene.visual) {
    return aspect === '16:9'
      ? {
          text: {
            ...content,
            x: direction === 'rtl' ? content.x + content.width * 0.22 : content.x,
            width: content.width * 0.78,
          },
          picture: null,
        }
      : {text: content, picture: null};
  }
  if (aspect === '9:16') {
    const height = content.height * share;
    const gap = pictureGap * unit;
    const x = direction === 'rtl' ? 0 : content.x;
    const right = direction === 'rtl' ? content.x + content.width : width;
    return {
      text: {...content, y: content.y + height + gap, height: content.height - height - gap},
      picture: {x, y: 0, width: right - x, height: content.y + height},
    };
  }
  const textWidth = content.width * (aspect === '1:1' ? 0.56 : 0.54);
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
