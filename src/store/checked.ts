import {InvalidInputError, type InputIssue} from '../errors.ts';
import type {DocumentWrite, ListRequest} from '../ports/index.ts';

/** Larger records belong in files. */
const maxCharacters = 5_000_000;
const maxDepth = 40;

function refuse(issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError('the order to the store', issues.slice(0, 20));
}

function collectionIssues(collection: string): readonly InputIssue[] {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(collection) && collection.length <= 60
    ? []
    : [{path: 'collection', message: `'${collection.slice(0, 60)}' is not lower-case-words-with-hyphens`}];
}

function idIssue(id: unknown, path: string): readonly InputIssue[] {
  if (typeof id !== 'string') return [{path, message: 'is not a text'}];
  if (id === '' || id.length > 500) return [{path, message: 'is not 1 to 500 characters long'}];
  // Halves of characters cannot be written as UTF-8: two ids would become one.
  return /\p{Cc}/u.test(id) || !isWhole(id)
    ? [{path, message: 'holds a control character or half of a character'}]
    : [];
}

function isWhole(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/**
 * Where a value is not JSON, and what it is instead; what JSON.stringify would quietly change is refused. Places are put
 * together only where there is something to say: every record that is written passes here.
 */
function jsonIssue(value: unknown, depth = 0): InputIssue | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return null;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : {path: '', message: `is ${value}, which JSON has no number for`};
  }
  if (depth >= maxDepth) return {path: '', message: `is nested deeper than ${maxDepth}`};
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const issue = jsonIssue(value[index], depth + 1);
      if (issue) return {...issue, path: `[${index}]${issue.path}`};
    }
    return null;
  }
  const prototype = typeof value === 'object' ? (Object.getPrototypeOf(value) as object | null) : undefined;
  if (prototype !== null && prototype !== Object.prototype) return {path: '', message: 'is not plain JSON'};
  for (const key of Object.keys(value as object)) {
    const issue = jsonIssue((value as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (issue) return {...issue, path: `.${key}${issue.path}`};
  }
  return null;
}

/** @throws InvalidInputError */
export function checkGet(collection: string, ids: readonly string[]): void {
  refuse([...collectionIssues(collection), ...ids.flatMap((id, index) => idIssue(id, `ids[${index}]`))]);
}

/** @throws InvalidInputError */
export function checkList(collection: string, {prefix, after, limit}: ListRequest): void {
  refuse([
    ...collectionIssues(collection),
    ...(prefix === undefined || prefix === '' ? [] : idIssue(prefix, 'prefix')),
    ...(after === undefined || after === '' ? [] : idIssue(after, 'after')),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= 10_000
      ? []
      : [{path: 'limit', message: 'is not a whole number from 1 to 10,000'}]),
  ]);
}

/** A write whose value is text already. */
export interface CheckedWrite {
  readonly collection: string;
  readonly id: string;
  readonly json: string | null;
  readonly ifRevision: number | undefined;
}

/**
 * Checks all writes before any of them is done, and turns their values into text.
 * @throws InvalidInputError with the place of each bad write
 */
export function checkWrites(writes: readonly DocumentWrite[]): readonly CheckedWrite[] {
  const issues: InputIssue[] = [];
  const seen = new Set<string>();
  const checked = writes.map(({collection, id, value, ifRevision}, index): CheckedWrite => {
    const at = `writes[${index}]`;
    for (const issue of [...collectionIssues(collection), ...idIssue(id, 'id')]) {
      issues.push({...issue, path: `${at}.${issue.path}`});
    }
    const key = `${collection}\n${id}`;
    if (seen.has(key)) issues.push({path: at, message: 'is a second write of one document'});
    seen.add(key);
    if (ifRevision !== undefined && !(Number.isInteger(ifRevision) && ifRevision >= 0)) {
      issues.push({path: `${at}.ifRevision`, message: 'is not a whole number from 0'});
    }
    const object = value === null || (typeof value === 'object' && !Array.isArray(value));
    const issue = object ? jsonIssue(value) : {path: '', message: 'is not an object'};
    if (issue) {
      issues.push({...issue, path: `${at}.value${issue.path}`});
      return {collection, id, json: null, ifRevision};
    }
    const json = value === null ? null : JSON.stringify(value);
    if (json !== null && json.length > maxCharacters) {
      issues.push({path: `${at}.value`, message: `is longer than ${maxCharacters / 1e6} million characters`});
    }
    return {collection, id, json, ifRevision};
  });
  refuse(issues);
  return checked;
}
