import {Img, useCurrentFrame} from 'remotion';
import {useAsset} from '../../use-asset.tsx';
import {Clip} from './clip.tsx';
import {withAlpha} from '../inks.ts';
import {useStage} from '../scene-stage.tsx';

export interface PictureProps {
  readonly asset: string;
  /** Place on the frame, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  /** Part of the travel that brings it in, 0-1; it is uncovered from its lower edge. */
  readonly uncovered?: number;
  /** Growth of the picture over the scene; 0 for none. */
  readonly travel?: number;
  /** What stays in view, as a share of the picture's height, where the picture itself does not say where its subject is. */
  readonly focusY?: number;
}

/** A photograph or clip that fills a box, drifting slowly in or out over the scene and tinted toward the theme. */
export function Picture({
  asset: id,
  x,
  y,
  width,
  height,
  radius = 0,
  uncovered = 1,
  travel = 0.09,
  focusY: wantedY = 0.42,
}: PictureProps) {
  const asset = useAsset(id);
  const {x: focusX, y: focusY} = asset.focus ?? {x: 0.5, y: wantedY};
  const {scene, scope, inks} = useStage();
  const frame = useCurrentFrame();
  const part = frame / Math.max(1, scene.durationInFrames);
  const scale = 1 + travel * (scope.index % 2 === 0 ? part : 1 - part);
  const ratio = (asset.width ?? width) / (asset.height ?? height);
  const wide = Math.max(width, height * ratio);
  const high = wide / ratio;
  const style = {
    position: 'absolute',
    // Whole px, as everywhere in the kit: browsers snap boxes to them and the web engine does not. One px more than
    // the box needs, so that rounding uncovers nothing.
    left: Math.floor(Math.min(0, Math.max(width - wide, width / 2 - wide * focusX))),
    top: Math.floor(Math.min(0, Math.max(height - high, height / 2 - high * focusY))),
    width: Math.ceil(wide) + 1,
    height: Math.ceil(high) + 1,
    // Style sheets of apps often keep pictures inside their parents.
    maxWidth: 'none',
    transform: `scale(${scale})`,
    transformOrigin: `${focusX * 100}% ${focusY * 100}%`,
  } as const;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x),
        top: Math.round(y + height * (1 - uncovered)),
        width: Math.round(width),
        height: Math.round(height * uncovered),
        overflow: 'hidden',
        borderRadius: radius,
        backgroundColor: inks.groundShade,
      }}
    >
      <div style={{position: 'absolute', left: 0, top: -Math.round(height * (1 - uncovered)), width, height}}>
        {asset.kind === 'video' ? (
          <Clip asset={asset} style={style} />
        ) : (
          <Img src={asset.url} style={style} />
        )}
      </div>
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width: '100%',
          height: '100%',
          backgroundColor: withAlpha(inks.ground, 0.1),
        }}
      />
    </div>
  );
}

export interface FadeProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  /** The edge at which the colour is full. */
  readonly toward: 'bottom' | 'top' | 'left' | 'right';
}

/** A colour that grows from nothing to full without a visible edge, to let a picture run out into the ground. */
export function Fade({x, y, width, height, color, toward}: FadeProps) {
  const stops = Array.from({length: 11}, (_, index) => {
    const part = index / 10;
    return `${withAlpha(color, part * part * (3 - 2 * part))} ${part * 100}%`;
  });
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(x),
        top: Math.round(y),
        width: Math.round(width),
        height: Math.round(height),
        backgroundImage: `linear-gradient(to ${toward}, ${stops.join(', ')})`,
      }}
    />
  );
}
