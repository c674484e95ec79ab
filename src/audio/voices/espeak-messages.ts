/** What the thread that runs espeak in this process is asked: its voices, or one line. */
export type EspeakRequest = {readonly id: number} & (
  | {readonly kind: 'list'}
  | {readonly kind: 'speak'; readonly text: string; readonly voice: string; readonly wordsPerMinute: number}
);

export type EspeakReply = {readonly id: number} & (
  | {
      readonly kind: 'list';
      readonly voices: readonly {readonly id: string; readonly name: string; readonly file: string}[];
    }
  | {
      readonly kind: 'speak';
      readonly samples: Int16Array<ArrayBuffer>;
      readonly sampleRateHz: number;
      /** Where words begin: place in the text in characters (code points, from 0), time in ms. */
      readonly words: readonly {readonly at: number; readonly startMs: number}[];
    }
  /** `missing`: the package is not installed. */
  | {readonly kind: 'error'; readonly message: string; readonly missing: boolean}
);

/** The optional package with espeak-ng compiled to WebAssembly (GPL-3.0: chosen and installed by the user). */
export const espeakPackage = '@echogarden/espeak-ng-emscripten';
