import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {ViralError} from '../../src/errors.ts';
import {createBudget, generate, ModelError, quoteUntrusted} from '../../src/generating.ts';
import {record, replay} from '../../src/llm/recording.ts';
import {scripted} from '../../src/llm/scripted.ts';
import type {LanguageModel, ModelRequest} from '../../src/ports/index.ts';
import {noWaiting} from './contract-servers.ts';

const schema = z.strictObject({title: z.string()});
const ask = {schema, system: 'S', prompt: 'P', maxOutputTokens: 100};
const good = {json: {title: 'Cats'}};
const price = {inputPerMillion: 1, outputPerMillion: 10};
const failureOf = async (asked: Promise<unknown>): Promise<ViralError> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(ViralError.isInstance(error), String(error)).toBe(true);
  return error as ViralError;
};

describe('a budget', () => {
  it('refuses before anything is sent', async () => {
    let asked = 0;
    const model = scripted({
      price,
      answers: () => {
        asked += 1;
        return good;
      },
    });
    for (const limits of [{usd: 0.0001}, {tokens: 100}, {calls: 0}]) {
      const error = await failureOf(generate(model, ask, {budget: createBudget(limits)}));
      expect(error).toMatchObject({code: 'budget-exceeded', action: 'fatal'});
    }
    expect(asked).toBe(0);
  });

  it('counts what was used, also of answers that failed, and holds over many calls', async () => {
    const usage = {inputTokens: 100, outputTokens: 50, thoughtTokens: 50};
    const model = scripted({price, answers: () => ({answer: {text: '{}', finish: 'stop', usage}})});
    const budget = createBudget({usd: 0.004});
    await failureOf(generate(model, ask, {budget}));
    expect(budget.spent()).toEqual({usd: expect.closeTo(0.0022, 6) as number, tokens: 400, calls: 2});
    const error = await failureOf(generate(model, ask, {budget, repairs: 5}));
    expect(error.code).toBe('budget-exceeded');
    expect(budget.spent().usd).toBeLessThanOrEqual(0.004);
  });

  it('holds for calls that run at once', async () => {
    const model = scripted({price, answers: () => ({...good, delayInMs: 20})});
    const budget = createBudget({usd: 0.0025});
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => generate(model, ask, {budget})));
    expect(outcomes.filter(({status}) => status === 'fulfilled').length).toBe(2);
  });

  it('counts a call that may have been billed as one that was', async () => {
    const silent: LanguageModel = {name: 'x/silent', price, doGenerate: () => new Promise(() => {})};
    const budget = createBudget({calls: 9, usd: 1});
    const startedAt = performance.now();
    const error = await failureOf(
      generate(silent, ask, {budget, timeoutInMs: 50, attempts: 2, clock: noWaiting}),
    );
    expect(error).toMatchObject({code: 'model-failed', action: 'retry'});
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(budget.spent().calls).toBe(2);
    expect(budget.spent().usd).toBeGreaterThan(0.002);
  });

  it('refuses dollars where the price is not known', async () => {
    const model: LanguageModel = {name: 'x/y', doGenerate: async () => ({text: '{}', finish: 'stop'})};
    expect((await failureOf(generate(model, ask, {budget: createBudget({usd: 1})}))).message).toContain(
      'price',
    );
  });

  it.each([[{usd: -1}], [{tokens: Number.NaN}]])('refuses %j', (limits) =>
    expect(() => createBudget(limits)).toThrow('budget'),
  );
});

