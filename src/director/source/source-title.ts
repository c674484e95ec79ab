import {isFurniture} from './clean-source.ts';
import {wordCount} from './grammar.ts';
import type {SourceText} from '../../schema/index.ts';

/** `Why we sleep | The Daily Example` → `Why we sleep`. */
export function tidyTitle(title: string): string {
  const parts = title.split(/\s+[|·•»]\s+|\s+[–—-]\s+(?=[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}$)/);
  return (parts[0] ?? title)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[*_`#]+/g, '')
    .trim();
}

const label = /^(?:for (?:immediate )?release|(?:press|news|media) release|embargoed)\b/i;

/** A source's title; where it is only a label such as `FOR IMMEDIATE RELEASE`, the headline under it. */
export function titleIn(source: SourceText | undefined): string | undefined {
  const title = source?.title ?? source?.blocks.find((block) => block.kind === 'heading')?.text;
  if (title === undefined || !label.test(title)) return title;
  return (
    source?.blocks
      .slice(0, 5)
      .map((block) => block.text.trim())
      .find(
        (text) =>
          !label.test(text) &&
          !isFurniture(text) &&
          !/[.!?]$/.test(text) &&
          wordCount(text) >= 4 &&
          wordCount(text) <= 20,
      ) ?? undefined
  );
}
