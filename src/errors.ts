import type {z} from 'zod';

/**
 * What the caller should do after an error; it decides everything that follows.
 * `retry`: transient, try again with backoff. `wait`: a quota, try again after `until`.
 * `auth`: refresh credentials once, then stop. `fatal`: never again as it is.
 * `ambiguous`: the side effect may have happened; look it up before anything else.
 */
export type NextAction = 'retry' | 'wait' | 'auth' | 'fatal' | 'ambiguous';

/** Every code an error of this package can carry. Codes are stable; messages are not. */
export type ErrorCode =
  | 'invalid-input'
  | 'file-not-found'
  | 'file-unreadable'
  | 'not-text'
  | 'too-large'
  | 'no-content'
  | 'language-unsupported'
  | 'unknown-template'
  | 'output-unwritable'
  | 'disk-full'
  | 'browser-missing'
  | 'browser-failed'
  | 'bundle-failed'
  | 'version-mismatch'
  | 'dependency-missing'
  | 'fetch-refused'
  | 'fetch-failed'
  | 'voice-failed'
  | 'media-failed'
  | 'font-missing'
  | 'asset-missing'
  | 'asset-changed'
  | 'asset-corrupt'
  | 'render-failed'
  | 'render-timeout'
  | 'codec-unsupported'
  | 'ffmpeg-failed'
  | 'template-impure'
  | 'engines-differ'
  | 'text-covered'
  | 'quality-rejected'
  | 'publish-failed'
  | 'scrape-failed'
  | 'model-failed'
  | 'model-blocked'
  | 'budget-exceeded'
  | 'news-failed'
  | 'store-failed'
  | 'store-conflict'
  | 'internal';

export interface ViralErrorOptions {
  readonly action?: NextAction;
  readonly cause?: unknown;
  /** The moment from which another try makes sense: always with `wait`; with `retry` where the other side named one. */
  readonly until?: Date;
}

const marker = Symbol.for('viral-video-generator.error');

/** The one error family of the package. Test with `ViralError.isInstance`, which works across package copies. */
export class ViralError extends Error {
  override readonly name: string = 'ViralError';
  readonly code: ErrorCode;
  readonly action: NextAction;
  readonly until: Date | undefined;

  constructor(code: ErrorCode, message: string, options: ViralErrorOptions = {}) {
    super(message, 'cause' in options ? {cause: options.cause} : undefined);
    this.code = code;
    this.action = options.action ?? 'fatal';
    this.until = options.until;
    Object.defineProperty(this, marker, {value: true});
  }

  static isInstance(value: unknown): value is ViralError {
    return value instanceof Error && marker in value;
  }
}

/** One thing that is wrong with an input: where it stands (`scenes[2].onScreenText`) and what is wrong. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** Bad input, found before any work started. `issues` names each bad field. */
export class InvalidInputError extends ViralError {
  override readonly name = 'InvalidInputError';
  readonly issues: readonly InputIssue[];

  constructor(what: string, issues: readonly InputIssue[], options: ViralErrorOptions = {}) {
    const lines = issues.map(({path, message}) => (path === '' ? `  ${message}` : `  ${path}: ${message}`));
    const verb = what.startsWith('the options') ? 'are' : 'is';
    super('invalid-input', [`${what} ${verb} not valid:`, ...lines].join('\n'), options);
    this.issues = issues;
  }
}

/**
 * Why nothing can be told from a text. `not-sayable`: no sentence stands without the ones around it in the seconds asked
 * for. `would-copy`: it could only be read out as it stands.
 */
export type UnsuitableReason =
  | 'too-short'
  | 'changelog'
  | 'fiction'
  | 'dialogue'
  | 'menu'
  | 'code'
  | 'not-sayable'
  | 'would-copy';

/** A text that no script can be written from, and why. */
export class UnsuitableSourceError extends ViralError {
  override readonly name = 'UnsuitableSourceError';
  readonly reason: UnsuitableReason;

  constructor(reason: UnsuitableReason, message: string, options: ViralErrorOptions = {}) {
    super('no-content', message, options);
    this.reason = reason;
  }
}

/** `['scenes', 2, 'text']` → `scenes[2].text`. */
function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

/**
 * Validates `value` with a zod schema.
 * @param what names the input in the message, as in `the brief`
 * @throws InvalidInputError with the path of every bad field
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(
    what,
    result.error.issues.map((issue) => ({path: formatPath(issue.path), message: issue.message})),
  );
}
