import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {ViralError} from '../../src/errors.ts';
import {generate} from '../../src/generating.ts';
import {gemini} from '../../src/llm/gemini.ts';
import {responseSchemaOf} from '../../src/llm/gemini/response-schema.ts';
import {openaiCompatible} from '../../src/llm/openai-compatible.ts';
import {storyboardSchema} from '../../src/schema/index.ts';
import {
  apiKey,
  type Body,
  geminiWire,
  hasGemini,
  json,
  noWaiting,
  openaiWire,
  service,
} from './contract-servers.ts';

const schema = z.strictObject({title: z.string().min(1)});
const ask = {schema, system: 'You write titles.', prompt: 'Cats.'};
const good = '{"title":"Cats"}';
const failureOf = async (asked: Promise<unknown>): Promise<ViralError> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(ViralError.isInstance(error), String(error)).toBe(true);
  return error as ViralError;
};
const geminiSchema = (from: z.ZodType) => responseSchemaOf(z.toJSONSchema(from, {io: 'input'}));

/** Every key that the service takes in a schema, and the types it knows. */
const taken = new Set([
  'type',
  'format',
  'description',
  'nullable',
  'enum',
  'items',
  'properties',
  'required',
]);
function refusals(value: unknown, path = '$'): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const found = value as Body;
  const {type, properties = {}, items} = found as {type?: string; properties?: Body; items?: unknown};
  return [
    ...Object.keys(found).flatMap((key) => (taken.has(key) ? [] : [`${path}: unknown name ${key}`])),
    ...(['string', 'number', 'integer', 'boolean', 'array', 'object'].includes(String(type))
      ? []
      : [`${path}: type ${String(type)}`]),
    ...(type === 'object' && Object.keys(properties).length === 0 ? [`${path}: no properties`] : []),
    ...(type === 'array' && items === undefined ? [`${path}: no items`] : []),
    ...Object.entries(properties).flatMap(([key, inner]) => refusals(inner, `${path}.${key}`)),
    ...(items === undefined ? [] : refusals(items, `${path}[]`)),
  ];
}

describe('zod schemas for Gemini', () => {
  it('keeps what the service knows, and the order of what is required', () => {
    expect(
      geminiSchema(
        z.strictObject({
          structure: z.enum(['list', 'story']).describe('How it is told'),
          count: z.int().min(1).max(9),
          share: z.number().nullable(),
          tags: z.array(z.string().max(20)).max(5).default([]),
          kind: z.literal('fact'),
          note: z.string().optional(),
        }),
      ),
    ).toEqual({
      type: 'object',
      properties: {
        structure: {type: 'string', format: 'enum', enum: ['list', 'story'], description: 'How it is told'},
        count: {type: 'integer'},
        share: {type: 'number', nullable: true},
        tags: {type: 'array', items: {type: 'string'}},
        kind: {type: 'string', format: 'enum', enum: ['fact']},
        note: {type: 'string'},
      },
      required: ['structure', 'count', 'share', 'kind'],
    });
  });

  it('makes one object of a union', () => {
    const union = z.strictObject({
      scene: z.discriminatedUnion('kind', [
        z.strictObject({kind: z.literal('a'), x: z.string()}),
        z.strictObject({kind: z.literal('b'), y: z.number()}),
      ]),
    });
    expect(geminiSchema(union)).toMatchObject({
      properties: {
        scene: {
          properties: {kind: {enum: ['a', 'b']}, x: {type: 'string'}, y: {type: 'number'}},
          required: ['kind'],
        },
      },
    });
  });

  interface Tree {
    readonly name: string;
    readonly children: readonly Tree[];
  }
  const tree: z.ZodType<Tree> = z.lazy(() => z.object({name: z.string(), children: z.array(tree)}));
  it.each([
    ['a schema that holds itself', z.object({tree})],
    [
      'records, tuples, anything',
      z.object({
        a: z.record(z.string(), z.number()),
        b: z.tuple([z.string(), z.number()]),
        c: z.unknown(),
        d: z.union([z.string(), z.number()]),
      }),
    ],
    [
      'numbers and booleans that are given',
      z.object({
        a: z.literal([1, 2]),
        b: z.literal(true),
        c: z.enum(Array.from({length: 100}, (_, index) => `w${index}`) as [string]),
      }),
    ],
    ['an intersection', z.object({a: z.intersection(z.object({x: z.string()}), z.object({y: z.string()}))})],
    ['a storyboard', storyboardSchema],
  ])('sends nothing that is refused for %s', (_name, from) => {
    expect(refusals(geminiSchema(from))).toEqual([]);
  });
});

