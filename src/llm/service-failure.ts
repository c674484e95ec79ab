import {type NextAction, ViralError, type ViralErrorOptions} from '../errors.ts';
import {ModelError} from '../generating.ts';

/** A wait up to this long is worth sitting out; a longer one is the caller's to plan. */
const longestRetryInMs = 30_000;
const dayInMs = 86_400_000;

/** What a service said when it gave no answer. */
export interface ServiceFailure {
  /** Name of the model, as in `openai/gpt-5-mini`. */
  readonly model: string;
  readonly status: number;
  /** What the service says of it, secrets taken out. */
  readonly message: string;
  /** Code words of the answer: statuses, reasons, names of quotas. */
  readonly codes: string;
  readonly waitInMs: number | undefined;
  readonly now: number;
}

/** Milliseconds until the moment a Retry-After header names, in either of its forms (RFC 9110, 10.2.3). */
export function retryAfterInMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.min(seconds * 1000, 400 * dayInMs) : undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The error for an answer that is none. 4xx and 429 bill nothing; after 5xx that is not known. */
export function errorOfFailure(failure: ServiceFailure): ViralError {
  const {model, status, codes, waitInMs, now} = failure;
  const said = failure.message.replace(/\s+/gu, ' ').trim().slice(0, 300);
  const failed = (what: string, action: NextAction, options: ViralErrorOptions & {maySpend?: boolean} = {}) =>
    new ModelError(`${model} answered ${status}: ${what}${said === '' ? '' : ` It says: ${said}`}`, {
      action,
      ...options,
    });
  const named = waitInMs === undefined ? undefined : new Date(now + waitInMs);
  const at = named && !Number.isNaN(named.getTime()) ? named : undefined;
  if (status === 401 || status === 403 || /API_KEY_INVALID|invalid_api_key|PERMISSION_DENIED/u.test(codes)) {
    return failed('it does not take the key. Check apiKey, and what it may use.', 'auth');
  }
  if (status === 402 || /insufficient_quota|billing/iu.test(codes)) {
    return failed('the account has nothing left to spend. Fill it up, or use another model.', 'auth');
  }
  if (status === 404) {
    return failed('there is no such model or address. Check model and baseUrl.', 'fatal');
  }
  if (status === 429 || status === 503 || status === 529) {
    if (/PerDay/u.test(codes) || (waitInMs ?? 0) > longestRetryInMs) {
      // A quota of a day that does not say when it is filled up again: an hour is asked for, not a guess at time zones.
      const until = at && (waitInMs ?? 0) > longestRetryInMs ? at : new Date(now + 3_600_000);
      return failed(`a quota is used up; try again after ${until.toISOString()}.`, 'wait', {until});
    }
    return failed('it is busy. Try again in a moment.', 'retry', at ? {until: at} : {});
  }
  if (status === 413) return failed('the request is too large for it. Send less.', 'fatal');
  if (status === 408 || status === 425 || status >= 500) {
    return failed('the service is in trouble. Try again later.', 'retry', {maySpend: status >= 500});
  }
  if (status >= 300 && status < 400) {
    return failed(
      'it sends elsewhere, where the key is not taken along. Give the final address as baseUrl.',
      'fatal',
    );
  }
  return failed('it does not take the request.', 'fatal');
}

/** The error for a connection that did not come about or broke. */
export function errorOfConnection(model: string, host: string, cause: unknown): ViralError {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  const code =
    typeof inner === 'object' && inner !== null && 'code' in inner && typeof inner.code === 'string'
      ? inner.code
      : '';
  const failed = (what: string, action: NextAction, maySpend: boolean) =>
    // Without the cause: it may hold the request with its key.
    new ModelError(`${model} could not be asked: ${what}`, {action, maySpend});
  if (code === 'ENOTFOUND') return failed(`there is no host named ${host}; check baseUrl.`, 'fatal', false);
  if (code === 'ECONNREFUSED') {
    return failed(`nothing listens at ${host}; start the server, or check baseUrl.`, 'retry', false);
  }
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/u.test(code)) {
    return failed(`the certificate of ${host} does not hold (${code}).`, 'fatal', false);
  }
  return failed(
    `the connection to ${host} broke${code === '' ? '' : ` (${code})`}; try again.`,
    'retry',
    true,
  );
}
