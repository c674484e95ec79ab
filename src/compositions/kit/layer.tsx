import type {ReactNode} from 'react';

export interface LayerProps {
  readonly opacity?: number;
  /** Shift in px. */
  readonly x?: number;
  readonly y?: number;
  readonly scale?: number;
  /** Point that a change of scale leaves in place, px. */
  readonly origin?: readonly [number, number];
  readonly children: ReactNode;
}

/**
 * Moves or fades several things as one. As large as the frame on purpose: an engine may skip the opacity of an
 * element without extent.
 */
export function Layer({opacity = 1, x = 0, y = 0, scale = 1, origin, children}: LayerProps) {
  const moves = Math.abs(x) > 0.05 || Math.abs(y) > 0.05 || Math.abs(scale - 1) > 0.0005;
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width: '100%',
        height: '100%',
        opacity,
        ...(moves ? {transform: `translate(${x}px, ${y}px) scale(${scale})`} : {}),
        ...(origin ? {transformOrigin: `${origin[0]}px ${origin[1]}px`} : {}),
      }}
    >
      {children}
    </div>
  );
}
