import type {TimingSource, Word} from '../schema/index.ts';

export interface SpeakRequest {
  /** One line, as written. The voice prepares it for speech itself. */
  readonly text: string;
  readonly language: string;
  /** 1 is the voice's own pace; 1.1 is a tenth faster. */
  readonly rate: number;
  readonly signal: AbortSignal;
}

export interface SpokenLine {
  /** Mono PCM, -1..1. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** One entry for every written word, in order, text as written. Absent where the voice gives no times. */
  readonly words?: readonly Word[];
  readonly timing: TimingSource;
}

/** Speaks lines. Users call `narrate`, never the voice itself. */
export interface Voice {
  /** Names the voice in manifests and caches, as in `flite/slt`. */
  readonly name: string;
  /** Primary language subtags it speaks, as in `['en']`. */
  readonly languages: readonly string[];
  /** False only for recordings of a person; a synthetic voice is disclosed in the manifest. */
  readonly synthetic: boolean;
  doSpeak(request: SpeakRequest): Promise<SpokenLine>;
  /** Ends workers and connections. */
  doClose?(): Promise<void>;
}
