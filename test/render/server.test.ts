import {createHash} from 'node:crypto';
import {mkdir, readFile, rm, symlink, unlink, utimes, writeFile} from 'node:fs/promises';
import {request, type IncomingHttpHeaders} from 'node:http';
import {connect} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startRenderServer, type RenderServer} from '../../src/render/page/server.ts';
import {temporaryFolder} from './small-storyboard.ts';

let folder: string;
let server: RenderServer;
let base: URL;

beforeAll(async () => {
  folder = await temporaryFolder('server');
  await mkdir(join(folder, 'site', 'public'), {recursive: true});
  await writeFile(join(folder, 'site', 'index.html'), '<script src="./bundle.js"></script>');
  await writeFile(join(folder, 'site', 'bundle.js'), '0123456789');
  await writeFile(join(folder, 'site', 'public', 'a b.txt'), 'spaced');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'));
  server = await startRenderServer(join(folder, 'site'));
  base = new URL(server.siteUrl);
});
afterAll(async () => {
  await server.close();
  await rm(folder, {recursive: true, force: true});
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(
  path: string,
  options: {method?: string; headers?: Record<string, string>; body?: string} = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Not fetch: it would tidy the path and set the Host header itself.
    const asked = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(options.body);
  });
}

const site = () => base.pathname.replace(/\/index\.html$/, '');

