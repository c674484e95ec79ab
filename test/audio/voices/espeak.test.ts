import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {narrate} from '../../../src/audio/index.ts';
import {espeak, wordsOfEspeak} from '../../../src/audio/voices/espeak.ts';
import {findEspeakProgram} from '../../../src/audio/voices/espeak-program.ts';
import {espeakVoiceFor, parseEspeakVoices} from '../../../src/audio/voices/espeak-voices.ts';
import {readableText} from '../../../src/audio/voices/readable-text.ts';
import {scriptOf} from '../script.ts';
import {speech, wavOf} from './contract-server.ts';

const signal = new AbortController().signal;
const listing = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 5  de              --/M      German             gmw/de
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)
 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
 7  piqd            --/M      Klingon            art/piqd
`;

describe('the list of voices', () => {
  it('is read with languages and names', () => {
    const voices = parseEspeakVoices(listing);
    expect(voices.map(({id}) => id)).toEqual(['cmn', 'de', 'en-gb', 'en-us', 'fr-be', 'fr-fr', 'piqd']);
    expect(voices[0]?.name).toBe('Chinese (Mandarin, latin as English)');
    for (const [language, id] of [
      ['de', 'de'],
      ['de-AT', 'de'],
      ['en', 'en-gb'],
      ['en-US', 'en-us'],
      ['fr', 'fr-fr'],
      ['zh-Hans', 'cmn'],
      ['ja', undefined],
    ] as const) {
      expect(espeakVoiceFor(voices, language)?.id, language).toBe(id);
    }
    expect(parseEspeakVoices('nothing of the kind\n')).toEqual([]);
  });
});

/** A program of the user's own that behaves like espeak-ng as far as it is asked, or not. */
describe('a program', () => {
  let folder: string;
  let sound: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'viral-espeak-'));
    sound = join(folder, 'sound.wav');
    const wav = wavOf(await speech('Kittens push their mother.', 22_050));
    // As espeak-ng writes to a pipe: sizes of nearly 2 GB.
    wav.writeUInt32LE(0x7ffff024, 4);
    wav.writeUInt32LE(0x7ffff000, 40);
    await writeFile(sound, wav);
  });
  afterAll(() => rm(folder, {recursive: true}));

  async function program(name: string, speaks: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(join(folder, 'list.txt'), listing);
    await writeFile(
      file,
      `#!/bin/sh\nif [ "$1" = --voices ]; then cat "${folder}/list.txt"; exit 0; fi\nprintf '%s\\n' "$@" > "${folder}/args.txt"\ncat > "${folder}/input.txt"\n${speaks}\n`,
    );
    await chmod(file, 0o755);
    return file;
  }

  it('is given the text by standard input, and nothing a shell could take for its own', async () => {
    const voice = await espeak({program: await program('good', `cat "${sound}"`)});
    expect(voice.name).toBe('espeak/auto');
    expect(voice.languages).toEqual(['de', 'en', 'fr', 'zh']);
    const text = 'A $(touch gone) `b` "c" [[h@loU]] <break/> \u0000; rm -rf d';
    const spoken = await voice.doSpeak({text, language: 'de', rate: 1.2, signal});
    expect(spoken).toMatchObject({sampleRateHz: 22_050, timing: 'estimated'});
    expect((await readFile(join(folder, 'args.txt'), 'utf8')).trim().split('\n')).toEqual([
      '--stdin',
      '--stdout',
      '-b',
      '1',
      '-v',
      'de',
      '-s',
      '210',
    ]);
    expect(await readFile(join(folder, 'input.txt'), 'utf8')).toBe(
      'A $(touch gone) b "c" ([h at loU]] ; rm -rf d\n',
    );
  });

  it.each([
    [
      'fails',
      'echo "Error: The specified espeak-ng voice does not exist." >&2; exit 3',
      /ended with 3: Error: The specified/,
    ],
    ['is killed', 'kill -9 $$', /ended with a signal/],
    ['says nothing', 'exit 0', /no sound/],
    ['writes no sound', 'echo hello', /no sound/],
    ['writes half a header', "printf 'RIFF0000WAVE'", /cut short/],
  ])('that %s is a clear error', async (_what, speaks, message) => {
    const voice = await espeak({program: await program('bad', speaks)});
    const failed = voice.doSpeak({text: 'Hello there.', language: 'en', rate: 1, signal});
    await expect(failed).rejects.toMatchObject({code: 'voice-failed'});
    await expect(failed).rejects.toThrow(message);
  });

  it('that hangs is ended with the line', async () => {
    const voice = await espeak({
      program: await program('slow', `echo $$ > "${folder}/pid.txt"; exec sleep 60`),
    });
    await expect(narrate(scriptOf(['Hello there.', 'Bye.']), {voice, timeoutInMs: 300})).rejects.toThrow(
      'longer than 300 ms',
    );
    const pid = Number(await readFile(join(folder, 'pid.txt'), 'utf8'));
    expect(pid).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('that is not there is named with the way to get it', async () => {
    const missing = espeak({program: join(folder, 'nowhere')});
    await expect(missing).rejects.toMatchObject({code: 'dependency-missing'});
    await expect(missing).rejects.toThrow(
      /nowhere.*apt install espeak-ng.*npm install @echogarden\/espeak-ng-emscripten/s,
    );
    const program_ = await program('good', `cat "${sound}"`);
    await expect(espeak({program: program_, voice: 'tlh'})).rejects.toThrow(/'tlh' is not one of cmn, de/);
  });
});

