/** One word of a page with the frames on which it is lit, counted from the start of its scene. */
export interface PageWord {
  readonly text: string;
  /** The frame on which the word lights up. */
  readonly startFrame: number;
  /** The first frame on which it is no longer lit: the next word's start, so no dark hole stands between words. */
  readonly endFrame: number;
  /** True where no space parts it from the word before it on its line, as in Japanese or Thai. */
  readonly joined?: true;
}

/** A handful of words shown together on screen. */
export interface CaptionPage {
  /** First frame on screen, from the start of the scene; up to two frames before the first word. */
  readonly startFrame: number;
  /** First frame no longer on screen. */
  readonly endFrame: number;
  /** One or two lines of words, balanced, in reading order. */
  readonly lines: readonly (readonly PageWord[])[];
}
