import type {SourceBlock} from '../../schema/index.ts';
import {dropInvisible, foldSpace} from './clean-text.ts';
import type {ReadText} from './read-text.ts';

const bullet = /^\s*(?:[-*•–‣▪◦]|(\d{1,3})[.)])\s+(?=\S)/u;
const sentenceEnd = /[.!?…。！？:"”’)]$/u;

/** Whether a line reads as a title: short, without the end of a sentence. */
function looksLikeTitle(line: string): boolean {
  return (
    line.length <= 120 && line.split(/\s+/).length <= 16 && !/[.!。！:;,]$/u.test(line) && !bullet.test(line)
  );
}

/** Heading-like: set in capitals, and short. */
function isCapitals(line: string): boolean {
  return line.length <= 80 && /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line) && !/[.!?]$/.test(line);
}

/**
 * Plain text: paragraphs stand between blank lines; without blank lines, where lines are long, each line is one.
 * Wrapped lines are joined, lines with bullets or numbers are list items, `>` lines are quotes, and a short first
 * line that no text follows directly is the title.
 */
export function readPlainText(source: string): ReadText {
  const lines = dropInvisible(source.replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll('\f', '\n\n')).split(
    '\n',
  );
  const groups = groupLines(lines);
  const blocks: SourceBlock[] = [];
  let title: string | undefined;

  groups.forEach((group, index) => {
    const first = group[0] ?? '';
    if (index === 0 && group.length === 1 && groups.length > 1 && looksLikeTitle(first.trim())) {
      title = foldSpace(first);
      return;
    }
    // "TITLE" directly above its text.
    const startsWithTitle = index === 0 && group.length > 1 && isCapitals(first.trim());
    if (startsWithTitle) title = foldSpace(first);
    for (const block of blocksOf(startsWithTitle ? group.slice(1) : group)) blocks.push(block);
  });
  return {...(title ? {title} : {}), blocks: blocks.filter(({text}) => text !== '')};
}

/** Lines grouped by blank lines, or one by one where a file has none and its lines are whole paragraphs. */
function groupLines(lines: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group) => (isOneParagraphALine(group) ? group.map((line) => [line]) : [group]));
}

/** Wrapped text has lines of nearly equal, modest length; paragraphs as lines are long and end as sentences do. */
function isOneParagraphALine(group: readonly string[]): boolean {
  if (group.length < 2 || group.some((line) => bullet.test(line))) return false;
  if (!group.some((line) => line.length > 100)) return false;
  const ended = group.filter((line) => sentenceEnd.test(line.trim()) || looksLikeTitle(line.trim())).length;
  return ended >= group.length * 0.8;
}

function blocksOf(group: readonly string[]): SourceBlock[] {
  const [only] = group;
  if (group.length === 1 && only !== undefined && isCapitals(only.trim())) {
    return [{kind: 'heading', level: 2, text: foldSpace(only)}];
  }
  if (group.every((line) => /^\s*>/.test(line))) {
    return [{kind: 'quote', text: foldSpace(group.map((line) => line.replace(/^\s*>\s?/, '')).join(' '))}];
  }
  const blocks: {kind: 'paragraph' | 'list-item'; ordered: boolean; lines: string[]}[] = [];
  for (const line of group) {
    const mark = bullet.exec(line);
    if (mark) {
      blocks.push({kind: 'list-item', ordered: mark[1] !== undefined, lines: [line.slice(mark[0].length)]});
    } else if (blocks.length === 0) {
      blocks.push({kind: 'paragraph', ordered: false, lines: [line]});
    } else {
      blocks.at(-1)?.lines.push(line);
    }
  }
  return blocks.map(({kind, ordered, lines}) => ({
    kind,
    text: foldSpace(joinWrapped(lines)),
    ...(ordered ? {ordered: true} : {}),
  }));
}

/** Joins wrapped lines: by a space, or by nothing where the script writes none. */
function joinWrapped(lines: readonly string[]): string {
  const parts: string[] = [];
  let spaceless = true;
  for (const line of lines) {
    const part = line.trim();
    parts.push(spaceless ? part : ` ${part}`);
    spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。]$/u.test(part.slice(-2));
  }
  return parts.join('');
}
