import {narrowness} from '../kit/blocks/small-type.ts';
import {labelFace} from '../kit/text/faces.ts';
import {Layer} from '../kit/layer.tsx';
import {appear} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText, type TextLayout} from '../kit/text/text-layout.ts';

/** A label of an axis, in the smallest type there is unless told otherwise. */
export function axisLabel(
  stage: StageContext,
  text: string,
  width: number,
  {maxLines = 1, px = 40}: {readonly maxLines?: number; readonly px?: number} = {},
): TextLayout {
  const {scope} = stage;
  return layoutText({
    text,
    face: {...labelFace(scope.theme), lineHeight: 1.2},
    language: scope.language,
    direction: scope.direction,
    maxPx: Math.round(px * narrowness(stage)),
    minPx: 40,
    width,
    height: 62 * maxLines * scope.unit,
    maxLines,
    unit: scope.unit,
  });
}

export interface LabelProps {
  readonly layout: TextLayout;
  /** Middle of the label, and its top, px. */
  readonly x: number;
  readonly y: number;
  readonly enterAt: number;
  readonly color?: string;
  /** Whether the lines of the sheet stop short of it. */
  readonly onPaper?: boolean;
}

/** A label in the middle over or under a place on an axis. */
export function Label({layout, x, y, enterAt, color, onPaper = false}: LabelProps) {
  const frame = useFrame30();
  const {inks} = useStage();
  return (
    <Layer opacity={appear(frame, enterAt)}>
      {onPaper ? <Clearing layout={layout} x={x} y={y} enterAt={enterAt - 1} /> : null}
      <Text
        layout={layout}
        x={x - layout.width / 2}
        y={y}
        width={layout.width}
        align="center"
        color={color ?? inks.muted}
      />
    </Layer>
  );
}

/** A place of the sheet without lines, for a label. */
export function Clearing({layout, x, y, enterAt}: Pick<LabelProps, 'layout' | 'x' | 'y' | 'enterAt'>) {
  const frame = useFrame30();
  const {inks, scope} = useStage();
  const side = 8 * scope.unit;
  if (frame < enterAt) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x - layout.width / 2 - side),
        top: Math.round(y),
        width: Math.round(layout.width + 2 * side),
        height: Math.round(layout.height),
        backgroundColor: inks.ground,
      }}
    />
  );
}
