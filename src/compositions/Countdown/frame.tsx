import {useMemo} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneScope} from '../contract.ts';
import {splitContent} from '../kit/pictures/beside-picture.tsx';
import {Captions} from '../kit/captions/captions.tsx';
import {GreatNumeral, type GreatNumeralProps} from '../kit/figures/great-numeral.tsx';
import {Ground} from '../kit/ground/ground.tsx';
import {quietTone} from '../kit/quiet-tone.ts';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, StageRoom, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {countedScene, seriesPlace} from '../kit/figures/series-place.ts';
import {zonesOf} from '../kit/zones.ts';
import {announcedCount} from './announced-count.ts';
import {RankRail, railMeasures} from './rail.tsx';

/** A chart in a square frame needs the whole width: the rail makes way for it. */
function railless(scene: SceneFields, {aspect, options}: SceneScope): boolean {
  return options.rail === false || (aspect === '1:1' && scene.kind === 'statistic');
}

/** The safe area with room for the rail taken off its leading side. */
function besideRail({safeArea, unit, direction}: SceneScope): Box {
  const taken = Math.round((railMeasures.marker + railMeasures.gap) * unit);
  const x = direction === 'rtl' ? safeArea.x : safeArea.x + taken;
  return {...safeArea, x, width: safeArea.width - taken};
}

/** Where the numeral stands: high at the trailing edge, or behind the text when a picture has that place. */
function placeOfNumeral(
  stage: StageContext,
): Pick<GreatNumeralProps, 'height' | 'y' | 'anchor' | 'maxWidth' | 'cropped' | 'inset'> {
  const {scope, width, height} = stage;
  const {aspect, unit} = scope;
  const {picture} = splitContent(stage);
  if (aspect === '9:16') {
    return picture
      ? {height: 860 * unit, y: height + 40 * unit, anchor: 'bottom', maxWidth: width * 0.9, cropped: 0.14}
      : {height: 1120 * unit, y: -70 * unit, maxWidth: width * 1.02, cropped: 0.16};
  }
  const wide = aspect === '16:9';
  if (picture) {
    // The picture's edge cuts it off.
    const low = {y: height * 1.05, anchor: 'bottom', cropped: 0.2, inset: picture.width} as const;
    return {...low, height: height * (wide ? 0.98 : 0.76), maxWidth: width * 0.6};
  }
  return wide
    ? {height: height * 1.14, y: height / 2, anchor: 'middle', maxWidth: width * 0.62, cropped: 0.14}
    : {height: 900 * unit, y: height * 0.46, anchor: 'middle', maxWidth: width * 0.9, cropped: 0.16};
}

/** The numeral of the scene: its own rank, in a hook the count. Where nothing counts, none. */
function Numeral() {
  const stage = useStage();
  const {scene, scope, inks} = stage;
  const place = seriesPlace(scene, scope);
  const at = placeOfNumeral(stage);
  const own = countedScene(scene);
  if (own) {
    return <GreatNumeral {...at} n={own.n} from={place?.from ?? null} rollAt={0} color={quietTone(inks)} />;
  }
  if (scene.kind !== 'hook') return null;
  const count = place?.total ?? announcedCount(scene.onScreenText);
  return count === null ? null : (
    <GreatNumeral {...at} n={count} from={null} rollAt={null} color={quietTone(inks)} />
  );
}

function Rail() {
  const {scene, scope} = useStage();
  const place = seriesPlace(scene, scope);
  const count = scene.kind === 'hook' ? (announcedCount(scene.onScreenText) ?? 0) : 0;
  if (railless(scene, scope)) return null;
  return (
    <RankRail
      place={place ?? {n: null, total: count, from: null, falls: false}}
      box={zonesOf(scope).content}
      done={place === null && scope.index > 0 && scope.index === scope.count - 1}
    />
  );
}

/** What every scene of the template has: the great numeral behind the text, the rail beside it, captions on top. */
export function CountdownFrame({
  scene,
  scope,
  tone = scope.index % 3 === 2 ? 'deep' : 'base',
  ground = true,
  children,
}: SceneFrameProps) {
  const room = useMemo(() => (railless(scene, scope) ? scope.safeArea : besideRail(scope)), [scene, scope]);
  return (
    <SceneStage scene={scene} scope={scope} tone={tone}>
      {ground ? <Ground /> : null}
      <StageRoom safeArea={room}>
        <Numeral />
        {children}
        <Captions />
      </StageRoom>
      <Rail />
    </SceneStage>
  );
}
