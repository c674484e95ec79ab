import {describe, expect, it} from 'vitest';
import {narrate, voiceChain} from '../../src/audio/index.ts';
import {flite} from '../../src/audio/voices/flite.ts';
import {openaiCompatible} from '../../src/audio/voices/openai-compatible.ts';
import {silent} from '../../src/audio/voices/silent.ts';
import {ViralError} from '../../src/errors.ts';
import {createManifest} from '../../src/pipeline/manifest.ts';
import type {Progress, SpokenLine, Voice} from '../../src/ports/index.ts';
import {createStoryboard} from '../../src/compositions/storyboard.ts';
import {themes} from '../../src/compositions/themes.ts';
import {narrationSchema, type Soundtrack} from '../../src/schema/index.ts';
import {integratedLoudness} from '../../src/sound/index.ts';
import {memoryVoice} from '../../src/testing/index.ts';
import {scriptOf} from './script.ts';
import {openAiServer} from './voices/openai-server.ts';

const lines = [
  'Why do cats knead you?',
  'Kittens push their mother, and the milk flows.',
  'Follow for more!',
];

/** A voice in memory that fails where it is told to, and counts what it is asked. */
function failing(
  name: string,
  fault: (text: string, call: number) => unknown,
  options: Parameters<typeof memoryVoice>[0] = {},
): Voice & {asked: string[]} {
  const voice = memoryVoice({...options, name});
  const asked: string[] = [];
  return {
    ...voice,
    asked,
    async doSpeak(request) {
      asked.push(request.text);
      const error = fault(request.text, asked.length);
      if (error instanceof Promise) return (await error) as SpokenLine;
      if (error !== null && error !== undefined) throw error;
      return voice.doSpeak(request);
    },
  };
}
const refused = (action: ViralError['action'], message = 'no') =>
  new ViralError('voice-failed', message, {action});
const spokenBy = (narration: Awaited<ReturnType<typeof narrate>>) =>
  narration.lines.map((line) => line.voice ?? narration.voice);

