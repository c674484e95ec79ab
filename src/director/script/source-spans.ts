import type {Sentence} from '../source/material.ts';

/** Where sentences stand in their sources, each once, as a scene names its grounds; twelve at most. */
export function spansOf(sentences: readonly Sentence[]) {
  const seen = new Set<string>();
  return sentences
    .filter((sentence) => {
      const key = `${sentence.sourceId}:${sentence.block}:${sentence.start}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, 12)
    .map(({sourceId, block, start, end}) => ({sourceId, block, start, end}));
}
