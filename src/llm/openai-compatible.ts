import {z} from 'zod';
import {boundedBody} from '../bounded-body.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {ModelError} from '../generating.ts';
import type {
  FinishReason,
  JsonSchema,
  LanguageModel,
  ModelAnswer,
  ModelPart,
  ModelPrice,
  ModelRequest,
} from '../ports/index.ts';
import {checkedBaseUrl, checkedKey, checkedModelName, type Fetch, hider} from './model-settings.ts';
import {errorOfConnection, errorOfFailure, retryAfterInMs} from './service-failure.ts';

/** How the shape of an answer is asked for, from the strictest on. */
const answerForms = ['json_schema', 'json_object', 'text'] as const;
export type AnswerForm = (typeof answerForms)[number];

export interface OpenAiCompatibleOptions {
  readonly model: string;
  /** Address of the server, with or without its version (`/v1`) at the end. Default `https://api.openai.com`. */
  readonly baseUrl?: string;
  /** Servers of your own often need none. */
  readonly apiKey?: string;
  /** Sent along, for servers that ask for more. */
  readonly headers?: Readonly<Record<string, string>>;
  /** First part of the name in manifests. Default `openai`. */
  readonly provider?: string;
  /** US dollars for a million tokens. Default: not known; 0 for a server of your own. */
  readonly price?: ModelPrice;
  /** The strictest way the server knows to be held to a shape; it is found out where left out. */
  readonly answerForm?: AnswerForm;
  /** Media it takes. Default: none. */
  readonly accepts?: readonly ('image' | 'audio')[];
  readonly maxOutputTokens?: number;
  readonly fetch?: Fetch;
  readonly now?: () => number;
}

const maxAnswerBytes = 16_000_000;

