/**
 * Cuts `count` things into runs so that the sum of the runs' prices is lowest.
 * @param longest most things in one run
 * @param price of the run from `from` up to, not including, `to`; `Infinity` forbids it, unless nothing else is left
 * @returns the ends of the runs, the last one `count`
 */
export function cheapestBreaks(
  count: number,
  longest: number,
  price: (from: number, to: number) => number,
): readonly number[] {
  const best = new Float64Array(count + 1).fill(Infinity);
  const cameFrom = new Int32Array(count + 1);
  best[0] = 0;
  for (let to = 1; to <= count; to += 1) {
    // One thing alone is always possible, at a price nothing else pays.
    best[to] = (best[to - 1] as number) + 1e12;
    cameFrom[to] = to - 1;
    for (let from = Math.max(0, to - longest); from < to; from += 1) {
      const total = (best[from] as number) + price(from, to);
      if (total < (best[to] as number)) {
        best[to] = total;
        cameFrom[to] = from;
      }
    }
  }
  const ends: number[] = [];
  for (let to = count; to > 0; to = cameFrom[to] as number) ends.push(to);
  return ends.reverse();
}
