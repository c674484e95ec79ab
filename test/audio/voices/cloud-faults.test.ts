import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {narrate} from '../../../src/audio/index.ts';
import {ViralError} from '../../../src/errors.ts';
import type {SpeakRequest, Voice} from '../../../src/ports/index.ts';
import {cloudVoices, key} from './cloud-voices.ts';
import {type ContractServer, contractServer, type Fault} from './contract-server.ts';
import {scriptOf} from '../script.ts';

const text = 'Cats knead because kittens do.';
const request = (overrides: Partial<SpeakRequest> = {}): SpeakRequest => ({
  text,
  language: 'en',
  rate: 1,
  signal: new AbortController().signal,
  ...overrides,
});

async function failureOf(line: Promise<unknown>): Promise<ViralError> {
  const error = await line.then(
    () => new Error('it spoke'),
    (reason: unknown) => reason,
  );
  if (ViralError.isInstance(error)) return error;
  throw error;
}

/** Everything of an error that could be logged. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
  return `${error.message}\n${error.stack ?? ''}\n${JSON.stringify(error)}\n${allOf(error.cause ?? '')}`;
}

/** Each fault: what the next answer is, the action it must lead to, and what the message must say. */
const faults: readonly (readonly [string, Fault, ViralError['action'], RegExp])[] = [
  ['an answer of 401', {status: 401, body: {error: {message: `bad key ${key}`}}}, 'auth', /key/],
  [
    'an answer of 403',
    {status: 403, body: {error: {status: 'PERMISSION_DENIED', message: 'no'}}},
    'auth',
    /key/,
  ],
  ['an answer of 402', {status: 402}, 'fatal', /credit/],
  [
    'a used-up account',
    {status: 401, body: {detail: {status: 'quota_exceeded', message: 'This request exceeds your quota.'}}},
    'fatal',
    /credit/,
  ],
  ['an answer of 404', {status: 404}, 'fatal', /no such model, voice or address/],
  [
    'an answer of 400',
    {status: 400, body: {error: {message: 'Invalid "voice"'}}},
    'fatal',
    /Invalid "voice"/,
  ],
  ['an answer of 429', {status: 429}, 'retry', /too many/],
  ['a 429 with a short Retry-After', {status: 429, headers: {'retry-after': '2'}}, 'retry', /too many/],
  [
    'a 429 with a long Retry-After',
    {status: 429, headers: {'retry-after': '600'}},
    'wait',
    /2026-11-22T12:10:00/,
  ],
  [
    'a 429 with a date',
    {status: 429, headers: {'retry-after': 'Sun, 22 Nov 2026 12:02:00 GMT'}},
    'wait',
    /2026-11-22T12:02:00/,
  ],
  [
    'a 429 with a delay of Google',
    {status: 429, body: {error: {code: 429, details: [{'@type': 'RetryInfo', retryDelay: '34s'}]}}},
    'wait',
    /12:00:34/,
  ],
  [
    'a daily quota',
    {
      status: 429,
      body: {
        error: {details: [{violations: [{quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier'}]}]},
      },
    },
    'wait',
    /quota of the day/,
  ],
  [
    'a 429 without credit',
    {status: 429, body: {error: {code: 'insufficient_quota', message: 'x'}}},
    'fatal',
    /credit/,
  ],
  ['an answer of 500', {status: 500, body: '<html>oops</html>'}, 'retry', /in trouble/],
  [
    'an answer of 502 in HTML',
    {status: 502, headers: {'content-type': 'text/html'}, body: '<html>'},
    'retry',
    /502/,
  ],
  ['an answer of 503', {status: 503, headers: {'retry-after': '3'}}, 'retry', /in trouble/],
  ['a redirect', {status: 307, headers: {location: 'http://127.0.0.1:9/steal'}}, 'fatal', /baseUrl/],
  ['a broken connection', 'drop', 'retry', /connection/],
  ['half an answer', 'half', 'retry', /connection|whole|cut short/],
  ['a web page', 'page', 'fatal', /web page/],
  ['an empty answer', 'empty', 'retry', /empty|no sound/],
  ['no sound in the answer', 'no-sound', 'retry', /no sound|empty/],
  ['sound that is cut short', 'cut-sound', 'retry', /cut short/],
  ['an answer of another shape', 'odd-form', 'retry', /./],
];

describe.each(cloudVoices)('$name', ({name, timing, start, open}) => {
  let server: ContractServer;
  let voice: Voice;
  beforeEach(async () => {
    server = await start();
    voice = open(server.origin);
  });
  afterEach(() => server.close());

  it('speaks, with a key that stands in no address', async () => {
    const spoken = await voice.doSpeak(request());
    expect(spoken).toMatchObject({sampleRateHz: 24_000, timing, billedCharacters: text.length});
    const seconds = spoken.samples.length / spoken.sampleRateHz;
    // 26 characters at 70 ms and four gaps of 50 ms, five with the last.
    expect(seconds).toBeCloseTo(26 * 0.07 + 5 * 0.05, 1);
    expect(spoken.words === undefined).toBe(timing === 'estimated');
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.path).not.toContain(key);
    expect(JSON.stringify(server.asked[0]?.body)).not.toContain(key);
  });

  it('asks once, and leaves another try to those in front', async () => {
    server.fail({status: 500});
    await expect(voice.doSpeak(request())).rejects.toMatchObject({action: 'retry'});
    expect(server.asked).toHaveLength(1);
    await expect(voice.doSpeak(request())).resolves.toMatchObject({timing});
  });

  it.each(faults)('says what %s means', async (_what, fault, action, message) => {
    // An answer without a body of its own is what a server of sound sends for "no sound"; a shape needs JSON.
    if (fault === 'odd-form' && name.startsWith('openai')) return;
    server.fail(fault);
    const error = await failureOf(voice.doSpeak(request()));
    expect({code: error.code, action: error.action}).toEqual({code: 'voice-failed', action});
    expect(error.message).toMatch(message);
    expect(error.message).toContain(voice.name);
    if (action === 'wait') expect(error.until?.getTime()).toBeGreaterThan(Date.UTC(2026, 10, 22, 12));
    expect(allOf(error)).not.toContain(key);
    expect(allOf(error)).not.toContain(key.slice(0, 12));
  });

  it('refuses text where sound was asked for', async () => {
    server.fail('garbage');
    const error = await failureOf(voice.doSpeak(request()));
    expect(error).toMatchObject({code: 'voice-failed'});
    expect(error.message).toMatch(/no sound|not whole JSON/);
  });

  it('refuses sound at a rate that cannot be, and silence', async () => {
    server.fail('impossible-rate');
    const error = await failureOf(voice.doSpeak(request())).catch((spoke: unknown) => spoke as ViralError);
    if (name.includes('pcm')) expect(error.message).toBe('it spoke');
    else expect(error.message).toMatch(/ Hz/);
    server.fail('silence');
    const lines = narrate(scriptOf([text, text]), {voice});
    await expect(lines).rejects.toMatchObject({code: 'voice-failed'});
    await expect(lines).rejects.toThrow(/silence|cut short/);
  });

  it('does not accept a wrong key, and does not tell it', async () => {
    const wrong = 'sk-wrong-fedcba9876543210';
    const error = await failureOf(open(server.origin, wrong).doSpeak(request()));
    expect(error).toMatchObject({code: 'voice-failed', action: 'auth'});
    expect(allOf(error)).not.toContain(wrong);
  });

  it('stops when told to, while the server thinks', async () => {
    server.fail('hang');
    const controller = new AbortController();
    const line = voice.doSpeak(request({signal: controller.signal}));
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(line).rejects.toThrow('enough');
  });

  it('is tried again by narrate after passing faults', async () => {
    server.fail({status: 503}, 'cut-sound');
    const narration = await narrate(scriptOf([text, 'And again they do.']), {voice});
    expect(server.asked).toHaveLength(4);
    expect(narration.billedCharacters).toBe(text.length + 'And again they do.'.length);
    expect(narration.lines.map((line) => line.timing)).toEqual([timing, timing]);
  });

  it('gives up in time on a server that hangs', async () => {
    server.fail('hang', 'hang', 'hang');
    const started = performance.now();
    await expect(narrate(scriptOf([text, text]), {voice, timeoutInMs: 100})).rejects.toThrow(
      'longer than 100 ms',
    );
    expect(performance.now() - started).toBeLessThan(5000);
    expect(server.asked).toHaveLength(3);
  });
});

describe('what cannot be a key or an address', () => {
  it.each(cloudVoices)('is refused by $name without showing it', ({open}) => {
    for (const bad of ['', 'sk-secret\nwith a line', 'sk-sécret-0123456789']) {
      let error: unknown;
      try {
        // A token that is asked for later is checked later.
        const voice = open('http://127.0.0.1:1', bad);
        void voice;
      } catch (thrown) {
        error = thrown;
      }
      if (error === undefined) continue;
      expect(error).toMatchObject({code: 'invalid-input'});
      if (bad !== '') expect(allOf(error)).not.toContain(bad.slice(0, 8));
    }
    for (const address of ['nowhere', 'ftp://x', 'http://user:pass@127.0.0.1', 'http://127.0.0.1/?key=1']) {
      expect(() => open(address)).toThrow(/baseUrl/);
    }
  });

  it.each(cloudVoices)('is told for $name when nobody listens', async ({open}) => {
    const gone = await contractServer(() => Promise.reject(new Error('never asked')));
    await gone.close();
    const error = await failureOf(open(gone.origin).doSpeak(request()));
    expect(error).toMatchObject({code: 'voice-failed', action: 'retry'});
    expect(error.message).toContain('accepts no connections');
  });
});
