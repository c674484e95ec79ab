import {Img, useCurrentFrame} from 'remotion';
import type {Focus} from '../../../schema/index.ts';
import {useAsset} from '../../use-asset.tsx';
import {Clip} from './clip.tsx';
import {withAlpha} from '../inks.ts';
import {frameAt30} from '../motion.ts';
import {useStage} from '../scene-stage.tsx';

/** Speed of a pan, px a second at 1080 wide: slow enough that the eye rests on the picture. */
const panSpeed = 16;
/** Growth over the scene: of a picture that stands still otherwise, and of one that is panned over. */
const growth = {push: 0.085, pan: 0.035} as const;
/** Where eyes usually are, for a picture that does not say where its subject is; shares of its width and height. */
const middle: Focus = {x: 0.5, y: 0.4};

/** Size and top edge, px, of a picture that covers a frame, with its subject in view. */
export function coverOf(
  ratio: number,
  width: number,
  height: number,
  {y: focusY}: Focus = middle,
): {readonly width: number; readonly height: number; readonly top: number} {
  const wide = Math.max(width, height * ratio);
  const high = wide / ratio;
  return {width: wide, height: high, top: Math.min(0, Math.max(height - high, height / 2 - high * focusY))};
}

/**
 * A picture or clip that fills the frame. The camera has one plain move a scene: along a picture that is much wider than
 * the frame, past its subject, else toward the subject and, in the next scene, away from it.
 */
export function Shot({asset: id}: {readonly asset: string}) {
  const asset = useAsset(id);
  const {scene, scope, inks, width, height, fps} = useStage();
  const frame = useCurrentFrame();
  const focus = asset.focus ?? middle;
  const cover = coverOf((asset.width ?? width) / (asset.height ?? height), width, height, focus);
  const part = frame / Math.max(1, scene.durationInFrames);
  const seconds = frameAt30(scene.durationInFrames, fps) / 30;
  const spare = cover.width - width;
  const pans = spare > 0.2 * width;
  const travel = pans ? Math.min(spare * 0.8, panSpeed * scope.unit * seconds) : 0;
  const way = scope.index % 2 === 0 ? 1 : -1;
  const shift = way * travel * (0.5 - part);
  // As near to the subject as leaves picture for the way on both sides.
  const left = Math.min(-travel / 2, Math.max(travel / 2 - spare, width / 2 - cover.width * focus.x));
  const scale = 1 + (pans ? growth.pan : growth.push) * (way > 0 ? part : 1 - part);
  const style = {
    position: 'absolute',
    left: Math.floor(left),
    top: Math.floor(cover.top),
    width: Math.ceil(cover.width) + 1,
    height: Math.ceil(cover.height) + 1,
    // Style sheets of apps often keep pictures inside their parents.
    maxWidth: 'none',
    transform: `translate(${shift}px, 0px) scale(${scale})`,
    transformOrigin: `${focus.x * 100}% ${focus.y * 100}%`,
  } as const;
  return (
    <>
      {asset.kind === 'video' ? <Clip asset={asset} style={style} /> : <Img src={asset.url} style={style} />}
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width,
          height,
          backgroundColor: withAlpha(inks.ground, 0.1),
        }}
      />
    </>
  );
}
