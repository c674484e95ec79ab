import type {ScriptInput} from '../../schema/index.ts';

/** One to three figures stay in mind; the rest are said without a scene of their own. */
export function fewStatistics(scenes: ScriptInput['scenes']): ScriptInput['scenes'] {
  let left = 3;
  return scenes.map((scene) => {
    if (scene.kind !== 'statistic' || left-- > 0) return scene;
    const {id, spoken, onScreenText, emphasis, visual, trace} = scene;
    return {kind: 'point', id, spoken, onScreenText, emphasis, visual, trace};
  });
}
