/**
 * A local stand-in of three services of AWS: Lambda's Invoke (RequestResponse, Event and response streaming), S3, and
 * STS, over real HTTP on 127.0.0.1. The function is Remotion's own code, from the archive that its package deploys, byte
 * for byte, in guarded child processes with this machine's browser (see guard.cjs for what it would do unguarded).
 *
 * It does NOT cover:
 * - IAM, policies and signatures: every request is allowed, whoever signs it; expired credentials are played on demand;
 * - the creation of functions, their layers, runtimes and log groups: functions are named when the stand-in starts;
 * - the programs for arm64, the browser and the fonts of Remotion's layer: those of this machine run instead;
 * - memory and disk limits of an environment, its CPU share, and freezing between invocations;
 * - limits of payloads (6 MB, 256 kB), burst limits, and the hours for which Event invocations wait: one that finds no
 *   free environment waits here until there is one;
 * - isolation of the network: environments share this machine's ports;
 * - more than one account, and regions: one server answers for all of them;
 * - lifecycle rules, access lists and encryption of S3: accepted and without effect;
 * - real latencies, real prices.
 */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {startEnvironment, type Environment, type FunctionFailure} from './environments.ts';
import {invokeComplete, payloadChunk} from './event-stream.ts';
import {layOutFunction} from './function-folder.ts';
import {createS3, type StandInS3} from './s3.ts';

