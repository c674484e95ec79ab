import type {TimingSource, Word} from '../schema/index.ts';

export interface SpeakRequest {
  /** One line, as written. The voice prepares it for speech itself. */
  readonly text: string;
  readonly language: string;
  /** 1 is the voice's own pace; 1.1 is a tenth faster. */
  readonly rate: number;
  /** The scene whose line this is; a voice that plays recordings finds its sound by it. */
  readonly sceneId?: string;
  /**
   * What the user's own dictionary says for a word without the punctuation around it, null where it does not have it.
   * It comes before every rule of the voice's own. A recording says what it says.
   */
  readonly pronounce?: (word: string) => string | null;
  readonly signal: AbortSignal;
}

export interface SpokenLine {
  /** Mono PCM, -1..1. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** One entry for every written word, in order, text as written. Absent where the voice gives no times. */
  readonly words?: readonly Word[];
  readonly timing: TimingSource;
  /** Characters that a paid service was sent for this line; absent where nothing is paid. */
  readonly billedCharacters?: number;
}

/** What will be asked of a voice, before the first line is. */
export interface PrepareSpeechRequest {
  readonly lines: readonly {readonly sceneId?: string; readonly text: string}[];
  readonly language: string;
  readonly signal: AbortSignal;
}

/** Speaks lines. Users call `narrate`, never the voice itself. */
export interface Voice {
  /** Names the voice in manifests and caches, as in `flite/slt`. */
  readonly name: string;
  /** Primary language subtags it speaks, as in `['en']`; `['*']` for a recording, whose language is the script's. */
  readonly languages: readonly string[];
  /** False only for recordings of a person; a synthetic voice is disclosed in the manifest. */
  readonly synthetic: boolean;
  /**
   * All that changes its sound beside name, text, language and rate: model, address, style, version. Never a secret.
   * What a voice says is kept for the next time only when it names its settings.
   */
  readonly settings?: Readonly<Record<string, string | number | boolean | null>>;
  /** Says nothing and only times words for readers; its lines are silence. */
  readonly silent?: true;
  /** The voices of a chain, first choice first; `narrate` then speaks with them and not with the chain itself. */
  readonly chain?: readonly Voice[];
  /** Called before the first line: throws what would make the narration fail, and may load what takes long. */
  doPrepare?(request: PrepareSpeechRequest): Promise<void>;
  doSpeak(request: SpeakRequest): Promise<SpokenLine>;
  /** Ends workers and connections. */
  doClose?(): Promise<void>;
}
