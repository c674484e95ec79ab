import {isProse, nameTest} from './candidates.ts';
import {draftOf, pointsHook} from './draft.ts';
import {hooksOf} from './hooks.ts';
import {readBrief} from './reading.ts';
import {scriptOf} from './script-of.ts';
import {finish} from './finish.ts';
import type {Predictor} from '../ports/index.ts';
import type {Brief, HookType, ScriptInput, StructureType} from '../schema/index.ts';

/** Writes scripts from sources and points without a model. Every claim is cut from the material. */
export interface ScriptWriter {
  /** The whole script, not yet validated. */
  write(brief: Brief, signal?: AbortSignal): Promise<ScriptInput>;
  /** First lines the material offers, best first. */
  generateHook(brief: Brief): Promise<readonly {type: HookType; text: string}[]>;
  /** The order of the body and its lines. */
  structureContent(brief: Brief): Promise<{structure: StructureType; lines: readonly string[]}>;
  /** The last line. */
  createCta(brief: Brief): Promise<string>;
}

export interface ScriptWriterOptions {
  readonly clock?: () => Date;
  /** Has a say in which first line is taken; without one, the kind of line decides. */
  readonly predictor?: Predictor;
}

/** The embedded writer. Holds nothing between scripts but the loaded language model of its tagger. */
export function createScriptWriter({
  clock = () => new Date(),
  predictor,
}: ScriptWriterOptions = {}): ScriptWriter {
  return {
    async write(brief, signal) {
      const reading = await readBrief(brief, signal, predictor);
      const draft = draftOf(reading, signal);
      signal?.throwIfAborted();
      return scriptOf(reading, draft, clock());
    },
    async generateHook(brief) {
      const reading = await readBrief(brief, undefined, predictor);
      const {material, salience, topic, tagger} = reading;
      if (material.sentences.length === 0)
        return [pointsHook(reading, brief.points?.length ?? 0)].map(({type, text}) => ({type, text}));
      const sayable = new Set(material.sentences.filter(isProse).map((sentence) => sentence.index));
      const hooks = hooksOf(
        {
          material,
          salience,
          topic,
          tagger,
          isName: nameTest(material, tagger),
          sayable,
          plain: (sentence) => finish(sentence.text),
          predictor,
        },
        3,
      );
      return hooks.map(({type, text}) => ({type, text}));
    },
    async structureContent(brief) {
      const draft = draftOf(await readBrief(brief, undefined, predictor), undefined);
      return {structure: draft.structure, lines: draft.lines.map((line) => line.text)};
    },
    async createCta(brief) {
      return (await readBrief(brief, undefined)).cta.spoken;
    },
  };
}
