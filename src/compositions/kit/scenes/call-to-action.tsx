import type {SceneProps} from '../../contract.ts';
import {headline, heightOf, rule, sentence, type Block} from '../blocks.tsx';
import {Layer} from '../layer.tsx';
import {appear, entrance, snap} from '../motion.ts';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {Text} from '../text.tsx';
import {layoutText, type TextLayout} from '../text-layout.ts';
import {composeBeside, PictureColumn} from '../beside-picture.tsx';

/** The pill is pressed on this frame, once. */
const pressedAt = 26;

function Pill({
  x,
  y,
  width,
  height,
  layout,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly layout: TextLayout;
}) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const progress = entrance(scope.theme.motion, frame, 6);
  const press = snap(frame, pressedAt) - snap(frame, pressedAt + 5);
  return (
    <Layer
      opacity={appear(frame, 6)}
      y={(1 - progress) * 36 * scope.unit}
      scale={1 - 0.05 * press}
      origin={[x + width / 2, y + height / 2]}
    >
      <div
        style={{
          position: 'absolute',
          left: Math.round(x),
          top: Math.round(y),
          width: Math.round(width),
          height: Math.round(height),
          backgroundColor: inks.accent,
          borderRadius: scope.theme.radius > 0 || scope.theme.background === 'truchet' ? height / 2 : 0,
        }}
      />
      <Text
        layout={layout}
        x={x}
        y={y + (height - layout.height) / 2}
        width={width}
        align="center"
        color={inks.onAccent}
      />
    </Layer>
  );
}

/** What the viewer is asked to do; the button is pressed once, then everything stands still. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const {scope} = stage;
  const {unit, direction, theme} = scope;
  const {text, picture, title, pill, bar, handle} = composeBeside(stage, (box, hasPicture) => {
    const padding = 64 * unit;
    const label =
      scene.label === undefined
        ? null
        : layoutText({
            text: scene.label,
            face: {...theme.type.caption, lineHeight: 1.1},
            language: scope.language,
            direction,
            maxPx: 64,
            minPx: 40,
            width: box.width - 2 * padding,
            height: 124 * unit,
            maxLines: 2,
            unit,
          });
    const pill: Block | null = label && {
      height: 144 * unit,
      gap: 84 * unit,
      draw: (y) => {
        const width = label.width + 2 * padding;
        const x = direction === 'rtl' ? box.x + box.width - width : box.x;
        return <Pill x={x} y={y} width={width} height={144 * unit} layout={label} />;
      },
    };
    const bar = pill ? null : rule(stage, {box, enterAt: 6, gap: 48});
    const handle = sentence(stage, {
      box,
      text: scene.handle,
      height: 130 * unit,
      maxPx: 50,
      maxLines: 2,
      gap: 40,
      enterAt: 12,
    });
    const others = [pill, bar, handle].filter((block): block is Block => block !== null);
    const title = headline(stage, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - 90 * unit,
      scale: hasPicture ? 0.78 : 0.95,
      maxLines: 5,
      enterAt: -5,
    });
    return {title, pill, bar, handle};
  });
  return <PictureColumn text={text} picture={picture} anchor={0.5} blocks={[title, pill, bar, handle]} />;
}
