import {type ErrorCode, ViralError} from '../errors.ts';

/** What the process ends with: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted. */
export const exitCodes = {done: 0, failed: 1, usage: 2, interrupted: 130} as const;

/** Errors the user can mend by calling again with something else. */
const usageErrors: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'file-not-found',
  'file-unreadable',
  'not-text',
  'too-large',
  'no-content',
  'language-unsupported',
  'unknown-template',
  'output-unwritable',
  'fetch-refused',
]);

export function exitCodeOf(error: unknown): number {
  return ViralError.isInstance(error) && usageErrors.has(error.code) ? exitCodes.usage : exitCodes.failed;
}
