import {lineFeatures, measureLine, readLine, type ReadLine} from './line-features.ts';
import type {Rows} from './ridge.ts';

/** What a sparse feature is made of: a word, two neighbours, or letters inside a word. */
export type KeyKind = 'word' | 'pair' | 'letters';

/** A sparse feature of a line and the parts of the line it rests on. */
export interface Key {
  readonly kind: KeyKind;
  /** Starts with a letter that tells the kind; unique over kinds. */
  readonly key: string;
  /** First and last token it rests on. */
  readonly from: number;
  readonly to: number;
}

const shortestLetters = 3;
const longestLetters = 4;
const opening = '^';
const closing = '$';

/** Runs of three and four letters of a word, its edges marked. */
export function lettersOf(form: string): readonly string[] {
  const marked = `<${form}>`;
  const found = new Set<string>();
  for (let size = shortestLetters; size <= longestLetters; size += 1) {
    for (let at = 0; at + size <= marked.length; at += 1) found.add(marked.slice(at, at + size));
  }
  return [...found];
}

/** Words and their neighbours, in reading order; a key that occurs twice is given twice. */
export function wordKeysOf({tokens}: ReadLine): readonly Key[] {
  const keys: Key[] = [];
  const form = (at: number) => (at < 0 ? opening : (tokens[at]?.form ?? closing));
  const last = tokens.length - 1;
  for (let at = 0; at < tokens.length; at += 1)
    keys.push({kind: 'word', key: `w${form(at)}`, from: at, to: at});
  for (let at = -1; at < tokens.length; at += 1) {
    keys.push({
      kind: 'pair',
      key: `p${form(at)} ${form(at + 1)}`,
      from: Math.max(0, at),
      to: Math.min(last, at + 1),
    });
  }
  return tokens.length === 0 ? [] : keys;
}

/** Lines as rows of numbers, and the names of their sparse features. */
export interface LineMatrix {
  readonly rows: Rows;
  readonly keys: readonly string[];
  readonly kinds: readonly KeyKind[];
}

/**
 * Turns lines into rows. Names are collected over all lines handed in, judged ones too: a name carries no outcome,
 * and a feature that no training line has keeps the coefficient 0.
 */
export function lineMatrix(texts: readonly string[]): LineMatrix {
  const idOf = new Map<string, number>();
  const keys: string[] = [];
  const kinds: KeyKind[] = [];
  const intern = (key: string, kind: KeyKind): number => {
    const known = idOf.get(key);
    if (known !== undefined) return known;
    idOf.set(key, keys.length);
    kinds.push(kind);
    return keys.push(key) - 1;
  };
  // A word brings its runs of letters along; kept by word, since every line with the word has the same.
  const brought: (readonly number[])[] = [];
  const denseWidth = lineFeatures.length;
  const dense = new Float64Array(texts.length * denseWidth);
  const starts = new Int32Array(texts.length + 1);
  const ids: number[] = [];
  for (const [row, text] of texts.entries()) {
    const line = readLine(text);
    dense.set(measureLine(line), row * denseWidth);
    const here = new Set<number>();
    for (const {key, kind, from} of wordKeysOf(line)) {
      const id = intern(key, kind);
      here.add(id);
      if (kind === 'word' && brought[id] === undefined && line.tokens[from]!.kind === 'word') {
        brought[id] = lettersOf(line.tokens[from]!.form).map((part) => intern(`l${part}`, 'letters'));
      }
    }
    for (const id of here) ids.push(id);
    starts[row + 1] = ids.length;
  }
  const broughtStarts = new Int32Array(keys.length + 1);
  for (let id = 0; id < keys.length; id += 1) {
    broughtStarts[id + 1] = broughtStarts[id]! + (brought[id]?.length ?? 0);
  }
  return {
    rows: {
      count: texts.length,
      denseWidth,
      dense,
      sparseWidth: keys.length,
      starts,
      ids: Int32Array.from(ids),
      broughtStarts,
      broughtIds: Int32Array.from(brought.flatMap((letters) => letters ?? [])),
    },
    keys,
    kinds,
  };
}
