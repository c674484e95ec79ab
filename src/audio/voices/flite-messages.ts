import type {Span} from './phone-alignment.ts';

export const fliteVoices = ['slt', 'rms', 'awb', 'kal16', 'kal'] as const;
export type FliteVoice = (typeof fliteVoices)[number];

/** What the worker is asked to say: sentences of words in plain ASCII, `comma` where a short pause follows. */
export interface FliteRequest {
  readonly id: number;
  readonly voice: FliteVoice;
  readonly rate: number;
  readonly sentences: readonly (readonly {readonly spoken: string; readonly comma: boolean}[])[];
}

export type FliteReply =
  | {
      readonly id: number;
      readonly samples: Float32Array<ArrayBuffer>;
      readonly sampleRateHz: number;
      /** One for every word of the request, in order. */
      readonly spans: readonly Span[];
    }
  | {readonly id: number; readonly error: string};
