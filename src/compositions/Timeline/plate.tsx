import type {Box} from '../../platforms/index.ts';
import {InsetPicture} from '../kit/pictures/inset-picture.tsx';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';

export interface PlateProps {
  readonly asset: string;
  readonly box: Box;
  /** Height of the line that it hangs on, px. */
  readonly lineY: number;
  readonly enterAt: number;
}

/** A picture as a plate that hangs on the line by two cords. */
export function Plate({asset, box, lineY, enterAt}: PlateProps) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const cord = Math.max(2, Math.round(4 * scope.unit));
  const length = Math.round((box.y - lineY + 4) * sweep(frame, enterAt - 4, 10));
  return (
    <>
      {[0.12, 0.88].map((share) =>
        length < 1 ? null : (
          <div
            key={share}
            style={{
              position: 'absolute',
              left: Math.round(box.x + box.width * share - cord / 2),
              top: Math.round(lineY),
              width: cord,
              height: length,
              backgroundColor: inks.quiet,
            }}
          />
        ),
      )}
      <InsetPicture asset={asset} box={box} enterAt={enterAt} />
    </>
  );
}
