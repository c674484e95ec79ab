import type {SceneProps} from '../../contract.ts';
import {roleLine, speakerLine} from '../blocks/attribution.ts';
import {heightOf, present, type Block} from '../blocks/block.ts';
import {headline} from '../blocks/headline.ts';
import {rule} from '../blocks/rule.tsx';
import {Canvas} from '../canvas.tsx';
import {displayFace} from '../text/faces.ts';
import {gapOf} from '../blocks/first-whole.ts';
import {Layer} from '../layer.tsx';
import {appear, entrance} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {useFace} from '../text/text-layout.ts';
import {composeBeside, PictureColumn} from '../pictures/beside-picture.tsx';

function Mark({x, y, px}: {readonly x: number; readonly y: number; readonly px: number}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const progress = entrance(scope.theme.motion, frame, -4);
  return (
    <Layer opacity={appear(frame, -4)} y={(1 - progress) * -24 * scope.unit}>
      <Canvas
        x={x}
        y={y}
        width={Math.ceil(px * 0.8)}
        height={Math.ceil(px * 0.5)}
        paintKey={`${px}/${inks.accent}/${scope.theme.id}`}
        paint={(context) => {
          useFace(context, {...displayFace(scope.theme), tracking: 0}, px, 'ltr');
          const {actualBoundingBoxAscent: ascent, actualBoundingBoxLeft: left} = context.measureText('“');
          context.fillStyle = inks.accent;
          context.fillText('“', left, ascent);
        }}
      />
    </Layer>
  );
}

/** Someone's own words, line by line; nothing else moves. */
export function QuoteContent({scene}: Pick<SceneProps<'quote'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, aspect, direction} = scope;
  const {text, picture, title, mark, bar, speaker, role} = composeBeside(stage, (box, hasPicture, own) => {
    const {squeeze = 0} = own;
    const markPx = (squeeze > 0 ? 150 : hasPicture || aspect !== '9:16' ? 260 : 400) * unit;
    const mark: Block | null =
      squeeze === 2
        ? null
        : {
            height: markPx * 0.36,
            gap: 0,
            draw: (y) => (
              <Mark x={direction === 'rtl' ? box.x + box.width - markPx * 0.4 : box.x} y={y} px={markPx} />
            ),
          };
    const bar = rule(own, {box, enterAt: 10, gap: 44, length: 96, thickness: 8});
    const speaker = speakerLine(own, {box, text: scene.speaker});
    const role = roleLine(own, {box, text: scene.role});
    const others = [mark, bar, speaker, role].filter(present);
    const title = headline(own, {
      box,
      text: scene.text,
      height: box.height - heightOf(others) - gapOf(own, 50),
      scale: 0.66,
      maxLines: 8,
      gap: 40,
      enterAt: -2,
      caps: false,
    });
    return {title, mark, bar, speaker, role};
  });
  return (
    <PictureColumn text={text} picture={picture} anchor={0.5} blocks={[mark, title, bar, speaker, role]} />
  );
}
