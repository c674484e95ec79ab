import type {Box} from '../../../platforms/index.ts';
import {Layer} from '../layer.tsx';
import {entrance, motions} from '../motion.ts';
import {Picture} from './picture.tsx';
import {useFrame30, useStage} from '../scene-stage.tsx';

export interface InsetPictureProps {
  readonly asset: string;
  /** Where the frame around the picture stands, px. */
  readonly box: Box;
  /** Frame of 30 a second on which it comes in. */
  readonly enterAt?: number;
}

/** A picture in a mount of the surface colour with the theme's corners, wholly inside its room. */
export function InsetPicture({asset, box, enterAt = -3}: InsetPictureProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {unit, theme} = scope;
  const mount = Math.round(14 * unit);
  const radius = theme.radius * unit;
  const shift = Math.round(
    (1 - entrance(theme.motion, frame, enterAt)) * 1.4 * motions[theme.motion].rise * unit,
  );
  return (
    <Layer y={shift}>
      <div
        style={{
          position: 'absolute',
          left: Math.round(box.x),
          top: Math.round(box.y),
          width: Math.round(box.width),
          height: Math.round(box.height),
          backgroundColor: inks.surface,
          borderRadius: radius,
        }}
      />
      <Picture
        asset={asset}
        x={Math.round(box.x) + mount}
        y={Math.round(box.y) + mount}
        width={Math.round(box.width) - 2 * mount}
        height={Math.round(box.height) - 2 * mount}
        radius={Math.max(0, radius - mount)}
      />
    </Layer>
  );
}
