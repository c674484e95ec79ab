import type {Predictor} from '../ports/index.ts';
import type {Script} from '../schema/index.ts';

/** Writes down what is known of the kind of first line a script has, so that its manifest can say so. */
export function withPattern(script: Script, predictor: Predictor | undefined): Script {
  const {hook, structure, platform, language, scenes} = script;
  const known = predictor?.doPredict({
    text: scenes[0]!.spoken,
    language,
    hook: hook.type,
    structure,
    platform,
  }).pattern;
  return {...script, hook: {type: hook.type, ...(known === undefined ? {} : {pattern: {...known}})}};
}
