import {type NextAction, ViralError} from '../../errors.ts';

/** A wait up to this long is worth sitting out; a longer one is the caller's to plan. */
const longestRetryInMs = 30_000;
/** A daily quota that does not say when it is filled up again is asked once an hour. */
const dailyQuotaInMs = 3_600_000;

interface ServiceProblem {
  /** What the service says of it; empty when it says nothing that can be read. */
  readonly message: string;
  /** Every code word in the answer: statuses, reasons, quota names. */
  readonly codes: string;
  /** How long it asks to wait, ms. */
  readonly waitInMs: number | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Reads the error bodies of Google (`error.details`), OpenAI (`error.code`) and ElevenLabs (`detail.status`). */
function problemOf(body: string): ServiceProblem {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return {message: '', codes: '', waitInMs: undefined};
  }
  const root: unknown = Array.isArray(value) ? value[0] : value;
  const found: unknown = isRecord(root) ? (root['error'] ?? root['detail'] ?? root) : root;
  const first: unknown = Array.isArray(found) ? found[0] : found;
  if (!isRecord(first)) return {message: textOf(first), codes: '', waitInMs: undefined};
  const details = Array.isArray(first['details']) ? first['details'].filter(isRecord) : [];
  const delay = details
    .map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(textOf(detail['retryDelay']))?.[1])
    .find(Boolean);
  return {
    message: textOf(first['message'] ?? first['msg']),
    codes: JSON.stringify([first['status'], first['code'], first['type'], details]),
    waitInMs: delay === undefined ? undefined : Number(delay) * 1000,
  };
}

/** Milliseconds until the moment a Retry-After header names, in either of its forms (RFC 9110, 10.2.3). */
function retryAfterInMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export interface ServiceAnswer {
  readonly voice: string;
  readonly status: number;
  readonly retryAfter: string | null;
  /** The start of the body, secrets taken out. */
  readonly body: string;
  readonly now: number;
}

/** The error for an answer that holds no speech: what it means, and what to do. */
export function errorOfAnswer({voice, status, retryAfter, body, now}: ServiceAnswer): ViralError {
  const {message, codes, waitInMs} = problemOf(body);
  const asked = retryAfterInMs(retryAfter, now) ?? waitInMs;
  const said = message
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
  const fail = (what: string, action: NextAction, until?: Date) =>
    new ViralError(
      'voice-failed',
      `${voice} answered ${status}: ${what}${said === '' ? '' : ` (it says: ${said})`}`,
      {action, ...(until === undefined ? {} : {until})},
    );
  const later = (what: string) => {
    const until = asked === undefined ? undefined : new Date(now + asked);
    return until !== undefined && (asked ?? 0) > longestRetryInMs
      ? fail(`${what}; it asks to wait until ${until.toISOString()}. Try again then.`, 'wait', until)
      : fail(`${what}. Try again in a moment.`, 'retry', until);
  };
  if (/quota_exceeded|insufficient_quota|billing_hard_limit|payment_required/.test(codes) || status === 402) {
    return fail('the account has no credit left for this. Add credit, or use another voice.', 'fatal');
  }
  if (
    status === 401 ||
    status === 403 ||
    /API_KEY_INVALID|ACCESS_TOKEN_EXPIRED|invalid_api_key/.test(codes)
  ) {
    return fail('the key or token was not accepted. Check it, and what it may be used for.', 'auth');
  }
  if (status === 429) {
    if (/PerDay/i.test(codes) && (asked ?? 0) <= longestRetryInMs) {
      const until = new Date(now + dailyQuotaInMs);
      return fail('the quota of the day is used up. Try again later, or use another voice.', 'wait', until);
    }
    return later('too many requests');
  }
  if (status === 404) {
    return fail('there is no such model, voice or address. Check them.', 'fatal');
  }
  if (status === 408 || status === 425 || status >= 500) return later('the service is in trouble');
  if (status >= 300 && status < 400) {
    return fail(
      'it points to another address, which is not followed with a key. Set baseUrl to that address.',
      'fatal',
    );
  }
  return fail('it does not take this request. Check model, voice and settings.', 'fatal');
}

/** The error for a connection that did not come about or broke. */
export function errorOfConnection(voice: string, host: string, cause: unknown): ViralError {
  const inner: unknown = cause instanceof Error ? cause.cause : undefined;
  const code = isRecord(inner) && typeof inner['code'] === 'string' ? inner['code'] : '';
  const fail = (what: string, action: NextAction) =>
    new ViralError('voice-failed', `${voice} could not be asked: ${what}`, {action});
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    return fail(`there is no host named ${host}. Check baseUrl and your connection.`, 'fatal');
  }
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) {
    return fail(`the certificate of ${host} does not hold (${code}). Check baseUrl.`, 'fatal');
  }
  if (code === 'ECONNREFUSED') return fail(`${host} accepts no connections. Is it running?`, 'retry');
  return fail(`the connection to ${host} broke${code === '' ? '' : ` (${code})`}. Try again.`, 'retry');
}
