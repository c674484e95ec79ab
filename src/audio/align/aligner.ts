import {InvalidInputError, ViralError} from '../../errors.ts';
import type {Voice} from '../../ports/index.ts';
import type {Word} from '../../schema/index.ts';
import {primarySubtag} from '../voice-languages.ts';
import type {ReferenceSpan, SoundPiece} from './align-messages.ts';
import {type AlignThread, openAlignThread} from './align-thread.ts';
import {referenceLines} from './reference-lines.ts';
import {spreadWords} from './spread-words.ts';

/** A voice that times its words exactly and speaks fast; what it says is only compared, never heard. */
export type ReferenceVoice = Pick<Voice, 'name' | 'languages' | 'doSpeak'>;

/** A sound and the words that are said in it. */
export interface AlignRequestLine {
  /** As written. */
  readonly text: string;
  readonly language: string;
  /** One channel, -1..1. */
  readonly samples: Float32Array;
  /** Whole number of Hz, 4000 to 384000. */
  readonly sampleRateHz: number;
  /** The user's own readings, where the sound was spoken with them. */
  readonly pronounce?: (word: string) => string | null;
  readonly signal?: AbortSignal;
}

export interface AlignerOptions {
  /** One for each language; the first that speaks the language of a line is taken. */
  readonly references: readonly ReferenceVoice[];
}

/** Finds out when words are said. */
export interface Aligner {
  /**
   * One time for every written word, ms, inside the sound and in order, none shorter than 20 ms; null where no
   * reference voice speaks the language.
   * @throws InvalidInputError for a sound that is none or far more words than it can hold; ViralError `no-content` for
   *   silence and for another text than is said; `internal`; the signal's reason
   */
  readonly align: (line: AlignRequestLine) => Promise<readonly Word[] | null>;
  /** Ends the thread. The reference voices stay open: they belong to whoever made them. */
  readonly close: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const pieceSeconds = 20;
/** What a piece of sound has of its neighbours, so that its first and last frames are as if it were not cut. */
const contextSeconds = 1;
/** Nobody says more words in a second; a few more may be marks and emoji. */
const mostWordsPerSecond = 12;
const spareWords = 20;
/** So large a share of the words that are said must be found. */
const neededShare = 0.5;
/** So unlike the reference are other words than these (see `FoundWords`); fewer words say too little. */
const mostUnlikeness = 0.775;
const enoughWords = 8;

function checkSound({samples, sampleRateHz, text}: AlignRequestLine, words: number): void {
  const bad = (path: string, message: string) =>
    new InvalidInputError('what is to be aligned', [{path, message}]);
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < 4000 || sampleRateHz > 384_000) {
    throw bad('sampleRateHz', `is ${sampleRateHz}; it can be 4000 to 384000`);
  }
  if (samples.length === 0) throw bad('samples', 'is empty');
  const seconds = samples.length / sampleRateHz;
  if (words > spareWords + seconds * mostWordsPerSecond) {
    throw bad(
      'text',
      `has ${words} words, more than can be said in ${seconds.toFixed(1)} s: "${text.slice(0, 40)}…"`,
    );
  }
}

/** Hands the sound to the thread in pieces, so that no copy of a long one holds up whoever else waits. */
async function sendSound(
  thread: AlignThread,
  {samples, sampleRateHz}: AlignRequestLine,
  signal: AbortSignal,
): Promise<void> {
  const pieceLength = pieceSeconds * sampleRateHz;
  const context = contextSeconds * sampleRateHz;
  for (let start = 0; start < samples.length; start += pieceLength) {
    const from = Math.max(0, start - context);
    const end = Math.min(samples.length, start + pieceLength);
    const to = Math.min(samples.length, end + context);
    const piece: SoundPiece = {
      samples: samples.slice(from, to),
      sampleRateHz,
      lead: start - from,
      trail: to - end,
    };
    await thread.ask({kind: 'sound', piece}, signal);
  }
}

/** Whether a pause is likely before each word, by what is written before it or by how the reference says it. */
function pausesBefore(words: readonly string[], spans: readonly (ReferenceSpan | null)[]): boolean[] {
  return words.map((_, index) => {
    const before = words[index - 1];
    if (before === undefined) return true;
    const [end, start] = [spans[index - 1]?.end, spans[index]?.start];
    const isParted = end !== undefined && start !== undefined && start - end > 0.05;
    return isParted || /[.,;:!?…—–)\]。、，！？]["')\]”’]*$/u.test(before);
  });
}

