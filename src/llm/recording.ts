import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {z} from 'zod';
import {InvalidInputError, ViralError} from '../errors.ts';
import {ModelError} from '../generating.ts';
import {markPattern} from '../generating/untrusted.ts';
import type {LanguageModel, ModelAnswer, ModelRequest} from '../ports/index.ts';

export interface RecordOptions {
  /** Folder for the recordings; it is made where it does not exist. */
  readonly directory: string;
  /** Texts that may not stand in a recording, as in keys that a prompt could hold. Common forms of keys are known. */
  readonly secrets?: readonly string[];
}

export interface ReplayOptions {
  readonly directory: string;
}

const countSchema = z.number().min(0);
const answerSchema = z.object({
  text: z.string(),
  finish: z.enum(['stop', 'length', 'blocked', 'other']),
  blockedFor: z.string().optional(),
  usage: z
    .object({inputTokens: countSchema, outputTokens: countSchema, thoughtTokens: countSchema})
    .optional(),
  model: z.string().optional(),
  price: z.object({inputPerMillion: countSchema, outputPerMillion: countSchema}).optional(),
});
const recordingSchema = z.object({
  version: z.literal(1),
  /** Of the request: see `keyOf`. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which of the equal requests this was, from 1. */
  turn: z.int().min(1),
  model: z.object({
    name: z.string(),
    accepts: z.array(z.enum(['image', 'audio', 'video'])).optional(),
    price: z.object({inputPerMillion: countSchema, outputPerMillion: countSchema}).optional(),
    maxOutputTokens: z.int().optional(),
  }),
  /** For people to read; nothing is done with it. */
  request: z.unknown(),
  answer: answerSchema.optional(),
  error: z
    .object({
      code: z
        .enum(['model-failed', 'model-blocked', 'dependency-missing', 'invalid-input'])
        .catch('model-failed'),
      action: z.enum(['retry', 'wait', 'auth', 'fatal', 'ambiguous']),
      message: z.string(),
    })
    .optional(),
});
type Recording = z.infer<typeof recordingSchema>;

/** Keys of the services that people use most, and what stands behind `Bearer`. */
const keyForms =
  /\b(?:AIza[\w-]{30,}|sk-[\w-]{16,}|sk_[\w-]{16,}|gsk_\w{20,}|hf_\w{20,}|ghp_\w{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|ya29\.[\w-]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})|(?<=\bBearer\s)[\w.~+/-]{16,}=*/gu;

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A request as it is recorded: media by their hash, marks of quoted material without their random part. */
function plainOf({system, parts, schema, schemaName, maxOutputTokens, temperature}: ModelRequest) {
  const steady = (text: string) => text.replace(markPattern, 'material-*');
  return {
    system: steady(system),
    parts: parts.map((part) =>
      part.kind === 'text'
        ? {kind: part.kind, text: steady(part.text)}
        : {kind: part.kind, mimeType: part.mimeType, sha256: sha256(part.bytes), bytes: part.bytes.length},
    ),
    schema,
    schemaName,
    maxOutputTokens,
    temperature: temperature ?? null,
  };
}

const keyOf = (request: ModelRequest) => sha256(JSON.stringify(plainOf(request)));

const fileOf = (key: string, turn: number) => `${key.slice(0, 16)}-${turn}.json`;

/** Writes what may be shown: secrets are taken out of every text, wherever it stands. */
function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    const known = secrets.filter((secret) => secret.length > 3);
    return known
      .reduce((text, secret) => text.replaceAll(secret, '[secret]'), value)
      .replace(keyForms, '[secret]');
  }
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        String(withoutSecrets(key, secrets)),
        withoutSecrets(item, secrets),
      ]),
    );
  }
  return value;
}

/**
 * A model whose calls are saved in a folder, one readable JSON file each, while it works as ever. Headers, addresses
 * and keys of the service never come near a recording; what looks like a key inside a text is taken out.
 */
