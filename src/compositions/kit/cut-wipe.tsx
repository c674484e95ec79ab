import {Easing, useCurrentFrame} from 'remotion';
import {frameAt30} from './motion.ts';
import {useStage} from './scene-stage.tsx';

const accelerate = Easing.bezier(0.6, 0, 0.9, 0.4);
const decelerate = Easing.bezier(0.1, 0.6, 0.4, 1);

/** Frames of 30 a second that the panel takes on each side of a cut. */
const half = 6;

export interface CutWipeProps {
  /** Whether a panel leaves at this scene's start, and one comes in at its end. */
  readonly head: boolean;
  readonly tail: boolean;
}

/** A panel of the accent colour that crosses the frame; the cut happens behind it. */
export function CutWipe({head, tail}: CutWipeProps) {
  const {scene, scope, fps, width, height} = useStage();
  const frame = useCurrentFrame();
  const since = frameAt30(frame, fps);
  const left = frameAt30(scene.durationInFrames - frame, fps);
  const leaving = head && since < half;
  const coming = tail && left <= half;
  if (!leaving && !coming) return null;
  const part = coming ? accelerate(1 - (left - 1) / half) : 1 - decelerate(since / half);
  const size = Math.ceil(height * part);
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: coming ? height - size : 0,
        width,
        height: size,
        backgroundColor: scope.theme.palette.accent,
      }}
    />
  );
}