describe.skipIf(!hasGemini)('gemini', () => {
  const wire = geminiWire();

  it('sends what the service documents', async () => {
    const {origin, calls} = await service((response) => json(response, 200, wire.says(good)));
    const {value, usage, costInUsd, model} = await generate(
      gemini({
        apiKey,
        baseUrl: origin,
        thinkingLevel: 'low',
        price: {inputPerMillion: 1, outputPerMillion: 5},
      }),
      {
        ...ask,
        temperature: 0.2,
        prompt: [
          {kind: 'media', mimeType: 'video/mp4', bytes: new Uint8Array([1, 2, 3])},
          {kind: 'text', text: 'What is this?'},
        ],
      },
    );
    expect(value).toEqual({title: 'Cats'});
    expect(usage).toEqual({inputTokens: 20, outputTokens: 6, thoughtTokens: 4});
    expect(costInUsd).toBeCloseTo(70e-6, 9);
    expect(model).toBe('gemini/gemini-3.8-flash');
    const [call] = calls;
    expect(call?.path).toBe('/v1beta/models/gemini-3.8-flash:generateContent');
    expect(call?.headers['x-goog-api-key']).toBe(apiKey);
    expect(call?.body).toMatchObject({
      systemInstruction: {parts: [{text: 'You write titles.'}]},
      contents: [
        {role: 'user', parts: [{inlineData: {mimeType: 'video/mp4', data: 'AQID'}}, {text: 'What is this?'}]},
      ],
      generationConfig: {
        responseMimeType: 'application/json',
        responseSchema: {type: 'object', properties: {title: {type: 'string'}}, required: ['title']},
        maxOutputTokens: 4096,
        thinkingConfig: {thinkingLevel: 'LOW'},
      },
    });
    expect(JSON.stringify(call?.body)).not.toContain('temperature');
  });

  it('asks the next model where one is gone, and remembers it', async () => {
    const {origin, calls} = await service((response, {path}) =>
      path.includes('lite')
        ? json(response, 200, wire.says(good))
        : json(response, 404, wire.error(404, 'models/x is not found', 'NOT_FOUND')),
    );
    const model = gemini({
      apiKey,
      baseUrl: origin,
      model: 'gemini-2.0-flash',
      fallbackModels: ['gemini-3.8-flash', 'gemini-3.5-flash-lite'],
    });
    expect((await generate(model, ask)).model).toBe('gemini/gemini-3.5-flash-lite');
    await generate(model, ask);
    expect(calls.length).toBe(4);
    const none = gemini({apiKey, baseUrl: origin, model: 'gemini-1.0', fallbackModels: []});
    expect((await failureOf(generate(none, ask))).message).toContain('no such model');
  });

  it('tells a schema in words where the service finds it too complex', async () => {
    const {origin, calls} = await service((response, {body}) =>
      JSON.stringify(body).includes('responseSchema')
        ? json(
            response,
            400,
            wire.error(
              400,
              'The specified schema produces a constraint that has too many states for serving.',
              'INVALID_ARGUMENT',
            ),
          )
        : json(response, 200, wire.says(good)),
    );
    const model = gemini({apiKey, baseUrl: origin});
    expect((await generate(model, ask)).value).toEqual({title: 'Cats'});
    expect(JSON.stringify(calls[1]?.body)).toContain('JSON Schema');
    await generate(model, ask);
    expect(calls.length).toBe(3);
  });

  it.each([
    'SAFETY',
    'RECITATION',
    'LANGUAGE',
    'BLOCKLIST',
    'PROHIBITED_CONTENT',
    'SPII',
    'IMAGE_SAFETY',
    'SOMETHING_NEW',
  ])('takes %s for a block', async (finishReason) => {
    const {origin} = await service((response) =>
      json(response, 200, {candidates: [{index: 0, finishReason}], usageMetadata: {promptTokenCount: 9}}),
    );
    const error = await failureOf(generate(gemini({apiKey, baseUrl: origin}), ask));
    expect(error.code).toBe('model-blocked');
    expect(error.message).toContain(finishReason);
  });

  it('takes a blocked prompt for a block', async () => {
    const {origin} = await service((response) =>
      json(response, 200, {promptFeedback: {blockReason: 'PROHIBITED_CONTENT'}}),
    );
    expect((await failureOf(generate(gemini({apiKey, baseUrl: origin}), ask))).message).toContain(
      'PROHIBITED_CONTENT',
    );
  });

  const quota = (retryDelay: string | undefined, quotaId: string) => ({
    error: {
      code: 429,
      message: `Quota exceeded for ${apiKey}`,
      status: 'RESOURCE_EXHAUSTED',
      details: [
        {'@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{quotaId}]},
        ...(retryDelay === undefined
          ? []
          : [{'@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay}]),
      ],
    },
  });
  it.each([
    ['2.5s', 'GenerateRequestsPerMinute', 'retry', 2500],
    ['90s', 'GenerateRequestsPerMinute', 'wait', 90_000],
    ['5s', 'GenerateRequestsPerDayPerProject', 'wait', 3_600_000],
    [undefined, 'GenerateRequestsPerMinute', 'retry', undefined],
  ])('waits %s for %s: %s', async (delay, quotaId, action, waitInMs) => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    const {origin, calls} = await service((response) => json(response, 429, quota(delay, quotaId)));
    const error = await failureOf(
      generate(gemini({apiKey, baseUrl: origin, now: () => now}), ask, {attempts: 2, clock: noWaiting}),
    );
    expect(error.action).toBe(action);
    expect(error.until?.getTime()).toBe(waitInMs === undefined ? undefined : now + waitInMs);
    expect(error.message).not.toContain(apiKey);
    expect(calls.length).toBe(action === 'retry' ? 2 : 1);
  });

  it('refuses more media than a request holds, before it asks', async () => {
    const {origin, calls} = await service((response) => json(response, 200, wire.says(good)));
    const bytes = new Uint8Array(15_000_000);
    const error = await failureOf(
      generate(gemini({apiKey, baseUrl: origin}), {
        ...ask,
        prompt: [{kind: 'media', mimeType: 'video/mp4', bytes}],
      }),
    );
    expect(error.code).toBe('invalid-input');
    expect(calls).toEqual([]);
  });
});

it('names the package that Gemini needs where it is missing', async () => {
  const model = gemini({
    apiKey,
    load: async () => {
      throw new ViralError('dependency-missing', 'Models of Gemini need the package');
    },
  });
  expect((await failureOf(generate(model, ask))).code).toBe('dependency-missing');
});

describe('openai-compatible', () => {
  const wire = openaiWire();

  it('sends what servers document, strict where the schema allows it', async () => {
    const {origin, calls} = await service((response) => json(response, 200, wire.says(good)));
    const model = openaiCompatible({
      model: 'small',
      baseUrl: `${origin}/v1/`,
      apiKey,
      accepts: ['image', 'audio'],
    });
    await generate(model, {...ask, temperature: 0.3, schemaName: 'titles'});
    await generate(model, {...ask, schema: z.object({title: z.string(), note: z.string().optional()})});
    await generate(model, {
      ...ask,
      prompt: [
        {kind: 'media', mimeType: 'image/png', bytes: new Uint8Array([1])},
        {kind: 'media', mimeType: 'audio/mpeg', bytes: new Uint8Array([2])},
        {kind: 'text', text: 'x'},
      ],
    });
    expect(calls[0]?.path).toBe('/v1/chat/completions');
    expect(calls[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
    expect(calls[0]?.body).toMatchObject({
      model: 'small',
      max_tokens: 4096,
      temperature: 0.3,
      messages: [
        {role: 'system', content: 'You write titles.'},
        {role: 'user', content: 'Cats.'},
      ],
      response_format: {
        type: 'json_schema',
        json_schema: {name: 'titles', strict: true, schema: {type: 'object', additionalProperties: false}},
      },
    });
    expect(calls[1]?.body).toMatchObject({response_format: {json_schema: {name: 'answer', strict: false}}});
    expect(calls[2]?.body).toMatchObject({
      messages: [
        {},
        {
          content: [
            {type: 'image_url', image_url: {url: 'data:image/png;base64,AQ=='}},
            {type: 'input_audio', input_audio: {data: 'Ag==', format: 'mp3'}},
            {type: 'text', text: 'x'},
          ],
        },
      ],
    });
  });

  it('falls from json_schema to json_object to words, and remembers', async () => {
    const {origin, calls} = await service((response, {body}) => {
      const form = (body['response_format'] as {type?: string} | undefined)?.type ?? 'text';
      if (form === 'text') json(response, 200, wire.says(`Sure:\n\`\`\`json\n${good}\n\`\`\``));
      else json(response, 400, wire.error(400, `response_format ${form} is not supported`));
    });
    const model = openaiCompatible({model: 'small', baseUrl: origin});
    expect((await generate(model, ask)).value).toEqual({title: 'Cats'});
    expect(calls.map(({body}) => (body['response_format'] as {type?: string} | undefined)?.type)).toEqual([
      'json_schema',
      'json_object',
      undefined,
    ]);
    expect(JSON.stringify(calls[2]?.body)).toContain('JSON Schema');
    expect(calls[0]?.headers.authorization).toBeUndefined();
    await generate(model, ask);
    expect(calls.length).toBe(4);
  });

  it('finds the name of the limit, and leaves out a temperature that is not taken', async () => {
    const {origin, calls} = await service((response, {body}) => {
      if ('max_tokens' in body)
        json(
          response,
          400,
          wire.error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        );
      else if ('temperature' in body)
        json(response, 400, wire.error(400, "'temperature' does not support 0.3 with this model."));
      else json(response, 200, wire.says(good));
    });
    await generate(openaiCompatible({model: 'o', baseUrl: origin}), {...ask, temperature: 0.3});
    expect(calls.length).toBe(3);
    expect(calls[2]?.body).toMatchObject({max_completion_tokens: 4096});
  });

  it.each([
    [
      'a refusal',
      {choices: [{finish_reason: 'stop', message: {content: null, refusal: 'I cannot.'}}]},
      'model-blocked',
    ],
    ['an error with 200', {error: {message: 'Provider is down', code: 502}}, 'model-failed'],
    ['an error that is a text', {error: 'model is loading'}, 'model-failed'],
  ])('understands %s', async (_name, body, code) => {
    const {origin} = await service((response) => json(response, 200, body));
    expect(
      (await failureOf(generate(openaiCompatible({model: 'm', baseUrl: origin}), ask, {clock: noWaiting})))
        .code,
    ).toBe(code);
  });

  it('reads content in parts, and thoughts beside it', async () => {
    const {origin} = await service((response) =>
      json(response, 200, {
        choices: [
          {
            finish_reason: 'stop',
            message: {
              reasoning_content: '{"title":"no"}',
              content: [
                {type: 'text', text: '{"title":'},
                {type: 'text', text: '"Cats"}'},
              ],
            },
          },
        ],
        usage: {prompt_tokens: 5, completion_tokens: 9, completion_tokens_details: {reasoning_tokens: 4}},
      }),
    );
    const {value, usage} = await generate(openaiCompatible({model: 'm', baseUrl: origin}), ask);
    expect(value).toEqual({title: 'Cats'});
    expect(usage).toEqual({inputTokens: 5, outputTokens: 5, thoughtTokens: 4});
  });

  it('takes its key along to no other address', async () => {
    const other = await service((response) => json(response, 200, wire.says(good)));
    const {origin} = await service((response) => {
      response.writeHead(307, {location: `${other.origin}/v1/chat/completions`});
      response.end();
    });
    expect(
      (await failureOf(generate(openaiCompatible({model: 'm', baseUrl: origin, apiKey}), ask))).message,
    ).toContain('sends elsewhere');
    expect(other.calls).toEqual([]);
  });

  it('honours Retry-After, and a wait that is long', async () => {
    const {origin} = await service((response) => json(response, 429, {}, {'retry-after': '120'}));
    const error = await failureOf(
      generate(openaiCompatible({model: 'm', baseUrl: origin, now: () => 0}), ask),
    );
    expect(error).toMatchObject({action: 'wait', until: new Date(120_000)});
  });

  it('gives up on an answer of more than 16 MB', async () => {
    const {origin, calls} = await service((response) => {
      response.writeHead(200, {'content-type': 'application/json'});
      const piece = ' '.repeat(1_000_000);
      const more = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(
      (await failureOf(generate(openaiCompatible({model: 'm', baseUrl: origin}), ask))).message,
    ).toContain('16 MB');
    expect(calls.length).toBe(1);
  });

  it('says where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const baseUrl = `http://127.0.0.1:${port}`;
    const error = await failureOf(generate(openaiCompatible({model: 'm', baseUrl}), ask, {attempts: 1}));
    expect(error.message).toContain(`nothing listens at 127.0.0.1:${port}`);
  });
});

it.each([
  ['an empty key', () => openaiCompatible({model: 'm', apiKey: ' '})],
  ['a key with white space', () => gemini({apiKey: 'sk a b'})],
  ['a model that is a path', () => openaiCompatible({model: '../x'})],
  [
    'an address with a password',
    () => openaiCompatible({model: 'm', baseUrl: 'https://ann:s3cret@x.example'}),
  ],
  ['an address that is none', () => gemini({apiKey, baseUrl: 'file:///etc'})],
])('refuses %s without telling it', (_name, open) => {
  let error: unknown;
  try {
    open();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({code: 'invalid-input'});
  expect(String(error)).not.toMatch(/s3cret|sk a b/);
});
