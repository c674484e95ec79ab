import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {open, readdir, rm, stat} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join, relative, sep} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {ViralError} from '../../errors.ts';

/** A file and what it should hold. */
export interface ServedAsset {
  readonly file: string;
  readonly sha256: string;
  readonly mimeType: string;
}

/** A file within reach of the pages until it is released. */
export interface RegisteredAsset {
  readonly url: string;
  /** Whether the file still holds what it held; reads it again only when its date or size has changed. */
  isUnchanged(): Promise<boolean>;
  release(): void;
}

/** A place where a page may leave one result. */
export interface Upload {
  readonly url: string;
  /** What went wrong while the body was written, if anything did. */
  readonly failure: () => unknown;
  /** Refuses what still comes. */
  end(): void;
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
  register(id: string, asset: ServedAsset): Promise<RegisteredAsset>;
  /**
   * Takes one result of a page: the body of one POST to `url` goes to `file`.
   * @param file absolute path; it is overwritten
   */
  receive(file: string): Upload;
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

/** Where `@remotion/web-renderer` reports each of its renders, with the user's licence key or none. */
const usageEventUrl = 'https://www.remotion.pro/api/track/register-usage-point';

/** Largest result that a page may send, bytes: ten minutes at 50 Mbit/s. */
const largestUpload = 4_000_000_000;

/**
 * What the page may load: itself and nothing else; the one address outside takes Remotion's own usage events. Inline
 * scripts and styles are how Remotion's page and React write them; WebAssembly draws in some templates; blob: and data:
 * are how media and workers reach a page.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self' data: blob: ${usageEventUrl}`,
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

/** What tells without reading it that a file is the same as before; `null` when it is not there. */
async function stampOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ') : null;
}

async function firstThatExists(assets: readonly ServedAsset[]): Promise<ServedAsset | undefined> {
  for (const asset of assets) if ((await stampOf(asset.file)) !== null) return asset;
  return undefined;
}

/** Writes a request's body to a file and leaves none behind when that fails. */
async function receiveBody(request: IncomingMessage, file: string): Promise<void> {
  let bytes = 0;
  try {
    await pipeline(
      request,
      async function* counted(source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > largestUpload) throw new RangeError(`a result of more than ${largestUpload} bytes`);
          yield chunk;
        }
      },
      createWriteStream(file),
    );
  } catch (error) {
    await rm(file, {force: true});
    throw error;
  }
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
  // Equal content may lie in several files, each of which may go when the render that named it ends.
  const assets = new Map<string, readonly ServedAsset[]>();
  const uploads = new Map<string, {readonly file: string; failed(error: unknown): void}>();
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
    const path = (request.url ?? '').split(/[?#]/, 1)[0] ?? '';
    const [, givenToken = '', part = '', ...rest] = path.split('/');
    const mayPost = request.method === 'POST' && part === 'result';
    if (request.method !== 'GET' && request.method !== 'HEAD' && !mayPost) {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(405);
    }
    if (!isToken(givenToken)) return refuse(403);

    if (part === 'result') {
      const upload = uploads.get(rest[0] ?? '');
      // Each takes one answer.
      if (upload === undefined || rest.length !== 1 || !mayPost) return refuse(404);
      uploads.delete(rest[0] ?? '');
      try {
        await receiveBody(request, upload.file);
      } catch (error) {
        upload.failed(error);
        return refuse(507);
      }
      return refuse(204);
    }
    if (part === 'asset' && rest.length === 1) {
      const asset = await firstThatExists(assets.get(rest[0] ?? '') ?? []);
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
      const {file, sha256} = asset;
      const before = await stampOf(file);
      if (before === null) {
        throw new ViralError('asset-missing', `The file of asset '${id}' is not there: ${file}`);
      }
      if ((await hashFile(file)) !== sha256) {
        throw new ViralError(
          'asset-missing',
          `The file of asset '${id}' is not the one the storyboard names; its content has changed: ${file}`,
        );
      }
      const entry = {...asset};
      assets.set(sha256, [entry, ...(assets.get(sha256) ?? [])]);
      return {
        url: `${base}/asset/${sha256}`,
        async isUnchanged() {
          const now = await stampOf(file);
          return now === before || (now !== null && (await hashFile(file)) === sha256);
        },
        release() {
          const others = (assets.get(sha256) ?? []).filter((each) => each !== entry);
          if (others.length === 0) assets.delete(sha256);
          else assets.set(sha256, others);
        },
      };
    },
    receive(file) {
      const name = randomBytes(16).toString('hex');
      let failure: unknown;
      uploads.set(name, {file, failed: (error) => (failure = error)});
      return {
        url: `${base}/result/${name}`,
        failure: () => failure,
        end: () => uploads.delete(name),
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
