import type {CSSProperties, ReactNode} from 'react';

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
 * An opacity for everything in an element at once. The web engine gives an `opacity` to each thing inside by itself,
 * so that what lies below shows through what lies above; an even mask fades the whole in both engines.
 */
function fade(opacity: number): CSSProperties {
  if (opacity <= 0 || opacity >= 1) return {opacity};
  const veil = `rgba(0, 0, 0, ${opacity})`;
  return {maskImage: `linear-gradient(${veil}, ${veil})`};
}

/**
 * Moves or fades several things as one. As large as the frame on purpose: a mask cuts off what stands outside of the
 * element, and an engine may skip an element without extent.
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
        ...fade(opacity),
        ...(moves ? {transform: `translate(${x}px, ${y}px) scale(${scale})`} : {}),
        ...(origin ? {transformOrigin: `${origin[0]}px ${origin[1]}px`} : {}),
      }}
    >
      {children}
    </div>
  );
}
