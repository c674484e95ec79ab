import {z} from 'zod';
import {InvalidInputError, type InputIssue, parseInput, ViralError} from './errors.ts';
import {orAborted} from './or-aborted.ts';
import {type Budget, tokensOf} from './generating/budget.ts';
import {costOf, estimateInputTokens} from './generating/estimate.ts';
import {withoutEmptyKeys} from './generating/fit-nulls.ts';
import {ModelError} from './generating/model-error.ts';
import {readJson} from './generating/read-json.ts';
import {quoteUntrusted} from './generating/untrusted.ts';
import type {
  FinishReason,
  JsonSchema,
  LanguageModel,
  ModelAnswer,
  ModelPart,
  TokenUsage,
} from './ports/index.ts';
import {retrying, type RetryClock} from './retry.ts';

export {createBudget} from './generating/budget.ts';
export type {Budget, BudgetLimits, Spending} from './generating/budget.ts';
export {ModelError} from './generating/model-error.ts';
export {findSmuggled, quoteUntrusted} from './generating/untrusted.ts';
export type {QuotedMaterial, UntrustedText} from './generating/untrusted.ts';

export interface GenerateRequest<Schema extends z.ZodType> {
  /** Shape of the answer: an object at its top. What a service cannot hold a model to is checked here all the same. */
  readonly schema: Schema;
  /** Short name of the shape, as in `script`. Default `answer`. */
  readonly schemaName?: string;
  /** What the model is and must do. Never text from outside: quote that with `quoteUntrusted` in the prompt. */
  readonly system: string;
  readonly prompt: string | readonly ModelPart[];
  /** Tokens, thoughts included. Default 4096; doubled once where an answer is cut off. */
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  /** More that must hold for a value of the right shape; what is wrong is told to the model as the shape's own errors are. */
  readonly check?: (value: z.output<Schema>) => readonly InputIssue[] | Promise<readonly InputIssue[]>;
}

/** One call of a model, as it went. */
export interface ModelCall {
  readonly model: string;
  /** `answered`, or how it failed. */
  readonly outcome: 'answered' | 'blocked' | 'failed';
  readonly usage: TokenUsage | null;
  readonly costInUsd: number | null;
  readonly durationInMs: number;
}

export interface GenerateOptions<Value> {
  readonly signal?: AbortSignal;
  /** For one call; 60 s when left out. */
  readonly timeoutInMs?: number;
  /** Tries of a call that fails for a passing reason; 3 when left out. */
  readonly attempts?: number;
  /** Times that a broken answer is sent back with what is wrong with it; 1 when left out. */
  readonly repairs?: number;
  readonly budget?: Budget;
  /** Used when the model has failed for good (never after a cancel); the result is then marked as degraded. */
  readonly fallback?: (error: ViralError) => Value | Promise<Value>;
  readonly onCall?: (call: ModelCall) => void;
  readonly random?: () => number;
  readonly clock?: RetryClock;
}

export interface Generated<Value> {
  readonly value: Value;
  /** The model that answered last; null where none did. */
  readonly model: string | null;
  readonly finish: FinishReason | null;
  /** Of all calls together. Estimated where a service does not count. */
  readonly usage: TokenUsage;
  /** US dollars; null where the price is not known. */
  readonly costInUsd: number | null;
  readonly calls: readonly ModelCall[];
  /** How often the answer was sent back. */
  readonly repairs: number;
  /** Why the value is the fallback's. */
  readonly degraded?: string;
}

const maxAnswerCharacters = 1_000_000;
const maxQuotedAnswer = 12_000;
const maxShownIssues = 12;
const longestCallInMs = 30 * 60_000;

