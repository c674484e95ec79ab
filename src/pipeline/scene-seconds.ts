import {leastSceneSeconds} from '../compositions/scene-length.ts';
import type {Narration, Script} from '../schema/index.ts';

/**
 * About how long each scene will stand, in seconds by its id: as long as its line is spoken, and no shorter than it takes
 * to read. A clip that was cut to the line alone would run out in a scene that is held.
 */
export function sceneSecondsOf(
  {scenes}: Pick<Script, 'scenes'>,
  {lines}: Pick<Narration, 'lines'>,
): Readonly<Record<string, number>> {
  const spoken = new Map(lines.map(({sceneId, durationInMs}) => [sceneId, durationInMs / 1000]));
  return Object.fromEntries(
    scenes.map((scene) => [scene.id, Math.max(spoken.get(scene.id) ?? 0, leastSceneSeconds(scene))]),
  );
}
