import {useMemo} from 'react';
import type {SceneFields} from '../contract.ts';
import {Captions} from '../kit/captions/captions.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, StageRoom, useStage} from '../kit/scene-stage.tsx';
import {nodeSize, TimeLine} from './line.tsx';

/**
 * Room for the line above scenes that do not hang on it themselves, and its height over their content, px at 1080
 * wide. Frames that are not tall need all their room: there the line runs in the margin above it.
 */
const above = {'9:16': 112, '1:1': 0, '16:9': 0} as const;
const over = {'9:16': 66, '1:1': 42, '16:9': 46} as const;

/** Whether the scene places the line itself. */
export function isEvent(scene: SceneFields): boolean {
  return (
    ['hook', 'point', 'context', 'step', 'list-item'].includes(scene.kind) ||
    (scene.kind === 'statistic' && !('series' in scene && scene.series !== undefined))
  );
}

/** The line raised over the scene's content. */
function RaisedLine() {
  const {scope, width} = useStage();
  const {safeArea, unit, direction, aspect} = scope;
  const start = direction === 'rtl' ? width - safeArea.x - safeArea.width : safeArea.x;
  return <TimeLine y={Math.round(safeArea.y - over[aspect] * unit)} node={start + (nodeSize / 2) * unit} />;
}

/** What every scene of the template has: the ground, the line of the story, captions on top. */
export function TimelineFrame({
  scene,
  scope,
  tone = scope.index % 3 === 2 ? 'deep' : 'base',
  ground = true,
  children,
}: SceneFrameProps) {
  const event = isEvent(scene);
  const room = useMemo(() => {
    const taken = event ? 0 : Math.round(above[scope.aspect] * scope.unit);
    return {...scope.safeArea, y: scope.safeArea.y + taken, height: scope.safeArea.height - taken};
  }, [scope, event]);
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      {ground ? <Ground /> : null}
      <StageRoom safeArea={room}>
        {event ? null : <RaisedLine />}
        {children}
        <Captions />
      </StageRoom>
    </SceneStage>
  );
}
