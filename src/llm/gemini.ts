import {z} from 'zod';
import {InvalidInputError, ViralError} from '../errors.ts';
import {ModelError} from '../generating.ts';
import type {
  FinishReason,
  LanguageModel,
  ModelAnswer,
  ModelPart,
  ModelPrice,
  ModelRequest,
} from '../ports/index.ts';
import {type GeminiModule, loadGemini} from './gemini/client.ts';
import {isThirdGeneration, modelFacts, successors} from './gemini/models.ts';
import {responseSchemaOf} from './gemini/response-schema.ts';
import {checkedBaseUrl, checkedKey, checkedModelName, hider} from './model-settings.ts';
import {errorOfConnection, errorOfFailure} from './service-failure.ts';

export interface GeminiOptions {
  readonly apiKey: string;
  /** Default `gemini-3.8-flash`; `gemini-3.5-flash-lite` is cheaper. */
  readonly model?: string;
  /** Asked in this order where a model is not there any more (404). Default: models of November 2026. */
  readonly fallbackModels?: readonly string[];
  /** How much a model from 3 on thinks. Default: the model's own choice. */
  readonly thinkingLevel?: 'low' | 'medium' | 'high';
  readonly safetySettings?: readonly {readonly category: string; readonly threshold: string}[];
  /** US dollars for a million tokens. Default: a table of November 2026, which may be out of date. */
  readonly price?: ModelPrice;
  /** Default `https://generativelanguage.googleapis.com`. */
  readonly baseUrl?: string;
  /** Default `v1beta`. */
  readonly apiVersion?: string;
  /** Loads `@google/generative-ai`. Default: imports it; give your own where a bundler must see the import. */
  readonly load?: () => Promise<GeminiModule>;
  readonly now?: () => number;
}

/** The whole request may have 20 MB, and base64 makes a third more of what it carries. */
const maxMediaBytes = 14_000_000;

const countSchema = z.number().min(0).nullish().catch(undefined);
const responseSchema = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: z.string().nullish().catch(undefined),
        content: z
          .object({
            parts: z
              .array(z.object({text: z.string().nullish(), thought: z.boolean().nullish().catch(undefined)}))
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({blockReason: z.string().nullish()}).nullish().catch(undefined),
  usageMetadata: z
    .object({
      promptTokenCount: countSchema,
      candidatesTokenCount: countSchema,
      thoughtsTokenCount: countSchema,
    })
    .nullish()
    .catch(undefined),
});

const failureSchema = z.object({
  status: z.int(),
  message: z.string().catch(''),
  errorDetails: z
    .array(z.looseObject({retryDelay: z.string().optional().catch(undefined)}))
    .nullish()
    .catch(undefined),
});

/** Reasons to stop that are no refusal; whatever else the service may come to name is one. */
function finishOf(reason: string | null | undefined): FinishReason {
  switch (reason) {
    case 'STOP':
      return 'stop';
    case 'MAX_TOKENS':
      return 'length';
    case undefined:
    case null:
    case '':
    case 'FINISH_REASON_UNSPECIFIED':
    case 'OTHER':
    case 'MALFORMED_FUNCTION_CALL':
    case 'MALFORMED_RESPONSE':
    case 'UNEXPECTED_TOOL_CALL':
    case 'TOO_MANY_TOOL_CALLS':
    case 'CONTINUATION':
      return 'other';
    default:
      return 'blocked';
  }
}

function partOf(part: ModelPart): unknown {
  return part.kind === 'text'
    ? {text: part.text}
    : {inlineData: {mimeType: part.mimeType, data: Buffer.from(part.bytes).toString('base64')}};
}

/**
 * Google's Gemini. Pictures, sound and video go along inside the request, up to 14 MB together; put a video before
 * the text that asks about it. A schema that the service finds too complex is told in words instead.
 * @throws InvalidInputError for options that cannot be used
 */