describe('the package', () => {
  it('times words from where they are begun, counting characters and not bytes', () => {
    const text = 'Why 😀 cats — in the <b>U.S.</b> knead you all day';
    const begun = [
      [0, 0],
      [4, 300],
      [6, 900],
      [13, 1400],
      [20, 1800],
      [25, 2200],
      [31, 2600],
      [35, 2800],
      [39, 3000],
    ].map(([at = 0, startMs = 0]) => ({at, startMs}));
    const words = wordsOfEspeak(readableText(text), begun, 3500) ?? [];
    expect(words.map((word) => [word.text, word.startMs, word.endMs])).toEqual([
      ['Why', 0, 300],
      ['😀', 300, 900],
      ['cats', 900, 1400],
      ['—', 1400, 1400],
      ['in', 1400, 1560],
      ['the', 1560, 1800],
      ['<b>U.S.</b>', 1800, 2200],
      ['knead', 2200, 2600],
      ['you', 2600, 2800],
      ['all', 2800, 3000],
      ['day', 3000, 3500],
    ]);
    expect(wordsOfEspeak(readableText(text), begun.slice(5), 3500)).toBeUndefined();
  });

  it('is named with the command that installs it where it is missing', async () => {
    const missing = espeak({program: null});
    await expect(missing).rejects.toMatchObject({code: 'dependency-missing'});
    await expect(missing).rejects.toThrow('npm install @echogarden/espeak-ng-emscripten');
  });
});

const found = await findEspeakProgram(undefined, signal);
if (!found) console.info('skipped: the real espeak, because neither espeak-ng nor espeak is installed here');
describe.skipIf(!found)('the espeak of this machine', () => {
  it('narrates in many languages', async () => {
    const voice = await espeak();
    expect(voice.languages.length).toBeGreaterThan(50);
    for (const [language, lines] of [
      ['de', ['Warum kneten Katzen?', 'Kätzchen drücken ihre Mutter.']],
      ['fr', ['Pourquoi les chats pétrissent-ils ?', 'Les chatons poussent leur mère.']],
      ['ru', ['Почему кошки мнут лапами?', 'Котята толкают мать.']],
      ['hi', ['बिल्लियाँ क्यों गूंधती हैं?', 'बिल्ली के बच्चे माँ को धकेलते हैं।']],
    ] as const) {
      const narration = await narrate(scriptOf(lines, language), {voice});
      expect(narration).toMatchObject({voice: 'espeak/auto', language, sampleRateHz: 22_050});
      for (const {durationInMs} of narration.lines) expect(durationInMs).toBeGreaterThan(700);
    }
  });

  it('does not read phonemes or markup out of the text', async () => {
    const voice = await espeak({voice: 'en-us'});
    const seconds = async (text: string) => {
      const {samples, sampleRateHz} = await voice.doSpeak({text, language: 'en', rate: 1, signal});
      return samples.length / sampleRateHz;
    };
    expect(
      Math.abs((await seconds('Stop <break time="5s"/> here.')) - (await seconds('Stop here.'))),
    ).toBeLessThan(0.2);
  });
});
