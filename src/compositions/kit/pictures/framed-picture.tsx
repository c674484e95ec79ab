import type {Box} from '../../../platforms/index.ts';
import {entrance, motions} from '../motion.ts';
import {Layer} from '../layer.tsx';
import {Picture} from './picture.tsx';
import {useFrame30, useStage} from '../scene-stage.tsx';

export interface FramedPictureProps {
  readonly asset: string;
  readonly box: Box;
}

/** A picture that runs off the frame's side, with a corner of the accent colour behind it. */
export function FramedPicture({asset, box}: FramedPictureProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const {unit, theme, direction, aspect} = scope;
  const progress = entrance(theme.motion, frame, -3);
  const sign = direction === 'rtl' ? -1 : 1;
  const slab = 22 * unit;
  const radius = theme.radius * unit;
  const tall = aspect === '9:16';
  // By whole px: a browser cuts a picture off at them, the web engine between them.
  const shift = Math.round(sign * (1 - progress) * 2 * motions[theme.motion].rise * unit);
  return (
    <Layer x={shift}>
      {tall ? (
        <div
          style={{
            position: 'absolute',
            left: Math.round(direction === 'rtl' ? box.x + box.width - 240 * unit + slab : box.x - slab),
            top: Math.round(box.y + box.height - 150 * unit + slab),
            width: Math.round(240 * unit),
            height: Math.round(150 * unit),
            backgroundColor: inks.accent,
            borderRadius: radius,
          }}
        />
      ) : (
        <div
          style={{
            position: 'absolute',
            left: Math.round(direction === 'rtl' ? box.x + box.width : box.x - slab / 2),
            top: Math.round(box.y + box.height * 0.62),
            width: Math.round(slab / 2),
            height: Math.round(box.height * 0.38),
            backgroundColor: inks.accent,
          }}
        />
      )}
      <Picture
        asset={asset}
        x={box.x}
        y={box.y}
        width={box.width + (direction === 'rtl' ? 0 : radius)}
        height={box.height}
        radius={tall ? radius : 0}
      />
    </Layer>
  );
}
