import {Canvas} from '../kit/canvas.tsx';
import {displayFace} from '../kit/text/faces.ts';
import {Layer} from '../kit/layer.tsx';
import {snap} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {useFace} from '../kit/text/text-layout.ts';

/** A quotation mark on a disc. */
export function Mark({x, y, radius}: {readonly x: number; readonly y: number; readonly radius: number}) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const size = Math.round(2 * radius);
  return (
    <Layer scale={0.6 + 0.4 * snap(frame, -2)} origin={[x, y]}>
      <Canvas
        x={x - radius}
        y={y - radius}
        width={size}
        height={size}
        paintKey={JSON.stringify([size, inks, scope.theme.type.display])}
        paint={(context) => {
          context.fillStyle = inks.accent;
          context.beginPath();
          context.arc(size / 2, size / 2, size / 2 - 1, 0, 2 * Math.PI);
          context.fill();
          useFace(context, {...displayFace(scope.theme), tracking: 0}, size * 1.1, 'ltr');
          const {
            actualBoundingBoxAscent: ascent,
            actualBoundingBoxDescent: descent,
            actualBoundingBoxLeft: left,
            actualBoundingBoxRight: right,
          } = context.measureText('“');
          context.fillStyle = inks.onAccent;
          context.fillText('“', size / 2 - (right - left) / 2, size / 2 + (ascent - descent) / 2);
        }}
      />
    </Layer>
  );
}
