import {InvalidInputError, ViralError} from '../../errors.ts';
import type {SpokenLine, Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {primarySubtag} from '../voice-languages.ts';
import {espeakPackage} from './espeak-messages.ts';
import {findEspeakProgram, runEspeak} from './espeak-program.ts';
import {type EspeakThread, openEspeakThread} from './espeak-thread.ts';
import {type EspeakVoice, espeakVoiceFor, parseEspeakVoices} from './espeak-voices.ts';
import {type ReadableText, timedWords} from './readable-text.ts';
import {sayableLine} from './sayable-line.ts';
import {decodeSpokenAudio} from './spoken-audio.ts';

export type {EspeakVoice} from './espeak-voices.ts';

export interface EspeakOptions {
  /**
   * Path or name of the user's own program. Default: `espeak-ng` or `espeak` where one is found, else the package
   * `@echogarden/espeak-ng-emscripten`. `null` takes the package at once.
   */
  readonly program?: string | null;
  /** A voice as the program lists them, as in `de` or `en-us`. Default: the one for the language of each script. */
  readonly voice?: string;
  readonly signal?: AbortSignal;
}

const ownWordsPerMinute = 175;
const maxCharacters = 20_000;
/** So large a share of the words must have a time of their own; the others share that of the word before them. */
const neededShare = 0.8;

const missing = (why: string) =>
  new ViralError(
    'dependency-missing',
    `${why} Install the program (on Debian and Ubuntu: apt install espeak-ng; on macOS: brew install espeak-ng) ` +
      `or the package: npm install ${espeakPackage}`,
  );

interface Espeak {
  readonly voices: readonly EspeakVoice[];
  /** How it is run, for settings and messages. */
  readonly runs: string;
  speak(
    text: ReadableText,
    voice: EspeakVoice,
    wordsPerMinute: number,
    signal: AbortSignal,
  ): Promise<SpokenLine>;
  close(): Promise<void>;
}

function programEspeak(program: string, listing: string): Espeak {
  return {
    voices: parseEspeakVoices(listing),
    runs: program,
    async speak({text}, {id: voice}, wordsPerMinute, signal) {
      const args = ['--stdin', '--stdout', '-b', '1', '-v', voice, '-s', String(wordsPerMinute)];
      const output = await runEspeak(program, args, {input: `${text}\n`, signal});
      if (output === null) throw missing(`${program} is gone.`);
      if (output.code !== 0) {
        const said = output.stderr.split('\n').at(-1) ?? '';
        throw new ViralError(
          'voice-failed',
          `espeak/${voice} ended with ${output.code ?? 'a signal'}${said === '' ? '' : `: ${said.slice(0, 200)}`}. Try again, or use another voice.`,
          {action: 'retry'},
        );
      }
      const sound = await decodeSpokenAudio(output.stdout, {voice: `espeak/${voice}`, signal});
      return {...sound, timing: 'estimated'};
    },
    close: async () => {},
  };
}

/** Times of the words from where espeak begins them; undefined where too many words have none. */
export function wordsOfEspeak(
  {text, tokens}: ReadableText,
  begun: readonly {readonly at: number; readonly startMs: number}[],
  durationInMs: number,
): Word[] | undefined {
  // Places count code points, offsets UTF-16 units.
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  const starts = begun.map(({at, startMs}) => ({offset: offsets[at] ?? text.length, startMs}));
  const said = tokens.map(({start, end}) => text.slice(start, end).match(/[\p{L}\p{N}]/gu)?.length ?? 0);
  const own = tokens.map(
    ({start, end}) => starts.find((each) => each.offset >= start && each.offset < end)?.startMs,
  );
  const words = said.filter((letters) => letters > 0).length;
  if (own.filter((startMs, index) => startMs !== undefined && said[index] !== 0).length < words * neededShare)
    return undefined;
  // Short words are begun together ("in the"): one time for both, shared by their letters.
  const spans = tokens.map(() => ({startMs: 0, endMs: 0}));
  let first = 0;
  while (first < tokens.length) {
    const next = own.findIndex((startMs, index) => index > first && startMs !== undefined);
    const last = next < 0 ? tokens.length : next;
    const from = own[first] ?? 0;
    const to = (next < 0 ? undefined : own[next]) ?? durationInMs;
    const letters = said.slice(first, last).reduce((sum, count) => sum + count, 0);
    let at = from;
    for (let index = first; index < last; index += 1) {
      const until = letters === 0 ? to : at + ((to - from) * (said[index] ?? 0)) / letters;
      spans[index] = {startMs: at, endMs: until};
      at = until;
    }
    first = last;
  }
  return timedWords(tokens, (_token, index) => spans[index] ?? null, durationInMs);
}

async function threadEspeak(thread: EspeakThread, signal: AbortSignal): Promise<Espeak> {
  const failed = (reply: {readonly message: string; readonly missing: boolean}) =>
    reply.missing
      ? missing(
          `There is no espeak here: neither a program named espeak-ng or espeak nor the package ${espeakPackage}.`,
        )
      : new ViralError('voice-failed', `espeak failed: ${reply.message.slice(0, 200)}`);
  const listed = await thread.ask({kind: 'list'}, signal);
  if (listed.kind === 'error') {
    await thread.stop();
    throw failed(listed);
  }
  return {
    voices: listed.kind === 'list' ? listed.voices : [],
    runs: espeakPackage,
    async speak(readable, {file: voice}, wordsPerMinute, stop) {
      // Not every language tag is a name to it; the file always is.
      const reply = await thread.ask({kind: 'speak', text: readable.text, voice, wordsPerMinute}, stop);
      if (reply.kind === 'error') throw failed(reply);
      if (reply.kind !== 'speak') throw new ViralError('internal', 'espeak answered another question');
      const samples = Float32Array.from(reply.samples, (sample) => sample / 32768);
      const {sampleRateHz} = reply;
      const words = wordsOfEspeak(readable, reply.words, (samples.length / sampleRateHz) * 1000);
      return words === undefined
        ? {samples, sampleRateHz, timing: 'estimated'}
        : {samples, sampleRateHz, words, timing: 'engine'};
    },
    close: () => thread.stop(),
  };
}

const voiceNames = new WeakMap<Voice, readonly string[]>();

/** Every name that `voice` can be for the espeak behind a voice, as it lists them. */
export function espeakVoiceNames(voice: Voice): readonly string[] {
  return voiceNames.get(voice) ?? [];
}

/**
 * espeak-ng: robotic, small, and at home in over a hundred languages. Runs the user's own program (text by standard
 * input, never through a shell), which gives no word times, or an optional package in a thread, which does. Both are
 * GPL-3.0 and are not installed with this package.
 * @throws ViralError `dependency-missing` with the command that installs it; InvalidInputError for a voice it has not
 */
export async function espeak(options: EspeakOptions = {}): Promise<Voice> {
  const signal = options.signal ?? new AbortController().signal;
  const found = options.program === null ? null : await findEspeakProgram(options.program, signal);
  if (found === null && typeof options.program === 'string') {
    throw missing(`There is no program ${options.program}, or it lists no voices.`);
  }
  const engine = found
    ? programEspeak(found.program, found.listing)
    : await threadEspeak(openEspeakThread(), signal);
  const {voices} = engine;
  const chosen =
    options.voice === undefined ? undefined : voices.find(({id}) => id === options.voice?.toLowerCase());
  if (options.voice !== undefined && chosen === undefined) {
    await engine.close();
    throw new InvalidInputError('the espeak voice', [
      {
        path: 'voice',
        message: `'${options.voice.slice(0, 60)}' is not one of ${voices.map(({id}) => id).join(', ')}`,
      },
    ]);
  }
  const name = `espeak/${chosen?.id ?? 'auto'}`;
  const opened: Voice = {
    name,
    // Invented languages have longer tags.
    languages: [...new Set((chosen ? [chosen] : voices).map(({id}) => primarySubtag(id)))]
      .filter((language) => /^[a-z]{2,3}$/.test(language))
      .sort(),
    synthetic: true,
    settings: {adapter: 2, runs: engine.runs},
    async doSpeak(request) {
      const {language, rate, signal: stop} = request;
      const voice = chosen ?? espeakVoiceFor(voices, language);
      if (!voice) {
        throw new ViralError(
          'language-unsupported',
          `espeak has no voice for '${language}'. See viral voices.`,
        );
      }
      const readable = sayableLine(request, {voice: name, maxCharacters});
      // Two opening brackets would begin phonemes.
      const plain = {...readable, text: readable.text.replace(/\[(?=\[)/g, '(')};
      return engine.speak(plain, voice, Math.round(ownWordsPerMinute * rate), stop);
    },
    doClose: () => engine.close(),
  };
  voiceNames.set(
    opened,
    voices.map(({id}) => id),
  );
  return opened;
}
