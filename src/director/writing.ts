import {disclosePayment} from './script/disclose.ts';
import {writeEmbedded} from './embedded-writer.ts';
import type {StyleSheet} from './style/style-sheet.ts';
import {assignmentOf} from './model/assignment.ts';
import {type Asking, type ModelUse, startAsking, type Usage} from './model/asking.ts';
import {writeWithModel} from './model/write-with-model.ts';
import {ViralError} from '../errors.ts';
import type {Budget} from '../generating.ts';
import type {LanguageModel, OnProgress, Predictor} from '../ports/index.ts';
import type {RetryClock} from '../retry.ts';
import type {Brief, ScriptInput} from '../schema/index.ts';

/** What everything in this room may be built with. */
export interface WriterOptions {
  /** Writes; the embedded writer stands in where it fails. Without one, the embedded writer writes. */
  readonly model?: LanguageModel | undefined;
  /** Ranks first lines, as in `createHeadlinePredictor()`; without one, the kind of line decides. */
  readonly predictor?: Predictor | undefined;
  /** What time it is: the age of a source is judged by it. The system's clock by default. */
  readonly clock?: (() => Date) | undefined;
  /** Styles of your own; they win over named ones of the same name. */
  readonly styles?: readonly StyleSheet[] | undefined;
  /** Rules of your own for the model, one sentence each, as in `Say "the club", never "we".` */
  readonly rules?: readonly string[] | undefined;
  /** What the model may spend, shared with other calls of yours. Each call is refused before it is made. */
  readonly budget?: Budget | undefined;
  /** For one call of the model; 60 s when left out. */
  readonly timeoutInMs?: number | undefined;
  /** For all calls for one script together; 180 s when left out. */
  readonly deadlineInMs?: number | undefined;
  /** Calls for one script at most, tries and repairs included; 10 when left out. */
  readonly maxCalls?: number | undefined;
  /** Time for the waits between tries. */
  readonly retryClock?: RetryClock | undefined;
}

export function modelUseOf(model: LanguageModel, options: WriterOptions): ModelUse {
  const {budget, timeoutInMs, deadlineInMs, maxCalls, retryClock} = options;
  return {model, budget, timeoutInMs, deadlineInMs, maxCalls, retryClock};
}

/** Something a model made, or the embedded writer in its place. */
export interface MadeWith<Value> {
  readonly value: Value;
  readonly by: 'model' | 'embedded';
  /** The model that answered. */
  readonly model?: string;
  readonly usage?: Usage;
  /** Why the embedded writer stood in. */
  readonly degraded?: string;
}

/** Errors of a model after which the embedded writer may stand in. */
const replaceable: ReadonlySet<string> = new Set([
  'model-failed',
  'model-blocked',
  'budget-exceeded',
  'dependency-missing',
]);

const longestReason = 900;

/**
 * Has a model do something, and the embedded writer where it fails or there is none.
 * @throws the model's error where the embedded writer cannot stand in; the signal's reason
 */
export async function withModel<Value>(
  options: WriterOptions,
  signal: AbortSignal | undefined,
  ask: (asking: Asking) => Promise<Value>,
  embedded: () => Promise<Value>,
): Promise<MadeWith<Value>> {
  signal?.throwIfAborted();
  const {model} = options;
  if (!model) return {value: await embedded(), by: 'embedded'};
  const asking = startAsking(modelUseOf(model, options), signal);
  try {
    const value = await ask(asking);
    return {value, by: 'model', model: asking.answeredBy(), usage: asking.usage()};
  } catch (error) {
    signal?.throwIfAborted();
    if (!ViralError.isInstance(error) || !replaceable.has(error.code)) throw error;
    try {
      const value = await embedded();
      return {value, by: 'embedded', usage: asking.usage(), degraded: error.message.slice(0, longestReason)};
    } catch (other) {
      signal?.throwIfAborted();
      // The order was one for a model (a topic alone, another language): its error is the one that matters.
      if (
        ViralError.isInstance(other) &&
        (other.code === 'no-content' || other.code === 'language-unsupported')
      )
        throw error;
      throw other;
    }
  } finally {
    asking.end();
  }
}

/** Writes a script, with the model where there is one. */
export async function writeScript(
  brief: Brief,
  options: WriterOptions,
  signal: AbortSignal | undefined,
  onProgress: OnProgress | undefined,
): Promise<ScriptInput> {
  const {predictor, styles, rules, clock = () => new Date()} = options;
  const onStage = (fraction: number, detail: string) => onProgress?.({step: 'write', fraction, detail});
  const made = await withModel(
    options,
    signal,
    async (asking) => {
      const assignment = await assignmentOf(brief, {predictor, styles, rules}, signal);
      return writeWithModel(asking, assignment, {predictor, onStage});
    },
    () => writeEmbedded(brief, {clock, predictor, styles}, signal),
  );
  const {value: script, by, model, usage, degraded} = made;
  return disclosePayment(
    {
      ...script,
      writer: {
        ...script.writer,
        ...(by === 'model' && model !== undefined ? {model: model.slice(0, 200)} : {}),
        ...(usage === undefined ? {} : {usage}),
        ...(degraded === undefined ? {} : {degraded}),
      },
    },
    brief.paidBy,
  );
}
