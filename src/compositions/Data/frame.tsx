import {useMemo, type ReactNode} from 'react';
import {Captions} from '../kit/captions/captions.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, useStage} from '../kit/scene-stage.tsx';
import {Paper} from './paper.tsx';
import {liftOf} from './plan.ts';
import {sheetOf} from './sheet.ts';

/** The sheet below a scene; its baseline comes from where the scene before had it. */
function Ground({children}: {readonly children: ReactNode}) {
  const stage = useStage();
  const {scene, scope} = stage;
  const {previous} = scope;
  const {sheet, from, lowest} = useMemo(() => {
    const lift = liftOf(stage, scene);
    const before = previous ? liftOf(stage, previous) : null;
    return {
      sheet: sheetOf(stage, lift),
      // Without captions the room below differs from scene to scene: then lines that jump say nothing.
      from: before === null ? null : sheetOf(stage, before).floor,
      lowest: sheetOf(stage).floor,
    };
  }, [stage, scene, previous]);
  return (
    <>
      <Paper sheet={sheet} from={from} lowest={lowest} />
      {children}
    </>
  );
}

/** What every scene of the template has: the squared sheet with its axes, and captions below the baseline. */
export function DataFrame({
  scene,
  scope,
  tone = scope.index % 3 === 2 ? 'deep' : 'base',
  children,
}: SceneFrameProps) {
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      <Ground>{children}</Ground>
      <Captions />
    </SceneStage>
  );
}
