import {capitalise} from '../source/grammar.ts';

/** Ends a line properly and mends what cutting left behind. */
export function finish(text: string): string {
  let line = text
    .replaceAll(/\s+([,.;:!?])/g, '$1')
    .replaceAll(/,\s*,/g, ',')
    .replaceAll(/,\s*([.!?])/g, '$1')
    .replaceAll(/\s{2,}/g, ' ')
    .replace(/^[,;:–—\s]+/, '')
    .replace(/[,;:–—\s]+$/, '')
    .trim();
  if (!/[.!?…]["”’')]*$/.test(line))
    line = /[”"]$/.test(line) ? line.replace(/,?([”"])$/, '.$1') : `${line}.`;
  return capitalise(line);
}
