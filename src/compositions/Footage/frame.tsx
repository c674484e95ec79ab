import {useMemo} from 'react';
import {Captions} from '../kit/captions/captions.tsx';
import {filmTheme} from '../kit/film-theme.ts';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, useStage} from '../kit/scene-stage.tsx';
import {Scrim} from '../kit/pictures/scrim.tsx';
import {Shot} from '../kit/pictures/shot.tsx';
import {scopeAbove} from './room.ts';
import {Timeline} from './timeline.tsx';

/** Kinds whose text may stand anywhere in the frame: all of the picture steps back behind them. */
const veiled: ReadonlySet<string> = new Set(['comparison', 'question', 'call-to-action', 'twist']);

/** Shade over all of the picture. */
function Veil({asset}: {readonly asset: string}) {
  const {height} = useStage();
  return <Scrim asset={asset} from={0} to={height} reach={0} texts={['ink', 'muted']} />;
}

/**
 * The picture over all of the frame with the theme's film colours, or the theme's ground where a scene has none. The
 * parts inside do not get to see the picture, so that none of them draws it once more.
 */
export function FootageFrame({scene, scope, tone = 'base', ground = true, children}: SceneFrameProps) {
  const asset = ground ? scene.visual?.asset : undefined;
  const filmed = asset !== undefined;
  const inner = useMemo(
    () => scopeAbove(filmed ? {...scope, theme: filmTheme(scope.theme)} : scope),
    [scope, filmed],
  );
  const bare = useMemo(() => ({...scene, visual: null}), [scene]);
  return (
    <SceneStage scene={bare} scope={inner} tone={tone}>
      {filmed ? <Shot asset={asset} /> : ground ? <Ground /> : null}
      {filmed && veiled.has(scene.kind) ? <Veil asset={asset} /> : null}
      {children}
      {scope.options.timeline === false ? null : <Timeline />}
      <Captions />
    </SceneStage>
  );
}
