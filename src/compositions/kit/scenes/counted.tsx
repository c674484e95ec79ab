import type {SceneProps} from '../../contract.ts';
import {heightOf, present} from '../blocks/block.ts';
import {headline} from '../blocks/headline.ts';
import {pips} from '../blocks/pips.tsx';
import {sentence} from '../blocks/sentence.ts';
import {gapOf} from '../blocks/first-whole.ts';
import {figure} from '../figures/numeral.tsx';
import {useStage} from '../scene-stage.tsx';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';

type Counted = SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];

/** One of several, a step or an item of a list: where we are, its number, what to do. Alike, so that the eye finds the number. */
export function CountedContent({scene}: {readonly scene: Counted}) {
  const stage = useStage();
  const {scope, inks} = stage;
  const {unit, aspect} = scope;
  const wide = aspect === '16:9' && !scene.visual;
  const composed = composeBeside(stage, (room, hasPicture, own) => {
    // In a wide frame the number stands in a column of its own.
    const beside = wide ? room.width * 0.32 : 0;
    const box =
      wide && scope.direction === 'ltr'
        ? {...room, x: room.x + beside, width: room.width - beside}
        : {...room, width: room.width - beside};
    const bars = pips(own, {box, n: scene.n, total: scene.total});
    const numberBox = wide
      ? {...room, x: scope.direction === 'rtl' ? room.x + box.width : room.x, width: beside - 60 * unit}
      : box;
    const number = figure(own, {
      box: numberBox,
      value: scene.n,
      decimals: 0,
      unit: bars === null ? `/${scene.total}` : undefined,
      maxPx: hasPicture ? 170 : aspect === '1:1' ? 230 : wide ? 480 : 380,
      height: room.height * (wide ? 0.8 : hasPicture ? 0.3 : 0.36),
      enterAt: 0,
      gap: hasPicture ? 40 : 56,
      color: inks.accent,
    });
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: Math.max(180 * unit, box.height * 0.34),
      maxLines: 4,
      gap: 36,
      enterAt: 12,
    });
    const others = [bars, wide ? null : number, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - gapOf(own, 56),
      scale: hasPicture ? 0.7 : 0.78,
      gap: 44,
      enterAt: -3,
      maxLines: 4,
    });
    return {title, bars, number, under, box};
  });
  const {text, picture, title, bars, number, under, box} = composed;
  return (
    <>
      {wide ? number.draw(text.y + (text.height - number.height) / 2) : null}
      <PictureColumn
        text={box}
        picture={picture}
        anchor={0.5}
        blocks={[bars, wide ? null : number, title, under]}
      />
    </>
  );
}
