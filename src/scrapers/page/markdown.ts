import type {SourceBlock} from '../../schema/index.ts';
import {cutAtEnding, dropNoteMarks} from './boilerplate.ts';
import {decodeReferences, dropInvisible, foldSpace} from './clean-text.ts';
import {readFrontMatter} from './front-matter.ts';
import type {ReadText} from './read-text.ts';
import {stripMarkup} from './strip-markup.ts';

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const item = /^(\s*)(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+(.*)|$)/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const tableRule =
  /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^ {0,3}\|[ \t]*:?-+:?[ \t]*\|[ \t]*$/;
const definition = /^ {0,3}\[(\^?[^\]]{1,200})\]:[ \t]*\S/;

interface Open {
  kind: SourceBlock['kind'];
  lines: string[];
  level?: number;
  ordered?: boolean;
}

/**
 * Markdown as running text: what a voice would read. Links keep their words; pictures, code blocks, tables, HTML,
 * comments and footnotes go. Front matter gives title, author, date and language.
 */
export function readMarkdown(source: string): ReadText {
  const text = dropInvisible(source.replaceAll(/\r\n?/g, '\n'));
  const {fields, body} = readFrontMatter(text);
  const blocks: SourceBlock[] = [];
  let open: Open | null = null;

  const close = () => {
    if (!open) return;
    const {kind, lines, level, ordered} = open;
    open = null;
    const plain = dropNoteMarks(inlineToText(lines.join('\n')));
    if (!/[\p{L}\p{N}]/u.test(plain)) return;
    blocks.push({
      kind,
      text: plain,
      ...(level === undefined ? {} : {level}),
      ...(ordered ? {ordered: true} : {}),
    });
  };
  const start = (next: Open) => {
    close();
    open = next;
  };

  const lines = dropHtmlBlocks(dropFences(body)).split('\n');
  let inDefinition = false;
  let inList = false;
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').replaceAll('\t', '    ');
    const current = open as Open | null;
    if (line.trim() === '') {
      close();
      continue;
    }
    // Footnotes run on in indented lines.
    if (definition.test(line)) {
      close();
      inDefinition = true;
      continue;
    }
    if (inDefinition && /^ {2,}\S/.test(line)) continue;
    inDefinition = false;
    if (/^ {0,1}\S/.test(line) && !item.test(line) && !current) inList = false;
    if (tableRule.test(lines[index + 1] ?? '') && line.includes('|')) {
      close();
      while (index < lines.length && (lines[index] ?? '').includes('|')) index++;
      index--;
      continue;
    }
    const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line);
    if (underline && current?.kind === 'paragraph') {
      current.kind = 'heading';
      current.level = underline[1]?.startsWith('=') ? 1 : 2;
      close();
      continue;
    }
    if (rule.test(line)) {
      close();
      continue;
    }
    const mark = heading.exec(line);
    if (mark) {
      start({kind: 'heading', level: mark[1]?.length ?? 1, lines: [mark[2] ?? '']});
      close();
      continue;
    }
    const quote = /^ {0,3}> ?(.*)$/.exec(line);
    if (quote) {
      const quoted = (quote[1] ?? '').replace(/^(?:> ?)+/, '').replace(/^\[!\w+\]\s*$/, '');
      if (quoted.trim() === '') close();
      else if (current?.kind === 'quote') current.lines.push(quoted);
      else start({kind: 'quote', lines: [quoted]});
      continue;
    }
    const entry = item.exec(line);
    // "1986. A great summer" inside a paragraph is no list: only 1 may interrupt one.
    if (entry && !(current?.kind === 'paragraph' && entry[2] !== undefined && entry[2] !== '1')) {
      inList = true;
      start({
        kind: 'list-item',
        ordered: entry[2] !== undefined,
        lines: [(entry[3] ?? '').replace(/^\[[ xX]\]\s+/, '')],
      });
      continue;
    }
    if (current) {
      current.lines.push(line);
      continue;
    }
    // Indented four columns and part of no list: code.
    if (/^ {4}/.test(line) && !inList) continue;
    start({kind: 'paragraph', lines: [line]});
  }
  close();

  const [first] = blocks;
  const topHeading = first?.kind === 'heading' && first.level === 1 ? first.text : undefined;
  const title =
    fields.title ?? topHeading ?? blocks.find(({kind, level}) => kind === 'heading' && level === 1)?.text;
  const running = cutAtEnding(blocks.filter((block) => !(block.kind === 'heading' && block.text === title)));
  return {...fields, ...(title ? {title} : {}), blocks: running};
}

function dropFences(source: string): string {
  const kept: string[] = [];
  let closing: RegExp | null = null;
  for (const line of source.split('\n')) {
    if (closing) {
      if (closing.test(line)) closing = null;
      continue;
    }
    const mark = fence.exec(line)?.[1];
    if (mark) {
      closing = new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`);
      // A rule ends whatever list stood before.
      kept.push('', '***');
      continue;
    }
    kept.push(line);
  }
  return kept.join('\n');
}

/** Comments wherever they stand, and elements whose content is not text. */
function dropHtmlBlocks(source: string): string {
  return stripMarkup(source, ['pre', 'table', 'figure', 'video', 'audio']).replaceAll(
    /<!--[^]*?(?:-->|$)/g,
    '',
  );
}

/** Inline Markdown as plain text on one line. Every repetition is bounded: hostile text must not take minutes. */
export function inlineToText(markdown: string): string {
  const kept: string[] = [];
  /** Sets a piece aside that no later rule may touch. */
  const keep = (text: string) => `\u0001${kept.push(text) - 1}\u0002`;
  const text = markdown
    .replaceAll(/\\([!-/:-@[-`{-~])/g, (_, character: string) => keep(character))
    .replaceAll(/(?<!`)(`{1,4})(?!`)([^]{0,500}?[^`])\1(?!`)/g, (_, _ticks, code: string) => keep(code))
    .replaceAll(/!\[[^\]]{0,500}\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])/g, '')
    .replaceAll(/\[\^[^\]]{1,200}\]/g, '')
    .replaceAll(
      /\[([^[\]]{0,1000})\]\((?:<[^>]{0,2000}>|[^()\s]{0,2000}(?:\([^()]{0,500}\)[^()\s]{0,500}){0,4})(?:\s{1,9}(?:"[^"]{0,500}"|'[^']{0,500}'|\([^)]{0,500}\)))?\s{0,9}\)/g,
      '$1',
    )
    .replaceAll(/\[([^[\]]{1,1000})\]\[[^\]]{0,200}\]/g, '$1')
    .replaceAll(/<(?:https?|mailto):[^>\s]{1,2000}>/gi, '')
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<\/?[a-z][a-z0-9-]{0,40}(?:\s[^<>]{0,2000})?\/?>/gi, '')
    .replaceAll(/(\*{1,3})(?=\S)([^*]{0,1000}?\S)\1/g, '$2')
    // Twice: emphasis inside emphasis.
    .replaceAll(/(\*{1,3})(?=\S)([^*]{0,1000}?\S)\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^]{0,500}?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replaceAll(/~~(?=\S)[^~]{0,500}?\S~~/g, '')
    .replaceAll(/==(?=\S)([^=]{0,500}?\S)==/g, '$1')
    .replaceAll(/\{#[\w-]{1,100}\}\s{0,9}$/g, '');
  const decoded = decodeReferences(text);
  // oxlint-disable-next-line no-control-regex -- marks set above
  return foldSpace(decoded.replaceAll(/\u0001(\d+)\u0002/g, (_, index: string) => kept[Number(index)] ?? ''));
}
