import {useCurrentFrame, useVideoConfig} from 'remotion';
import type {OverlayProps} from '../contract.ts';

/** A thin bar along the top edge of the frame that fills while the overlay lasts. */
export function ProgressBar({overlay, theme, unit}: OverlayProps) {
  const frame = useCurrentFrame();
  const share = Math.min(1, (frame + 1) / overlay.durationInFrames);
  const {width} = useVideoConfig();
  const thickness = Math.round(10 * unit);
  return (
    <>
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width: '100%',
          height: thickness,
          backgroundColor: theme.palette.line,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width: Math.round(width * share),
          height: thickness,
          backgroundColor: theme.palette.accent,
        }}
      />
    </>
  );
}
