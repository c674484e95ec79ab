import {InvalidInputError, type NextAction, ViralError} from '../../errors.ts';
import {fetchGuarded, type Fetched, type FetchOptions} from '../../fetching.ts';

/** What all news services over HTTP share. */
export interface NewsServiceOptions {
  /** Address of the service, for tests and proxies. */
  readonly baseUrl?: string;
  readonly allowHosts?: FetchOptions['allowHosts'];
  /** For one request; 20 s when left out. */
  readonly timeoutInMs?: number;
  readonly now?: () => number;
}

export interface NewsAnswer {
  readonly status: number;
  /** Undefined where the body is no JSON. */
  readonly value: unknown;
  readonly retryAfter: string | undefined;
}

/**
 * A key as it goes into a header or an address.
 * @throws InvalidInputError without the key: what is wrong with a secret must not show it
 */
export function checkedNewsKey(key: string): string {
  const trimmed = key.trim();
  if (/^[\x21-\x7E]{4,300}$/u.test(trimmed)) return trimmed;
  throw new InvalidInputError('the news source', [
    {path: 'apiKey', message: 'is empty or holds characters that no key has; copy it again'},
  ]);
}

/** Asks a service for JSON, whatever its status. */
export async function askNews(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  {
    baseUrl,
    headers,
    signal,
    service,
  }: {
    readonly baseUrl: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly service: NewsServiceOptions;
  },
): Promise<NewsAnswer> {
  const url = new URL(`${baseUrl.replace(/\/+$/u, '')}${path}`);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(key, String(value));
  }
  const {allowHosts, timeoutInMs = 20_000} = service;
  const fetched: Fetched = await fetchGuarded(url, {
    signal,
    timeoutInMs,
    expect: 'any',
    ...(headers === undefined ? {} : {headers}),
    ...(allowHosts === undefined ? {} : {allowHosts}),
  });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(fetched.bytes));
  } catch {
    value = undefined;
  }
  return {status: fetched.status, value, retryAfter: fetched.retryAfter};
}

const longestRetryInMs = 30_000;

function waitInMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

export interface NewsFailure {
  /** Name of the source. */
  readonly source: string;
  readonly status: number;
  /** What the service says of it. */
  readonly message: string;
  readonly secret: string;
  readonly retryAfter?: string | undefined;
  /** The quota of the day is used up. */
  readonly isDayQuota?: boolean;
  readonly now: number;
}

/** Midnight UTC after a moment: when daily quotas are filled up. */
function nextDay(now: number): Date {
  const day = 86_400_000;
  return new Date((Math.floor(now / day) + 1) * day);
}

export function errorOfNews(failure: NewsFailure): ViralError {
  const {source, status, secret, retryAfter, isDayQuota = false, now} = failure;
  const said = failure.message.replaceAll(secret, '[key]').replace(/\s+/gu, ' ').trim().slice(0, 200);
  const failed = (what: string, action: NextAction, until?: Date) =>
    new ViralError(
      'news-failed',
      `${source} answered ${status}: ${what}${said === '' ? '' : ` It says: ${said}`}`,
      {
        action,
        ...(until ? {until} : {}),
      },
    );
  if (isDayQuota) {
    const until = nextDay(now);
    return failed(`the quota of the day is used up; try again after ${until.toISOString()}.`, 'wait', until);
  }
  if (status === 401 || status === 403) return failed('it does not take the key. Check apiKey.', 'auth');
  if (status === 429 || status === 503) {
    const wait = waitInMs(retryAfter, now);
    const until = wait === undefined ? undefined : new Date(now + wait);
    if (until && (wait ?? 0) > longestRetryInMs) {
      return failed(`it asks to wait until ${until.toISOString()}.`, 'wait', until);
    }
    return failed('it was asked too often. Try again in a moment.', 'retry', until);
  }
  if (status === 408 || status >= 500) return failed('the service is in trouble. Try again later.', 'retry');
  if (status >= 200 && status < 300)
    return failed('it sent something that is not its JSON. Try again later.', 'retry');
  return failed('it does not take the request. Check topic, category and language.', 'fatal');
}