const requestSchema = z.object({
  schemaName: z.string().regex(/^[a-zA-Z][\w-]{0,59}$/, 'must be a short name of letters, digits, - and _'),
  system: z.string().max(1_000_000),
  parts: z
    .array(
      z.union([
        z.object({kind: z.literal('text'), text: z.string()}),
        z.object({
          kind: z.literal('media'),
          mimeType: z
            .string()
            .regex(/^(?:image|audio|video)\/[\w.+-]{1,60}$/, 'must be image/…, audio/… or video/…'),
          bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0, 'is empty'),
          durationInSeconds: z.number().positive().optional(),
        }),
      ]),
    )
    .min(1),
  maxOutputTokens: z.int().min(1).max(1_000_000),
  temperature: z.number().min(0).max(2).optional(),
});
const optionsSchema = z.object({
  timeoutInMs: z.number().positive().max(longestCallInMs),
  attempts: z.int().min(1).max(10),
  repairs: z.int().min(0).max(5),
});

const noTokens: TokenUsage = {inputTokens: 0, outputTokens: 0, thoughtTokens: 0};

function added(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    thoughtTokens: a.thoughtTokens + b.thoughtTokens,
  };
}

/** The JSON Schema of an answer. @throws InvalidInputError where zod has none for it, or it is no object */
function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  let written: JsonSchema;
  try {
    const {
      $schema: _,
      '~standard': __,
      ...rest
    } = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'throw'});
    written = rest;
  } catch (cause) {
    throw new InvalidInputError(
      'the request to the model',
      [
        {
          path: 'schema',
          message: `has no JSON Schema: ${cause instanceof Error ? cause.message : String(cause)}`,
        },
      ],
      {cause},
    );
  }
  if (written['type'] !== 'object') {
    throw new InvalidInputError('the request to the model', [
      {path: 'schema', message: 'must be an object at its top; models are not held to anything else alike'},
    ]);
  }
  return written;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

type Read<Value> = {readonly value: Value} | {readonly issues: readonly InputIssue[]};

async function readAnswer<Schema extends z.ZodType>(
  text: string,
  jsonSchema: JsonSchema,
  {schema, check}: Pick<GenerateRequest<Schema>, 'schema' | 'check'>,
): Promise<Read<z.output<Schema>>> {
  if (text.length > maxAnswerCharacters) {
    return {issues: [{path: '', message: `is longer than ${maxAnswerCharacters} characters; write less`}]};
  }
  const found = readJson(text);
  if ('problem' in found) return {issues: [{path: '', message: found.problem}]};
  let firstIssues: readonly InputIssue[] | undefined;
  for (const candidate of found.values) {
    const strict = await schema.safeParseAsync(candidate);
    const result = strict.success
      ? strict
      : await schema.safeParseAsync(withoutEmptyKeys(candidate, jsonSchema));
    const issues = result.success
      ? ((await check?.(result.data)) ?? [])
      : result.error.issues.map(({path, message}) => ({path: pathOf(path), message}));
    if (result.success && issues.length === 0) return {value: result.data};
    firstIssues ??= issues;
  }
  return {issues: firstIssues ?? []};
}

const shownIssues = (issues: readonly InputIssue[]) =>
  issues
    .slice(0, maxShownIssues)
    .map(({path, message}) => `${path === '' ? 'the answer' : path}: ${message}`.slice(0, 300));

/** What a model is told after an answer that does not hold. Its own answer may carry text from outside: it is quoted. */
function repairParts(
  parts: readonly ModelPart[],
  answer: string,
  issues: readonly InputIssue[],
): readonly ModelPart[] {
  const quoted = quoteUntrusted([{id: 'answer', text: answer}], {maxCharacters: maxQuotedAnswer});
  return [
    ...parts,
    {
      kind: 'text',
      text: [
        '',
        'You have answered this once, and the answer cannot be used:',
        ...shownIssues(issues).map((issue) => `- ${issue}`),
        quoted.rules,
        quoted.text,
        'Write the whole answer again, with these mended and all else kept. Only the JSON, nothing around it.',
      ].join('\n'),
    },
  ];
}

