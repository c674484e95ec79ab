import type {ServerResponse} from 'node:http';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {detectLanguage} from '../../src/director/index.ts';
import {type ErrorCode, ViralError} from '../../src/errors.ts';
import {createBudget, generate} from '../../src/generating.ts';
import {
  apiKey,
  geminiWire,
  hasGemini,
  json,
  noWaiting,
  openaiWire,
  service,
  type Wire,
} from './contract-servers.ts';

const schema = z.strictObject({
  title: z.string().min(1).max(80),
  lines: z.array(z.string().min(1)).min(1).max(5),
  mood: z.enum(['calm', 'bright']),
  note: z.string().optional(),
});
const good = {title: 'Why cats knead', lines: ['They learned it from their mother.'], mood: 'calm'};
const text = JSON.stringify(good);

interface Fault {
  readonly name: string;
  /** What the service does at the call with this number, from 0. */
  readonly respond: (wire: Wire, response: ServerResponse, index: number) => void;
  readonly ends: 'value' | ErrorCode;
  /** Calls it takes; not held where absent. */
  readonly calls?: number;
}

/** Says these texts in turn, and the last for ever. */
const says =
  (...texts: readonly string[]) =>
  (wire: Wire, response: ServerResponse, index: number) =>
    json(response, 200, wire.says(texts[Math.min(index, texts.length - 1)] ?? ''));
const finishes =
  (said: string, finish: 'length' | 'blocked', thenSaid?: string) =>
  (wire: Wire, response: ServerResponse, index: number) =>
    json(response, 200, index > 0 && thenSaid !== undefined ? wire.says(thenSaid) : wire.says(said, finish));
const fails =
  (status: number, message: string, code?: string, times = 99, headers: Record<string, string> = {}) =>
  (wire: Wire, response: ServerResponse, index: number) =>
    index < times
      ? json(response, status, wire.error(status, message, code), headers)
      : json(response, 200, wire.says(text));
const raw =
  (status: number, contentType: string, body: string | Buffer) => (_wire: Wire, response: ServerResponse) => {
    response.writeHead(status, {'content-type': contentType});
    response.end(body);
  };
const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

