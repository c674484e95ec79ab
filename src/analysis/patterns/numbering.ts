/** Numbers names in the order they come, from 0: figures by number stand in columns. */
export interface Numbering {
  readonly of: (name: string) => number;
  /** Without giving a number to a name that has none. */
  readonly known: (name: string) => number | undefined;
  /** By number. */
  readonly names: readonly string[];
}

export function numbering(): Numbering {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    of(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const number = names.length;
      numbers.set(name, number);
      names.push(name);
      return number;
    },
    known: (name) => numbers.get(name),
    names,
  };
}

/** Where each number stands among all when they are put in the order of their names. */
export function ranksOf({names}: Numbering): {readonly inOrder: Int32Array; readonly rank: Int32Array} {
  const inOrder = Int32Array.from(names.keys()).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  const rank = new Int32Array(names.length);
  for (const [place, number] of inOrder.entries()) rank[number] = place;
  return {inOrder, rank};
}
