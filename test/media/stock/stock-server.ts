import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export const key = 'stock-key-53cr3t';

/** One request as it arrived. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** What goes wrong with the next answer, of the search or of a download. */
export type Fault =
  | {readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string}
  /** Sends nothing, for as long as the client waits. */
  | 'hang'
  /** Ends the connection before any answer. */
  | 'drop'
  /** Announces all of the answer and sends half of it. */
  | 'half'
  /** A page of HTML with status 200. */
  | 'page'
  /** HTML that is called an MP4. */
  | 'disguised'
  | 'empty'
  /** Text that is no JSON, with status 200. */
  | 'garbage'
  /** JSON of another shape. */
  | 'odd-form'
  /** The file without its second half, sent whole: what a broken upload leaves. */
  | 'cut-file'
  /** More bytes than were announced as the limit. */
  | 'endless';

/** A clip of the service: what it is called, and its bytes. */
export interface ServedClip {
  readonly id: number;
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly user?: string;
  readonly bytes: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface StockServer {
  readonly origin: string;
  /** As `allowHosts` takes it. */
  readonly host: string;
  readonly searches: Asked[];
  readonly downloads: string[];
  failSearch(...faults: readonly Fault[]): void;
  failDownload(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/**
 * A real HTTP server on loopback: a search interface as `search` answers it, and the files under `/files/ID.mp4`.
 */
export async function stockServer(
  clips: readonly ServedClip[],
  search: (asked: Asked, origin: string) => Reply,
): Promise<StockServer> {
  const searches: Asked[] = [];
  const downloads: string[] = [];
  const searchFaults: Fault[] = [];
  const downloadFaults: Fault[] = [];
  let origin = '';

  const spoil = (response: ServerResponse, fault: Fault, type: string, body: Buffer) => {
    if (fault === 'hang') return;
    if (fault === 'drop') {
      response.socket?.destroy();
      return;
    }
    if (fault === 'half') {
      response.writeHead(200, {'content-type': type, 'content-length': body.length});
      response.write(body.subarray(0, body.length >> 1));
      setTimeout(() => response.socket?.destroy(), 20);
      return;
    }
    if (fault === 'endless') {
      response.writeHead(200, {'content-type': type});
      const more = () => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
      return;
    }
    if (typeof fault === 'object') {
      response.writeHead(fault.status, {'content-type': 'text/plain', ...fault.headers});
      response.end(fault.body ?? '');
      return;
    }
    const page = '<!DOCTYPE html><html><body>Sign in to the network</body></html>';
    const content: Readonly<Record<Exclude<typeof fault, object>, readonly [string, string | Buffer]>> = {
      page: ['text/html; charset=utf-8', page],
      disguised: ['video/mp4', page],
      empty: [type, ''],
      garbage: ['text/plain', 'Bad gateway, or so it seems'],
      'odd-form': ['application/json', '{"items":[1,2,3]}'],
      'cut-file': [type, body.subarray(0, body.length >> 1)],
    };
    const [contentType, bytes] = content[fault];
    response.writeHead(200, {'content-type': contentType, 'content-length': Buffer.byteLength(bytes)});
    response.end(bytes);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const [, id] = /^\/files\/(\d+)/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      downloads.push(url.pathname);
      const clip = clips.find((each) => String(each.id) === id);
      const bytes = Buffer.from(clip?.bytes ?? []);
      const fault = downloadFaults.shift();
      if (fault !== undefined) return spoil(response, fault, 'video/mp4', bytes);
      if (!clip) return void response.writeHead(404).end();
      response.writeHead(200, {'content-type': 'video/mp4', 'content-length': bytes.length});
      return void response.end(bytes);
    }
    const asked: Asked = {path: url.pathname, query: url.searchParams, headers: request.headers};
    searches.push(asked);
    const reply = search(asked, origin);
    const fault = searchFaults.shift();
    if (fault !== undefined) return spoil(response, fault, 'application/json', Buffer.from(reply.body));
    response.writeHead(reply.status, reply.headers);
    return void response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    host: `127.0.0.1:${port}`,
    searches,
    downloads,
    failSearch: (...faults) => void searchFaults.push(...faults),
    failDownload: (...faults) => void downloadFaults.push(...faults),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A search engine that knows its clips by their words and, asked for one thing, gives many more after it. */
export function found(clips: readonly ServedClip[], query: string): readonly ServedClip[] {
  const words = query.toLowerCase().split(/\s+/);
  const hits = ({words: all}: ServedClip) => words.filter((word) => all.toLowerCase().includes(word)).length;
  return [...clips].sort((one, other) => hits(other) - hits(one));
}
