import {useMemo} from 'react';
import {useCurrentFrame} from 'remotion';
import {Captions} from '../kit/captions/captions.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import {labelFace} from '../kit/text/faces.ts';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, useStage} from '../kit/scene-stage.tsx';
import {Shot} from '../kit/pictures/shot.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText} from '../kit/text/text-layout.ts';
import {deskOf, outletOf, scopeBetween} from './desk.ts';

/** Kinds that stand on the desk: panel below, the picture above it. */
const deskKinds: ReadonlySet<string> = new Set([
  'hook',
  'context',
  'point',
  'statistic',
  'quote',
  'step',
  'list-item',
  'call-to-action',
]);

/** The bar with the outlet's name. */
function Masthead() {
  const {scope, inks, width} = useStage();
  const {unit, direction, safeArea} = scope;
  const outlet = outletOf(scope);
  if (outlet === undefined) return null;
  const {bar} = deskOf(scope, width);
  const block = 20 * unit;
  const layout = layoutText({
    text: outlet,
    face: {...labelFace(scope.theme), lineHeight: 1.1},
    language: scope.language,
    direction,
    maxPx: 44,
    minPx: 40,
    width: safeArea.width - 2.4 * block,
    height: 52 * unit,
    maxLines: 1,
    unit,
  });
  const middle = bar - 38 * unit;
  return (
    <>
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          width,
          height: Math.round(bar),
          backgroundColor: inks.ground,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: Math.round(bar - 3 * unit),
          width,
          height: Math.max(2, Math.round(3 * unit)),
          backgroundColor: inks.accent,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: Math.round(direction === 'rtl' ? safeArea.x + safeArea.width - block : safeArea.x),
          top: Math.round(middle - block / 2),
          width: Math.round(block),
          height: Math.round(block),
          backgroundColor: inks.accent,
        }}
      />
      <Text
        layout={layout}
        x={direction === 'rtl' ? safeArea.x : safeArea.x + block * 1.9}
        y={middle - layout.height / 2}
        width={safeArea.width - block * 1.9}
      />
    </>
  );
}

/** What the captions stand on, and the slim line over it that grows with the story. */
function Foot() {
  const {scope, scene, inks, width, height} = useStage();
  const frame = useCurrentFrame();
  const {line, lineHeight} = deskOf(scope, width);
  const part = (scope.index + (frame + 1) / Math.max(1, scene.durationInFrames)) / Math.max(1, scope.count);
  const long = Math.round(width * Math.min(1, part));
  return (
    <>
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: line,
          width,
          height: height - line,
          backgroundColor: inks.ground,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: 0,
          top: line,
          width,
          height: lineHeight,
          backgroundColor: inks.line,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: scope.direction === 'rtl' ? width - long : 0,
          top: line,
          width: long,
          height: lineHeight,
          backgroundColor: inks.accent,
        }}
      />
    </>
  );
}

/** Picture or ground, the scene on its desk, the outlet's bar, and captions under the line. */
export function NewsFrame({scene, scope, tone = 'base', ground = true, children}: SceneFrameProps) {
  const onDesk = deskKinds.has(scene.kind);
  const inner = useMemo(() => scopeBetween(scope), [scope]);
  const bare = useMemo(() => (onDesk ? {...scene, visual: null} : scene), [scene, onDesk]);
  return (
    <SceneStage scene={bare} scope={inner} tone={tone}>
      {onDesk && scene.visual ? <Shot asset={scene.visual.asset} /> : ground ? <Ground /> : null}
      {children}
      {ground ? <Foot /> : null}
      {ground ? <Masthead /> : null}
      <Captions />
    </SceneStage>
  );
}
