/**
 * A local stand-in of services of AWS: Lambda (functions, and Invoke as request, event and response stream), S3, STS and
 * the log groups of CloudWatch, over real HTTP on 127.0.0.1, for several accounts and regions. The function is Remotion's
 * own code, from the archive that its package deploys, byte for byte, in guarded child processes with this machine's
 * browser (see guard.cjs for what it would do unguarded). Signatures are checked, and checksums of what is stored.
 *
 * It does NOT cover:
 * - IAM and policies: whoever signs with a key of an account may do everything in it, and nothing in another;
 *   expired credentials are played on demand;
 * - layers and runtimes: a created function is pending for a moment and then runs whatever its archive holds;
 * - the programs for arm64, the browser and the fonts of Remotion's layer: those of this machine run instead;
 * - memory and disk limits of an environment, its CPU share, and freezing between invocations;
 * - burst limits, and the hours for which Event invocations wait: one that finds no free environment waits here until
 *   there is one;
 * - isolation of the network: environments share this machine's ports;
 * - lifecycle rules, access lists and encryption of S3: accepted and without effect;
 * - real latencies, real prices.
 */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Environment} from './environments.ts';
import {
  createLambdaService,
  type Fault,
  type Invocation,
  type LambdaService,
  type Told,
} from './lambda-service.ts';
import {createS3, type S3Call, type S3Fault, type StandInS3} from './s3.ts';
import {verifySignature, type Key} from './signatures.ts';

export type {Fault, Invocation} from './lambda-service.ts';

export interface StandInOptions {
  /** Path of the browser that renders. */
  readonly browser: string;
  /** A function that is there from the beginning; default: none. */
  readonly functionName?: string;
  /** Invocations that may run at once in each account and region; more get a 429. */
  readonly limit: number;
}

export interface StandInSettings {
  /** Asked for every invocation. */
  fault: (invocation: Invocation) => Fault | null;
  /** Asked for every operation of S3. */
  s3Fault: (call: S3Call) => S3Fault | null;
  /** ms before each answer of S3. */
  s3DelayInMs: number;
  /** Keys of the first account have expired. */
  expired: boolean;
  limit: number;
  /** Limits of single places, as in `123456789012/eu-central-1`. */
  limits: Readonly<Record<string, number>>;
  /** What the clocks of AWS are ahead of this machine's, ms. */
  aheadInMs: number;
}

export interface StandIn extends AsyncDisposable {
  readonly url: string;
  /** Everything it writes lies here; gone after `close`. */
  readonly folder: string;
  readonly region: string;
  readonly s3: StandInS3;
  readonly lambda: LambdaService;
  /** Every invocation, with how it ended. */
  readonly invocations: readonly Told[];
  readonly throttled: () => number;
  /** The most that ran at the same time. */
  readonly peak: () => number;
  readonly environments: () => readonly Environment[];
  /** Requests that were signed wrongly, with a key that nobody has, or for somebody else. */
  readonly refused: readonly string[];
  /** May be changed while it runs. */
  readonly settings: StandInSettings;
  /** What a client needs in its environment: the addresses, and a key of the first account. */
  readonly env: Readonly<Record<string, string>>;
  /** A key of an account; made when it is first asked for. */
  keyOf(account: string): Key;
  close(): Promise<void>;
}

