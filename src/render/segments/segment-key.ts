import {createHash} from 'node:crypto';
import {assetsOfOverlay, assetsOfScene} from '../../compositions/scene-assets.ts';
import {sceneFieldsOf, sceneScopeOf} from '../../compositions/scene-scope.ts';
import type {Assets, Scene, Storyboard} from '../../schema/index.ts';
import type {Staged} from '../page/session.ts';

/** Raised when segments of the past must not be joined with new ones for a reason that no other part of the key knows. */
const keyVersion = 1;

/** Plain JSON with the names of every object in order, so that equal values have equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, each]) => [name, canonical(each)]),
  );
}

/** What an asset is for a picture: its content and what `useAsset` says of it, wherever it came from. */
function drawnFacts(assets: Assets) {
  return Object.fromEntries(Object.entries(assets).map(([id, {rights: _rights, ...facts}]) => [id, facts]));
}

/** Overlays on screen during a scene, each with the place in its own time at which the scene begins. */
function overlaysOver(storyboard: Storyboard, scene: Scene) {
  const end = scene.startFrame + scene.durationInFrames;
  return storyboard.overlays
    .filter(
      ({startFrame, durationInFrames}) =>
        startFrame < end && startFrame + durationInFrames > scene.startFrame,
    )
    .map(({startFrame, ...fields}) => ({
      fields,
      offset: scene.startFrame - startFrame,
      assets: drawnFacts(assetsOfOverlay(storyboard, {startFrame, ...fields})),
    }));
}

/**
 * The identity of a scene's segment: a hash of everything that its pixels depend on by the template contract, and of
 * what encodes them. Two segments with equal keys are interchangeable.
 * @param index of the scene, from 0
 * @param encoder the engine's name and all settings of its encoder, the browser's version included
 * @returns SHA-256, lower-case hex
 */
export function segmentKey(
  {storyboard, template, code}: Pick<Staged, 'storyboard' | 'template' | 'code'>,
  index: number,
  encoder: Readonly<Record<string, string | number>>,
): string {
  const scene = storyboard.scenes[index];
  if (!scene)
    throw new RangeError(`there is no scene ${index}; the storyboard has ${storyboard.scenes.length}`);
  const {neighbours} = template;
  const {width, height, fps} = storyboard;
  const identity = {
    keyVersion,
    code,
    template: {id: template.id, version: template.version},
    encoder,
    size: {width, height, fps},
    scene: sceneFieldsOf(scene),
    scope: sceneScopeOf(storyboard, index, {neighbours}),
    assets: drawnFacts(assetsOfScene(storyboard, index, {neighbours})),
    overlays: overlaysOver(storyboard, scene),
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(identity)))
    .digest('hex');
}
