import type {ServerResponse} from 'node:http';
import {describe, expect, it} from 'vitest';
import {createDirector, type DirectorOptions} from '../../../src/director/index.ts';
import {ViralError, type ErrorCode} from '../../../src/errors.ts';
import {createBudget} from '../../../src/generating.ts';
import type {ModelRequest} from '../../../src/ports/index.ts';
import {scriptSchema} from '../../../src/schema/index.ts';
import {
  apiKey,
  type Call,
  geminiWire,
  hasGemini,
  json,
  noWaiting,
  openaiWire,
  service,
  type Wire,
} from '../../llm/contract-servers.ts';
import {ferrySource, goodAnswers} from './answers.ts';

/** Every text of a request, whatever its wire; the shape is told by what is asked for. */
function requestOf({body}: Call): ModelRequest {
  const texts: string[] = [];
  const walk = (value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(body['contents'] ?? body['messages']);
  const text = texts.join('\n');
  const schemaName = /Plan a video of/.test(text)
    ? 'plan'
    : /Write the scenes after/.test(text)
      ? 'script'
      : 'lines';
  return {
    system: '',
    parts: [{kind: 'text', text}],
    schema: {},
    schemaName,
    maxOutputTokens: 1,
    signal: new AbortController().signal,
  };
}

type Respond = (wire: Wire, response: ServerResponse, call: Call) => void;

const well: Respond = (wire, response, call) =>
  json(response, 200, wire.says(JSON.stringify(goodAnswers(requestOf(call)).json)));
const failing =
  (status: number, code: string, times = 99, headers: Record<string, string> = {}): Respond =>
  (wire, response, call) =>
    call.index < times
      ? json(response, status, wire.error(status, 'the service says no', code), headers)
      : well(wire, response, call);

/** A quota for an hour, as each wire tells of it: in a header, or in the details of the error. */
const quota: Respond = (wire, response) => {
  const {error} = wire.error(429, 'the service says no', 'RESOURCE_EXHAUSTED') as {error: object};
  const details = [{'@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3600s'}];
  json(response, 429, {error: {...error, details}}, {'retry-after': '3600'});
};

interface Fault {
  readonly name: string;
  readonly respond: Respond;
  readonly by: 'model' | 'embedded';
  /** Words of the reason. */
  readonly because?: RegExp;
  readonly calls: number;
  readonly options?: Partial<DirectorOptions>;
}

const faults: readonly Fault[] = [
  {name: 'nothing', respond: well, by: 'model', calls: 2},
  {
    name: '429 with Retry-After, then an answer',
    respond: failing(429, 'busy', 1, {'retry-after': '1'}),
    by: 'model',
    calls: 3,
  },
  {
    name: '429 that asks for an hour',
    respond: quota,
    by: 'embedded',
    because: /quota/,
    calls: 1,
  },
  {name: '429 for ever', respond: failing(429, 'busy'), by: 'embedded', because: /busy/, calls: 3},
  {name: '401', respond: failing(401, 'invalid_api_key'), by: 'embedded', because: /key/, calls: 1},
  {name: '402', respond: failing(402, 'insufficient_quota'), by: 'embedded', because: /spend/, calls: 1},
  {name: '403', respond: failing(403, 'PERMISSION_DENIED'), by: 'embedded', because: /key/, calls: 1},
  {name: '404', respond: failing(404, 'model_not_found'), by: 'embedded', because: /no such model/, calls: 1},
  {name: '413', respond: failing(413, 'too_large'), by: 'embedded', because: /too large/, calls: 1},
  {name: '500, then an answer', respond: failing(500, 'internal', 1), by: 'model', calls: 3},
  {name: '503 for ever', respond: failing(503, 'unavailable'), by: 'embedded', because: /busy/, calls: 3},
  {
    name: 'a web page',
    respond: (_wire, response) => {
      response.writeHead(200, {'content-type': 'text/html'});
      response.end('<html>proxy</html>');
    },
    by: 'embedded',
    calls: 6,
  },
  {
    name: 'a connection that breaks, then an answer',
    respond: (wire, response, call) => (call.index === 0 ? response.destroy() : well(wire, response, call)),
    by: 'model',
    calls: 3,
  },
  {
    name: 'half an answer, then the end of the connection',
    respond: (_wire, response) => {
      response.writeHead(200, {'content-type': 'application/json', 'content-length': '5000'});
      response.write('{"choices":');
      setTimeout(() => response.destroy(), 20);
    },
    by: 'embedded',
    calls: 3,
  },
  {
    name: 'silence',
    respond: () => {},
    by: 'embedded',
    because: /gave no answer within 0\.15 s/,
    calls: 3,
    options: {timeoutInMs: 150},
  },
  {
    name: 'silence up to the deadline',
    respond: () => {},
    by: 'embedded',
    because: /for the whole script/,
    calls: 1,
    options: {timeoutInMs: 5000, deadlineInMs: 200},
  },
  {
    name: 'a service that withholds its answer',
    respond: (wire, response) => json(response, 200, wire.says('', 'blocked')),
    by: 'embedded',
    because: /would not answer/,
    calls: 1,
  },
  {
    name: 'no budget',
    respond: well,
    by: 'embedded',
    because: /budget/,
    calls: 0,
    options: {budget: createBudget({calls: 0})},
  },
  {
    name: 'too small a budget',
    respond: well,
    by: 'embedded',
    because: /may cost/,
    calls: 0,
    options: {budget: createBudget({usd: 0.000_01})},
  },
  {
    name: 'a budget for the plan alone',
    respond: well,
    by: 'embedded',
    because: /1 model calls/,
    calls: 1,
    options: {budget: createBudget({calls: 1})},
  },
  {
    name: 'one call only',
    respond: well,
    by: 'embedded',
    because: /maxCalls/,
    calls: 1,
    options: {maxCalls: 1},
  },
];

const wires = [
  openaiWire({answerForm: 'json_schema'}),
  ...(hasGemini ? [geminiWire({fallbackModels: []})] : []),
];

describe.each(wires)('over $name', (wire) => {
  it.each(faults)('$name', async ({respond, by, because, calls: most, options = {}}) => {
    const {origin, calls} = await service((response, call) => respond(wire, response, call));
    // A budget is used up by its test: each wire has its own.
    const budget = options.budget ? createBudget(options.budget.limits) : undefined;
    const director = createDirector({
      model: wire.open(origin),
      retryClock: noWaiting,
      ...options,
      ...(budget ? {budget} : {}),
    });
    const script = await director.writeScript({sources: [ferrySource], durationInSeconds: 35});
    expect(scriptSchema.parse(script)).toEqual(script);
    expect(calls.length).toBeLessThanOrEqual(most);
    expect(JSON.stringify(script)).not.toContain(apiKey);
    if (by === 'model') {
      expect(script.writer.degraded).toBeUndefined();
      expect(script.writer.name).toBe('model');
      expect(script.writer.usage?.inputTokens).toBeGreaterThan(0);
      expect(script.writer.usage?.costInUsd).toBeGreaterThan(0);
    } else {
      expect(script.writer.name).toBe('embedded');
      expect(script.writer.degraded).toMatch(because ?? /./);
      expect(script.writer.usage?.calls).toBeLessThanOrEqual(Math.max(most, script.writer.usage?.calls ?? 0));
    }
  });

  it.each<[string, Respond, ErrorCode, string]>([
    ['401', failing(401, 'invalid_api_key'), 'model-failed', 'auth'],
    ['a quota for an hour', quota, 'model-failed', 'wait'],
    [
      'a refusal',
      (_wire, response) => json(response, 200, wire.says('', 'blocked')),
      'model-blocked',
      'fatal',
    ],
  ])('a topic alone and %s: a typed error, with the next action', async (_name, respond, code, action) => {
    const {origin} = await service((response, call) => respond(wire, response, call));
    const director = createDirector({model: wire.open(origin), retryClock: noWaiting});
    const failure = await director.writeScript({topic: 'why cats knead'}).catch((error: unknown) => error);
    expect(ViralError.isInstance(failure)).toBe(true);
    expect(failure as ViralError).toMatchObject({code, action});
    expect((failure as ViralError).message).not.toContain(apiKey);
  });

  it('a cancel ends it with the signal’s own reason', async () => {
    const {origin} = await service(() => {});
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 100);
    const director = createDirector({model: wire.open(origin)});
    await expect(director.writeScript({sources: [ferrySource]}, {signal: controller.signal})).rejects.toBe(
      reason,
    );
  });
});

describe('without a server', () => {
  it('a closed port is told of, and the embedded writer writes', async () => {
    const director = createDirector({model: openaiWire().open('http://127.0.0.1:9'), retryClock: noWaiting});
    const script = await director.writeScript({sources: [ferrySource]});
    expect(script.writer.degraded).toMatch(/nothing listens|broke/);
  });
});
