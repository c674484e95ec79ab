import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {ViralError} from '../../src/errors.ts';
import {fetchGuarded, type FetchOptions} from '../../src/fetching.ts';
import {serve} from './local-server.ts';

async function failureOf(promise: Promise<unknown>): Promise<ViralError> {
  try {
    await promise;
  } catch (error) {
    if (ViralError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('fetchGuarded reads', () => {
  it('a page with its type and charset', async () => {
    const {origin, host} = await serve((_request, response) => {
      response.setHeader('content-type', 'Text/HTML; charset="ISO-8859-1"');
      response.end('hello');
    });
    const page = await fetchGuarded(`${origin}/a#part`, {allowHosts: [host]});
    expect(text(page.bytes)).toBe('hello');
    expect(page).toMatchObject({contentType: 'text/html', charset: 'iso-8859-1', url: `${origin}/a`});
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ] as const)('what was packed with %s', async (encoding, pack) => {
    const body = 'so many words '.repeat(20_000);
    const {origin, host} = await serve((_request, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(pack(Buffer.from(body)));
    });
    const page = await fetchGuarded(origin, {allowHosts: [host]});
    expect(text(page.bytes)).toBe(body);
  });

  it('through redirects, telling where it ended', async () => {
    const {origin, host} = await serve((request, response) => {
      if (request.url === '/end') response.end('here');
      else response.writeHead(302, {location: request.url === '/' ? '/middle' : '/end'}).end();
    });
    const page = await fetchGuarded(origin, {allowHosts: [host]});
    expect(page.url).toBe(`${origin}/end`);
    expect(text(page.bytes)).toBe('here');
  });
});

describe('fetchGuarded refuses', () => {
  const neverAsk: FetchOptions = {timeoutInMs: 2000};

  it.each([
    'http://127.0.0.1:1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://100.100.100.200/',
    'http://224.0.0.1/',
    'http://0.0.0.0/',
    'https://192.168.0.1/',
    'http://[fe80::1]/',
    'http://１２７.0.0.1/',
  ])('%s', async (address) => {
    expect((await failureOf(fetchGuarded(address, neverAsk))).code).toBe('fetch-refused');
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/a', 'data:text/plain,x', 'nonsense', 'http://'])(
    'the address %s',
    async (address) => {
      expect((await failureOf(fetchGuarded(address, neverAsk))).code).toBe('fetch-refused');
    },
  );

  it('an address with a password, without repeating it', async () => {
    const error = await failureOf(fetchGuarded('https://ann:s3cret@example.com/', neverAsk));
    expect(error.code).toBe('fetch-refused');
    expect(error.message).not.toContain('s3cret');
  });

  it.each(['http', 'https'])('an %s name that leads home', async (scheme) => {
    const error = await failureOf(
      fetchGuarded(`${scheme}://evil.test/`, {
        resolve: () => Promise.resolve([{address: '127.0.0.1', family: 4}]),
      }),
    );
    expect(error.code).toBe('fetch-refused');
    expect(error.message).toContain('127.0.0.1');
  });

  it('a name with one private address among public ones', async () => {
    const error = await failureOf(
      fetchGuarded('http://evil.test/', {
        resolve: () =>
          Promise.resolve([
            {address: '93.184.216.34', family: 4},
            {address: '10.0.0.7', family: 4},
          ]),
      }),
    );
    expect(error.code).toBe('fetch-refused');
  });

  it('a name that changes its answer between the redirect and the next request', async () => {
    let asked = 0;
    let visits = 0;
    const {port} = await serve((_request, response) => {
      visits++;
      response.writeHead(302, {location: `http://rebind.test:${port}/again`}).end();
    });
    const error = await failureOf(
      fetchGuarded(`http://first.test:${port}/`, {
        allowHosts: [`first.test:${port}`],
        resolve: () => {
          asked++;
          return Promise.resolve([{address: '127.0.0.1', family: 4}]);
        },
      }),
    );
    expect(error.code).toBe('fetch-refused');
    // One lookup a connection: the address that was checked is the one that is used.
    expect([asked, visits]).toEqual([2, 1]);
  });

  it('a redirect to loopback, to a file and one too many', async () => {
    const {origin, host} = await serve((request, response) => {
      const location =
        {'/home': 'http://127.0.0.1:9/', '/file': 'file:///etc/passwd', '/user': 'http://a:b@example.com/'}[
          request.url ?? ''
        ] ?? '/loop';
      response.writeHead(301, {location}).end();
    });
    const allowHosts = [host];
    expect((await failureOf(fetchGuarded(`${origin}/home`, {allowHosts}))).code).toBe('fetch-refused');
    expect((await failureOf(fetchGuarded(`${origin}/file`, {allowHosts}))).code).toBe('fetch-refused');
    expect((await failureOf(fetchGuarded(`${origin}/user`, {allowHosts}))).code).toBe('fetch-refused');
    const loop = await failureOf(fetchGuarded(`${origin}/loop`, {allowHosts}));
    expect(loop).toMatchObject({code: 'fetch-failed', action: 'fatal'});
  });

  it('another port of an allowed host', async () => {
    const {host} = await serve((_request, response) => response.end('x'));
    const error = await failureOf(fetchGuarded('http://127.0.0.1:9/', {allowHosts: [host]}));
    expect(error.code).toBe('fetch-refused');
  });

  it('a type that is not wanted', async () => {
    const {origin, host} = await serve((_request, response) => {
      response.setHeader('content-type', 'application/pdf');
      response.end('%PDF-1.7');
    });
    const error = await failureOf(fetchGuarded(origin, {allowHosts: [host], accept: ['text/*']}));
    expect(error.code).toBe('fetch-refused');
    expect(error.message).toContain('application/pdf');
  });
});

describe('fetchGuarded limits', () => {
  it('a body that announces its size', async () => {
    const {origin, host} = await serve((_request, response) => {
      response.setHeader('content-length', '5000');
      response.end('x'.repeat(5000));
    });
    const error = await failureOf(fetchGuarded(origin, {allowHosts: [host], maxBytes: 4999}));
    expect(error.code).toBe('too-large');
    const page = await fetchGuarded(origin, {allowHosts: [host], maxBytes: 5000});
    expect(page.bytes.length).toBe(5000);
  });

  it('a body without end, soon', async () => {
    let sent = 0;
    const {origin, host} = await serve((_request, response) => {
      const more = () => {
        if (response.destroyed) return;
        sent += 65_536;
        if (response.write(Buffer.alloc(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const error = await failureOf(fetchGuarded(origin, {allowHosts: [host], maxBytes: 200_000}));
    expect(error.code).toBe('too-large');
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(300_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(100_000_000))],
    ['deflate', deflateSync(Buffer.alloc(100_000_000))],
  ] as const)('a %s bomb, without unpacking it', async (encoding, bomb) => {
    const {origin, host} = await serve((_request, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(bomb);
    });
    const before = process.memoryUsage().rss;
    const error = await failureOf(fetchGuarded(origin, {allowHosts: [host], maxBytes: 1_000_000}));
    expect(error.code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it('the whole time and the silence on the line', async () => {
    const {origin, host} = await serve((request, response) => {
      if (request.url === '/silent') return;
      const drip = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(drip));
    });
    const slow = await failureOf(fetchGuarded(origin, {allowHosts: [host], timeoutInMs: 200}));
    expect(slow).toMatchObject({code: 'fetch-failed', action: 'retry'});
    expect(slow.message).toContain('0.2 s');
    const silent = await failureOf(
      fetchGuarded(`${origin}/silent`, {allowHosts: [host], idleTimeoutInMs: 100}),
    );
    expect(silent).toMatchObject({code: 'fetch-failed', action: 'retry'});
    expect(silent.message).toContain('nothing for 0.1 s');
  });

  it('its work to the caller’s patience', async () => {
    let closed: (() => void) | undefined;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    const {origin, host} = await serve((request) => void request.socket.once('close', () => closed?.()));
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('changed my mind')), 50);
    await expect(fetchGuarded(origin, {allowHosts: [host], signal: controller.signal})).rejects.toThrow(
      'changed my mind',
    );
    await hungUp;
  });
});

describe('fetchGuarded tells what to do next', () => {
  it.each([
    [404, 'fatal', 'no such page'],
    [410, 'fatal', 'no such page'],
    [403, 'fatal', 'save it'],
    [500, 'retry', 'later'],
    [502, 'retry', 'later'],
    [429, 'retry', 'busy'],
    [503, 'retry', 'busy'],
    [418, 'fatal', 'will not serve'],
    [204, 'fatal', 'will not serve'],
  ])('after %i: %s', async (status, action, words) => {
    const {origin, host} = await serve((_request, response) => response.writeHead(status).end());
    const error = await failureOf(fetchGuarded(`${origin}/p?key=hidden`, {allowHosts: [host]}));
    expect(error).toMatchObject({code: 'fetch-failed', action});
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('hidden');
  });

  it('and when, after Retry-After', async () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    const {origin, host} = await serve((request, response) =>
      response.writeHead(429, {'retry-after': decodeURI(request.url?.slice(1) ?? '')}).end(),
    );
    const options = {allowHosts: [host], now: () => now};
    const soon = await failureOf(fetchGuarded(`${origin}/20`, options));
    expect(soon).toMatchObject({action: 'retry', until: new Date(now + 20_000)});
    const late = await failureOf(fetchGuarded(`${origin}/3600`, options));
    expect(late).toMatchObject({action: 'wait', until: new Date(now + 3_600_000)});
    const dated = await failureOf(
      fetchGuarded(`${origin}/${encodeURI('Sun, 22 Nov 2026 13:00:00 GMT')}`, options),
    );
    expect(dated).toMatchObject({action: 'wait', until: new Date(now + 3_600_000)});
  });

  it('after broken connections', async () => {
    const {origin, host} = await serve((request, response) => {
      if (request.url === '/cut') {
        response.writeHead(200, {'content-length': '100'});
        response.write('half');
        setTimeout(() => response.destroy(), 20);
        return;
      }
      response.writeHead(200, {'content-encoding': request.url === '/odd' ? 'zstd' : 'gzip'});
      response.end('not packed at all');
    });
    const allowHosts = [host];
    expect(await failureOf(fetchGuarded(`${origin}/cut`, {allowHosts}))).toMatchObject({
      code: 'fetch-failed',
      action: 'retry',
    });
    expect((await failureOf(fetchGuarded(`${origin}/damaged`, {allowHosts}))).message).toContain('damaged');
    expect((await failureOf(fetchGuarded(`${origin}/odd`, {allowHosts}))).message).toContain('zstd');
  });

  it('after names and ports that nobody answers', async () => {
    const missing = await failureOf(
      fetchGuarded('http://nowhere.test/', {
        resolve: () => Promise.reject(Object.assign(new Error('no'), {code: 'ENOTFOUND'})),
      }),
    );
    expect(missing).toMatchObject({code: 'fetch-failed', action: 'fatal'});
    expect(missing.message).toContain('spelling');
    const again = await failureOf(
      fetchGuarded('http://nowhere.test/', {
        resolve: () => Promise.reject(Object.assign(new Error('no'), {code: 'EAI_AGAIN'})),
      }),
    );
    expect(again.action).toBe('retry');
    const refused = await failureOf(fetchGuarded('http://127.0.0.1:1/', {allowHosts: ['127.0.0.1:1']}));
    expect(refused).toMatchObject({code: 'fetch-failed', action: 'retry'});
  });
});
