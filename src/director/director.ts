import {createScriptWriter} from './script-writer.ts';
import type {WriterOptions} from './writing.ts';
import {InvalidInputError, parseInput} from '../errors.ts';
import type {LinePrediction, OnProgress} from '../ports/index.ts';
import {type BriefInput, briefSchema, type Script, scriptSchema} from '../schema/index.ts';

export interface DirectorOptions extends WriterOptions {}

/** Scripts in the order in which their first lines are expected to do, and what that rests on. */
export interface RankedScript {
  readonly script: Script;
  readonly prediction: LinePrediction;
}

/** Decides what a video says. Without a model it writes with the embedded writer. */
export interface Director {
  /**
   * Writes a script from a brief: a hook, the points that matter, a call to action, each with its trace into the
   * sources. Where the sources hold less than the length asked for, the script is shorter and says so
   * (`writer.fit`); nothing is padded.
   * @throws InvalidInputError with the path of each bad field of the brief
   * @throws ViralError `no-content` where there is nothing to say, `language-unsupported` where it is not English
   */
  writeScript(
    brief: BriefInput,
    options?: {readonly signal?: AbortSignal; readonly onProgress?: OnProgress},
  ): Promise<Script>;
  /**
   * Ranks variants of a script by their first lines, best first. Where the predictor does not know, the order given
   * stands, and each says so (`prediction.evidence`).
   * @throws InvalidInputError where the director has no predictor, there is no script, or one is not valid
   */
  optimizeForVirality(variants: readonly Script[]): readonly RankedScript[];
}

/** Builds a director. */
export function createDirector(options: DirectorOptions = {}): Director {
  const writer = createScriptWriter(options);
  return {
    async writeScript(brief, {signal, onProgress} = {}) {
      const parsed = parseInput(briefSchema, brief, 'the brief');
      return parseInput(
        scriptSchema,
        await writer.write(parsed, {...(signal ? {signal} : {}), ...(onProgress ? {onProgress} : {})}),
        'the written script',
      );
    },
    optimizeForVirality(variants) {
      const {predictor} = options;
      if (!predictor) {
        throw new InvalidInputError('the director', [
          {path: 'predictor', message: 'is missing; pass one, as in createHeadlinePredictor() of ./analysis'},
        ]);
      }
      return parseInput(scriptSchema.array().min(1), variants, 'the variants')
        .map((script) => ({
          script,
          prediction: predictor.doPredict({text: script.scenes[0]!.spoken, language: script.language}),
        }))
        .sort(
          (a, b) =>
            Number(b.prediction.evidence.enough) - Number(a.prediction.evidence.enough) ||
            b.prediction.probability - a.prediction.probability,
        );
    },
  };
}
