import {lookup as systemLookup} from 'node:dns/promises';
import {request as requestHttp, type IncomingMessage, type RequestOptions} from 'node:http';
import {request as requestHttps} from 'node:https';
import {isIP, type LookupFunction} from 'node:net';
import {ViralError} from './errors.ts';
import {readBody} from './fetching/body.ts';
import {errorOfConnection, errorOfStatus} from './fetching/failure.ts';
import {isPublicAddress} from './fetching/public-address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Largest body, before and after decompression; 10 MB when left out. */
  readonly maxBytes?: number;
  /** For the whole of it, redirects included; 20 s when left out. */
  readonly timeoutInMs?: number;
  /** Longest silence on the line; 10 s when left out. */
  readonly idleTimeoutInMs?: number;
  /** Media types that are wanted, as in `['text/html', 'image/*']`; any when left out. */
  readonly accept?: readonly string[];
  /** `host:port` pairs that may be asked although they are not public, as in `['127.0.0.1:8080']`. */
  readonly allowHosts?: readonly string[];
  /** Resolves host names; the system's resolver when left out. Its answers are checked like any others. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly now?: () => number;
  /** Sent along, to the origin that is asked and to no other that it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers outside 200-299 that are wanted with their body, as in `[304]`, or `any`; others are errors. */
  readonly expect?: readonly number[] | 'any';
}

export interface Fetched {
  /** The address the content came from, after redirects. */
  readonly url: string;
  readonly bytes: Uint8Array;
  /** Media type in lower case without parameters; empty when the server named none. */
  readonly contentType: string;
  /** The charset parameter in lower case, if any. */
  readonly charset: string | undefined;
  readonly status: number;
  /** What tells a later request that nothing has changed (RFC 9110, 8.8), as the server wrote it. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  readonly retryAfter: string | undefined;
}

const maxRedirects = 5;
const userAgent = 'viral-video-generator (reads one page on request)';

/**
 * Reads one http(s) address of the public internet with GET: the only way this package fetches what others name.
 * Loopback, private, link-local, metadata, carrier and multicast addresses are refused in every notation, after the
 * name is resolved and for the very address that is connected to, and again at each of at most five redirects.
 * @throws ViralError `fetch-refused` for what policy forbids, `too-large`, and `fetch-failed` otherwise, whose action
 *   says whether another try makes sense; the signal's reason when aborted
 */
export async function fetchGuarded(address: string | URL, options: FetchOptions = {}): Promise<Fetched> {
  const {signal, timeoutInMs = 20_000} = options;
  signal?.throwIfAborted();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutInMs);
  const stop = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  let url = parseAddress(String(address));
  const {origin} = url;
  try {
    for (let redirects = 0; ; redirects++) {
      const {headers: _, ...rest} = options;
      const answer = await fetchOnce(url, stop, url.origin === origin ? options : rest);
      if (!(answer instanceof URL)) return answer;
      if (redirects === maxRedirects) {
        throw new ViralError(
          'fetch-failed',
          `${shownOf(url)} redirects more than ${maxRedirects} times; pass the final address`,
        );
      }
      url = answer;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.signal.aborted) {
      throw new ViralError(
        'fetch-failed',
        `${shownOf(url)} took longer than ${timeoutInMs / 1000} s; try again, or save it yourself and pass the file`,
        {action: 'retry', cause: error},
      );
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function refused(what: string): ViralError {
  return new ViralError('fetch-refused', what);
}

function parseAddress(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href))
    throw refused(`'${address.slice(0, 200)}' is not a web address; write it as https://host/path`);
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(`${url.protocol} addresses are not read; only http and https are`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(`the address of ${url.host} carries a user name or password; remove it`);
  }
  url.hash = '';
  return url;
}

/** An address as shown in messages: queries may hold keys. */
function shownOf(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 200);
}

