/** What a phrase for the screen is chosen by. */
export interface PhraseOptions {
  readonly idf: ReadonlyMap<string, number>;
  /** Phrases already shown; a screen says something new. */
  readonly shown: ReadonlySet<string>;
  readonly preferVerb: boolean;
  /** The figure a scene shows large: its phrase comes before all others. */
  readonly value?: number;
}

/** A phrase that could stand on screen, and what it is worth there. */
export interface Offer {
  readonly phrase: string;
  readonly value: number;
}
