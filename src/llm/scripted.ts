import {setTimeout as sleep} from 'node:timers/promises';
import {ModelError} from '../generating.ts';
import type {LanguageModel, ModelAnswer, ModelPrice, ModelRequest} from '../ports/index.ts';

/**
 * One answer: text as a model would write it, an object that is written as JSON, a whole answer under `answer`, or an
 * error that is thrown.
 */
export type ScriptedAnswer =
  | string
  | Error
  | {readonly json: unknown; readonly delayInMs?: number}
  | {readonly answer: ModelAnswer; readonly delayInMs?: number};

export interface ScriptedOptions {
  /** In order, or made for each request; `index` counts from 0. */
  readonly answers:
    | readonly ScriptedAnswer[]
    | ((request: ModelRequest, index: number) => ScriptedAnswer | Promise<ScriptedAnswer>);
  /** Default `scripted/answers`. */
  readonly name?: string;
  readonly accepts?: LanguageModel['accepts'];
  /** Default: nothing costs anything. */
  readonly price?: ModelPrice;
  readonly maxOutputTokens?: number;
}

/** A model that says what it was given to say: for tests, examples and answers written by hand. */
export function scripted(options: ScriptedOptions): LanguageModel {
  const {answers, name = 'scripted/answers', accepts = ['image', 'audio', 'video']} = options;
  const {price = {inputPerMillion: 0, outputPerMillion: 0}, maxOutputTokens} = options;
  let asked = 0;
  return {
    name,
    accepts,
    price,
    ...(maxOutputTokens === undefined ? {} : {maxOutputTokens}),
    async doGenerate(request) {
      const {signal} = request;
      signal.throwIfAborted();
      const index = asked;
      asked += 1;
      const given = typeof answers === 'function' ? await answers(request, index) : answers[index];
      signal.throwIfAborted();
      if (given === undefined) {
        throw new ModelError(`${name} has ${index} answers and was asked once more; give it another.`);
      }
      if (given instanceof Error) throw given;
      if (typeof given === 'string') return {text: given, finish: 'stop'};
      if (given.delayInMs !== undefined) {
        await sleep(given.delayInMs, undefined, {signal}).catch((error: unknown) => {
          signal.throwIfAborted();
          throw error;
        });
      }
      return 'answer' in given ? given.answer : {text: JSON.stringify(given.json), finish: 'stop'};
    },
  };
}