export const firstAccount = '123456789012';
const firstRegion = 'eu-central-1';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Starts the stand-in. Close it: it holds processes and a folder. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const root = await mkdtemp(join(tmpdir(), 'viral-lambda-'));
  const settings: StandInSettings = {
    fault: () => null,
    s3Fault: () => null,
    s3DelayInMs: 0,
    expired: false,
    limit: options.limit,
    limits: {},
    aheadInMs: 0,
  };
  const keys = new Map<string, Key>();
  const refused: string[] = [];
  let endpoint = '';
  const now = () => Date.now() + settings.aheadInMs;
  const keyNamed = (name: string, account: string): Key => {
    const id = `${name}${account}`;
    const key = keys.get(id) ?? {id, secret: `secret-of-${id}`, account};
    keys.set(id, key);
    return key;
  };
  const keyOf = (account: string) => keyNamed('USER', account);
  const s3 = createS3(
    () => new Date(now()),
    (call) => settings.s3Fault(call),
  );
  const lambda = createLambdaService({
    root,
    browser: options.browser,
    endpoint: () => endpoint,
    roleKeyOf: (account) => keyNamed('ROLE', account),
    limitOf: (account, region) => settings.limits[`${account}/${region}`] ?? settings.limit,
    faultOf: (invocation) => settings.fault(invocation),
    aheadInMs: () => settings.aheadInMs,
  });
  if (options.functionName !== undefined) lambda.add(firstAccount, firstRegion, options.functionName);

  /** An error in the form of the service that was asked. */
  const refuse = (
    response: ServerResponse,
    service: string,
    status: number,
    code: string,
    message: string,
  ) => {
    const date = {Date: new Date(now()).toUTCString()};
    if (service === 's3') {
      response.writeHead(status, {'Content-Type': 'application/xml', ...date});
      response.end(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
    } else if (service === 'sts') {
      response.writeHead(status, {'Content-Type': 'text/xml', ...date});
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    } else {
      response.writeHead(status, {'Content-Type': 'application/json', 'X-Amzn-Errortype': code, ...date});
      response.end(JSON.stringify({message}));
    }
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    response.setHeader('Date', new Date(now()).toUTCString());
    const verdict = verifySignature(request, body, keys, now());
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (verdict.as === 'refused') {
      const lambdas = /^\/20\d\d-\d\d-\d\d\//.test(path);
      refused.push(`${request.method} ${path}: ${verdict.code}`);
      refuse(
        response,
        lambdas ? 'lambda' : path === '/' && request.method === 'POST' ? 'sts' : 's3',
        403,
        verdict.code,
        verdict.message,
      );
      return;
    }
    const service = verdict.as === 'nobody' ? 's3' : verdict.service;
    const by = verdict.as === 'nobody' ? null : {account: verdict.key.account, region: verdict.region};
    if (settings.expired && by?.account === firstAccount) {
      const [status, code] =
        service === 's3'
          ? ([400, 'ExpiredToken'] as const)
          : ([403, service === 'sts' ? 'ExpiredToken' : 'ExpiredTokenException'] as const);
      refuse(response, service, status, code, 'The security token included in the request is expired');
      return;
    }
    if (service === 'sts' && by !== null) {
      response.writeHead(200, {'Content-Type': 'text/xml'});
      response.end(
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${by.account}:user/stand-in</Arn><UserId>U</UserId><Account>${by.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
      return;
    }
    if (service === 'logs') {
      response.writeHead(200, {'Content-Type': 'application/x-amz-json-1.1'});
      response.end('{}');
      return;
    }
    if (service === 'lambda' && by !== null) {
      if (!(await lambda.handle(request, response, body, by)))
        refuse(response, service, 404, 'UnknownOperationException', path);
      return;
    }
    if (settings.s3DelayInMs > 0) await sleep(settings.s3DelayInMs);
    s3.handle(request, response, body, by);
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
    await lambda.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(root, {recursive: true, force: true, maxRetries: 5});
  };
  const first = keyOf(firstAccount);
  return {
    url: endpoint,
    folder: root,
    region: firstRegion,
    s3,
    lambda,
    invocations: lambda.invocations,
    throttled: lambda.throttled,
    peak: () => lambda.peak(),
    environments: lambda.environments,
    refused,
    settings,
    env: {
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ENDPOINT_URL_STS: endpoint,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
      AWS_ACCESS_KEY_ID: first.id,
      AWS_SECRET_ACCESS_KEY: first.secret,
      AWS_REGION: firstRegion,
    },
    keyOf,
    close,
    [Symbol.asyncDispose]: close,
  };
}
