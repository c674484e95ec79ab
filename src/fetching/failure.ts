import type {IncomingHttpHeaders} from 'node:http';
import {ViralError, type NextAction} from '../errors.ts';

/** A wait up to this long is worth sitting out; a longer one is the caller's to plan. */
const longestRetryAfterInMs = 30_000;

/** The moment a Retry-After header names, in either of its two forms (RFC 9110, 10.2.3). */
function momentOf(header: string | undefined, now: number): Date | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return new Date(now + seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : new Date(date);
}

/** The error for an answer that is neither content nor a redirect. */
export function errorOfStatus(
  shown: string,
  status: number,
  headers: IncomingHttpHeaders,
  now: number,
): ViralError {
  const said = (what: string, action: NextAction, until?: Date) =>
    new ViralError('fetch-failed', `${shown} answered ${status}: ${what}`, {
      action,
      ...(until ? {until} : {}),
    });
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
    case 451:
      return said(
        'it is not open to us (a login, a paywall or a block on robots); open it in your browser, save it, and pass the file',
        'fatal',
      );
    case 404:
    case 410:
      return said('there is no such page; check the address', 'fatal');
    case 429:
    case 503: {
      const until = momentOf(headers['retry-after'], now);
      const away = until ? until.getTime() - now : 0;
      if (until && away > longestRetryAfterInMs) {
        return said(`it asks to wait until ${until.toISOString()}; try again then`, 'wait', until);
      }
      return said('it is busy; try again in a moment', 'retry', until);
    }
    default:
      return status === 408 || status === 425 || status >= 500
        ? said('the server is in trouble; try again later', 'retry')
        : said('it will not serve this; open it in your browser, save it, and pass the file', 'fatal');
  }
}

/** The error for a connection that did not come about or broke. */
export function errorOfConnection(shown: string, host: string, cause: unknown): ViralError {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  const failed = (what: string, action: NextAction) =>
    new ViralError('fetch-failed', `${shown} could not be read: ${what}`, {action, cause});
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    return failed(`there is no host named ${host}; check the spelling and your connection`, 'fatal');
  }
  if (code === 'EAI_AGAIN' || code === 'ETIMEOUT') {
    return failed(`the name ${host} could not be looked up; check your connection and try again`, 'retry');
  }
  if (code === 'ECONNREFUSED') return failed(`${host} accepts no connections; try again later`, 'retry');
  if (/^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code)) {
    return failed(`its certificate does not hold (${code}); open it in your browser to see why`, 'fatal');
  }
  if (code.startsWith('HPE_')) return failed('it does not speak HTTP; check the address', 'fatal');
  const detail = code === '' && cause instanceof Error ? cause.message : code;
  return failed(`the connection broke${detail === '' ? '' : ` (${detail})`}; try again`, 'retry');
}
