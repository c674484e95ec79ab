import {createServer, type IncomingHttpHeaders, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {encodeWav} from '../../../src/sound/index.ts';
import {memoryVoice} from '../../../src/testing/index.ts';

/** One request as it arrived. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What goes wrong with the next answer. */
export type Fault =
  | {readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown}
  /** Sends nothing, for as long as the client waits. */
  | 'hang'
  /** Ends the connection before any answer. */
  | 'drop'
  /** Announces all of the answer and sends half of it. */
  | 'half'
  /** A page of HTML with status 200. */
  | 'page'
  | 'empty'
  /** Text that is no JSON and no sound, with status 200. */
  | 'garbage'
  /** The service's own form of sound with a fault in it. */
  | 'no-sound'
  | 'cut-sound'
  | 'impossible-rate'
  | 'silence'
  | 'odd-form';

/** A refusal in the service's own form. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export interface Spoken {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly words: readonly {readonly text: string; readonly startMs: number; readonly endMs: number}[];
}

/** Sound for a text: a tone for each word, with its time. */
export async function speech(text: string, sampleRateHz: number, rate = 1): Promise<Spoken> {
  const {samples, words = []} = await memoryVoice({sampleRateHz}).doSpeak({
    text,
    language: 'en',
    rate,
    signal: new AbortController().signal,
  });
  return {samples, sampleRateHz, words};
}

export const wavOf = ({samples, sampleRateHz}: {samples: Float32Array; sampleRateHz: number}): Buffer =>
  Buffer.from(encodeWav({sampleRateHz, channels: [samples]}));

/** Raw little-endian 16-bit PCM. */
export function pcmOf({samples}: {samples: Float32Array}): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, index) => bytes.writeInt16LE(Math.round(sample * 32767), index * 2));
  return bytes;
}

export interface Answer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface ContractServer {
  readonly origin: string;
  readonly asked: Asked[];
  /** The next answers, in order; afterwards all goes well again. */
  fail(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/**
 * A real HTTP server on loopback that behaves as a speech service.
 * @param answer what the service answers; throws `Refused`. `fault` is one it must show in its own form
 */
export async function contractServer(
  answer: (request: Asked, fault: Fault | undefined) => Promise<Answer>,
): Promise<ContractServer> {
  const asked: Asked[] = [];
  const faults: Fault[] = [];
  const send = (response: ServerResponse, status: number, contentType: string, body: Buffer | string) => {
    response.writeHead(status, {'content-type': contentType, 'content-length': Buffer.byteLength(body)});
    response.end(body);
  };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const one: Asked = {
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      };
      asked.push(one);
      const fault = faults.shift();
      const reply = async () => {
        if (fault === 'hang') return;
        if (fault === 'drop') {
          request.socket.destroy();
          return;
        }
        if (fault === 'page')
          return send(response, 200, 'text/html', '<!DOCTYPE html><html><body>Sign in</body></html>');
        if (fault === 'empty') return send(response, 200, 'application/json', '');
        if (fault === 'garbage') return send(response, 200, 'text/plain', 'Bad gateway, or so it seems');
        if (typeof fault === 'object') {
          const body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
          response.writeHead(fault.status, {'content-type': 'application/json', ...fault.headers});
          response.end(body);
          return;
        }
        const {contentType, body} = await answer(one, fault);
        if (fault === 'half') {
          response.writeHead(200, {'content-type': contentType, 'content-length': body.length});
          response.write(body.subarray(0, body.length >> 1));
          setTimeout(() => request.socket.destroy(), 20);
          return;
        }
        send(response, 200, contentType, body);
      };
      reply().catch((error: unknown) => {
        if (error instanceof Refused)
          send(response, error.status, 'application/json', JSON.stringify(error.body));
        else send(response, 500, 'text/plain', String(error));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    fail: (...more) => void faults.push(...more),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
