/** A line that could be said, as the search sees it. */
export interface Selectable {
  readonly score: number;
  readonly seconds: number;
  readonly forced: boolean;
  /** Each mask names lines of which at least one must be taken with this one; bit n is the n-th line. */
  readonly needs: readonly number[];
  /** Stems of its content words. */
  readonly terms: ReadonlySet<string>;
  /** Position of its sentence in the source. */
  readonly order: number;
  readonly words: number;
  readonly quote: boolean;
}

interface SelectionLimits {
  readonly minSeconds: number;
  readonly maxSeconds: number;
  readonly minCount: number;
  readonly maxCount: number;
  readonly maxQuotes: number;
  /** Pause counted for each line, seconds. */
  readonly pause: number;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const term of a) if (b.has(term)) count += 1;
  return count;
}

/**
 * The best set of at most 16 lines by exact search over all subsets. Lines that repeat each other push each other
 * out, neighbours in the source pull each other in, what a line needs must be there, and the length fits. When no set
 * reaches the least length the longest good one is taken.
 * @returns indexes in source order, and whether the least length was reached
 */
export function selectLines(
  lines: readonly Selectable[],
  limits: SelectionLimits,
): {chosen: number[]; reached: boolean; value: number} {
  const count = Math.min(lines.length, 16);
  const size = 1 << count;
  const forcedMask = lines
    .slice(0, count)
    .reduce((mask, line, index) => (line.forced ? mask | (1 << index) : mask), 0);
  const pair: number[][] = [];
  const banned: number[] = [];
  for (let a = 0; a < count; a += 1) {
    pair.push([]);
    let mask = 0;
    for (let b = 0; b < count; b += 1) {
      const one = lines[a]!;
      const other = lines[b]!;
      const common = shared(one.terms, other.terms);
      const least = Math.max(1, Math.min(one.terms.size, other.terms.size));
      if (a !== b && common / least > 0.7 && least > 2) mask |= 1 << b;
      const likeness = common / Math.sqrt(Math.max(1, one.terms.size * other.terms.size));
      const near = Math.abs(one.order - other.order) === 1 ? 0.3 : 0;
      pair[a]!.push(near - 1.1 * Math.max(0, likeness - 0.15));
    }
    banned.push(mask);
  }
  const score = new Float64Array(size);
  const seconds = new Float64Array(size);
  const number = new Uint8Array(size);
  const allowed = new Uint8Array(size);
  allowed[0] = 1;
  let best = 0;
  let bestValue = -Infinity;
  let fallback = 0;
  let fallbackValue = -Infinity;
  for (let set = 1; set < size; set += 1) {
    const low = 31 - Math.clz32(set & -set);
    const rest = set & (set - 1);
    const line = lines[low]!;
    number[set] = number[rest]! + 1;
    seconds[set] = seconds[rest]! + line.seconds + limits.pause;
    allowed[set] = allowed[rest]! && (banned[low]! & rest) === 0 ? 1 : 0;
    let gain = line.score - 0.15;
    for (let others = rest; others; others &= others - 1)
      gain += pair[low]![31 - Math.clz32(others & -others)]!;
    score[set] = score[rest]! + gain;
    if (!allowed[set] || (set & forcedMask) !== forcedMask) continue;
    if (number[set]! > limits.maxCount || seconds[set]! > limits.maxSeconds) continue;
    let quotes = 0;
    let whole = true;
    let alike = 0;
    let before = -1;
    let beforeThat = -1;
    for (let members = set; members && whole; members &= members - 1) {
      const member = 31 - Math.clz32(members & -members);
      const candidate = lines[member]!;
      if (candidate.quote) quotes += 1;
      for (const need of candidate.needs) if ((need & set) === 0) whole = false;
      if (
        before >= 0 &&
        beforeThat >= 0 &&
        Math.abs(candidate.words - before) <= 2 &&
        Math.abs(before - beforeThat) <= 2
      )
        alike += 1;
      beforeThat = before;
      before = candidate.words;
    }
    if (!whole || quotes > limits.maxQuotes) continue;
    const value = score[set]! - 0.1 * alike;
    if (seconds[set]! >= limits.minSeconds && number[set]! >= limits.minCount) {
      if (value > bestValue) {
        bestValue = value;
        best = set;
      }
    } else {
      // Short of the length: what fills more of it comes first.
      const fill = value + 6 * Math.min(1, seconds[set]! / limits.minSeconds);
      if (fill > fallbackValue) {
        fallbackValue = fill;
        fallback = set;
      }
    }
  }
  const taken = bestValue > -Infinity ? best : fallback;
  const chosen: number[] = [];
  for (let index = 0; index < count; index += 1) if (taken & (1 << index)) chosen.push(index);
  chosen.sort((a, b) => lines[a]!.order - lines[b]!.order);
  return {
    chosen,
    reached: bestValue > -Infinity,
    value: bestValue > -Infinity ? bestValue : fallbackValue - 6,
  };
}