/** Waits for a call no longer than allowed, even where the adapter does not listen to its signal. */
async function withinTime(
  call: (signal: AbortSignal) => Promise<ModelAnswer>,
  {name, timeoutInMs, signal}: {name: string; timeoutInMs: number; signal: AbortSignal | undefined},
): Promise<ModelAnswer> {
  signal?.throwIfAborted();
  const timeout = new AbortController();
  const stop = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  const timer = setTimeout(() => {
    timeout.abort(
      new ModelError(
        `${name} gave no answer within ${timeoutInMs / 1000} s. Try again, or give it more time (timeoutInMs).`,
        {action: 'retry', maySpend: true},
      ),
    );
  }, timeoutInMs);
  try {
    return await orAborted(call(stop), stop);
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.signal.aborted) throw timeout.signal.reason;
    if (ViralError.isInstance(error)) throw error;
    throw new ModelError(
      `${name} failed: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}`,
      {
        maySpend: true,
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

function checkedUsage(usage: TokenUsage | undefined): TokenUsage | undefined {
  if (!usage) return undefined;
  const counts = [usage.inputTokens, usage.outputTokens, usage.thoughtTokens];
  return counts.every((count) => Number.isFinite(count) && count >= 0) ? usage : undefined;
}

/**
 * Asks a model for a value of a shape. Calls that fail for a passing reason are made again; an answer that is cut off
 * gets one more call with twice the tokens; an answer that does not fit is sent back once with what is wrong. So the
 * number of calls is at most `attempts` × (`repairs` + 2), each within `timeoutInMs`, and the budget is asked before
 * each of them.
 * @throws InvalidInputError for a request that is none; ViralError `model-failed`, `model-blocked`, `budget-exceeded`;
 *   the signal's reason. With a `fallback` only the first and the last of these.
 */
export async function generate<Schema extends z.ZodType>(
  model: LanguageModel,
  request: GenerateRequest<Schema>,
  options: GenerateOptions<z.output<Schema>> = {},
): Promise<Generated<z.output<Schema>>> {
  const {signal, budget, fallback, onCall, clock, random} = options;
  const {
    timeoutInMs,
    attempts,
    repairs: maxRepairs,
  } = parseInput(
    optionsSchema,
    {
      timeoutInMs: options.timeoutInMs ?? 60_000,
      attempts: options.attempts ?? 3,
      repairs: options.repairs ?? 1,
    },
    'the options of generate',
  );
  const {prompt} = request;
  const checked = parseInput(
    requestSchema,
    {
      schemaName: request.schemaName ?? 'answer',
      system: request.system,
      parts: typeof prompt === 'string' ? [{kind: 'text', text: prompt}] : prompt,
      maxOutputTokens: request.maxOutputTokens ?? 4096,
      temperature: request.temperature,
    },
    'the request to the model',
  );
  const first: readonly ModelPart[] = typeof prompt === 'string' ? [{kind: 'text', text: prompt}] : prompt;
  for (const [index, part] of first.entries()) {
    if (part.kind === 'text') continue;
    const kind = part.mimeType.split('/')[0];
    if (!model.accepts?.some((accepted) => accepted === kind)) {
      throw new InvalidInputError('the request to the model', [
        {path: `prompt[${index}]`, message: `is ${part.mimeType}, and ${model.name} takes no ${kind}`},
      ]);
    }
  }
  const jsonSchema = jsonSchemaOf(request.schema);
  const mostTokens = Math.min(model.maxOutputTokens ?? Number.POSITIVE_INFINITY, 1_000_000);

  const calls: ModelCall[] = [];
  let total = noTokens;
  let answeredBy: string | null = null;
  let finish: FinishReason | null = null;
  let repairs = 0;

  const ask = async (parts: readonly ModelPart[], maxOutputTokens: number): Promise<ModelAnswer> => {
    const modelRequest = {
      system: checked.system,
      parts,
      schema: jsonSchema,
      schemaName: checked.schemaName,
      maxOutputTokens,
      ...(checked.temperature === undefined ? {} : {temperature: checked.temperature}),
    };
    const inputTokens = estimateInputTokens(modelRequest);
    return retrying(
      async () => {
        signal?.throwIfAborted();
        const most = {inputTokens, outputTokens: maxOutputTokens, thoughtTokens: 0};
        const settle = budget?.reserve({tokens: tokensOf(most), usd: costOf(most, model.price)}, model.name);
        const startedAt = performance.now();
        const end = (
          outcome: ModelCall['outcome'],
          usage: TokenUsage | null,
          price = model.price,
          by = model.name,
        ) => {
          const costInUsd = usage === null ? 0 : costOf(usage, price);
          settle?.({tokens: usage === null ? 0 : tokensOf(usage), usd: costInUsd});
          if (usage !== null) total = added(total, usage);
          const call = {
            model: by,
            outcome,
            usage,
            costInUsd,
            durationInMs: Math.round(performance.now() - startedAt),
          };
          calls.push(call);
          onCall?.(call);
        };
        let answer: ModelAnswer;
        try {
          answer = await withinTime((stop) => model.doGenerate({...modelRequest, signal: stop}), {
            name: model.name,
            timeoutInMs,
            signal,
          });
          if (typeof (answer as {text?: unknown} | null | undefined)?.text !== 'string') {
            throw new ModelError(`${model.name} gave no text. Its adapter is at fault.`, {maySpend: true});
          }
        } catch (error) {
          const maySpend = error instanceof ModelError ? error.maySpend : signal?.aborted === true;
          // What may have been billed is counted: all of it to be read, and as much written as was allowed.
          end('failed', maySpend ? most : null);
          throw error;
        }
        const written = Math.min(maxOutputTokens, Math.ceil(Buffer.byteLength(answer.text) / 3));
        const usage = checkedUsage(answer.usage) ?? {inputTokens, outputTokens: written, thoughtTokens: 0};
        const by = answer.model ?? model.name;
        end(answer.finish === 'blocked' ? 'blocked' : 'answered', usage, answer.price ?? model.price, by);
        answeredBy = by;
        finish = answer.finish;
        return answer;
      },
      {
        attempts,
        ...(signal ? {signal} : {}),
        ...(clock ? {clock} : {}),
        ...(random ? {random} : {}),
      },
    );
  };

  const value = async (): Promise<z.output<Schema>> => {
    let parts = first;
    let maxOutputTokens = Math.min(checked.maxOutputTokens, mostTokens);
    let isLonger = false;
    for (;;) {
      const answer = await ask(parts, maxOutputTokens);
      if (answer.finish === 'blocked') {
        throw new ViralError(
          'model-blocked',
          `${model.name} would not answer${answer.blockedFor === undefined ? '' : ` (${answer.blockedFor.slice(0, 80)})`}. Change the topic or the material, or use another model.`,
        );
      }
      const read = await readAnswer(answer.text, jsonSchema, request);
      if ('value' in read) return read.value;
      if (answer.finish === 'length' && !isLonger && maxOutputTokens < mostTokens) {
        isLonger = true;
        maxOutputTokens = Math.min(maxOutputTokens * 2, mostTokens);
        continue;
      }
      if (repairs >= maxRepairs || answer.finish === 'length') {
        const how =
          answer.finish === 'length' ? `was cut off at ${maxOutputTokens} tokens` : 'cannot be used';
        throw new ModelError(
          [
            `The answer of ${model.name} ${how}${repairs === 0 ? '' : `, also after ${repairs === 1 ? 'a repair' : `${repairs} repairs`}`}:`,
            ...shownIssues(read.issues).map((issue) => `  ${issue}`),
            answer.finish === 'length'
              ? 'Allow more tokens (maxOutputTokens).'
              : 'Ask again, or use another model.',
          ].join('\n'),
        );
      }
      repairs += 1;
      parts = repairParts(first, answer.text, read.issues);
    }
  };

  const result = (made: z.output<Schema>, degraded?: string): Generated<z.output<Schema>> => ({
    value: made,
    model: answeredBy,
    finish,
    usage: total,
    costInUsd: calls.reduce<number | null>(
      (sum, {costInUsd}) => (sum === null || costInUsd === null ? null : sum + costInUsd),
      0,
    ),
    calls,
    repairs,
    ...(degraded === undefined ? {} : {degraded}),
  });
  try {
    return result(await value());
  } catch (error) {
    signal?.throwIfAborted();
    if (!fallback || !ViralError.isInstance(error) || error.code === 'invalid-input') throw error;
    return result(await fallback(error), error.message);
  }
}
