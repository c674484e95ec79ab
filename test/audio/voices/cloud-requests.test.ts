import {afterEach, describe, expect, it} from 'vitest';
import {narrate} from '../../../src/audio/index.ts';
import {elevenlabs} from '../../../src/audio/voices/elevenlabs.ts';
import {gemini} from '../../../src/audio/voices/gemini.ts';
import {googleCloud} from '../../../src/audio/voices/google-cloud.ts';
import {openaiCompatible} from '../../../src/audio/voices/openai-compatible.ts';
import {runFfmpeg} from '../../../src/ffmpeg.ts';
import type {Voice} from '../../../src/ports/index.ts';
import {scriptOf} from '../script.ts';
import {cloudVoices, key} from './cloud-voices.ts';
import {type ContractServer, contractServer, speech, wavOf} from './contract-server.ts';
import {elevenLabsServer} from './elevenlabs-server.ts';
import {geminiServer} from './gemini-server.ts';
import {googleServer} from './google-server.ts';
import {openAiServer} from './openai-server.ts';

const open: ContractServer[] = [];
const started = async (server: Promise<ContractServer>) => {
  open.push(await server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
const say = (voice: Voice, text: string, {rate = 1, language = 'en'} = {}) =>
  voice.doSpeak({text, language, rate, signal: new AbortController().signal});
const bodyOf = (server: ContractServer, index = -1) => server.asked.at(index)?.body as Record<string, never>;
const trick = 'Cats & <break time="9s"/> dogs </speak> "purr" \u0000now.';

describe('gemini', () => {
  it('asks new models through interactions with a style, old ones through generateContent', async () => {
    const server = await started(geminiServer(key));
    await say(gemini({apiKey: ` ${key}\n`, baseUrl: server.origin, voice: 'Puck', style: 'calm'}), trick);
    expect(server.asked[0]).toMatchObject({
      path: '/v1beta/interactions',
      body: {
        model: 'gemini-3.8-flash-tts',
        input: [{content: [{text: 'Cats and dogs "purr" now.', annotations: [{style: 'calm'}]}]}],
        generation_config: {speech_config: [{voice: 'Puck'}]},
      },
    });
    const old = gemini({apiKey: key, baseUrl: server.origin, model: 'gemini-3.1-flash-tts-preview'});
    await say(old, 'Say cheerfully: hello [laughs].', {language: 'en-US'});
    expect(server.asked[1]?.path).toBe('/v1beta/models/gemini-3.1-flash-tts-preview:generateContent');
    expect(bodyOf(server)).toMatchObject({generationConfig: {speechConfig: {languageCode: 'en-US'}}});
    const {text} = (bodyOf(server) as unknown as {contents: [{parts: [{text: string}]}]}).contents[0]
      .parts[0];
    expect(text).toMatch(/word for word.*\n\nSay cheerfully: hello \(laughs\)\.$/s);
  });

  it('changes the pace of the finished sound, at the same pitch', async () => {
    const server = await started(geminiServer(key));
    const voice = gemini({apiKey: key, baseUrl: server.origin});
    const text = 'Kittens push their mother.';
    const [plain, fast] = [await say(voice, text), await say(voice, text, {rate: 1.25})];
    expect(plain.samples.length / fast.samples.length).toBeCloseTo(1.25, 1);
    expect(fast.sampleRateHz).toBe(plain.sampleRateHz);
    const crossings = ({samples, sampleRateHz}: {samples: Float32Array; sampleRateHz: number}) => {
      let count = 0;
      for (let at = 1; at < samples.length; at += 1)
        if ((samples[at - 1] ?? 0) < 0 !== (samples[at] ?? 0) < 0) count += 1;
      return count / (samples.length / sampleRateHz);
    };
    expect(crossings(fast) / crossings(plain)).toBeGreaterThan(0.85);
    expect(crossings(fast) / crossings(plain)).toBeLessThan(1.15);
  });

  it('takes a blocked text for final, and a model that is gone too', async () => {
    const server = await started(geminiServer(key));
    const old = gemini({apiKey: key, baseUrl: server.origin, model: 'gemini-2.5-pro-preview-tts'});
    await expect(say(old, 'Something forbidden.')).rejects.toMatchObject({
      action: 'fatal',
      message: expect.stringContaining('PROHIBITED_CONTENT'),
    });
    await expect(
      say(gemini({apiKey: key, baseUrl: server.origin, model: 'gemini-9-tts'}), 'Hi.'),
    ).rejects.toThrow('404');
  });
});

describe('elevenlabs', () => {
  it('gives the written words the times of their characters', async () => {
    const server = await started(elevenLabsServer(key));
    const voice = elevenlabs({apiKey: key, voiceId: 'abc', baseUrl: server.origin, stability: 0.4, seed: 7});
    const {words = [], timing} = await say(voice, trick);
    expect(timing).toBe('engine');
    expect(words.map(({text}) => text)).toEqual(trick.split(/\s+/));
    const truth = (await speech('Cats & dogs "purr" now.', 24_000)).words;
    const spoken = words.filter(({text}) => /Cats|dogs|purr|now|&/.test(text));
    expect(spoken.map(({startMs}) => startMs)).toEqual(truth.map(({startMs}) => startMs));
    expect(words.find(({text}) => text === '<break')).toMatchObject({
      startMs: truth[1]?.endMs,
      endMs: truth[1]?.endMs,
    });
    expect(bodyOf(server)).toMatchObject({
      text: 'Cats and dogs "purr" now.',
      model_id: 'eleven_multilingual_v2',
      seed: 7,
      voice_settings: {stability: 0.4},
    });
  });

  it('names the language to models that take it, and keeps stage directions from those that act on them', async () => {
    const server = await started(elevenLabsServer(key));
    const voice = elevenlabs({apiKey: key, voiceId: 'abc', baseUrl: server.origin, model: 'eleven_v3'});
    const {words = []} = await say(voice, 'Hallo [lacht] Welt.', {language: 'de-AT'});
    expect(words.map(({text}) => text)).toEqual(['Hallo', '[lacht]', 'Welt.']);
    expect(bodyOf(server)).toMatchObject({text: 'Hallo (lacht) Welt.', language_code: 'de'});
  });

  it('scales times with a pace beyond what the service can', async () => {
    const server = await started(elevenLabsServer(key));
    const voice = elevenlabs({apiKey: key, voiceId: 'abc', baseUrl: server.origin});
    const text = 'Kittens push their mother, and so the milk flows.';
    const plain = await say(voice, text);
    const fast = await say(voice, text, {rate: 1.5});
    expect(bodyOf(server)).toMatchObject({voice_settings: {speed: 1.2}});
    expect(plain.samples.length / fast.samples.length).toBeCloseTo(1.5, 1);
    const last = (line: typeof fast) => line.words?.at(-1)?.startMs ?? 0;
    expect(last(plain) / last(fast)).toBeCloseTo(1.5, 1);
  });

  it('gives no times where the characters are not those of the text', async () => {
    const server = await started(elevenLabsServer(key));
    const voice = elevenlabs({apiKey: key, voiceId: 'abc', baseUrl: server.origin});
    const spoken = await say(voice, 'This text is normalised.');
    expect(spoken.words).toBeUndefined();
    expect(spoken.timing).toBe('estimated');
  });

  it('refuses settings that cannot be', () => {
    for (const [options, path] of [
      [{voiceId: '../x'}, 'voiceId'],
      [{voiceId: 'a', stability: 2}, 'stability'],
      [{voiceId: 'a', outputFormat: 'ulaw_8000'}, 'outputFormat'],
    ] as const) {
      expect(() => elevenlabs({apiKey: key, ...options})).toThrow(path);
    }
  });
});

describe('openai-compatible', () => {
  it('needs no key for a server of your own, and sends pace and instructions', async () => {
    const server = await started(openAiServer(undefined));
    const voice = openaiCompatible({
      baseUrl: server.origin,
      model: 'tts-1',
      voice: 'nova',
      instructions: 'calm',
    });
    const spoken = await say(voice, trick, {rate: 1.1});
    expect(spoken.billedCharacters).toBeUndefined();
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    expect(bodyOf(server)).toEqual({
      model: 'tts-1',
      voice: 'nova',
      input: 'Cats and dogs "purr" now.',
      response_format: 'wav',
      instructions: 'calm',
      speed: 1.1,
    });
  });

  it('reads what a server sends instead of WAV', async () => {
    const spoken = await speech('Kittens push their mother.', 44_100);
    for (const [codec, container, type] of [
      ['libmp3lame', 'mp3', 'audio/mpeg'],
      ['libopus', 'ogg', 'audio/ogg'],
      ['pcm_s24le', 'wav', 'audio/wav'],
    ] as const) {
      const {stdout} = await runFfmpeg(['-i', 'pipe:0', '-c:a', codec, '-f', container, 'pipe:1'], {
        input: wavOf(spoken),
      });
      const server = await started(
        contractServer(async () => ({contentType: type, body: Buffer.from(stdout)})),
      );
      const voice = openaiCompatible({baseUrl: server.origin, model: 'any', voice: 'any'});
      const heard = await say(voice, 'Kittens push their mother.');
      expect(heard.samples.length / heard.sampleRateHz).toBeCloseTo(spoken.samples.length / 44_100, 1);
      const power = heard.samples.reduce((sum, sample) => sum + sample * sample, 0) / heard.samples.length;
      expect(power, codec).toBeGreaterThan(0.005);
    }
  });

  it('makes one of stereo and reads bytes of eight bits', async () => {
    const spoken = await speech('Kittens push their mother.', 8000);
    for (const filter of [
      ['-ac', '2', '-c:a', 'pcm_s16le'],
      ['-c:a', 'pcm_s16le', '-ar', '96000'],
    ]) {
      const {stdout} = await runFfmpeg(['-i', 'pipe:0', ...filter, '-f', 'wav', 'pipe:1'], {
        input: wavOf(spoken),
      });
      const server = await started(
        contractServer(async () => ({contentType: 'audio/wav', body: Buffer.from(stdout)})),
      );
      const heard = await say(
        openaiCompatible({baseUrl: server.origin, model: 'any', voice: 'any'}),
        'Kittens push.',
      );
      expect(heard.samples.length / heard.sampleRateHz).toBeCloseTo(spoken.samples.length / 8000, 1);
    }
    const eight = wavOf(spoken);
    const bytes = Buffer.alloc(44 + spoken.samples.length);
    eight.copy(bytes, 0, 0, 44);
    bytes.writeUInt32LE(8000, 28);
    bytes.writeUInt16LE(1, 32);
    bytes.writeUInt16LE(8, 34);
    bytes.writeUInt32LE(spoken.samples.length, 40);
    spoken.samples.forEach((sample, index) => bytes.writeUInt8(Math.round(128 + sample * 127), 44 + index));
    const server = await started(contractServer(async () => ({contentType: 'audio/wav', body: bytes})));
    const heard = await say(
      openaiCompatible({baseUrl: server.origin, model: 'any', voice: 'any'}),
      'Kittens push.',
    );
    expect(heard.samples.length).toBe(spoken.samples.length);
    expect(Math.max(...heard.samples)).toBeCloseTo(0.3, 1);
  });
});

describe('google-cloud', () => {
  it('marks every word, escapes the rest, and takes the times that come back', async () => {
    const server = await started(googleServer({key}));
    const voice = googleCloud({apiKey: key, voice: 'de-DE-Neural2-B', baseUrl: server.origin, pitch: -2});
    expect(voice.languages).toEqual(['de']);
    const {words = [], timing} = await say(voice, trick, {rate: 1.1});
    expect(timing).toBe('engine');
    expect(words.map(({text}) => text)).toEqual(trick.split(/\s+/));
    const truth = (await speech('Cats & dogs "purr" now.', 24_000, 1.1)).words;
    for (const [written, index] of [
      ['Cats', 0],
      ['&', 1],
      ['dogs', 2],
      ['"purr"', 3],
    ] as const) {
      expect(words.find(({text}) => text === written)?.startMs).toBe(truth[index]?.startMs);
    }
    expect(bodyOf(server)).toMatchObject({
      input: {ssml: expect.stringMatching(/<mark name="w1"\/>und <mark .*&quot;purr&quot;/)},
      voice: {languageCode: 'de-DE', name: 'de-DE-Neural2-B'},
      audioConfig: {speakingRate: 1.1, pitch: -2},
    });
  });

  it.each(['en-US-NoMarks-A', 'en-US-FewMarks-A'])(
    'gives no times where marks do not come back (%s)',
    async (name) => {
      const server = await started(googleServer({key}));
      const spoken = await say(
        googleCloud({apiKey: key, voice: name, baseUrl: server.origin}),
        'Cats knead you.',
      );
      expect(spoken.words).toBeUndefined();
      const narration = await narrate(scriptOf(['Cats knead you.', 'They do.']), {
        voice: googleCloud({apiKey: key, voice: name, baseUrl: server.origin}),
      });
      expect(narration.lines.map((line) => line.timing)).toEqual(['estimated', 'estimated']);
    },
  );

  it('asks for a fresh token each time, and needs some way in', async () => {
    const server = await started(googleServer({token: key}));
    let given = 0;
    const token = async () => {
      given += 1;
      return key;
    };
    const voice = googleCloud({token, voice: 'en-US-Neural2-F', baseUrl: server.origin});
    await say(voice, 'One.');
    await say(voice, 'Two.');
    expect(given).toBe(2);
    expect(() => googleCloud({voice: 'en-US-Neural2-F'})).toThrow(/apiKey or a token/);
    expect(() => googleCloud({apiKey: key, voice: 'Kore'})).toThrow(/languageCode/);
  });

  it('leaves marks out where the request would be too long for them', async () => {
    const server = await started(googleServer({key}));
    const voice = googleCloud({apiKey: key, voice: 'en-US-Neural2-F', baseUrl: server.origin});
    const spoken = await say(voice, 'to be or not '.repeat(75).trim());
    expect(bodyOf(server)).toMatchObject({input: {text: expect.stringContaining('to be')}});
    expect(spoken.words).toBeUndefined();
    await expect(say(voice, 'far too long '.repeat(400))).rejects.toThrow(/5199|5200 characters/);
  });
});

describe('settings', () => {
  it('tell two configurations apart', () => {
    const settings = [
      gemini({apiKey: key}),
      gemini({apiKey: key, style: 'calm'}),
      gemini({apiKey: key, model: 'gemini-3.8-flash-lite-tts'}),
      gemini({apiKey: key, baseUrl: 'http://127.0.0.1:1'}),
      elevenlabs({apiKey: key, voiceId: 'a'}),
      elevenlabs({apiKey: key, voiceId: 'a', stability: 0.5}),
      openaiCompatible({model: 'a', voice: 'b'}),
      openaiCompatible({model: 'a', voice: 'b', format: 'pcm'}),
      googleCloud({apiKey: key, voice: 'en-US-A-B'}),
      googleCloud({apiKey: key, voice: 'en-US-A-B', pitch: 1}),
    ].map((voice) => JSON.stringify([voice.name, voice.settings]));
    expect(new Set(settings).size).toBe(settings.length);
    expect(settings.join('')).not.toContain(key);
  });
});

describe('every service', () => {
  it.each(cloudVoices)(
    '$name is given figures and the words of the dictionary as they are said',
    async ({start, open: openVoice}) => {
      const server = await started(start());
      const voice = openVoice(server.origin);
      const text = 'The GIF won 25 prizes.';
      const spoken = await voice.doSpeak({
        text,
        language: 'en',
        rate: 1,
        pronounce: (word) => (word === 'GIF' ? 'jiff' : null),
        signal: new AbortController().signal,
      });
      const sent = JSON.stringify(server.asked.at(-1)?.body);
      for (const word of ['jiff', 'twenty five', 'prizes']) expect(sent).toContain(word);
      expect(sent).not.toContain('GIF');
      if (spoken.words) expect(spoken.words.map((word) => word.text)).toEqual(text.split(' '));
    },
  );
});
