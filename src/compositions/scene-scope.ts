import {paginate} from '../captions/paginate.ts';
import {aspectOf, safeAreaOf} from '../platforms/index.ts';
import type {Scene, Storyboard} from '../schema/index.ts';
import type {SceneFields, SceneScope} from './contract.ts';
import {captionPaging} from './kit/captions/paging.ts';
import {directionOf} from './text-direction.ts';

/** A scene without its place in the video, which no template may see. */
export function sceneFieldsOf(scene: Scene): SceneFields {
  const {startFrame: _startFrame, ...fields} = scene;
  return fields;
}

/**
 * Everything beside its own fields that a scene's pixels may depend on. Equal fields and equal scope mean
 * equal pixels, so both together are the scene's identity in a cache.
 * @param sceneIndex from 0
 * @param settings `neighbours` for templates that declare them; otherwise the scenes beside it are left out
 * @throws RangeError when there is no such scene
 */
export function sceneScopeOf(
  storyboard: Storyboard,
  sceneIndex: number,
  settings: {readonly neighbours?: boolean} = {},
): SceneScope {
  const scene = storyboard.scenes[sceneIndex];
  if (!scene) {
    throw new RangeError(`there is no scene ${sceneIndex}; the storyboard has ${storyboard.scenes.length}`);
  }
  const {width, height, fps, language, platform, captions} = storyboard;
  const aspect = aspectOf(width, height);
  const beside = (index: number): SceneFields | null => {
    const neighbour = settings.neighbours ? storyboard.scenes[index] : undefined;
    return neighbour ? sceneFieldsOf(neighbour) : null;
  };
  return {
    index: sceneIndex,
    count: storyboard.scenes.length,
    seed: `${storyboard.seed}/${scene.id}`,
    theme: storyboard.theme,
    aspect,
    safeArea: safeAreaOf(platform, width, height),
    unit: Math.min(width, height) / 1080,
    language,
    direction: directionOf(language),
    captions:
      captions.show && scene.words.length > 0
        ? paginate(scene.words, {
            fps,
            durationInFrames: scene.durationInFrames,
            ...captionPaging(captions.style, aspect),
            language,
          })
        : [],
    captionStyle: captions.style,
    options: storyboard.template.options,
    previous: beside(sceneIndex - 1),
    next: beside(sceneIndex + 1),
  };
}