async function sendReference(
  thread: AlignThread,
  reference: ReferenceVoice,
  words: readonly string[],
  {language, pronounce}: AlignRequestLine,
  signal: AbortSignal,
): Promise<void> {
  for (const {words: some} of referenceLines(words)) {
    const silent = {samples: new Float32Array(0), sampleRateHz: 16_000, lead: 0, trail: 0};
    let piece: SoundPiece = silent;
    let spans: (ReferenceSpan | null)[] = some.map(() => null);
    if (some.some((word) => /[\p{L}\p{N}]/u.test(word))) {
      try {
        const said = await reference.doSpeak({
          text: some.join(' '),
          language,
          rate: 1,
          signal,
          ...(pronounce ? {pronounce} : {}),
        });
        if (said.words?.length === some.length) {
          piece = {samples: said.samples.slice(), sampleRateHz: said.sampleRateHz, lead: 0, trail: 0};
          spans = said.words.map(({startMs, endMs}) =>
            endMs > startMs ? {start: startMs / 1000, end: endMs / 1000} : null,
          );
        }
      } catch (error) {
        signal.throwIfAborted();
        // Words that the reference cannot say, such as those of another script, take the time between the others.
        if (!ViralError.isInstance(error) || error.code !== 'voice-failed' || error.action !== 'fatal')
          throw error;
      }
    }
    await thread.ask({kind: 'reference', piece, spans, pauseBefore: pausesBefore(some, spans)}, signal);
  }
}

/**
 * Opens an aligner: each sound is compared, in a thread of its own, with a fast voice that says the same words and
 * knows when (cepstra, dynamic time warping). Copes with silence and music before and after the words, pauses, noise,
 * voices higher or lower than the reference, and a few words more or less than are written. About 17 ms off on
 * average on synthetic voices.
 */
export function createAligner({references}: AlignerOptions): Aligner {
  const thread = openAlignThread();
  const never = new AbortController().signal;
  let turn: Promise<unknown> = Promise.resolve();

  const alignNow = async (line: AlignRequestLine, reference: ReferenceVoice, words: readonly string[]) => {
    const signal = line.signal ?? never;
    signal.throwIfAborted();
    await thread.ask({kind: 'begin'}, signal);
    await sendSound(thread, line, signal);
    await sendReference(thread, reference, words, line, signal);
    const alignment = await thread.ask({kind: 'align'}, signal);
    const spans = alignment?.spans ?? [];
    const found = spans.filter((span) => span !== null).length;
    const spoken = words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const start = `"${line.text.slice(0, 40)}…"`;
    if (found === 0 || found < spoken * neededShare) {
      throw new ViralError(
        'no-content',
        `Only ${found} of ${spoken} words of ${start} are found in the sound: it is silent, or other words are said in it.`,
      );
    }
    if (spoken >= enoughWords && alignment && alignment.unlikeness > mostUnlikeness) {
      throw new ViralError(
        'no-content',
        `Other words are said in the sound than ${start}, or noise drowns them.`,
      );
    }
    return spreadWords(words, spans, (line.samples.length / line.sampleRateHz) * 1000);
  };

  const aligner: Aligner = {
    async align(line) {
      line.signal?.throwIfAborted();
      const words = line.text.split(/\s+/u).filter((word) => word !== '');
      checkSound(line, words.length);
      const reference = references.find(({languages}) =>
        languages.some((one) => primarySubtag(one) === primarySubtag(line.language)),
      );
      if (!reference) return null;
      if (!words.some((word) => /[\p{L}\p{N}]/u.test(word))) {
        return spreadWords(
          words,
          words.map(() => null),
          (line.samples.length / line.sampleRateHz) * 1000,
        );
      }
      const aligned = turn.then(() => alignNow(line, reference, words));
      turn = aligned.catch(() => {});
      return aligned;
    },
    close: () => thread.stop(),
    [Symbol.asyncDispose]: () => thread.stop(),
  };
  return aligner;
}
