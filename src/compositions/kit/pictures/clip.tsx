import {Video} from '@remotion/media';
import type {CSSProperties} from 'react';
import {Sequence, useCurrentFrame, useRemotionEnvironment} from 'remotion';
import type {ResolvedAsset} from '../../use-asset.tsx';
import {sweep} from '../motion.ts';
import {playsOf} from './plays.ts';
import {useStage} from '../scene-stage.tsx';

interface ClipProps {
  readonly asset: ResolvedAsset;
  readonly style: CSSProperties;
}

/** A clip without its sound for as long as the scene stands. */
export function Clip({asset: {url, durationInSeconds}, style}: ClipProps) {
  const {scene, fps} = useStage();
  const {isPlayer} = useRemotionEnvironment();
  if (durationInSeconds === undefined) return <Video src={url} muted loop style={style} />;
  const {rate, dissolve, starts} = playsOf(Math.floor(durationInSeconds * fps), scene.durationInFrames, fps);
  return starts.map((from, index) => (
    <Sequence
      key={from}
      layout="none"
      from={from}
      durationInFrames={(starts[index + 1] ?? scene.durationInFrames) + dissolve - from}
      {...(isPlayer ? {premountFor: fps} : {})}
    >
      <Play url={url} rate={rate} dissolve={index === 0 ? 0 : dissolve} style={style} />
    </Sequence>
  ));
}

interface PlayProps extends Pick<ClipProps, 'style'> {
  readonly url: string;
  readonly rate: number;
  readonly dissolve: number;
}

function Play({url, rate, dissolve, style}: PlayProps) {
  const frame = useCurrentFrame();
  const opacity = dissolve === 0 ? 1 : sweep(frame + 1, 0, dissolve + 1);
  return <Video src={url} muted playbackRate={rate} style={opacity < 1 ? {...style, opacity} : style} />;
}
