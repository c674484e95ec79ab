/** JSON Schema (draft 2020-12), as zod writes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A piece of what the user says to a model, in order. */
export type ModelPart =
  | {readonly kind: 'text'; readonly text: string}
  | {
      readonly kind: 'media';
      /** As in `video/mp4`. */
      readonly mimeType: string;
      readonly bytes: Uint8Array;
      /** Length of sound or video, where it is known; what it costs is estimated with it. */
      readonly durationInSeconds?: number;
    };

/** Tokens of one call. Thoughts are billed as output and stand beside it. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly thoughtTokens: number;
}

/** US dollars for a million tokens. */
export interface ModelPrice {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

export interface ModelRequest {
  /** What the model is and must do: never text from outside. */
  readonly system: string;
  readonly parts: readonly ModelPart[];
  /** Shape of the answer. */
  readonly schema: JsonSchema;
  /** Short name of that shape, as in `script`. */
  readonly schemaName: string;
  /** Thoughts included, where the model counts them so. */
  readonly maxOutputTokens: number;
  /** Left to the model where absent. */
  readonly temperature?: number;
  readonly signal: AbortSignal;
}

/**
 * Why a model stopped. `stop`: it was done. `length`: the limit of tokens was reached. `blocked`: it would not answer,
 * or its answer was withheld. `other`: anything else.
 */
export type FinishReason = 'stop' | 'length' | 'blocked' | 'other';

export interface ModelAnswer {
  /** As the model wrote it, without its thoughts; nothing is read out of it yet. */
  readonly text: string;
  readonly finish: FinishReason;
  /** Why it was blocked, in the service's own words. */
  readonly blockedFor?: string;
  /** Absent where the service does not count. */
  readonly usage?: TokenUsage;
  /** The model that answered, where it may not be the one that was asked. */
  readonly model?: string;
  /** The price of that model, where it differs. */
  readonly price?: ModelPrice;
}

/** Answers prompts. Users call `generate`, never the model itself. */
export interface LanguageModel {
  /** Names the model in manifests and recordings, as in `gemini/gemini-3.8-flash`. */
  readonly name: string;
  /** All that changes its answers beside name and request. Never a secret. */
  readonly settings?: Readonly<Record<string, string | number | boolean | null>>;
  /** Kinds of media it takes beside text; none when absent. */
  readonly accepts?: readonly ('image' | 'audio' | 'video')[];
  /** Absent where it is not known; a budget in dollars then refuses to spend. A model of your own costs 0. */
  readonly price?: ModelPrice;
  /** The most it can write in one answer. */
  readonly maxOutputTokens?: number;
  /**
   * Asks once, without another try. A refusal to answer is an answer (`blocked`), not an error.
   * @throws ViralError whose action says whether another try makes sense; the signal's reason
   */
  doGenerate(request: ModelRequest): Promise<ModelAnswer>;
  doClose?(): Promise<void>;
}
