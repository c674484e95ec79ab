import type {Scene, Storyboard} from '../schema/index.ts';

/** A scene that stands in for another: something else on screen, for another length of time. */
function standIn(scene: Scene, extraFrames: number): Scene {
  return {
    kind: 'point',
    id: scene.id,
    startFrame: 0,
    durationInFrames: scene.durationInFrames + extraFrames,
    onScreenText: 'Something else',
    emphasis: [],
    words: [],
    visual: null,
  };
}

/** Sets scenes one after the other from frame 0. */
function laidOut(storyboard: Storyboard, scenes: readonly Scene[]): Storyboard {
  let frame = 0;
  const placed = scenes.map((scene) => {
    const startFrame = frame;
    frame += scene.durationInFrames;
    return {...scene, startFrame};
  });
  // Overlays run over the whole video on purpose and the sound changes no frame: neither belongs to a scene.
  return {...storyboard, scenes: placed, durationInFrames: frame, overlays: [], soundtrack: null};
}

export interface SurroundingsSettings {
  /** Keeps the scenes beside it as they are, for templates that declare `neighbours`. */
  readonly neighbours?: boolean;
}

/**
 * The same scene in two surroundings: equal fields and equal scope, but another absolute start and other scenes
 * around it. A template whose pictures of the scene differ between the two draws on something it must not see.
 * The first scene always starts on frame 0, so for it only the scenes after it differ.
 * @param sceneIndex from 0
 * @throws RangeError when there is no such scene
 */
export function surroundingsOf(
  storyboard: Storyboard,
  sceneIndex: number,
  settings: SurroundingsSettings = {},
): [Storyboard, Storyboard] {
  if (!storyboard.scenes[sceneIndex]) {
    throw new RangeError(`there is no scene ${sceneIndex}; the storyboard has ${storyboard.scenes.length}`);
  }
  const distance = settings.neighbours ? 1 : 0;
  const elsewhere = storyboard.scenes.map((scene, index) =>
    Math.abs(index - sceneIndex) <= distance ? scene : standIn(scene, 17 + 4 * index),
  );
  return [laidOut(storyboard, storyboard.scenes), laidOut(storyboard, elsewhere)];
}
