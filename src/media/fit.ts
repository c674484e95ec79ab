import type {MediaCandidate, MediaRequest} from '../ports/index.ts';
import {shareAmong, wordsOf} from './words.ts';

/** Below this a candidate shows something else: half of what the scene wishes for must be named. */
export const leastWordFit = 0.5;

/** A clip is repeated where the scene is longer, at most this many times. */
const mostRepeats = 3;

/** How well a candidate suits a scene, every part 0 to 1. */
export interface Fit {
  readonly total: number;
  /** What it shows against what is said. */
  readonly words: number;
  /** The part of it that is left when it fills the frame. */
  readonly shape: number;
  /** 1 where it has as many pixels as the frame, 0 where it must be enlarged three times. */
  readonly sharpness: number;
  /** 1 where it lasts as long as the scene. */
  readonly length: number;
}

/**
 * Weighs a candidate against a scene. What is shown counts six parts of ten, what a crop leaves two, sharpness and
 * length one each.
 * @returns null for what must not be shown: it depicts something else, or is far too short
 */
export function fitOf(candidate: MediaCandidate, request: MediaRequest): Fit | null {
  const words = wordFit(candidate, request);
  if (words < leastWordFit) return null;
  const {durationInSeconds: lasts} = candidate;
  const needed = request.durationInSeconds ?? 0;
  if (candidate.kind === 'video' && lasts !== undefined && lasts * mostRepeats < needed) return null;
  const length =
    candidate.kind === 'video' && lasts !== undefined && needed > 0 ? Math.min(1, lasts / needed) : 1;
  const frame = request.width / request.height;
  const own = candidate.width / candidate.height;
  const shape = Math.min(frame, own) / Math.max(frame, own);
  const enlarged = Math.max(request.width / candidate.width, request.height / candidate.height);
  const sharpness = Math.min(1, Math.max(0, (3 - enlarged) / 2));
  return {total: 0.6 * words + 0.2 * shape + 0.1 * sharpness + 0.1 * length, words, shape, sharpness, length};
}

function wordFit({words, place = '', wordsLanguage, rank}: MediaCandidate, request: MediaRequest): number {
  const {query, spoken = '', topic = '', language = 'en'} = request;
  const around = wordsOf(place, wordsLanguage ?? language);
  const own = wordsOf(words, wordsLanguage ?? language);
  // A camera's name says nothing: then its folder says what it shows.
  const has = own.length > 0 ? own : around;
  const wished = wordsOf(query, language);
  const about = wordsOf(topic, language);
  const said = [...wished, ...wordsOf(spoken, language), ...about];
  const named = shareAmong(wished, [...own, ...around]);
  // A file called `harbour` suits "a frozen harbour at dawn" although it names a third of it: all it shows is meant.
  const meant = shareAmong(has, said);
  // One word alone is a rock on a coast or a rock band: something else must speak for it.
  const alone =
    wished.length === 1 && meant < 0.5 && meant * has.length < 1.5 && shareAmong(wished, about) < 0.5;
  const found = alone ? 0 : Math.max(named, 0.4 * named + 0.6 * meant);
  const foreign =
    wordsLanguage !== undefined && wordsLanguage !== (language.split('-')[0] ?? '').toLowerCase();
  // Words in another language cannot be compared; the source, which searched in the right one, is believed on its first.
  const believed = foreign && rank !== undefined ? (rank < 3 ? 0.6 : rank < 6 ? leastWordFit : 0) : 0;
  if (found < leastWordFit) return believed;
  // Among those that name what is wished for, the one with most of the story around it.
  return Math.max(leastWordFit, believed, 0.8 * found + 0.2 * meant);
}
