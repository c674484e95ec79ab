import {holdsCharacter, parseRanges, type Interval, type SlicedFamily} from './families.ts';

/** One file of a sliced family. */
export interface FontSlice {
  /** As the font package numbers it, as in `[119]`. */
  readonly slice: string;
  readonly url: string;
  /** The characters to take from it, as CSS `unicode-range`. */
  readonly unicodeRange: string;
}

/** The slices of a family, and which of them draws a character. */
export interface SliceTable {
  readonly family: SlicedFamily;
  readonly sliceFor: (codePoint: number) => FontSlice | undefined;
}

/** What a module of slices/ says of its family. */
export interface SliceFiles {
  /** CSS `unicode-range` by the name of the slice. */
  readonly ranges: Readonly<Record<string, string>>;
  /** Named in the ranges, yet without a glyph in the files. */
  readonly absent: string;
  readonly urls: Readonly<Record<string, string>>;
}

/** A table out of what a module of slices/ says. */
export function sliceTable(family: SlicedFamily, {ranges, absent, urls}: SliceFiles): SliceTable {
  const stretches = Object.entries(urls)
    .flatMap(([slice, url]) => {
      const unicodeRange = ranges[slice] ?? '';
      const file: FontSlice = {slice, url, unicodeRange};
      return parseRanges(unicodeRange).map((interval): [Interval, FontSlice] => [interval, file]);
    })
    .sort(([[first]], [[second]]) => first - second);
  const missing = parseRanges(absent);
  return {
    family,
    sliceFor: (codePoint) => {
      let [low, high] = [0, stretches.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (stretches[middle]![0][1] < codePoint) low = middle + 1;
        else high = middle;
      }
      const found = stretches[low];
      if (!found || found[0][0] > codePoint || holdsCharacter(missing, codePoint)) return undefined;
      return found[1];
    },
  };
}

/** The modules are large and most videos need none of them: each is loaded when a text first asks for it. */
const modules: Readonly<Record<SlicedFamily, () => Promise<SliceFiles>>> = {
  'Noto Sans JP': () => import('./slices/noto-sans-jp.ts'),
  'Noto Sans KR': () => import('./slices/noto-sans-kr.ts'),
  'Noto Sans SC': () => import('./slices/noto-sans-sc.ts'),
  'Noto Sans TC': () => import('./slices/noto-sans-tc.ts'),
};

const tables = new Map<SlicedFamily, Promise<SliceTable>>();

/** The slices of a family. */
export function loadSliceTable(family: SlicedFamily): Promise<SliceTable> {
  let table = tables.get(family);
  if (!table) {
    table = modules[family]().then((files) => sliceTable(family, files));
    table.catch(() => tables.delete(family));
    tables.set(family, table);
  }
  return table;
}
