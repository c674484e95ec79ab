import {ViralError} from '../errors.ts';
import {inTime} from '../in-time.ts';
import type {SpokenLine, Voice} from '../ports/index.ts';
import type {NarrationLine, Word} from '../schema/index.ts';
import {checkedLine, quote, wordFault} from './checked-line.ts';
import {type NarrationCache, narrationKey} from './narration-cache.ts';
import type {Pronounce} from './speech/pronunciation.ts';
import {readingsIn, spokenLine} from './speech/line.ts';
import {failsForAll} from './voice-chain.ts';

export interface LineToSay {
  readonly sceneId: string;
  readonly text: string;
}

/** A line and the sound of it; gives one time for each written word, ms, or null where it cannot. */
export type AlignLine = (line: {
  readonly text: string;
  readonly language: string;
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly pronounce?: Pronounce;
  readonly signal?: AbortSignal;
}) => Promise<readonly Word[] | null>;

export interface SaidLine {
  readonly line: NarrationLine;
  readonly sampleRateHz: number;
  readonly voice: Voice;
  readonly billedCharacters: number | undefined;
}

/** Why a line was not said. */
export interface Failure {
  readonly message: string;
  /** What is thrown when there is no other voice: one error for several voices. */
  joined(message: string, all: readonly Failure[]): ViralError;
  readonly error: unknown;
}

export interface SpeakerOptions {
  readonly voice: Voice;
  readonly language: string;
  readonly rate: number;
  readonly timeoutInMs: number;
  readonly prepareTimeoutInMs: number;
  /** Whether a line that took too long is asked for again. */
  readonly waitsAgain: boolean;
  readonly signal?: AbortSignal;
  readonly cache?: NarrationCache;
  readonly align?: AlignLine;
  /** The user's own readings. */
  readonly pronounce?: Pronounce;
}

/** One voice at one narration: remembers what it said and where it failed, and asks for nothing twice. */
export interface Speaker {
  readonly voice: Voice;
  /** Gets the voice ready, once. @returns whether it is */
  prepare(lines: readonly LineToSay[]): Promise<boolean>;
  /** Says a line, unless that has failed before. @returns whether it is said */
  say(index: number, line: LineToSay): Promise<boolean>;
  said(index: number): SaidLine | undefined;
  failure(index: number): Failure | undefined;
  firstFailure(): Failure | undefined;
}

const attempts = 3;
function failureOf({name}: Voice, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return {
    message,
    // A voice of the user's own may throw anything; what `narrate` throws is of one family.
    error: ViralError.isInstance(error)
      ? error
      : new ViralError('voice-failed', `The voice ${name} failed: ${message}`, {cause: error}),
    joined: (text, all) =>
      new ViralError('voice-failed', text, {
        action: ViralError.isInstance(error) ? error.action : 'fatal',
        ...(ViralError.isInstance(error) && error.until ? {until: error.until} : {}),
        cause: new AggregateError(all.map((each) => each.error)),
      }),
  };
}

