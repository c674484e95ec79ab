import type {z} from 'zod';
import type {InputIssue} from '../errors.ts';
import type {JsonSchema, ModelPart} from '../ports/index.ts';
import {withoutEmptyKeys} from './fit-nulls.ts';
import {readJson} from './read-json.ts';
import type {GenerateRequest} from './request.ts';
import {quoteUntrusted} from './untrusted.ts';

const maxAnswerCharacters = 1_000_000;
const maxQuotedAnswer = 12_000;
const maxShownIssues = 12;

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

type Read<Value> = {readonly value: Value} | {readonly issues: readonly InputIssue[]};

/** The value an answer holds, or what is wrong with it. */
export async function readAnswer<Schema extends z.ZodType>(
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

/** What is wrong with an answer, a line each. */
export const shownIssues = (issues: readonly InputIssue[]) =>
  issues
    .slice(0, maxShownIssues)
    .map(({path, message}) => `${path === '' ? 'the answer' : path}: ${message}`.slice(0, 300));

/** What a model is told after an answer that does not hold. Its own answer may carry text from outside: it is quoted. */
export function repairParts(
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
