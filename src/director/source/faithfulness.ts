import {type FaultKind, faultsOf} from '../../quality/claims/faults.ts';

/** What a line says that its window does not, with the culprit. */
interface Unfaithful {
  readonly kind: FaultKind;
  readonly what: string;
}

/**
 * Checks a line against the text of its own source spans: every figure and word of it stands there, quotations are
 * exact, and no negation or hedge was lost from a part that was kept. Null when nothing is wrong.
 * @param counts numbers of our own, as in `Two: …`
 */
export function unfaithful(
  line: string,
  window: string,
  counts: ReadonlySet<number> = new Set(),
): Unfaithful | null {
  const [fault] = faultsOf(line, window, {wording: 'cut', counts});
  return fault ? {kind: fault.kind, what: fault.text} : null;
}
