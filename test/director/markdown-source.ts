import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import type {Director} from '../../src/director/index.ts';
import {UnsuitableSourceError} from '../../src/errors.ts';
import type {BriefInput, Script, SourceBlock, SourceText} from '../../src/schema/index.ts';

/** A plain Markdown text as a source: headings, list items and paragraphs, nothing cleverer. */
export function sourceOf(markdown: string, id: string, more: Partial<SourceText> = {}): SourceText {
  const blocks: SourceBlock[] = [];
  let title: string | undefined;
  for (const part of markdown.split(/\n\s*\n|\n(?=\s*(?:[-*] |\d+\. |#))/)) {
    const text = part.trim().replaceAll(/\s*\n\s*/g, ' ');
    if (text === '') continue;
    const heading = /^(#{1,6}) (.+)$/.exec(text);
    const bullet = /^[-*] (.+)$/.exec(text);
    const numbered = /^\d+\. (.+)$/.exec(text);
    if (heading?.[1] && heading[2]) {
      if (heading[1].length === 1 && title === undefined) title = heading[2];
      else blocks.push({kind: 'heading', text: heading[2], level: heading[1].length});
    } else if (bullet?.[1]) blocks.push({kind: 'list-item', text: bullet[1], ordered: false});
    else if (numbered?.[1]) blocks.push({kind: 'list-item', text: numbered[1], ordered: true});
    else blocks.push({kind: 'paragraph', text});
  }
  return {version: 1, id, ...(title === undefined ? {} : {title}), blocks, ...more};
}

/** Reads a fixture of this folder. */
export async function fixture(name: string): Promise<SourceText> {
  const file = new URL(`fixtures/${name}.md`, import.meta.url);
  return sourceOf(await readFile(file, 'utf8'), basename(name));
}

/** Reads one of the longer articles of this folder. */
export async function article(name: string): Promise<SourceText> {
  const file = new URL(`articles/${name}.md`, import.meta.url);
  return sourceOf(await readFile(file, 'utf8'), basename(name));
}

/** A script of the asked length; null where the text holds less than it, which is an answer too. */
export async function scriptOrTooThin(director: Director, brief: BriefInput): Promise<Script | null> {
  return director.writeScript(brief).catch((error: unknown) => {
    if (error instanceof UnsuitableSourceError && /^(?:too-short|not-sayable)$/.test(error.reason))
      return null;
    throw error;
  });
}
