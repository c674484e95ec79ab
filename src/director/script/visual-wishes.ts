import type {ScriptInput} from '../../schema/index.ts';

/** Scenes that fill the screen with their own matter. */
const full = new Set(['statistic', 'comparison', 'quote', 'list-item', 'step', 'call-to-action']);

/** Keeps a picture for at most every second scene, and none where figures, quotations or steps fill the screen. */
export function thinOutVisuals(scenes: ScriptInput['scenes']): ScriptInput['scenes'] {
  let last = -2;
  return scenes.map((scene, index) => {
    const wanted = scene.visual ?? null;
    if (wanted === null || full.has(scene.kind) || index - last < 2) return {...scene, visual: null};
    last = index;
    return scene;
  });
}
