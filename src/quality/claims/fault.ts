/** How a line goes beyond its source. */
export type FaultKind =
  | 'number'
  | 'unit'
  | 'date'
  | 'name'
  | 'quotation'
  | 'negation'
  | 'hedge'
  | 'direction'
  | 'word';

/** One thing a line says that its source does not. */
export interface Fault {
  readonly kind: FaultKind;
  /** The words at fault, as the line has them; for something left out, as the source has them. */
  readonly text: string;
}

/** What is known about the line beside its words. */
export interface FaultOptions {
  /**
   * `cut`: every word comes from the source or from our templates, as the embedded writer works. `free`: other words
   * may say the same, as a model writes; only figures, units, dates, names, quotations and turns are held to.
   */
  readonly wording: 'cut' | 'free';
  /** Numbers the script itself gives rise to: how many entries it shows, which of them this is. */
  readonly counts?: ReadonlySet<number>;
}
