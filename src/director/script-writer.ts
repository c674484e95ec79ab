import type {CallToAction} from './script/calls-to-action.ts';
import {type ContentPlan, createContentStructurer} from './content-structurer.ts';
import {createCtaOptimizer} from './cta-optimizer.ts';
import {readForWriting} from './embedded-writer.ts';
import {createHookGenerator} from './hook-generator.ts';
import type {RankedHook} from './hooks/rank-hooks.ts';
import {type WriterOptions, writeScript} from './writing.ts';
import {parseInput} from '../errors.ts';
import type {OnProgress} from '../ports/index.ts';
import {type BriefInput, briefSchema, type ScriptInput} from '../schema/index.ts';

export type ScriptWriterOptions = WriterOptions;

interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Writes scripts and their parts. Without a model every claim is cut from the material. */
export interface ScriptWriter {
  /** The whole script, not yet validated. */
  write(brief: BriefInput, options?: CallOptions & {readonly onProgress?: OnProgress}): Promise<ScriptInput>;
  /** First lines of named kinds, best first. */
  generateHook(brief: BriefInput, options?: CallOptions): Promise<readonly RankedHook[]>;
  /** The structure, and what each of its beats tells. */
  structureContent(brief: BriefInput, options?: CallOptions): Promise<ContentPlan>;
  /** The last line. */
  createCta(brief: BriefInput, options?: CallOptions): Promise<CallToAction>;
}

/** Holds nothing between scripts but the loaded language model of its tagger. */
export function createScriptWriter(options: ScriptWriterOptions = {}): ScriptWriter {
  return {
    write: async (brief, {signal, onProgress} = {}) =>
      writeScript(parseInput(briefSchema, brief, 'the brief'), options, signal, onProgress),
    generateHook: async (brief, callOptions = {}) =>
      (await createHookGenerator(options).generateHooks(brief, {count: 24, ...callOptions})).value,
    structureContent: async (brief, callOptions = {}) =>
      (await createContentStructurer(options).structureContent(brief, callOptions)).value,
    async createCta(brief, {signal} = {}) {
      if (options.model) {
        const {value} = await createCtaOptimizer(options).optimizeCta(brief, signal ? {signal} : {});
        if (value[0]) return value[0];
      }
      return (await readForWriting(parseInput(briefSchema, brief, 'the brief'), options, signal)).cta;
    },
  };
}