describe('generate', () => {
  it('falls back, says why, and never after a cancel', async () => {
    const broken = () => scripted({answers: ['x', 'y']});
    const {value, degraded, repairs, calls} = await generate(broken(), ask, {
      fallback: () => ({title: 'Own'}),
    });
    expect(value).toEqual({title: 'Own'});
    expect(degraded).toContain('cannot be used, also after a repair');
    expect([repairs, calls.length]).toEqual([1, 2]);
    const reason = new Error('enough');
    const slow = scripted({answers: () => ({...good, delayInMs: 5000})});
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 20);
    await expect(
      generate(slow, ask, {signal: controller.signal, fallback: () => ({title: 'Own'})}),
    ).rejects.toBe(reason);
    await expect(generate(slow, ask, {signal: AbortSignal.abort(reason)})).rejects.toBe(reason);
  });

  it('falls back where the budget refuses', async () => {
    const {degraded, calls} = await generate(scripted({price, answers: [good]}), ask, {
      budget: createBudget({calls: 0}),
      fallback: () => ({title: 'Own'}),
    });
    expect(degraded).toContain('budget');
    expect(calls).toEqual([]);
  });

  it('tells a model what its own check found', async () => {
    const seen: ModelRequest[] = [];
    const model = scripted({
      answers: (request, index) => {
        seen.push(request);
        return {json: {title: index === 0 ? 'Bad' : 'Good'}};
      },
    });
    const {value} = await generate(model, {
      ...ask,
      check: ({title}) => (title === 'Bad' ? [{path: 'title', message: 'is bad'}] : []),
    });
    expect(value.title).toBe('Good');
    expect(JSON.stringify(seen[1]?.parts)).toContain('- title: is bad');
    expect(seen[1]?.parts[0]).toEqual({kind: 'text', text: 'P'});
  });

  it('asks again for passing errors only', async () => {
    const errors = [
      new ModelError('busy', {action: 'retry'}),
      new ModelError('busy', {action: 'retry'}),
      good,
    ];
    expect(
      (await generate(scripted({answers: errors}), ask, {clock: noWaiting})).calls.map(
        ({outcome}) => outcome,
      ),
    ).toEqual(['failed', 'failed', 'answered']);
    for (const action of ['wait', 'auth', 'fatal', 'ambiguous'] as const) {
      const calls: string[] = [];
      await failureOf(
        generate(scripted({answers: [new ModelError('no', {action}), good]}), ask, {
          clock: noWaiting,
          onCall: ({outcome}) => void calls.push(outcome),
        }),
      );
      expect(calls).toEqual(['failed']);
    }
  });

  it.each([
    [{...ask, schema: z.string()}, 'schema'],
    [{...ask, schema: z.object({a: z.date()})}, 'schema'],
    [{...ask, maxOutputTokens: 0}, 'maxOutputTokens'],
    [{...ask, prompt: []}, 'parts'],
    [
      {...ask, prompt: [{kind: 'media', mimeType: 'text/html', bytes: new Uint8Array([1])}]},
      'parts[0].mimeType',
    ],
    [{...ask, schemaName: 'a b'}, 'schemaName'],
  ])('refuses a request that is none: %#', async (request, path) => {
    const error = await failureOf(generate(scripted({answers: []}), request as never));
    expect(error).toMatchObject({code: 'invalid-input'});
    expect(error.message).toContain(path);
  });

  it('says when a script has run out', async () => {
    expect((await failureOf(generate(scripted({answers: []}), ask))).message).toContain('asked once more');
  });
});

describe('record and replay', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, {recursive: true});
  });
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'viral-recording-'));
    folders.push(made);
    return made;
  };

  it('gives the same values, costs and errors again, with other marks around the material', async () => {
    const directory = await folder();
    const model = scripted({
      name: 'x/original',
      price,
      answers: [new ModelError('busy', {action: 'retry'}), '{"title": 7}', good, {json: {title: 'Other'}}],
    });
    const run = async (by: LanguageModel) => {
      const quoted = () => quoteUntrusted([{id: 'a', text: 'A page.'}]);
      const one = quoted();
      const two = quoted();
      const first = await generate(by, {...ask, system: one.rules, prompt: one.text}, {clock: noWaiting});
      const second = await generate(by, {...ask, system: two.rules, prompt: two.text}, {clock: noWaiting});
      const plain = (made: typeof first) => ({
        ...made,
        calls: made.calls.map((call) => ({...call, durationInMs: 0})),
      });
      return [plain(first), plain(second)];
    };
    const original = await run(record(model, {directory}));
    expect(original.map(({value}) => value.title)).toEqual(['Cats', 'Other']);
    expect(await run(await replay({directory}))).toEqual(original);
    expect((await readdir(directory)).length).toBe(4);
  });

  it('says when the prompt has changed', async () => {
    const directory = await folder();
    await generate(record(scripted({answers: [good]}), {directory}), ask);
    const error = await failureOf(generate(await replay({directory}), {...ask, prompt: 'Another'}));
    expect(error.message).toContain('Record it again');
  });

  it('holds no secret', async () => {
    const directory = await folder();
    const secrets = [
      'my-own-secret-77',
      'AIzaSyA-0123456789_0123456789_0123456',
      'sk-proj-abcdefghijklmnop1234',
      'ghp_0123456789abcdefghij0123',
    ];
    const model = record(
      scripted({answers: [{json: {title: secrets.join(' ')}}, new ModelError(`no ${secrets[0]}`)]}),
      {directory, secrets: ['my-own-secret-77']},
    );
    await generate(model, {...ask, system: `Bearer ${'t'.repeat(30)}`, prompt: secrets.join('\n')});
    await failureOf(generate(model, {...ask, prompt: `other ${secrets[0]}`}));
    const names = await readdir(directory);
    expect(names.length).toBe(2);
    for (const name of names) {
      const text = await readFile(join(directory, name), 'utf8');
      for (const secret of [...secrets, 't'.repeat(30)]) expect(text).not.toContain(secret);
      expect(text).toContain('[secret]');
    }
    expect(
      (
        await generate(await replay({directory}), {
          ...ask,
          system: `Bearer ${'t'.repeat(30)}`,
          prompt: secrets.join('\n'),
        })
      ).value.title,
    ).toContain('[secret]');
  });

  it.each([
    ['is not there', async (directory: string) => join(directory, 'none')],
    ['is empty', async (directory: string) => directory],
    [
      'holds something else',
      async (directory: string) => {
        await writeFile(join(directory, `${'a'.repeat(16)}-1.json`), '{"version":9}');
        return directory;
      },
    ],
  ])('refuses a folder that %s', async (_name, prepare) => {
    expect((await failureOf(replay({directory: await prepare(await folder())}))).code).toBe('invalid-input');
  });
});