const faults: readonly Fault[] = [
  // What a model may write.
  {name: 'a clean answer', respond: says(text), ends: 'value', calls: 1},
  {name: 'a fence', respond: says(`\`\`\`json\n${text}\n\`\`\``), ends: 'value', calls: 1},
  {name: 'a fence without a language', respond: says(`\`\`\`\n${text}\n\`\`\``), ends: 'value', calls: 1},
  {name: 'words before', respond: says(`Sure! Here is {your} script:\n${text}`), ends: 'value', calls: 1},
  {name: 'words after', respond: says(`${text}\nHope that helps :-}`), ends: 'value', calls: 1},
  {
    name: 'words on both sides and a fence',
    respond: says(`Here:\n\`\`\`\n${text}\n\`\`\`\nEnjoy!`),
    ends: 'value',
    calls: 1,
  },
  {
    name: 'thoughts in the text',
    respond: says(`<think>{"title":"draft"}</think>\n${text}`),
    ends: 'value',
    calls: 1,
  },
  {name: 'an echo of the schema first', respond: says(`{"type":"object"}\n${text}`), ends: 'value', calls: 1},
  {name: 'a byte order mark', respond: says(`\uFEFF${text}`), ends: 'value', calls: 1},
  {
    name: 'null for what is optional',
    respond: says(JSON.stringify({...good, note: null})),
    ends: 'value',
    calls: 1,
  },
  {
    name: 'a number in place of a text, then mended',
    respond: says(JSON.stringify({...good, title: 7}), text),
    ends: 'value',
    calls: 2,
  },
  {
    name: 'a text in place of a list, for ever',
    respond: says(JSON.stringify({...good, lines: 'one'})),
    ends: 'model-failed',
    calls: 2,
  },
  {name: 'a list at the top', respond: says(`[${text}]`), ends: 'model-failed', calls: 2},
  {name: 'a text at the top', respond: says('"hello"'), ends: 'model-failed', calls: 2},
  {name: 'null at the top', respond: says('null'), ends: 'model-failed', calls: 2},
  {
    name: 'a missing key, then mended',
    respond: says('{"title":"x","mood":"calm"}', text),
    ends: 'value',
    calls: 2,
  },
  {
    name: 'an unknown key, for ever',
    respond: says(JSON.stringify({...good, extra: 1})),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'a word that is not allowed',
    respond: says(JSON.stringify({...good, mood: 'angry'})),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'too long a list',
    respond: says(JSON.stringify({...good, lines: Array(9).fill('x')}), text),
    ends: 'value',
    calls: 2,
  },
  {
    name: 'a key twice',
    respond: says(text.replace('{', '{"title":"Other",')),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'a key twice, once escaped, then mended',
    respond: says(text.replace('{', '{"t\\u0069tle":"Other",'), text),
    ends: 'value',
    calls: 2,
  },
  {name: 'single quotation marks', respond: says(text.replaceAll('"', "'")), ends: 'model-failed', calls: 2},
  {name: 'a comma at the end', respond: says(text.replace(']', ',]'), text), ends: 'value', calls: 2},
  {
    name: 'a raw newline in a text',
    respond: says(text.replace('cats', 'cats\n')),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'half an answer that is called whole',
    respond: says(text.slice(0, 30), text),
    ends: 'value',
    calls: 2,
  },
  {name: 'half an answer for ever', respond: says(text.slice(0, 30)), ends: 'model-failed', calls: 2},
  {
    name: 'an answer cut off, whole with more tokens',
    respond: finishes(text.slice(0, 30), 'length', text),
    ends: 'value',
    calls: 2,
  },
  {
    name: 'an answer cut off for ever',
    respond: finishes(text.slice(0, 30), 'length'),
    ends: 'model-failed',
    calls: 2,
  },
  {name: 'a whole answer that reached the limit', respond: finishes(text, 'length'), ends: 'value', calls: 1},
  {name: 'nothing', respond: says(''), ends: 'model-failed', calls: 2},
  {name: 'white space', respond: says(' \n\t '), ends: 'model-failed', calls: 2},
  {
    name: 'a refusal in words',
    respond: says('I am sorry, but I cannot help with that.'),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'a web page as text',
    respond: says('<!doctype html><title>Oops</title>'),
    ends: 'model-failed',
    calls: 2,
  },
  {
    name: 'another language, for ever',
    respond: says(
      JSON.stringify({
        ...good,
        lines: ['Katzen treten mit den Pfoten, weil sie das als Jungtiere bei der Mutter gelernt haben.'],
      }),
    ),
    ends: 'model-failed',
    calls: 2,
  },
  {name: 'brackets nested very deep', respond: says(deep), ends: 'model-failed', calls: 2},
  {
    name: 'a key __proto__',
    respond: says(text.replace('{', '{"__proto__":{"polluted":1},')),
    ends: 'model-failed',
    calls: 2,
  },
  {name: 'a million opening brackets', respond: says('{'.repeat(1_000_000)), ends: 'model-failed', calls: 2},
  {
    name: 'two million letters',
    respond: says(`${'a'.repeat(2_000_000)}${text}`),
    ends: 'model-failed',
    calls: 2,
  },
  {name: 'a block', respond: finishes('', 'blocked'), ends: 'model-blocked', calls: 1},
  {
    name: 'a block in the middle',
    respond: finishes(text.slice(0, 20), 'blocked'),
    ends: 'model-blocked',
    calls: 1,
  },
  // What a service may do.
  {name: '400', respond: fails(400, 'Bad request.'), ends: 'model-failed', calls: 1},
  {name: '401', respond: fails(401, `Incorrect key provided: ${apiKey}.`), ends: 'model-failed', calls: 1},
  {name: '403', respond: fails(403, 'Not yours.', 'PERMISSION_DENIED'), ends: 'model-failed', calls: 1},
  {name: '413', respond: fails(413, 'Too large.'), ends: 'model-failed', calls: 1},
  {name: '429 that passes', respond: fails(429, 'Slow down.', 'rate_limit', 1), ends: 'value', calls: 2},
  {name: '429 for ever', respond: fails(429, 'Slow down.'), ends: 'model-failed', calls: 3},
  {name: '500 that passes', respond: fails(500, 'Oops.', 'x', 2), ends: 'value', calls: 3},
  {name: '500 for ever', respond: fails(500, 'Oops.'), ends: 'model-failed', calls: 3},
  {name: '503 that passes', respond: fails(503, 'Overloaded.', 'UNAVAILABLE', 1), ends: 'value', calls: 2},
  {name: '504 for ever', respond: fails(504, 'Too slow.'), ends: 'model-failed', calls: 3},
  {
    name: '502 with a web page',
    respond: raw(502, 'text/html', '<html><h1>Bad gateway</h1>'),
    ends: 'model-failed',
    calls: 3,
  },
  {
    name: '200 with a web page',
    respond: raw(200, 'text/html', '<!doctype html><p>Log in</p>'),
    ends: 'model-failed',
  },
  {name: '200 with nothing', respond: raw(200, 'application/json', ''), ends: 'model-failed', calls: 3},
  {
    name: '200 with half a JSON',
    respond: raw(200, 'application/json', '{"choices":[{"message":'),
    ends: 'model-failed',
    calls: 3,
  },
  {
    name: '200 with another JSON',
    respond: raw(200, 'application/json', '{"hello":"world"}'),
    ends: 'model-failed',
  },
  {name: '200 with a list', respond: raw(200, 'application/json', '[]'), ends: 'model-failed'},
  {name: '200 with null', respond: raw(200, 'application/json', 'null'), ends: 'model-failed'},
  {
    name: '200 with wrong types',
    respond: raw(200, 'application/json', '{"choices":"none","candidates":"none","usage":"x"}'),
    ends: 'model-failed',
  },
  {
    name: '200 with empty lists',
    respond: raw(200, 'application/json', '{"choices":[],"candidates":[]}'),
    ends: 'model-failed',
  },
  {
    name: '200 with wrong types inside',
    respond: raw(
      200,
      'application/json',
      '{"choices":[{"message":{"content":7}}],"candidates":[{"index":0,"content":{"parts":[{"text":7}]}}]}',
    ),
    ends: 'model-failed',
  },
  {
    name: 'bytes that are no text',
    respond: raw(200, 'application/json', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1f])),
    ends: 'model-failed',
  },
  {name: 'silence', respond: () => {}, ends: 'model-failed', calls: 3},
  {
    name: 'silence once',
    respond: (wire, response, index) => {
      if (index > 0) json(response, 200, wire.says(text));
    },
    ends: 'value',
    calls: 2,
  },
  {
    name: 'an answer that never ends',
    respond: (_wire, response) => {
      response.writeHead(200, {'content-type': 'application/json'});
      response.write('{"choices":[');
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    },
    ends: 'model-failed',
    calls: 3,
  },
  {
    name: 'a connection dropped before the answer',
    respond: (_wire, response) => void response.socket?.destroy(),
    ends: 'model-failed',
    calls: 3,
  },
  {
    name: 'a connection dropped in the middle, once',
    respond: (wire, response, index) => {
      if (index > 0) return json(response, 200, wire.says(text));
      response.writeHead(200, {'content-type': 'application/json', 'content-length': '9999'});
      response.write('{"choices":');
      setTimeout(() => response.socket?.destroy(), 20);
    },
    ends: 'value',
    calls: 2,
  },
];