export function record(model: LanguageModel, options: RecordOptions): LanguageModel {
  const {secrets = []} = options;
  const directory = resolve(options.directory);
  const turns = new Map<string, number>();
  const save = async (request: ModelRequest, outcome: Pick<Recording, 'answer' | 'error'>, turn: number) => {
    const key = keyOf(request);
    const recording = {
      version: 1,
      key,
      turn,
      model: {
        name: model.name,
        ...(model.accepts === undefined ? {} : {accepts: [...model.accepts]}),
        ...(model.price === undefined ? {} : {price: model.price}),
        ...(model.maxOutputTokens === undefined ? {} : {maxOutputTokens: model.maxOutputTokens}),
      },
      request: plainOf(request),
      ...outcome,
    };
    const file = join(directory, fileOf(key, turn));
    try {
      await mkdir(directory, {recursive: true});
      await writeFile(`${file}.part`, `${JSON.stringify(withoutSecrets(recording, secrets), null, 2)}\n`);
      await rename(`${file}.part`, file);
    } catch (cause) {
      throw new ViralError(
        'output-unwritable',
        `The recording ${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        {cause},
      );
    }
  };
  return {
    ...model,
    doGenerate: async (request) => {
      const key = keyOf(request);
      const turn = (turns.get(key) ?? 0) + 1;
      turns.set(key, turn);
      let answer: ModelAnswer;
      try {
        answer = await model.doGenerate(request);
      } catch (error) {
        request.signal.throwIfAborted();
        if (ViralError.isInstance(error)) {
          const {action, message} = error;
          const known = ['model-blocked', 'dependency-missing', 'invalid-input'] as const;
          const code = known.find((each) => each === error.code) ?? 'model-failed';
          await save(request, {error: {code, action, message}}, turn);
        }
        throw error;
      }
      await save(request, {answer: answerSchema.parse(answer)}, turn);
      return answer;
    },
  };
}

async function readRecordings(directory: string): Promise<readonly Recording[]> {
  const bad = (message: string, cause?: unknown) =>
    new InvalidInputError('the folder of recordings', [{path: directory, message}], {cause});
  let names: readonly string[];
  try {
    names = (await readdir(directory)).filter((name) => /^[0-9a-f]{16}-\d+\.json$/u.test(name));
  } catch (cause) {
    throw bad('cannot be read; check the path', cause);
  }
  if (names.length === 0) throw bad('holds no recordings; make some with record()');
  const recordings: Recording[] = [];
  for (const name of names) {
    let value: unknown;
    try {
      value = JSON.parse(await readFile(join(directory, name), 'utf8'));
    } catch (cause) {
      throw bad(`${name} is not JSON; record it again`, cause);
    }
    const found = recordingSchema.safeParse(value);
    if (!found.success) throw bad(`${name} is no recording of this version; record it again`, found.error);
    recordings.push(found.data);
  }
  return recordings;
}

/**
 * A model that answers from recordings and asks nobody. Equal requests get the answers in the order in which they were
 * recorded, and the last again when there are no more.
 * @throws InvalidInputError where the folder holds none
 */
export async function replay(options: ReplayOptions): Promise<LanguageModel> {
  const directory = resolve(options.directory);
  const recordings = await readRecordings(directory);
  const byTurn = new Map(recordings.map((recording) => [`${recording.key} ${recording.turn}`, recording]));
  const turns = new Map<string, number>();
  const model = recordings[0]?.model;
  return {
    name: model?.name ?? 'recorded/answers',
    ...(model?.accepts === undefined ? {} : {accepts: model.accepts}),
    ...(model?.price === undefined ? {} : {price: model.price}),
    ...(model?.maxOutputTokens === undefined ? {} : {maxOutputTokens: model.maxOutputTokens}),
    async doGenerate(request) {
      request.signal.throwIfAborted();
      const key = keyOf(request);
      const turn = (turns.get(key) ?? 0) + 1;
      const found = byTurn.get(`${key} ${turn}`) ?? byTurn.get(`${key} ${turn - 1}`);
      if (!found) {
        throw new ModelError(
          `The recordings in ${directory} hold no answer to this request (${key.slice(0, 16)}): the prompt, its material or the shape has changed. Record it again.`,
        );
      }
      turns.set(key, found.turn);
      const {answer, error} = found;
      if (error) throw new ModelError(error.message, {action: error.action});
      if (!answer)
        throw new ModelError(
          `The recording ${fileOf(key, found.turn)} holds neither an answer nor an error.`,
        );
      const {usage, blockedFor, model: by, price} = answer;
      return {
        text: answer.text,
        finish: answer.finish,
        ...(blockedFor === undefined ? {} : {blockedFor}),
        ...(usage === undefined ? {} : {usage}),
        ...(by === undefined ? {} : {model: by}),
        ...(price === undefined ? {} : {price}),
      };
    },
  };
}