describe('the render server', () => {
  it('serves the site with a policy that lets the page load only itself', async () => {
    const page = await ask(base.pathname);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    // The one address outside takes Remotion's own usage events.
    expect(policy.match(/https?:[^ ;]*/g)).toEqual([
      'https://www.remotion.pro/api/track/register-usage-point',
    ]);
    expect(policy).not.toMatch(/\*|'unsafe-eval'/);
    const script = await ask(`${site()}/bundle.js?x=1`);
    expect([script.status, script.body]).toEqual([200, '0123456789']);
    expect((await ask(`${site()}/public/a%20b.txt`)).body).toBe('spaced');
  });

  it('answers byte ranges', async () => {
    const range = (value: string) => ask(`${site()}/bundle.js`, {headers: {range: value}});
    expect(await range('bytes=2-4')).toMatchObject({
      status: 206,
      body: '234',
      headers: {'content-range': 'bytes 2-4/10', 'content-length': '3'},
    });
    expect(await range('bytes=7-')).toMatchObject({status: 206, body: '789'});
    expect(await range('bytes=-2')).toMatchObject({status: 206, body: '89'});
    expect(await range('bytes=0-999')).toMatchObject({status: 206, body: '0123456789'});
    expect(await range('bytes=10-')).toMatchObject({status: 416, headers: {'content-range': 'bytes */10'}});
    expect(await range('bytes=x')).toMatchObject({status: 200, body: '0123456789'});
    const head = await ask(`${site()}/bundle.js`, {method: 'HEAD'});
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '10']);
  });

  it('gives nothing outside of the folder', async () => {
    const attacks = [
      `${site()}/../secret.txt`,
      `${site()}/%2e%2e/secret.txt`,
      `${site()}/..%2fsecret.txt`,
      `${site()}/public/../../secret.txt`,
      `${site()}/public/..\\..\\secret.txt`,
      `${site()}//etc/passwd`,
      `${site()}/%2fetc%2fpasswd`,
      `${site()}/bundle.js%00.html`,
      `${site()}/link.txt`,
      `${site()}/%E0%A4%A`,
      `${site()}/`,
      `${site()}/public`,
      '/secret.txt',
      '/',
    ];
    for (const attack of attacks) {
      const {status, body} = await ask(attack);
      expect(status, attack).toBeGreaterThanOrEqual(400);
      expect(body, attack).toBe('');
    }
  });

  it('refuses other hosts, tokens and methods', async () => {
    expect((await ask(base.pathname, {headers: {host: 'evil.example'}})).status).toBe(403);
    expect((await ask(base.pathname, {headers: {host: `localhost:${server.port}`}})).status).toBe(403);
    const wrongToken = base.pathname.replace(/^\/./, (start) => (start === '/A' ? '/B' : '/A'));
    expect((await ask(wrongToken)).status).toBe(403);
    expect((await ask('/site/index.html')).status).toBe(403);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask(base.pathname, {method})).status, method).toBe(405);
    }
  });

  it('listens on the loopback address only', async () => {
    const others = Object.values((await import('node:os')).networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter(({internal, family}) => !internal && family === 'IPv4')
      .map(({address}) => address);
    for (const address of [...others, '::1']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({host: address, port: server.port, timeout: 2000});
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('timeout', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
  });

  it('serves assets by their content and only what was registered', async () => {
    const file = join(folder, 'clip.bin');
    await writeFile(file, 'moving pictures');
    const sha256 = createHash('sha256').update('moving pictures').digest('hex');
    const asset = await server.register('clip', {file, sha256, mimeType: 'video/mp4'});
    const url = new URL(asset.url);
    expect(url.pathname).toMatch(new RegExp(`/asset/${sha256}$`));
    const clip = await ask(url.pathname, {headers: {range: 'bytes=0-5'}});
    expect([clip.status, clip.body, clip.headers['content-type']]).toEqual([206, 'moving', 'video/mp4']);
    expect((await ask(url.pathname.replace(sha256, '0'.repeat(64)))).status).toBe(404);
    expect((await ask(`${url.pathname}/x`)).status).toBe(404);

    await unlink(file);
    expect((await ask(url.pathname)).status).toBe(404);
    await writeFile(file, 'moving pictures');
    expect((await ask(url.pathname)).status).toBe(200);
    asset.release();
    expect((await ask(url.pathname)).status).toBe(404);
  });

  it('serves equal content as long as one of its files is registered and there', async () => {
    const [one, two] = [join(folder, 'same-1.bin'), join(folder, 'same-2.bin')];
    await writeFile(one, 'the same');
    await writeFile(two, 'the same');
    const sha256 = createHash('sha256').update('the same').digest('hex');
    const first = await server.register('one', {file: one, sha256, mimeType: 'image/png'});
    const second = await server.register('two', {file: two, sha256, mimeType: 'image/png'});
    const {pathname} = new URL(first.url);
    await unlink(two);
    expect((await ask(pathname)).body).toBe('the same');
    first.release();
    expect((await ask(pathname)).status).toBe(404);
    second.release();
  });

  it('notices that a file holds something else than when it was registered', async () => {
    const file = join(folder, 'moving-target.bin');
    await writeFile(file, 'before');
    const sha256 = createHash('sha256').update('before').digest('hex');
    const asset = await server.register('target', {file, sha256, mimeType: 'image/png'});
    expect(await asset.isUnchanged()).toBe(true);
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    expect(await asset.isUnchanged()).toBe(true);
    await writeFile(file, 'after!');
    expect(await asset.isUnchanged()).toBe(false);
    await unlink(file);
    expect(await asset.isUnchanged()).toBe(false);
  });

  it('takes one result of a page for each place it was told of, and nothing elsewhere', async () => {
    const file = join(folder, 'result.bin');
    const upload = server.receive(file);
    const {pathname} = new URL(upload.url);
    const token = pathname.split('/')[1];
    expect((await ask(pathname)).status).toBe(404);
    expect((await ask(`/${token}/result/${'0'.repeat(32)}`, {method: 'POST', body: 'x'})).status).toBe(404);
    expect((await ask(pathname.replace(token ?? '', 'wrong'), {method: 'POST', body: 'x'})).status).toBe(403);
    expect((await ask(`/${token}/site/index.html`, {method: 'POST', body: 'x'})).status).toBe(405);
    expect((await ask(pathname, {method: 'POST', body: 'drawn'})).status).toBe(204);
    expect(await readFile(file, 'utf8')).toBe('drawn');
    expect((await ask(pathname, {method: 'POST', body: 'again'})).status).toBe(404);
    expect(await readFile(file, 'utf8')).toBe('drawn');

    const late = server.receive(file);
    late.end();
    expect((await ask(new URL(late.url).pathname, {method: 'POST', body: 'late'})).status).toBe(404);

    const nowhere = server.receive(join(folder, 'no', 'such', 'folder'));
    expect((await ask(new URL(nowhere.url).pathname, {method: 'POST', body: 'x'})).status).toBe(507);
    expect(nowhere.failure()).toMatchObject({code: 'ENOENT'});
  });

  it('refuses a file that is absent or not the one that was meant', async () => {
    const file = join(folder, 'other.bin');
    await writeFile(file, 'other');
    const sha256 = '0'.repeat(64);
    await expect(server.register('logo', {file, sha256, mimeType: 'image/png'})).rejects.toMatchObject({
      code: 'asset-missing',
      message: expect.stringContaining("'logo'"),
    });
    await expect(
      server.register('logo', {file: join(folder, 'absent'), sha256, mimeType: 'image/png'}),
    ).rejects.toMatchObject({code: 'asset-missing'});
  });
});