describe('a chain of voices', () => {
  it('is spoken by the first voice when that can, and nothing is degraded', async () => {
    const second = failing('second/b', () => null);
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([memoryVoice(), second])});
    expect(narration).toMatchObject({voice: 'memory/tones', synthetic: true});
    expect(narration.degraded).toBeUndefined();
    expect(second.asked).toEqual([]);
  });

  it.each([
    ['the key is refused', refused('auth', 'bad key'), 1],
    ['a quota is used up', refused('wait', 'come back tomorrow'), 1],
    ['a part is missing', new ViralError('dependency-missing', 'install it'), 1],
    ['the tries are used up', refused('retry', 'in trouble'), 3],
  ])('speaks the whole script with the next voice when %s', async (_why, error, calls) => {
    const first = failing('first/a', (text) => (text === lines[1] ? error : null));
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([first, memoryVoice()])});
    expect(narrationSchema.safeParse(narration).error).toBeUndefined();
    expect(spokenBy(narration)).toEqual(['memory/tones', 'memory/tones', 'memory/tones']);
    expect(narration.degraded).toEqual([`first/a failed (${error.message}); memory/tones spoke instead`]);
    expect(first.asked).toEqual([lines[0], ...Array.from({length: calls}, () => lines[1])]);
  });

  it('passes over a voice that does not speak the language, and says so', async () => {
    const french = failing('first/fr', () => null, {languages: ['fr']});
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([french, memoryVoice()])});
    expect(narration.degraded).toEqual(['first/fr does not speak English (en); memory/tones spoke instead']);
    expect(french.asked).toEqual([]);
  });

  it('refuses a language that nobody speaks before anything is spoken, naming those there are', async () => {
    const voices = [
      failing('first/fr', () => null, {languages: ['fr']}),
      failing('second/many', () => null, {languages: ['de', 'nb', 'cmn']}),
    ];
    const refusal = narrate(scriptOf(lines, 'ja'), {voice: voiceChain(voices)});
    await expect(refusal).rejects.toMatchObject({code: 'language-unsupported'});
    await expect(refusal).rejects.toThrow(
      /Japanese.*first\/fr speaks French.*second\/many speaks German.*Norwegian/s,
    );
    expect(voices.flatMap(({asked}) => asked)).toEqual([]);
    // One language under two tags.
    await expect(narrate(scriptOf(lines, 'zh-CN'), {voice: voiceChain(voices)})).resolves.toMatchObject({
      voice: 'second/many',
    });
    await expect(narrate(scriptOf(lines, 'no'), {voice: voiceChain(voices)})).resolves.toMatchObject({
      voice: 'second/many',
    });
  });

  it('goes on to the next voice when one hangs, without waiting for it again', async () => {
    const first = failing('first/a', () => new Promise(() => {}));
    const started = performance.now();
    const narration = await narrate(scriptOf(lines), {
      voice: voiceChain([first, memoryVoice()]),
      timeoutInMs: 80,
    });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(first.asked).toHaveLength(1);
    expect(narration.degraded?.[0]).toContain('longer than 80 ms');
  });

  it('goes on to the next voice when one never gets ready', async () => {
    const first = {...memoryVoice(), name: 'first/a', doPrepare: () => new Promise<void>(() => {})};
    const narration = await narrate(scriptOf(lines), {
      voice: voiceChain([first, memoryVoice()]),
      prepareTimeoutInMs: 80,
    });
    expect(narration.voice).toBe(memoryVoice().name);
    expect(narration.degraded?.[0]).toContain('was not ready within 80 ms');
    await expect(narrate(scriptOf(lines), {voice: first, prepareTimeoutInMs: 80})).rejects.toMatchObject({
      code: 'voice-failed',
    });
    await expect(narrate(scriptOf(lines), {voice: first, prepareTimeoutInMs: 0})).rejects.toThrow(
      'prepareTimeoutInMs',
    );
  });

  it.each([
    [
      'samples that are no numbers',
      {samples: new Float32Array(16_000).fill(NaN), sampleRateHz: 16_000},
      'no numbers',
    ],
    ['no sound', {samples: new Float32Array(0), sampleRateHz: 16_000}, 'no sound'],
    ['silence', {samples: new Float32Array(16_000), sampleRateHz: 16_000}, 'silence'],
    [
      'more than a minute for five words',
      {samples: Float32Array.from({length: 61 * 8000}, (_, at) => Math.sin(at / 5)), sampleRateHz: 8000},
      'far too much',
    ],
    [
      'a click instead of a sentence',
      {samples: Float32Array.from({length: 400}, (_, at) => Math.sin(at / 5)), sampleRateHz: 16_000},
      'too little',
    ],
  ])('does not let %s through', async (_what, sound, message) => {
    const first = failing('first/a', () => Promise.resolve({...sound, timing: 'estimated'}));
    const alone = narrate(scriptOf(lines), {voice: first});
    await expect(alone).rejects.toMatchObject({
      code: 'voice-failed',
      message: expect.stringContaining(message),
    });
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([first, memoryVoice()])});
    expect(narration.degraded?.[0]).toContain(message);
  });

  it('never loses a line that one voice can say because another cannot', async () => {
    const first = failing('first/a', (text) => (text === lines[0] ? refused('fatal', 'not this one') : null));
    const second = failing('second/b', (text) => (text === lines[2] ? refused('fatal', 'nor that') : null), {
      sampleRateHz: 24_000,
    });
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([first, second])});
    expect(spokenBy(narration)).toEqual(['second/b', 'second/b', 'first/a']);
    expect(narration.sampleRateHz).toBe(24_000);
    expect(narration.degraded).toEqual([
      'first/a failed (not this one); second/b, first/a spoke instead',
      'second/b failed (nor that); second/b, first/a spoke instead',
    ]);
    for (const {samples, durationInMs, words} of narration.lines) {
      expect(samples.length / 24).toBeCloseTo(durationInMs, 0);
      expect(words.at(-1)?.endMs).toBeLessThanOrEqual(durationInMs + 1);
      expect(integratedLoudness({sampleRateHz: 24_000, channels: [samples]})).toBeCloseTo(-20, 0);
    }
    // Nothing is asked for twice.
    expect(first.asked).toEqual([lines[0], lines[2]]);
    expect(second.asked).toEqual([lines[0], lines[1], lines[2]]);
  });

  it('lets voices alternate line by line when told so', async () => {
    const first = failing('first/a', (text) => (text === lines[1] ? refused('fatal', 'not this one') : null));
    const narration = await narrate(scriptOf(lines), {
      voice: voiceChain([first, memoryVoice({name: 'second/b'})]),
      fallback: 'line',
    });
    expect(spokenBy(narration)).toEqual(['first/a', 'second/b', 'first/a']);
    expect(narration.voice).toBe('first/a');
    expect(narration.degraded?.[0]).toContain('not this one');
  });

  it('tells what each voice said when none can say a line', async () => {
    const voices = [
      failing('first/a', () => refused('auth', 'first/a: bad key')),
      failing('second/b', (text) => (text === lines[1] ? refused('fatal', 'second/b: not this') : null)),
    ];
    const failed = narrate(scriptOf(lines), {voice: voiceChain(voices)});
    await expect(failed).rejects.toMatchObject({code: 'voice-failed', action: 'auth'});
    await expect(failed).rejects.toThrow(/scene 'scene-2'.*bad key.*not this/s);
  });

  it('moves its bar forwards only', async () => {
    const seen: Progress[] = [];
    const first = failing('first/a', (text) => (text === lines[2] ? refused('fatal') : null));
    await narrate(scriptOf(lines), {
      voice: voiceChain([first, memoryVoice()]),
      onProgress: (progress) => seen.push(progress),
    });
    const fractions = seen.map(({fraction}) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('stops for the signal, and not for the next voice', async () => {
    const controller = new AbortController();
    const second = failing('second/b', () => null);
    const first = failing('first/a', () => new Promise(() => {}));
    const narration = narrate(scriptOf(lines), {
      voice: voiceChain([first, second]),
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(narration).rejects.toThrow('enough');
    expect(second.asked).toEqual([]);
  });

  it('flattens chains, closes all of them and refuses to be empty', async () => {
    let closed = 0;
    const closing = (name: string): Voice => ({
      ...memoryVoice({name}),
      doClose: async () => {
        closed += 1;
      },
    });
    const chain = voiceChain([voiceChain([closing('a/1'), closing('a/2')]), closing('a/3')]);
    expect(chain.chain?.map(({name}) => name)).toEqual(['a/1', 'a/2', 'a/3']);
    await chain.doClose?.();
    expect(closed).toBe(3);
    expect(() => voiceChain([])).toThrow('empty');
  });

  it('prepares a voice once, and takes a failure of that for one of the voice', async () => {
    let prepared = 0;
    const unready: Voice = {
      ...memoryVoice({name: 'first/a'}),
      doPrepare: async ({lines: told}) => {
        prepared += 1;
        expect(told.map(({sceneId}) => sceneId)).toEqual(['scene-1', 'scene-2', 'scene-3']);
        throw new ViralError('dependency-missing', 'run: npm install something');
      },
    };
    const narration = await narrate(scriptOf(lines), {voice: voiceChain([unready, memoryVoice()])});
    expect(prepared).toBe(1);
    expect(narration.degraded?.[0]).toContain('npm install something');
    await expect(narrate(scriptOf(lines), {voice: unready})).rejects.toMatchObject({
      code: 'dependency-missing',
    });
  });

  it('ends with the embedded voice when a real service dies in the middle of a script', async () => {
    const server = await openAiServer('key-0123456789');
    const cloud = openaiCompatible({
      baseUrl: server.origin,
      apiKey: 'key-0123456789',
      model: 'tts-1',
      voice: 'alloy',
    });
    const dying: Voice = {
      ...cloud,
      async doSpeak(request) {
        if (request.text === lines[1]) await server.close();
        return cloud.doSpeak(request);
      },
    };
    const embedded = flite({voice: 'kal16'});
    const chain = voiceChain([dying, embedded]);
    try {
      const narration = await narrate(scriptOf(lines), {voice: chain});
      expect(spokenBy(narration)).toEqual(['flite/kal16', 'flite/kal16', 'flite/kal16']);
      expect(narration.lines.every(({timing}) => timing === 'engine')).toBe(true);
      expect(narration.degraded?.[0]).toMatch(
        /^openai\/alloy failed .*127\.0\.0\.1.*flite\/kal16 spoke instead$/,
      );
      expect(narration.degraded?.[0]).not.toContain('key-0123456789');
    } finally {
      await chain.doClose?.();
    }
  }, 30_000);
});

describe('no voice, when asked for', () => {
  it('times words for readers in any language, and is silence', async () => {
    for (const [language, script] of [
      ['en', lines],
      ['ja', ['猫はなぜこねるのか。', '子猫は母を押す。']],
      ['ar', ['لماذا تعجن القطط؟', 'القطط الصغيرة تدفع أمها.']],
    ] as const) {
      const narration = await narrate(scriptOf(script, language), {voice: silent()});
      expect(narrationSchema.safeParse(narration).error).toBeUndefined();
      expect(narration).toMatchObject({voice: 'silent/reading', synthetic: false});
      for (const {samples, words, text, durationInMs, timing} of narration.lines) {
        expect(samples.every((sample) => sample === 0)).toBe(true);
        expect(words.map((word) => word.text)).toEqual(text.split(' '));
        expect(timing).toBe('estimated');
        // At most 20 characters a second, as captions are read.
        expect(text.length / (durationInMs / 1000)).toBeLessThan(20);
      }
    }
    expect(() => silent({charactersPerSecond: 50})).toThrow('5 to 20');
  });

  it('is the last of a chain for a language that nobody speaks', async () => {
    const narration = await narrate(scriptOf(lines, 'ja'), {voice: voiceChain([memoryVoice(), silent()])});
    expect(narration.voice).toBe('silent/reading');
    expect(narration.degraded).toEqual([
      'memory/tones does not speak Japanese (ja); silent/reading spoke instead',
    ]);
  });
});

describe('times from an aligner', () => {
  it('stand in for those that the voice does not give, and are held to the same rules', async () => {
    const voice = memoryVoice({times: false});
    const exact = memoryVoice();
    const narration = await narrate(scriptOf(lines), {
      voice,
      align: async ({text, language}) => {
        if (text === lines[2]) throw new Error('cannot');
        const {words = []} = await exact.doSpeak({
          text,
          language,
          rate: 1,
          signal: new AbortController().signal,
        });
        return text === lines[1] ? words.slice(1) : words;
      },
    });
    expect(narration.lines.map(({timing}) => timing)).toEqual(['aligned', 'estimated', 'estimated']);
  });
});

describe('the manifest', () => {
  const manifestOf = async (voice: Voice) => {
    const script = scriptOf(lines);
    const narration = await narrate(script, {voice});
    const [theme] = themes;
    if (!theme) throw new Error('there is no theme');
    const storyboard = createStoryboard({
      script,
      narration,
      gathered: {assets: {}, byScene: {}},
      theme,
      aspect: '9:16',
      seed: 'seed',
      template: 'headline',
    });
    return createManifest({
      id: 'cats',
      createdAt: new Date(0),
      brief: null,
      script,
      storyboard,
      narration,
      soundtrack: {
        assetId: 'soundtrack',
        asset: {
          sha256: 'a'.repeat(64),
          kind: 'audio',
          mimeType: 'audio/wav',
          bytes: 9,
          rights: {licence: 'own work'},
        },
        file: '/none.wav',
        durationInSeconds: 9,
        loudnessLufs: -14,
        truePeakDbtp: -1.5,
      } as unknown as Soundtrack,
      rendered: {
        engine: 'screenshots',
        reason: 'asked for',
        template: {id: 'headline', version: '1.0.0'},
        fonts: [],
      },
      voice,
      bytes: 9,
      findings: [],
      steps: [],
    });
  };

  it('says which voice spoke, that it is a machine, and why it was not the one asked for', async () => {
    const person: Voice = {
      ...failing('recorded/me', () => refused('fatal', 'no such line')),
      synthetic: false,
    };
    expect(await manifestOf(voiceChain([person, memoryVoice()]))).toMatchObject({
      voice: {name: 'memory/tones', timing: 'engine'},
      disclosure: {syntheticVoice: true},
      degraded: [{step: 'narrate', reason: 'recorded/me failed (no such line); memory/tones spoke instead'}],
    });
  });

  it('discloses no machine where a person spoke, although one stood behind', async () => {
    const person: Voice = {...memoryVoice({name: 'recorded/me'}), synthetic: false};
    expect(await manifestOf(voiceChain([person, memoryVoice()]))).toMatchObject({
      voice: {name: 'recorded/me'},
      disclosure: {syntheticVoice: false},
      degraded: [],
    });
  });
});
