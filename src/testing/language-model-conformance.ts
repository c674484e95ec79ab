import assert from 'node:assert/strict';
import {z} from 'zod';
import {ViralError} from '../errors.ts';
import {generate} from '../generating.ts';
import type {LanguageModel, ModelRequest} from '../ports/index.ts';
import type {ConformanceCheck} from './voice-conformance.ts';

export interface LanguageModelConformanceOptions {
  /**
   * Opens a fresh model whose service says `text` to whatever it is asked, `delayInMs` after it is asked. It is closed
   * after each check.
   */
  readonly open: (
    text: string,
    options: {readonly delayInMs: number},
  ) => LanguageModel | Promise<LanguageModel>;
  /** Keys it was opened with: they may stand nowhere. */
  readonly secrets?: readonly string[];
}

const schema = z.object({title: z.string(), points: z.array(z.string())});
const value = {title: 'Why cats knead – “tea” 茶', points: ['Kittens push.', 'It stays.']};
const text = JSON.stringify(value);

/** What every model must do: the contract of the port `LanguageModel`. */
export function languageModelConformance(
  options: LanguageModelConformanceOptions,
): readonly ConformanceCheck[] {
  const {open, secrets = []} = options;
  const never = new AbortController().signal;
  const assertNoSecret = (said: string) => {
    for (const secret of secrets) assert.ok(!said.includes(secret), 'no secret is told');
  };
  const request = (signal: AbortSignal = never): ModelRequest => {
    const {$schema: _, ...jsonSchema} = z.toJSONSchema(schema);
    return {
      system: 'You write titles.',
      parts: [{kind: 'text', text: 'Why do cats knead?'}],
      schema: jsonSchema,
      schemaName: 'titles',
      maxOutputTokens: 500,
      signal,
    };
  };
  const check = (
    name: string,
    body: (model: LanguageModel) => Promise<void>,
    {says = text, delayInMs = 0}: {says?: string; delayInMs?: number} = {},
  ): ConformanceCheck => ({
    name,
    run: async () => {
      const model = await open(says, {delayInMs});
      try {
        await body(model);
      } finally {
        await model.doClose?.();
      }
    },
  });
  const errorOf = async (asked: Promise<unknown>): Promise<unknown> => {
    try {
      await asked;
      return null;
    } catch (error) {
      return error;
    }
  };

  return [
    check('says who it is and what it takes', async (model) => {
      assert.match(model.name, /^[a-z][a-z0-9-]*\/\S.{0,120}$/u, 'the name is provider/model');
      for (const kind of model.accepts ?? []) assert.ok(['image', 'audio', 'video'].includes(kind));
      for (const price of Object.values(model.price ?? {})) assert.ok(price >= 0 && Number.isFinite(price));
      assert.ok((model.maxOutputTokens ?? 1) >= 1);
    }),
    check('names settings that are plain, stable and free of secrets', async (model) => {
      const again = await open(text, {delayInMs: 0});
      try {
        const settings = model.settings ?? {};
        assert.deepEqual(Object.keys(again.settings ?? {}), Object.keys(settings));
        assert.deepEqual(JSON.parse(JSON.stringify(settings)), settings, 'settings survive JSON');
        assertNoSecret(JSON.stringify(settings));
        assertNoSecret(JSON.stringify(model));
      } finally {
        await again.doClose?.();
      }
    }),
    check('gives the text as the model wrote it, and counts', async (model) => {
      const {text: written, finish, usage} = await model.doGenerate(request());
      assert.deepEqual(JSON.parse(written), value);
      assert.equal(finish, 'stop');
      for (const count of Object.values(usage ?? {})) assert.ok(Number.isFinite(count) && count >= 0);
    }),
    check(
      'gives text that is no JSON as it is',
      async (model) => {
        assert.equal((await model.doGenerate(request())).text.trim(), 'Not JSON at all.');
      },
      {says: 'Not JSON at all.'},
    ),
    check('leaves the request as it was', async (model) => {
      const asked = request();
      const before = structuredClone({...asked, signal: null});
      await model.doGenerate(asked);
      assert.deepEqual({...asked, signal: null}, before);
    }),
    check('gives a whole value through generate, with its cost', async (model) => {
      const made = await generate(model, {schema, system: 'You write titles.', prompt: 'Why do cats knead?'});
      assert.deepEqual(made.value, value);
      assert.equal(made.calls.length, 1);
      assert.equal(made.degraded, undefined);
      if (model.price) assert.ok((made.costInUsd ?? -1) >= 0, 'a known price gives a cost');
    }),
    check('keeps calls apart that run at once', async (model) => {
      const answers = await Promise.all([1, 2, 3].map(() => model.doGenerate(request())));
      for (const {text: written} of answers) assert.deepEqual(JSON.parse(written), value);
    }),
    check('stops before it asks when it was told to already, with the reason', async (model) => {
      const reason = new Error('enough of this');
      assert.equal(await errorOf(model.doGenerate(request(AbortSignal.abort(reason)))), reason);
    }),
    check(
      'stops in the middle, with the reason, and answers again',
      async (model) => {
        const reason = new Error('enough of this');
        const controller = new AbortController();
        const startedAt = performance.now();
        const asked = errorOf(model.doGenerate(request(controller.signal)));
        setTimeout(() => controller.abort(reason), 30);
        assert.equal(await asked, reason);
        assert.ok(performance.now() - startedAt < 1500, 'it stops at once');
        assert.deepEqual(JSON.parse((await model.doGenerate(request())).text), value);
      },
      {delayInMs: 2000},
    ),
    check('refuses media that it does not take, and takes what it says', async (model) => {
      for (const kind of ['image', 'audio', 'video'] as const) {
        const mimeType = {image: 'image/png', audio: 'audio/wav', video: 'video/mp4'}[kind];
        const prompt = [
          {kind: 'media' as const, mimeType, bytes: new Uint8Array([1, 2, 3])},
          {kind: 'text' as const, text: 'What is this?'},
        ];
        const error = await errorOf(generate(model, {schema, system: '', prompt}));
        if (model.accepts?.includes(kind) === true) assert.equal(error, null);
        else assert.ok(ViralError.isInstance(error) && error.code === 'invalid-input', `${kind} is refused`);
      }
    }),
    check('may be closed twice', async (model) => {
      await model.doGenerate(request());
      await model.doClose?.();
      await model.doClose?.();
    }),
  ];
}
