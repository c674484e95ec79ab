import type {StructureType} from '../../schema/index.ts';

/** A part of a video: what it is for, and its share of the time. */
export interface Beat {
  readonly purpose: string;
  /** Of the whole, 0-1. */
  readonly share: number;
}

const beats = (...parts: readonly (string | number)[]): readonly Beat[] =>
  parts.flatMap((part, index) =>
    typeof part === 'string' ? [{purpose: part, share: Number(parts[index + 1]) / 100}] : [],
  );

/** The beats of each structure, the hook first and the ask last, with their shares of the time. */
export const structureBeats: Readonly<Record<StructureType, readonly Beat[]>> = {
  'news-brief': beats('hook', 10, 'what happened', 30, 'the figure', 15, 'why', 20, 'reaction', 15, 'ask', 10),
  'inverted-update': beats('the new fact', 25, 'how it was before', 25, 'the difference', 25, 'what comes next', 15, 'ask', 10),
  explainer: beats('hook', 10, 'what it is', 20, 'how it works', 35, 'an example', 15, 'so what', 10, 'ask', 10),
  'problem-solution': beats('the problem', 15, 'what it costs', 15, 'the solution', 35, 'the proof', 25, 'ask', 10),
  list: beats('hook', 10, 'the items, equal parts', 80, 'ask', 10),
  'how-to': beats('hook', 8, 'what you need', 7, 'the steps', 70, 'the result', 8, 'ask', 7),
  'myth-fact': beats('the belief', 15, 'no', 5, 'the fact', 35, 'the evidence', 30, 'ask', 15),
  'before-after': beats('after', 10, 'before', 25, 'the change', 40, 'after, closer', 15, 'ask', 10),
  'story-arc': beats('a scene', 12, 'what was wanted', 15, 'what stood in the way', 25, 'the turn', 20, 'the end', 18, 'what it means', 10),
  'question-answer': beats('the question', 10, 'the short answer', 15, 'reasons', 50, 'limits', 15, 'ask', 10),
  versus: beats('the claim', 10, 'one side', 30, 'the other side', 30, 'the verdict', 20, 'ask', 10),
  timeline: beats('now', 10, 'three to five dated beats', 70, 'next', 10, 'ask', 10),
  'quote-led': beats('the quotation', 15, 'who says it', 10, 'context', 30, 'the other side', 30, 'ask', 15),
  'number-led': beats('the number', 10, 'what it counts', 20, 'why', 35, 'compared to what', 25, 'ask', 10),
  release: beats('what is new', 20, 'two or three changes', 45, 'who gets it', 15, 'when', 10, 'ask', 10),
}; // prettier-ignore
