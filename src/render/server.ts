import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, readdir, stat} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join, relative, sep} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {ViralError} from '../errors.ts';

/** A file as it was when it was registered. */
export interface ServedAsset {
  readonly file: string;
  readonly sha256: string;
  readonly mimeType: string;
}

/** The one server that the pages of a render may speak to. */
export interface RenderServer {
  /** Address of the page: `http://127.0.0.1:PORT/TOKEN/site/index.html`. */
  readonly siteUrl: string;
  readonly port: number;
  /**
   * Makes a file available by its content.
   * @returns its URL
   * @throws ViralError `asset-missing` when the file is absent or its content has another hash
   */
  register(id: string, asset: ServedAsset): Promise<string>;
  close(): Promise<void>;
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ico': 'image/x-icon',
};

/**
 * What the page may load: itself and nothing else. Inline scripts and styles are how Remotion's page and React write
 * them; WebAssembly draws in some templates; blob: and data: are how media and workers reach a page.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
].join('; ');

/** SHA-256 of a file, lower-case hex. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, ...(signal ? [{signal}] : []));
  return hash.digest('hex');
}

async function filesUnder(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).split(sep).join('/'), file]),
  );
}

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** `null`: the whole file. `'unsatisfiable'`: outside of it. Several ranges at once get the whole file. */
function parseRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return start > end || start >= size ? 'unsatisfiable' : {start, end};
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  headers: Record<string, string>,
): Promise<void> {
  // Opened before anything is promised, so that a file that has gone is a 404 and not half an answer.
  const handle = await open(file, 'r');
  try {
    const {size} = await handle.stat();
    const range = parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      response.writeHead(416, {'content-range': `bytes */${size}`}).end();
      return;
    }
    const {start, end} = range ?? {start: 0, end: size - 1};
    response.writeHead(range === null ? 200 : 206, {
      ...headers,
      'accept-ranges': 'bytes',
      'content-length': String(end - start + 1),
      ...(range === null ? {} : {'content-range': `bytes ${start}-${end}/${size}`}),
    });
    if (request.method === 'HEAD' || size === 0) {
      response.end();
      return;
    }
    await pipeline(handle.createReadStream({start, end, autoClose: false}), response);
  } finally {
    await handle.close();
  }
}

/**
 * Starts a server on 127.0.0.1 that serves the files which lie in `siteFolder` now, and registered assets by their
 * content, under a random token. Other hosts, tokens, methods and paths get nothing; files are looked up in a list,
 * so no path can lead out of the folder.
 * @param siteFolder a bundle, with `index.html`
 */
export async function startRenderServer(siteFolder: string): Promise<RenderServer> {
  const site = await filesUnder(siteFolder);
  const assets = new Map<string, ServedAsset>();
  const token = randomBytes(24).toString('base64url');
  const tokenBytes = Buffer.from(token);
  let ownHost = '';

  const isToken = (given: string) => {
    const bytes = Buffer.from(given);
    return bytes.length === tokenBytes.length && timingSafeEqual(bytes, tokenBytes);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    const refuse = (status: number) => void response.writeHead(status).end();
    // A page of another site that has our port resolve to its own name sends that name.
    if (request.headers.host !== ownHost) return refuse(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(405);
    }
    const path = (request.url ?? '').split(/[?#]/, 1)[0] ?? '';
    const [, givenToken = '', part = '', ...rest] = path.split('/');
    if (!isToken(givenToken)) return refuse(403);

    if (part === 'asset' && rest.length === 1) {
      const asset = assets.get(rest[0] ?? '');
      if (asset === undefined) return refuse(404);
      // The content is fixed by its address.
      const cache = 'private, max-age=31536000, immutable';
      return send(request, response, asset.file, {'content-type': asset.mimeType, 'cache-control': cache});
    }
    if (part === 'site') {
      let name: string;
      try {
        name = decodeURIComponent(rest.join('/'));
      } catch {
        return refuse(400);
      }
      const file = site.get(name);
      if (file === undefined) return refuse(404);
      const type = mimeTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
      return send(request, response, file, {
        'content-type': type,
        ...(type.startsWith('text/html') ? {'content-security-policy': pagePolicy} : {}),
      });
    }
    return refuse(404);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({host: '127.0.0.1', port: 0}, resolve);
  });
  server.unref();
  const {port} = server.address() as AddressInfo;
  ownHost = `127.0.0.1:${port}`;
  const base = `http://${ownHost}/${token}`;

  return {
    siteUrl: `${base}/site/index.html`,
    port,
    async register(id, asset) {
      const known = assets.get(asset.sha256);
      if (known?.file !== asset.file || known.mimeType !== asset.mimeType) {
        const found = await stat(asset.file).catch(() => null);
        if (!found?.isFile()) {
          throw new ViralError('asset-missing', `The file of asset '${id}' is not there: ${asset.file}`);
        }
        if ((await hashFile(asset.file)) !== asset.sha256) {
          throw new ViralError(
            'asset-missing',
            `The file of asset '${id}' is not the one the storyboard names; its content has changed: ${asset.file}`,
          );
        }
        assets.set(asset.sha256, asset);
      }
      return `${base}/asset/${asset.sha256}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
