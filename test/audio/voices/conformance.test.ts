import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {voiceChain} from '../../../src/audio/index.ts';
import {espeak} from '../../../src/audio/voices/espeak.ts';
import {findEspeakProgram} from '../../../src/audio/voices/espeak-program.ts';
import {flite} from '../../../src/audio/voices/flite.ts';
import {kokoro} from '../../../src/audio/voices/kokoro.ts';
import {recorded} from '../../../src/audio/voices/recorded.ts';
import type {Voice} from '../../../src/ports/index.ts';
import {memoryVoice, voiceConformance, type VoiceConformanceOptions} from '../../../src/testing/index.ts';
import {cloudVoices, key} from './cloud-voices.ts';
import {type ContractServer, speech, wavOf} from './contract-server.ts';
import {kokoroTwin} from './kokoro-twin.ts';

function conforms(name: string, options: VoiceConformanceOptions): void {
  describe(name, () => {
    for (const check of voiceConformance(options)) it(check.name, () => check.run());
  });
}

const lines = [
  'Why do cats knead you?',
  'Kittens push their mother, and so the milk begins to flow.',
] as const;

describe('every voice keeps the contract', () => {
  conforms('in memory', {open: () => memoryVoice()});
  conforms('flite', {open: () => flite({voice: 'kal16'})});
  conforms('a chain', {open: () => voiceChain([memoryVoice({languages: ['de']}), memoryVoice()])});
  conforms('kokoro', {open: () => kokoro({load: async () => kokoroTwin()})});

  for (const {name, start, open} of cloudVoices) {
    describe(name, () => {
      let server: ContractServer;
      beforeAll(async () => {
        server = await start();
      });
      afterAll(() => server.close());
      conforms('against its contract server', {open: () => open(server.origin), secrets: [key]});
    });
  }

  describe('recorded', () => {
    let folder: string;
    const files: Record<string, string> = {};
    let whole: {file: string; words: {text: string; startMs: number; endMs: number}[]};
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'viral-recorded-'));
      for (const [index, text] of lines.entries()) {
        const file = join(folder, `${index + 1}.wav`);
        await writeFile(file, wavOf(await speech(text, 44_100)));
        files[`scene-${index + 1}`] = file;
      }
      const all = await speech(lines.join(' '), 22_050);
      whole = {file: join(folder, 'all.wav'), words: [...all.words]};
      await writeFile(whole.file, wavOf(all));
    });
    afterAll(() => rm(folder, {recursive: true}));
    conforms('a file for each scene', {open: () => recorded({files}), paced: false, anyText: false});
    conforms('one file with the times of its words', {
      open: () => recorded(whole),
      paced: false,
      anyText: false,
    });
  });
});

const found = await findEspeakProgram(undefined, new AbortController().signal);
if (!found) console.info('skipped: espeak, because neither espeak-ng nor espeak is installed here');
describe.skipIf(!found)('espeak, the program of this machine, keeps the contract', () => {
  const open = (): Promise<Voice> => espeak({program: found?.program ?? ''});
  for (const check of voiceConformance({open})) it(check.name, () => check.run());
  for (const check of voiceConformance({
    open,
    language: 'de',
    lines: ['Warum kneten Katzen?', 'Kätzchen drücken ihre Mutter, und so fließt die Milch.'],
  })) {
    it(`in German: ${check.name}`, () => check.run());
  }
});

describe('the conformance suite', () => {
  const spoils: readonly [string, (voice: Voice) => Voice, RegExp][] = [
    ['a name without a provider', (voice) => ({...voice, name: 'nobody'}), /says who it is/],
    ['a secret in its settings', (voice) => ({...voice, settings: {apiKey: key}}), /names settings/],
    [
      'a word that is not as written',
      (voice) => ({
        ...voice,
        doSpeak: async (request) => {
          const spoken = await voice.doSpeak(request);
          return {
            ...spoken,
            words: (spoken.words ?? []).map((word) => ({...word, text: word.text.toUpperCase()})),
          };
        },
      }),
      /says a line/,
    ],
    [
      'a sample that is no number',
      (voice) => ({
        ...voice,
        doSpeak: async (request) => {
          const spoken = await voice.doSpeak(request);
          spoken.samples[5] = NaN;
          return spoken;
        },
      }),
      /says a line/,
    ],
    [
      'no heed of the signal',
      (voice) => ({
        ...voice,
        doSpeak: (request) => voice.doSpeak({...request, signal: new AbortController().signal}),
      }),
      /stops when/,
    ],
    [
      'an error that is not ours',
      (voice) => ({
        ...voice,
        doSpeak: async (request) => {
          if (request.text.includes('Stop')) throw new TypeError('undefined is not a function');
          return voice.doSpeak(request);
        },
      }),
      /hard texts/,
    ],
  ];
  it.each(spoils)('finds %s', async (_what, spoil, check) => {
    const failed: string[] = [];
    for (const {name, run} of voiceConformance({open: () => spoil(memoryVoice()), secrets: [key]})) {
      await run().catch(() => failed.push(name));
    }
    expect(failed.join('\n')).toMatch(check);
  });
});