export function gemini(options: GeminiOptions): LanguageModel {
  const {load = loadGemini, now = Date.now, thinkingLevel, safetySettings, apiVersion} = options;
  const apiKey = checkedKey(options.apiKey);
  const hidden = hider(apiKey);
  const model = checkedModelName('model', options.model ?? 'gemini-3.8-flash');
  const base = options.baseUrl === undefined ? undefined : checkedBaseUrl(options.baseUrl);
  const host = base === undefined ? 'generativelanguage.googleapis.com' : new URL(base).host;
  const others = (options.fallbackModels ?? successors).map((other) =>
    checkedModelName('fallbackModels', other),
  );
  const models = [model, ...others.filter((other) => other !== model)];
  const name = `gemini/${model}`;
  const price = options.price ?? modelFacts(model).price;
  /** The first that is there, once that is known; and those whose schemas must be told in words. */
  let firstModel = 0;
  const spokenSchemas = new Set<string>();
  let module: Promise<GeminiModule> | undefined;

  const generationConfig = (
    asked: string,
    {schema, maxOutputTokens, temperature}: ModelRequest,
    isSpoken: boolean,
  ) => ({
    responseMimeType: 'application/json',
    ...(isSpoken ? {} : {responseSchema: responseSchemaOf(schema)}),
    maxOutputTokens: Math.min(maxOutputTokens, modelFacts(asked).maxOutputTokens),
    ...(temperature === undefined || isThirdGeneration(asked) ? {} : {temperature}),
    ...(thinkingLevel === undefined || !isThirdGeneration(asked)
      ? {}
      : {thinkingConfig: {thinkingLevel: thinkingLevel.toUpperCase()}}),
  });

  const send = async (asked: string, request: ModelRequest, isSpoken: boolean): Promise<unknown> => {
    const {system, parts, schema, signal} = request;
    module ??= load().catch((error: unknown) => {
      module = undefined;
      throw error;
    });
    const {GoogleGenerativeAI} = await module;
    const instruction = isSpoken
      ? `${system}\n\nAnswer with one JSON object that fits this JSON Schema:\n${JSON.stringify(schema)}`
      : system;
    const client = new GoogleGenerativeAI(apiKey).getGenerativeModel(
      {model: asked, ...(instruction === '' ? {} : {systemInstruction: instruction})},
      {...(base === undefined ? {} : {baseUrl: base}), ...(apiVersion === undefined ? {} : {apiVersion})},
    );
    // A signal of this call's own: the package listens to what it is given and never stops.
    const controller = new AbortController();
    const onAbort = () => controller.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', onAbort, {once: true});
    try {
      const {response} = await client.generateContent(
        {
          contents: [{role: 'user', parts: parts.map(partOf)}],
          generationConfig: generationConfig(asked, request, isSpoken),
          ...(safetySettings === undefined ? {} : {safetySettings}),
        },
        {signal: controller.signal},
      );
      return response;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  const read = (response: unknown, asked: string): ModelAnswer => {
    const found = responseSchema.safeParse(response);
    if (!found.success) {
      throw new ModelError(
        `${name} sent an answer of an unknown shape at ${found.error.issues[0]?.path.join('.') ?? 'its top'}. Check baseUrl.`,
        {maySpend: true},
      );
    }
    const {candidates, promptFeedback, usageMetadata} = found.data;
    const [candidate] = candidates ?? [];
    const blockedFor = promptFeedback?.blockReason ?? undefined;
    if (!candidate && blockedFor === undefined) {
      throw new ModelError(`${name} sent an empty answer. Try again.`, {action: 'retry', maySpend: true});
    }
    const reason = candidate?.finishReason;
    const finish = candidate ? finishOf(reason) : 'blocked';
    // The package's own text() joins thoughts to the answer, which is then no JSON.
    const text = (candidate?.content?.parts ?? [])
      .filter((part) => part.thought !== true)
      .map((part) => part.text ?? '')
      .join('');
    const prompt = usageMetadata?.promptTokenCount;
    const answerPrice = asked === model ? price : modelFacts(asked).price;
    return {
      text,
      finish,
      ...(finish === 'blocked' ? {blockedFor: hidden(blockedFor ?? reason ?? 'no reason given')} : {}),
      ...(typeof prompt === 'number'
        ? {
            usage: {
              inputTokens: prompt,
              outputTokens: usageMetadata?.candidatesTokenCount ?? 0,
              thoughtTokens: usageMetadata?.thoughtsTokenCount ?? 0,
            },
          }
        : {}),
      ...(asked === model ? {} : {model: `gemini/${asked}`}),
      ...(asked === model || answerPrice === undefined ? {} : {price: answerPrice}),
    };
  };

  return {
    name,
    settings: {adapter: 1, model, thinkingLevel: thinkingLevel ?? null, baseUrl: base ?? null},
    accepts: ['image', 'audio', 'video'],
    ...(price === undefined ? {} : {price}),
    maxOutputTokens: modelFacts(model).maxOutputTokens,
    async doGenerate(request) {
      const {signal, parts, schema} = request;
      signal.throwIfAborted();
      const mediaBytes = parts.reduce(
        (sum, part) => sum + (part.kind === 'media' ? part.bytes.length : 0),
        0,
      );
      if (mediaBytes > maxMediaBytes) {
        throw new InvalidInputError('the request to the model', [
          {
            path: 'parts',
            message: `hold ${(mediaBytes / 1e6).toFixed(1)} MB of media, and 14 MB go into one request; cut or shrink them`,
          },
        ]);
      }
      for (;;) {
        const index = firstModel;
        const asked = models[index] ?? model;
        const key = JSON.stringify(schema);
        const isSpoken = spokenSchemas.has(key);
        let response: unknown;
        try {
          response = await send(asked, request, isSpoken);
        } catch (error) {
          signal.throwIfAborted();
          if (ViralError.isInstance(error)) throw error;
          const failure = failureSchema.safeParse(error);
          if (!failure.success) {
            // What is thrown without a status is a broken connection or an answer that the package cannot read.
            const isConnection = error instanceof Error && /Error fetching from/u.test(error.message);
            if (isConnection) throw errorOfConnection(name, host, hiddenCause(error));
            throw new ModelError(
              `${name} sent something that is no answer of Gemini. Check baseUrl, or try again.`,
              {
                action: 'retry',
                maySpend: true,
              },
            );
          }
          const {status, errorDetails} = failure.data;
          // `[404 Not Found] ` and what the service says; the address in front of it is not repeated.
          const message = hidden(failure.data.message.replace(/^.*?\[\d+[^\]]*\]\s*/su, ''));
          if (status === 404 && index + 1 < models.length) {
            firstModel = Math.max(firstModel, index + 1);
            continue;
          }
          if (
            status === 400 &&
            !isSpoken &&
            /schema|too many states|proto field|unknown name/iu.test(message)
          ) {
            spokenSchemas.add(key);
            continue;
          }
          const delay = errorDetails
            ?.map((detail) => /^(\d+(?:\.\d+)?)s$/u.exec(detail.retryDelay ?? '')?.[1])
            .find((seconds) => seconds !== undefined);
          throw errorOfFailure({
            model: index === 0 ? name : `gemini/${asked}`,
            status,
            message: message.split(' [{')[0] ?? '',
            codes: JSON.stringify(errorDetails ?? []),
            waitInMs: delay === undefined ? undefined : Number(delay) * 1000,
            now: now(),
          });
        }
        return read(response, asked);
      }
    },
  };
}

/** The package drops the cause of a broken connection and keeps its words. */
function hiddenCause(error: Error): unknown {
  const [code] = /\bE[A-Z]{4,}\b/u.exec(error.message) ?? [];
  return code === undefined ? undefined : {code};
}