function portOf(url: URL): string {
  return url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80';
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** One request: the content, or the address it redirects to. */
async function fetchOnce(url: URL, signal: AbortSignal, options: FetchOptions): Promise<Fetched | URL> {
  const {maxBytes = 10_000_000, idleTimeoutInMs = 10_000, accept, now = Date.now} = options;
  const shown = shownOf(url);
  const idle = new AbortController();
  const idleTimer = setTimeout(() => idle.abort(), idleTimeoutInMs);
  const stop = AbortSignal.any([signal, idle.signal]);
  let response: IncomingMessage | undefined;
  try {
    response = await send(url, stop, options);
    idleTimer.refresh();
    const status = response.statusCode ?? 0;
    if ([301, 302, 303, 307, 308].includes(status)) {
      const location = response.headers.location;
      if (!location) throw new ViralError('fetch-failed', `${shown} redirects to nowhere; check the address`);
      return parseAddress(location, url);
    }
    const {expect = []} = options;
    const isExpected = expect === 'any' || expect.includes(status);
    if (!isExpected && (status < 200 || status > 299 || status === 204 || status === 205)) {
      throw errorOfStatus(shown, status, response.headers, now());
    }
    const {contentType, charset} = parseContentType(response.headers['content-type']);
    if (
      accept &&
      !isExpected &&
      contentType !== '' &&
      !accept.some((type) => matchesType(type, contentType))
    ) {
      throw refused(
        `${shown} is ${contentType}, and only ${accept.join(', ')} is read here; convert it yourself and pass the file`,
      );
    }
    const bytes = await readBody(response, {maxBytes, shown, onActivity: () => void idleTimer.refresh()});
    const {etag, 'last-modified': lastModified, 'retry-after': retryAfter} = response.headers;
    return {url: url.href, bytes, contentType, charset, status, etag, lastModified, retryAfter};
  } catch (error) {
    if (ViralError.isInstance(error) || signal.aborted) throw error;
    if (idle.signal.aborted) {
      throw new ViralError(
        'fetch-failed',
        `${shown} sent nothing for ${idleTimeoutInMs / 1000} s; try again later`,
        {action: 'retry', cause: error},
      );
    }
    throw errorOfConnection(shown, url.hostname, error);
  } finally {
    clearTimeout(idleTimer);
    response?.destroy();
  }
}

function send(url: URL, signal: AbortSignal, options: FetchOptions): Promise<IncomingMessage> {
  const {accept, allowHosts = [], resolve = resolveWithSystem} = options;
  const host = bareHost(url);
  const allowed = allowHosts.includes(`${url.hostname}:${portOf(url)}`);
  const closed = (address: string) =>
    refused(
      address === host
        ? `${host} is not an address of the public internet, so it is not read; save the page and pass the file`
        : `${host} leads to ${address}, which is not on the public internet, so it is not read; save the page and pass the file`,
    );
  // A literal address is connected to without a lookup.
  if (isIP(host) !== 0 && !allowed && !isPublicAddress(host)) return Promise.reject(closed(host));

  // Checked inside the socket's own lookup: what was checked is what is connected to.
  const addressesOf = async (name: string, family: number | string | undefined) => {
    const found = (await resolve(name)).filter((one) => !family || family === one.family);
    const bad = allowed ? undefined : found.find(({address}) => !isPublicAddress(address));
    if (bad) throw closed(bad.address);
    const [first] = found;
    if (!first) throw Object.assign(new Error('no address'), {code: 'ENOTFOUND'});
    return [first, ...found.slice(1)] as const;
  };
  const lookup: LookupFunction = (name, {family, all}, callback) => {
    const answer = async () => {
      const found = await addressesOf(name, family).catch((error: NodeJS.ErrnoException) => error);
      if (found instanceof Error) callback(found, '', 0);
      else if (all) callback(null, [...found]);
      else callback(null, found[0].address, found[0].family);
    };
    void answer();
  };

  return new Promise((fulfil, reject) => {
    const requestOptions: RequestOptions = {
      method: 'GET',
      // A socket of its own: none that another check opened is reused.
      agent: false,
      lookup,
      signal,
      headers: {
        ...options.headers,
        accept: accept?.join(', ') ?? '*/*',
        'accept-encoding': 'gzip, br, deflate',
        'accept-language': '*',
        'user-agent': userAgent,
      },
    };
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, requestOptions, fulfil);
    request.once('error', reject);
    request.end();
  });
}

async function resolveWithSystem(host: string): Promise<readonly ResolvedAddress[]> {
  return systemLookup(host, {all: true});
}

function parseContentType(header: string | undefined): {contentType: string; charset: string | undefined} {
  const [type = '', ...parameters] = (header ?? '').split(';');
  let charset: string | undefined;
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim().toLowerCase() === 'charset') {
      charset = value
        .trim()
        .replaceAll(/^["']|["']$/g, '')
        .toLowerCase();
    }
  }
  return {contentType: type.trim().toLowerCase(), charset: charset === '' ? undefined : charset};
}

function matchesType(pattern: string, type: string): boolean {
  return pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
