/**
 * What a sound is held against: the frames of the words one after the other, and before each word and after the last a
 * gap, which stands for silence, for noise and for words that nobody wrote down.
 */
export interface WordStates {
  readonly count: number;
  /** Frame of the reference for each state; −1 for a gap. */
  readonly frames: Int32Array;
  /** The word a state belongs to; a gap belongs to the word after it. */
  readonly words: Int32Array;
  /** The state of each gap: one before each word and one at the end. */
  readonly gaps: Int32Array;
}

/** @param lengths frames of each word in the reference, which holds nothing else; 0 for words it does not say */
export function wordStates(lengths: readonly number[]): WordStates {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const count = total + lengths.length + 1;
  const frames = new Int32Array(count).fill(-1);
  const words = new Int32Array(count);
  const gaps = new Int32Array(lengths.length + 1);
  let state = 0;
  let frame = 0;
  lengths.forEach((length, word) => {
    gaps[word] = state;
    words[state] = word;
    state += 1;
    for (let index = 0; index < length; index += 1) {
      frames[state] = frame;
      words[state] = word;
      state += 1;
      frame += 1;
    }
  });
  gaps[lengths.length] = state;
  words[state] = lengths.length;
  return {count, frames, words, gaps};
}
