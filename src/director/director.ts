import {createScriptWriter} from './script-writer.ts';
import {parseInput} from '../errors.ts';
import {type BriefInput, briefSchema, type Script, scriptSchema} from '../schema/index.ts';

export interface DirectorOptions {
  /** What time it is: the age of a source is judged by it. The system's clock by default. */
  readonly clock?: () => Date;
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
  writeScript(brief: BriefInput, options?: {readonly signal?: AbortSignal}): Promise<Script>;
}

/** Builds a director. */
export function createDirector(options: DirectorOptions = {}): Director {
  const writer = createScriptWriter(options);
  return {
    async writeScript(brief, {signal} = {}) {
      const parsed = parseInput(briefSchema, brief, 'the brief');
      return parseInput(scriptSchema, await writer.write(parsed, signal), 'the written script');
    },
  };
}
