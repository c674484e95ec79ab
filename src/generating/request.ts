import {z} from 'zod';
import {InvalidInputError, type InputIssue, parseInput} from '../errors.ts';
import type {JsonSchema, LanguageModel, ModelPart} from '../ports/index.ts';

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

/** A request to a model with everything filled in. */
export interface CheckedRequest {
  readonly schemaName: string;
  readonly system: string;
  readonly parts: readonly ModelPart[];
  readonly jsonSchema: JsonSchema;
  readonly maxOutputTokens: number;
  readonly temperature: number | undefined;
}

/** @throws InvalidInputError for a request that is none, or holds what the model does not take */
export function checkedRequest(
  model: LanguageModel,
  {
    schema,
    schemaName = 'answer',
    system,
    prompt,
    maxOutputTokens = 4096,
    temperature,
  }: GenerateRequest<z.ZodType>,
): CheckedRequest {
  const parts: readonly ModelPart[] = typeof prompt === 'string' ? [{kind: 'text', text: prompt}] : prompt;
  const checked = parseInput(
    requestSchema,
    {schemaName, system, parts, maxOutputTokens, temperature},
    'the request to the model',
  );
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'text') continue;
    const kind = part.mimeType.split('/')[0];
    if (!model.accepts?.some((accepted) => accepted === kind)) {
      throw new InvalidInputError('the request to the model', [
        {path: `prompt[${index}]`, message: `is ${part.mimeType}, and ${model.name} takes no ${kind}`},
      ]);
    }
  }
  return {...checked, temperature: checked.temperature, parts, jsonSchema: jsonSchemaOf(schema)};
}

/** How often and how long a model is asked. */
export interface Patience {
  readonly timeoutInMs: number;
  readonly attempts: number;
  readonly repairs: number;
}

/** @throws InvalidInputError */
export function checkedPatience({
  timeoutInMs = 60_000,
  attempts = 3,
  repairs = 1,
}: {readonly [Name in keyof Patience]?: number | undefined}): Patience {
  return parseInput(optionsSchema, {timeoutInMs, attempts, repairs}, 'the options of generate');
}