/** Lets one voice speak the lines of a narration. */
export function createSpeaker(options: SpeakerOptions): Speaker {
  const {
    voice,
    language,
    rate,
    timeoutInMs,
    prepareTimeoutInMs,
    waitsAgain,
    signal,
    cache,
    align,
    pronounce,
  } = options;
  const own = pronounce ? {pronounce} : {};
  const said = new Map<number, SaidLine>();
  const failures = new Map<number, Failure>();
  /** The failure after which no line will fare better. */
  let down: Failure | undefined;
  let prepared = false;

  const speakInTime = async ({text, sceneId}: LineToSay): Promise<SpokenLine> => {
    const spoken: SpokenLine | null | undefined = await inTime(
      async (stop) => voice.doSpeak({text, sceneId, language, rate, ...own, signal: stop}),
      {
        timeInMs: timeoutInMs,
        signal,
        late: (cause) =>
          new ViralError(
            'voice-failed',
            `The voice ${voice.name} took longer than ${timeoutInMs} ms for the line ${quote(text)}.`,
            {cause, action: waitsAgain ? 'retry' : 'ambiguous'},
          ),
      },
    );
    if (spoken) return spoken;
    throw new ViralError('voice-failed', `The voice ${voice.name} gave nothing for the line ${quote(text)}.`);
  };

  /** With the times of words that the voice did not give, where they can be found. */
  const withTimes = async (spoken: SpokenLine, {text}: LineToSay): Promise<SpokenLine> => {
    if (spoken.words || !align) return spoken;
    const {samples, sampleRateHz} = spoken;
    const found = await align({
      text,
      language,
      samples,
      sampleRateHz,
      ...own,
      ...(signal ? {signal} : {}),
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      if (error instanceof Error) return null;
      throw error;
    });
    if (found === null || wordFault(found, text, (samples.length / sampleRateHz) * 1000) !== null)
      return spoken;
    return {...spoken, words: found, timing: 'aligned'};
  };

  const sayNow = async (line: LineToSay): Promise<SaidLine> => {
    const {text} = line;
    const readings = pronounce ? readingsIn(text, language, pronounce) : [];
    const key = cache ? narrationKey(voice, {text, language, rate, readings}) : null;
    // What is heard may be longer or shorter than what is written.
    const said = pronounce ? spokenLine(text, language, {pronunciations: pronounce}).text : text;
    const facts = {voice, ...line, rate, said};
    const kept = cache && key !== null ? await cache.take(key) : null;
    if (kept) {
      try {
        const timed = await withTimes(kept, line);
        const checked = checkedLine(facts, timed);
        if (timed !== kept && cache && key !== null) await cache.keep(key, timed).catch(() => {});
        return {line: checked, sampleRateHz: kept.sampleRateHz, voice, billedCharacters: undefined};
      } catch {
        signal?.throwIfAborted();
        // What was kept is of no use; it is spoken again.
      }
    }
    const {retrying} = await import('../retry.ts');
    const spoken = await retrying(() => speakInTime(line), {attempts, ...(signal ? {signal} : {})});
    signal?.throwIfAborted();
    // The sound is checked before time is spent on aligning it.
    const plain = checkedLine(facts, spoken);
    const timed = await withTimes(spoken, line);
    const checked = timed === spoken ? plain : checkedLine(facts, timed);
    if (cache && key !== null) {
      // A cache that cannot be written costs time the next time, and is no reason to lose what was said.
      await cache.keep(key, timed).catch(() => {});
    }
    return {
      line: checked,
      sampleRateHz: spoken.sampleRateHz,
      voice,
      billedCharacters: spoken.billedCharacters,
    };
  };

  return {
    voice,
    async prepare(lines) {
      if (down) return false;
      if (prepared || !voice.doPrepare) return true;
      try {
        await inTime(async (stop) => voice.doPrepare?.({lines, language, signal: stop}), {
          timeInMs: prepareTimeoutInMs,
          signal,
          late: (cause) =>
            new ViralError(
              'voice-failed',
              `The voice ${voice.name} was not ready within ${prepareTimeoutInMs} ms; \`prepareTimeoutInMs\` gives it longer.`,
              {cause, action: 'ambiguous'},
            ),
        });
        prepared = true;
        return true;
      } catch (error) {
        signal?.throwIfAborted();
        down = failureOf(voice, error);
        return false;
      }
    },
    async say(index, line) {
      if (said.has(index)) return true;
      if (down || failures.has(index)) return false;
      try {
        said.set(index, await sayNow(line));
        return true;
      } catch (error) {
        signal?.throwIfAborted();
        failures.set(index, failureOf(voice, error));
        if (failsForAll(error)) down = failures.get(index);
        return false;
      }
    },
    said: (index) => said.get(index),
    failure: (index) => failures.get(index) ?? down,
    firstFailure: () => failures.values().next().value ?? down,
  };
}