export interface Invocation {
  /** Counts from 1. */
  readonly number: number;
  /** `start`, `launch`, `renderer`, `still`, `info`, … */
  readonly routine: string;
  readonly mode: 'RequestResponse' | 'Event' | 'streaming';
  readonly functionName: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * What goes wrong with an invocation. `throttle`: 429. `crash`: the environment dies under it after `afterMs`. `drop`:
 * the connection of a streamed answer breaks after its first piece. `timeout`: the function's time ends at once.
 * `duplicate`: an Event is delivered twice. `slow`: begins late.
 */
export type Fault =
  | {readonly kind: 'throttle' | 'drop' | 'duplicate'}
  | {readonly kind: 'crash' | 'timeout' | 'slow'; readonly afterMs: number};

export interface StandInOptions {
  /** Path of the browser that renders. */
  readonly browser: string;
  readonly functionName: string;
  /** Invocations that may run at once, as an account's limit; more get a 429. */
  readonly limit: number;
  /** Asked for every invocation. */
  readonly fault?: (invocation: Invocation) => Fault | null;
  /** ms before each answer of S3. */
  readonly s3DelayInMs?: number;
}

export interface StandIn extends AsyncDisposable {
  readonly url: string;
  /** Everything it writes lies here; gone after `close`. */
  readonly folder: string;
  readonly region: string;
  readonly functionName: string;
  readonly s3: StandInS3;
  /** Every invocation that ran, with how it ended. */
  readonly invocations: readonly (Invocation & {
    failure: FunctionFailure | null | 'running';
    fault: Fault | null;
  })[];
  readonly throttled: () => number;
  /** The most that ran at the same time. */
  readonly peak: () => number;
  readonly environments: () => readonly Environment[];
  /** May be changed while it runs. */
  readonly settings: {
    fault: (invocation: Invocation) => Fault | null;
    s3DelayInMs: number;
    expired: boolean;
    limit: number;
  };
  /** What a client of the three services needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const account = '123456789012';
const expiredError = (form: 'xml' | 'json') =>
  form === 'json'
    ? JSON.stringify({message: 'The security token included in the request is expired'})
    : '<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Starts the stand-in. Close it: it holds processes and a folder. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const root = await mkdtemp(join(tmpdir(), 'viral-lambda-'));
  const functionFile = layOutFunction(join(root, 'function'));
  const region = 'eu-central-1';
  const timeoutInMs = Number(/-(\d+)sec$/.exec(options.functionName)?.[1] ?? 120) * 1000;
  const memorySizeInMb = Number(/-mem(\d+)mb-/.exec(options.functionName)?.[1] ?? 2048);
  const settings = {
    fault: options.fault ?? (() => null),
    s3DelayInMs: options.s3DelayInMs ?? 0,
    expired: false,
    limit: options.limit,
  };
  const s3 = createS3();
  const invocations: (Invocation & {failure: FunctionFailure | null | 'running'; fault: Fault | null})[] = [];
  const all = new Set<Environment>();
  const free: Environment[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  let peak = 0;
  let throttled = 0;
  const state = {closed: false};
  let endpoint = '';

  const take = (): Environment => {
    running++;
    peak = Math.max(peak, running);
    for (let environment = free.pop(); environment; environment = free.pop()) {
      if (environment.alive()) return environment;
      all.delete(environment);
    }
    const environment = startEnvironment(root, {
      functionName: options.functionName,
      functionFile,
      browser: options.browser,
      region,
      memorySizeInMb,
      endpoint,
    });
    all.add(environment);
    return environment;
  };
  const release = (environment: Environment, failed: boolean) => {
    running--;
    if (environment.alive() && !failed) free.push(environment);
    else {
      all.delete(environment);
      void environment.end();
    }
    waiting.shift()?.();
  };

  async function runOne(
    invocation: Invocation & {failure: FunctionFailure | null | 'running'},
    payload: string,
    fault: Fault | null,
    onChunk: (bytes: Buffer) => void,
  ): Promise<FunctionFailure | null> {
    const environment = take();
    const timed = fault !== null && (fault.kind === 'crash' || fault.kind === 'timeout') ? fault : null;
    const timer =
      timed?.kind === 'crash' && environment.pid !== undefined
        ? setTimeout(() => {
            try {
              process.kill(environment.pid ?? 0, 'SIGKILL');
            } catch {
              // It has ended by itself.
            }
          }, timed.afterMs)
        : undefined;
    try {
      if (fault?.kind === 'slow') await sleep(fault.afterMs);
      const failure = await environment.invoke(
        payload,
        timed?.kind === 'timeout' ? timed.afterMs : timeoutInMs,
        onChunk,
      );
      invocation.failure = failure;
      release(environment, failure !== null);
      return failure;
    } catch (error) {
      release(environment, true);
      const failure = {
        code: 'Runtime.InitError',
        details: error instanceof Error ? error.message : String(error),
      };
      invocation.failure = failure;
      return failure;
    } finally {
      clearTimeout(timer);
    }
  }

  async function invoke(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    streaming: boolean,
  ) {
    const mode = streaming
      ? ('streaming' as const)
      : request.headers['x-amz-invocation-type'] === 'Event'
        ? ('Event' as const)
        : ('RequestResponse' as const);
    const payload = body.toString();
    const parsed = JSON.parse(payload) as Record<string, unknown>;
    const invocation = {
      number: invocations.length + 1,
      routine: String(parsed['type']),
      mode,
      functionName: options.functionName,
      payload: parsed,
      failure: 'running' as FunctionFailure | null | 'running',
      fault: null as Fault | null,
    };
    const fault = settings.fault(invocation);
    invocation.fault = fault;
    const json = (status: number, content: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, {'Content-Type': 'application/json', ...headers});
      response.end(content);
    };
    if (fault?.kind === 'throttle' || (mode !== 'Event' && running >= settings.limit)) {
      throttled++;
      invocation.failure = {code: '429', details: 'throttled'};
      invocations.push(invocation);
      return json(
        429,
        JSON.stringify({
          Type: 'User',
          message: 'Rate Exceeded.',
          Reason: 'ConcurrentInvocationLimitExceeded',
        }),
        {'X-Amzn-Errortype': 'TooManyRequestsException'},
      );
    }
    invocations.push(invocation);
    if (mode === 'Event') {
      json(202, '');
      for (let times = fault?.kind === 'duplicate' ? 2 : 1; times > 0; times--) {
        const begin = async () => {
          while (running >= settings.limit && !state.closed)
            await new Promise<void>((resolve) => waiting.push(resolve));
          if (!state.closed) await runOne(invocation, payload, fault, () => undefined);
        };
        void begin();
      }
      return;
    }
    if (mode === 'RequestResponse') {
      const pieces: Buffer[] = [];
      const failure = await runOne(invocation, payload, fault, (bytes) => pieces.push(bytes));
      if (failure) {
        json(200, JSON.stringify({errorType: failure.code, errorMessage: failure.details}), {
          'X-Amz-Function-Error': 'Unhandled',
          'X-Amz-Executed-Version': '$LATEST',
        });
      } else {
        response.writeHead(200, {
          'Content-Type': 'application/octet-stream',
          'X-Amz-Executed-Version': '$LATEST',
        });
        response.end(Buffer.concat(pieces));
      }
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'application/vnd.amazon.eventstream',
      'X-Amz-Executed-Version': '$LATEST',
      'X-Amzn-Remapped-Content-Type': 'application/octet-stream',
    });
    response.flushHeaders();
    const failure = await runOne(invocation, payload, fault, (bytes) => {
      if (response.destroyed) return;
      if (bytes.length > 0) response.write(payloadChunk(bytes));
      if (fault?.kind === 'drop') response.destroy();
    });
    if (response.destroyed) return;
    response.end(
      invokeComplete(
        failure === null
          ? null
          : {code: failure.code === 'Unhandled' ? 'Unhandled' : failure.code, details: failure.details},
      ),
    );
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const method = request.method ?? 'GET';
    const invoked =
      /^\/(?:2015-03-31|2021-11-15)\/functions\/([^/]+)\/(response-streaming-)?invocations$/.exec(path);
    if (method === 'POST' && invoked) {
      if (settings.expired) {
        response.writeHead(403, {
          'Content-Type': 'application/json',
          'X-Amzn-Errortype': 'ExpiredTokenException',
        });
        response.end(expiredError('json'));
        return;
      }
      if (decodeURIComponent(invoked[1] ?? '') !== options.functionName) {
        response.writeHead(404, {
          'Content-Type': 'application/json',
          'X-Amzn-Errortype': 'ResourceNotFoundException',
        });
        response.end(JSON.stringify({Type: 'User', Message: `Function not found: ${invoked[1]}`}));
        return;
      }
      await invoke(request, response, body, invoked[2] !== undefined);
      return;
    }
    if (method === 'GET' && path === '/2016-08-19/account-settings') {
      response.writeHead(200, {'Content-Type': 'application/json'});
      response.end(JSON.stringify({AccountLimit: {ConcurrentExecutions: settings.limit}}));
      return;
    }
    if (method === 'GET' && /^\/2015-03-31\/functions\/?$/.test(path)) {
      const functions = [
        {
          FunctionName: options.functionName,
          Version: '$LATEST',
          MemorySize: memorySizeInMb,
          Timeout: timeoutInMs / 1000,
          EphemeralStorage: {Size: 2048},
        },
      ];
      response.writeHead(200, {'Content-Type': 'application/json'});
      response.end(JSON.stringify({Functions: functions}));
      return;
    }
    if (method === 'POST' && path === '/' && /Action=GetCallerIdentity/.test(body.toString())) {
      response.writeHead(settings.expired ? 403 : 200, {'Content-Type': 'text/xml'});
      response.end(
        settings.expired
          ? '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>'
          : `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/stand-in</Arn><UserId>U</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
      return;
    }
    if (settings.s3DelayInMs > 0) await sleep(settings.s3DelayInMs);
    if (settings.expired && request.headers.authorization !== undefined) {
      response.writeHead(400, {'Content-Type': 'application/xml'});
      response.end(expiredError('xml'));
      return;
    }
    s3.handle(request, response, body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const close = async () => {
    state.closed = true;
    for (const go of waiting.splice(0)) go();
    await Promise.all([...all].map(async (environment) => environment.end()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(root, {recursive: true, force: true, maxRetries: 5});
  };
  return {
    url: endpoint,
    folder: root,
    region,
    functionName: options.functionName,
    s3,
    invocations,
    throttled: () => throttled,
    peak: () => peak,
    environments: () => [...all],
    settings,
    env: {
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ENDPOINT_URL_STS: endpoint,
      AWS_ACCESS_KEY_ID: 'stand-in',
      AWS_SECRET_ACCESS_KEY: 'stand-in',
      AWS_REGION: region,
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
