import type {Assets, Overlay, Storyboard} from '../schema/index.ts';
import {sceneFieldsOf} from './scene-scope.ts';

function collect(value: unknown, known: Assets, found: Set<string>): void {
  if (typeof value === 'string') {
    if (Object.hasOwn(known, value)) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, known, found);
  }
}

function named(by: readonly unknown[], assets: Assets): Assets {
  const found = new Set<string>();
  collect(by, assets, found);
  return Object.fromEntries(Object.entries(assets).filter(([id]) => found.has(id)));
}

/**
 * The files that a scene may draw: those whose ids stand in its own fields, in the template's options, or in the
 * fields of a neighbour it may see. Nothing else is within its reach, so the contents of these are part of its identity.
 * @param sceneIndex from 0
 */
export function assetsOfScene(
  storyboard: Storyboard,
  sceneIndex: number,
  settings: {readonly neighbours?: boolean} = {},
): Assets {
  const distance = settings.neighbours ? 1 : 0;
  const scenes = storyboard.scenes.slice(Math.max(0, sceneIndex - distance), sceneIndex + distance + 1);
  return named([scenes.map(sceneFieldsOf), storyboard.template.options], storyboard.assets);
}

/** The files that an overlay may draw: those whose ids stand in its own inputs. */
export function assetsOfOverlay(storyboard: Storyboard, overlay: Overlay): Assets {
  return named([overlay.inputs], storyboard.assets);
}