const countSchema = z.number().min(0).nullish().catch(undefined);
const messageTextSchema = z.union([
  z.string(),
  z.array(z.object({type: z.string().nullish(), text: z.string().nullish()})),
]);
const completionSchema = z.object({
  model: z.string().nullish().catch(undefined),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(undefined),
        message: z.object({
          content: messageTextSchema.nullish(),
          refusal: z.string().nullish().catch(undefined),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: countSchema,
      completion_tokens: countSchema,
      completion_tokens_details: z.object({reasoning_tokens: countSchema}).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
const problemSchema = z.object({
  message: z.string().catch(''),
  code: z.union([z.string(), z.number()]).nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  param: z.string().nullish().catch(undefined),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What OpenAI calls strict: every object closed and every key required. Other schemas are sent without that promise.
 * platform.openai.com/docs/guides/structured-outputs
 */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (!isRecord(schema)) return true;
  const {properties} = schema;
  if (isRecord(properties)) {
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    if (schema['additionalProperties'] !== false) return false;
    if (Object.keys(properties).some((key) => !required.includes(key))) return false;
  }
  return Object.entries(schema).every(
    ([key, value]) =>
      !['oneOf', 'allOf', 'not', 'default', 'patternProperties'].includes(key) && isStrict(value),
  );
}

function finishOf(reason: string | null | undefined): FinishReason {
  if (reason === 'stop' || reason === 'eos' || reason === 'end_turn') return 'stop';
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter' || reason === 'safety') return 'blocked';
  return 'other';
}

function contentOf(part: ModelPart): unknown {
  if (part.kind === 'text') return {type: 'text', text: part.text};
  const data = Buffer.from(part.bytes).toString('base64');
  const [kind = '', format = ''] = part.mimeType.split('/');
  if (kind === 'image') return {type: 'image_url', image_url: {url: `data:${part.mimeType};base64,${data}`}};
  const formats: Readonly<Record<string, string>> = {mpeg: 'mp3', 'x-wav': 'wav', wave: 'wav'};
  return {type: 'input_audio', input_audio: {data, format: formats[format] ?? format}};
}

const inWords = (schema: JsonSchema) =>
  `Answer with one JSON object and nothing around it: no words, no fence. It fits this JSON Schema:\n${JSON.stringify(schema)}`;

async function readText(response: Response, model: string): Promise<string> {
  const tooLarge = () =>
    new ModelError(
      `${model} sent more than ${maxAnswerBytes / 1e6} MB. Lower maxOutputTokens, or use another model.`,
      {maySpend: true},
    );
  return new TextDecoder().decode(await boundedBody(response, maxAnswerBytes, tooLarge));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A model behind any server that speaks OpenAI's chat completions: hosted ones, Ollama, vLLM, llama.cpp. A server that
 * does not know `json_schema` is asked for `json_object`, and then in words; what it knows is remembered.
 * @throws InvalidInputError for options that cannot be used
 */
export function openaiCompatible(options: OpenAiCompatibleOptions): LanguageModel {
  const {
    baseUrl: given = 'https://api.openai.com',
    provider = 'openai',
    accepts = [],
    price,
    maxOutputTokens,
  } = options;
  const {fetch: ask = (address, init) => globalThis.fetch(address, init), now = Date.now} = options;
  const model = checkedModelName('model', options.model);
  const name = `${checkedModelName('provider', provider)}/${model}`;
  const base = checkedBaseUrl(given);
  const {host, hostname} = new URL(base);
  const address = `${/\/v\d\w*(?:\/openai)?$/u.test(base) ? base : `${base}/v1`}/chat/completions`;
  const apiKey = options.apiKey === undefined ? undefined : checkedKey(options.apiKey);
  const hidden = hider(apiKey);
  let form: AnswerForm = options.answerForm ?? 'json_schema';
  let tokensField = hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens';
  let sendsTemperature = true;

  const post = async (
    request: ModelRequest,
  ): Promise<{status: number; text: string; waitInMs: number | undefined}> => {
    const {system, parts, schema, schemaName, signal, temperature} = request;
    const systemText = form === 'json_schema' ? system : `${system}\n\n${inWords(schema)}`;
    const isPlain = parts.every((part) => part.kind === 'text');
    const body = {
      model,
      messages: [
        ...(systemText === '' ? [] : [{role: 'system', content: systemText}]),
        {
          role: 'user',
          content: isPlain
            ? parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n')
            : parts.map(contentOf),
        },
      ],
      [tokensField]: request.maxOutputTokens,
      ...(temperature === undefined || !sendsTemperature ? {} : {temperature}),
      ...(form === 'text' ? {} : {response_format: formatOf(form, schema, schemaName)}),
    };
    const response = await ask(address, {
      method: 'POST',
      headers: {
        ...options.headers,
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : {authorization: `Bearer ${apiKey}`}),
      },
      body: JSON.stringify(body),
      // A key goes nowhere but where it was meant for.
      redirect: 'manual',
      signal,
    });
    const text = await readText(response, name);
    return {
      status: response.status,
      text,
      waitInMs: retryAfterInMs(response.headers.get('retry-after'), now()),
    };
  };

  /** Changes what the server did not take; false when it is none of these. */
  const adapt = (message: string): boolean => {
    if (tokensField === 'max_tokens' && /max_completion_tokens/u.test(message)) {
      tokensField = 'max_completion_tokens';
    } else if (tokensField === 'max_completion_tokens' && /max_completion_tokens/u.test(message)) {
      tokensField = 'max_tokens';
    } else if (sendsTemperature && /temperature/u.test(message)) {
      sendsTemperature = false;
    } else if (
      form !== 'text' &&
      /response_format|json_schema|json_object|schema|grammar|structured/iu.test(message)
    ) {
      form = form === 'json_schema' ? 'json_object' : 'text';
    } else {
      return false;
    }
    return true;
  };

  const read = (text: string): ModelAnswer => {
    const value = parsed(text);
    if (value === undefined) {
      const isPage = /^\s*<(?:!doctype|html)/iu.test(text);
      throw new ModelError(
        text.trim() === ''
          ? `${name} sent an empty answer. Try again.`
          : isPage
            ? `${name} answered with a web page. Check baseUrl, and whether a proxy stands between.`
            : `${name} sent something that is not whole JSON. Try again.`,
        {action: isPage ? 'fatal' : 'retry', maySpend: !isPage},
      );
    }
    const found = completionSchema.safeParse(value);
    if (!found.success) {
      const [issue] = found.error.issues;
      throw new ModelError(
        `${name} sent an answer of an unknown shape${issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : ''}. Check baseUrl.`,
        {maySpend: true},
      );
    }
    const {choices, usage} = found.data;
    const [choice] = choices;
    const content = choice?.message.content ?? '';
    const written = typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
    const refusal = choice?.message.refusal ?? '';
    const thoughtTokens = usage?.completion_tokens_details?.reasoning_tokens ?? 0;
    return {
      text: written,
      finish: refusal === '' ? finishOf(choice?.finish_reason) : 'blocked',
      ...(refusal === '' ? {} : {blockedFor: hidden(refusal)}),
      ...(typeof usage?.prompt_tokens === 'number' && typeof usage.completion_tokens === 'number'
        ? {
            usage: {
              inputTokens: usage.prompt_tokens,
              outputTokens: Math.max(0, usage.completion_tokens - thoughtTokens),
              thoughtTokens,
            },
          }
        : {}),
    };
  };

  return {
    name,
    settings: {adapter: 1, baseUrl: base, model},
    accepts,
    ...(price === undefined ? {} : {price}),
    ...(maxOutputTokens === undefined ? {} : {maxOutputTokens}),
    async doGenerate(request) {
      const {signal, parts} = request;
      signal.throwIfAborted();
      if (parts.some((part) => part.kind === 'media' && !/^(?:image|audio)\//u.test(part.mimeType))) {
        throw new InvalidInputError('the request to the model', [
          {path: 'parts', message: `${name} takes pictures and sound, no video`},
        ]);
      }
      try {
        // At most once for each thing that can be adapted.
        for (let tries = 0; ; tries += 1) {
          const {status, text, waitInMs} = await post(request);
          const value = parsed(text);
          const raw: unknown = isRecord(value)
            ? (value['error'] ?? (status === 200 ? undefined : value))
            : undefined;
          if (status === 200 && (raw === undefined || raw === null)) return read(text);
          const problem = problemSchema.safeParse(typeof raw === 'string' ? {message: raw} : raw).data;
          const message = hidden(problem?.message ?? '');
          const {code, type, param} = problem ?? {};
          // Some routers answer 200 and put the status into the error.
          const meant =
            status === 200 ? (typeof code === 'number' && code >= 400 && code < 600 ? code : 500) : status;
          const detail = `${message} ${param ?? ''}`;
          if (
            tries < 5 &&
            (meant === 400 || meant === 422 || meant === 500 || meant === 501) &&
            adapt(detail)
          ) {
            continue;
          }
          const codes = `${String(code ?? '')} ${type ?? ''}`;
          throw errorOfFailure({model: name, status: meant, message, codes, waitInMs, now: now()});
        }
      } catch (error) {
        signal.throwIfAborted();
        if (ViralError.isInstance(error)) throw error;
        throw errorOfConnection(name, host, error);
      }
    },
  };
}

function formatOf(form: 'json_schema' | 'json_object', schema: JsonSchema, schemaName: string): unknown {
  if (form === 'json_object') return {type: 'json_object'};
  return {type: 'json_schema', json_schema: {name: schemaName, strict: isStrict(schema), schema}};
}