/** Every fault is over in this time, retries and all: the waits between tries do not pass here. */
const timeoutInMs = 1500;

async function outcomeOf(wire: Wire, {respond}: Fault) {
  const {origin, calls} = await service((response, {index}) => respond(wire, response, index));
  const budget = createBudget({calls: 8, usd: 1, tokens: 200_000});
  const startedAt = performance.now();
  const outcome = await generate(
    wire.open(origin),
    {
      schema,
      system: 'You write scripts.',
      prompt: 'Why do cats knead?',
      maxOutputTokens: 400,
      check: async ({lines}) =>
        (await detectLanguage(lines.join(' '))) === 'de'
          ? [{path: 'lines', message: 'are not in English'}]
          : [],
    },
    {budget, timeoutInMs, attempts: 3, clock: noWaiting},
  ).catch((error: unknown) => error);
  return {outcome, calls, budget, elapsedInMs: performance.now() - startedAt};
}

const wires = [openaiWire(), ...(hasGemini ? [geminiWire({fallbackModels: []})] : [])];

describe.each(wires)('$name: a value that holds or an error of ours', (wire) => {
  it.each(faults)('$name', async (fault) => {
    const {outcome, calls, budget, elapsedInMs} = await outcomeOf(wire, fault);
    if (fault.ends === 'value') {
      expect(outcome).toMatchObject({value: good});
    } else {
      expect(ViralError.isInstance(outcome), String(outcome)).toBe(true);
      const error = outcome as ViralError;
      expect(error.code, error.message).toBe(fault.ends);
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain(apiKey);
    }
    if (fault.calls !== undefined) expect(calls.length).toBe(fault.calls);
    expect(calls.length).toBeLessThanOrEqual(6);
    expect(budget.spent().calls).toBeGreaterThanOrEqual(1);
    expect(elapsedInMs).toBeLessThan(3 * timeoutInMs + 4000);
  });
});

it('holds enough faults', () => expect(faults.length).toBeGreaterThanOrEqual(60));
