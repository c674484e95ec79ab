import type {IncomingMessage, ServerResponse} from 'node:http';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {startEnvironment, type Environment, type FunctionFailure} from './environments.ts';
import {invokeComplete, payloadChunk} from './event-stream.ts';
import {layOutFunction} from './function-folder.ts';
import type {Key} from './signatures.ts';

export interface Invocation {
  /** Counts from 1. */
  readonly number: number;
  /** `start`, `launch`, `renderer`, `still`, `info`, … */
  readonly routine: string;
  readonly mode: 'RequestResponse' | 'Event' | 'streaming';
  readonly functionName: string;
  readonly account: string;
  readonly region: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * What goes wrong with an invocation. `throttle`: 429. `crash`: the environment dies under it after `afterMs`. `drop`:
 * the connection of a streamed answer breaks after its first piece, that of any other before the answer. `timeout`: the
 * function's time ends at once. `duplicate`: an Event is delivered twice. `slow`: begins late. `error`: that answer, and
 * nothing is begun.
 */
export type Fault =
  | {readonly kind: 'throttle' | 'drop' | 'duplicate'}
  | {readonly kind: 'crash' | 'timeout' | 'slow'; readonly afterMs: number}
  | {readonly kind: 'error'; readonly status: number; readonly code: string};

/** An invocation and how it ended. */
export type Told = Invocation & {failure: FunctionFailure | null | 'running'; fault: Fault | null};

/** A function as it was created. */
export interface DeployedFunction {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly file: string;
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  readonly timeoutInMs: number;
  readonly role: string;
  /** ms; until then it is `Pending` and cannot be invoked. */
  readonly activeAtMs: number;
  readonly settings: Record<string, unknown>;
  /** How often AWS runs an Event again whose function failed: twice, unless it was told otherwise. */
  eventRetries: number;
}

export interface LambdaServiceOptions {
  /** Everything it writes lies below. */
  readonly root: string;
  readonly browser: string;
  readonly endpoint: () => string;
  readonly roleKeyOf: (account: string) => Key;
  readonly limitOf: (account: string, region: string) => number;
  readonly faultOf: (invocation: Invocation) => Fault | null;
  readonly aheadInMs: () => number;
}

export interface LambdaService {
  readonly invocations: readonly Told[];
  readonly functions: ReadonlyMap<string, DeployedFunction>;
  readonly throttled: () => number;
  /** The most that ran at the same time, in all accounts and regions or in one. */
  readonly peak: (account?: string, region?: string) => number;
  readonly environments: () => readonly Environment[];
  /** A function that is there from the beginning, as Remotion deploys it. */
  add(account: string, region: string, name: string): void;
  remove(account: string, region: string, name: string): void;
  /** @returns whether it was a request for Lambda */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    by: {readonly account: string; readonly region: string},
  ): Promise<boolean>;
  close(): Promise<void>;
}

/** What AWS takes in one piece: of a request that is answered, and of an event. */
const largestRequest = 6 * 1024 * 1024;
const largestEvent = 256 * 1024;
const largestArchive = 50 * 1024 * 1024;
const pendingMs = 1200;

interface Pool {
  running: number;
  peak: number;
  readonly waiting: (() => void)[];
}

/** Lambda: functions, and invocations in guarded processes. An account's limit holds in each of its regions. */
export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const functions = new Map<string, DeployedFunction>();
  const pools = new Map<string, Pool>();
  const free = new Map<string, Environment[]>();
  const all = new Set<Environment>();
  const invocations: Told[] = [];
  const files = new Map<string, string>();
  let throttled = 0;
  const state = {closed: false};

  const keyOf = (account: string, region: string, name: string) => `${account}/${region}/${name}`;
  const poolOf = (account: string, region: string): Pool => {
    const name = `${account}/${region}`;
    const found = pools.get(name) ?? {running: 0, peak: 0, waiting: []};
    pools.set(name, found);
    return found;
  };
  const isFull = ({account, region}: DeployedFunction) =>
    poolOf(account, region).running >= options.limitOf(account, region);
  /** The code of an archive is laid out once. */
  const layOut = (zip?: Buffer): string => {
    const name = zip === undefined ? 'shipped' : `deployed-${zip.length}`;
    const file = files.get(name) ?? layOutFunction(join(options.root, `function-${name}`), zip);
    files.set(name, file);
    return file;
  };

  const take = (deployed: DeployedFunction): Environment => {
    const pool = poolOf(deployed.account, deployed.region);
    pool.running++;
    pool.peak = Math.max(pool.peak, pool.running);
    const own = free.get(keyOf(deployed.account, deployed.region, deployed.name)) ?? [];
    for (let environment = own.pop(); environment; environment = own.pop()) {
      if (environment.alive()) return environment;
      all.delete(environment);
    }
    const environment = startEnvironment(options.root, {
      functionName: deployed.name,
      functionFile: deployed.file,
      browser: options.browser,
      region: deployed.region,
      account: deployed.account,
      role: options.roleKeyOf(deployed.account),
      memorySizeInMb: deployed.memorySizeInMb,
      endpoint: options.endpoint(),
      aheadInMs: options.aheadInMs,
    });
    all.add(environment);
    return environment;
  };
  const release = (deployed: DeployedFunction, environment: Environment, failed: boolean) => {
    const pool = poolOf(deployed.account, deployed.region);
    pool.running--;
    const name = keyOf(deployed.account, deployed.region, deployed.name);
    if (environment.alive() && !failed && functions.has(name)) {
      free.set(name, [...(free.get(name) ?? []), environment]);
    } else {
      all.delete(environment);
      void environment.end();
    }
    pool.waiting.shift()?.();
  };

  async function runOne(
    deployed: DeployedFunction,
    invocation: Told,
    payload: string,
    onChunk: (bytes: Buffer) => void,
  ): Promise<FunctionFailure | null> {
    const {fault} = invocation;
    const environment = take(deployed);
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
      const time = timed?.kind === 'timeout' ? timed.afterMs : deployed.timeoutInMs;
      const failure = await environment.invoke(payload, time, onChunk);
      invocation.failure = failure;
      release(deployed, environment, failure !== null);
      return failure;
    } catch (error) {
      release(deployed, environment, true);
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

  /** An Event waits for a free environment, and is run again as often as the function says when it failed. */
  async function runEvent(deployed: DeployedFunction, invocation: Told, payload: string): Promise<void> {
    for (let left = deployed.eventRetries; left >= 0; left--) {
      while (isFull(deployed) && !state.closed) {
        await new Promise<void>((resolve) => poolOf(deployed.account, deployed.region).waiting.push(resolve));
      }
      if (state.closed) return;
      if ((await runOne(deployed, invocation, payload, () => undefined)) === null) return;
    }
  }

  const answer = (
    response: ServerResponse,
    status: number,
    content: unknown,
    headers: Record<string, string> = {},
  ) => {
    response.writeHead(status, {'Content-Type': 'application/json', ...headers});
    response.end(content === '' ? '' : JSON.stringify(content));
  };
  const refuse = (response: ServerResponse, status: number, code: string, message: string) =>
    answer(response, status, {Type: 'User', Message: message, message}, {'X-Amzn-Errortype': code});

  async function invoke(
    deployed: DeployedFunction,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    streaming: boolean,
  ): Promise<void> {
    const mode = streaming
      ? ('streaming' as const)
      : request.headers['x-amz-invocation-type'] === 'Event'
        ? ('Event' as const)
        : ('RequestResponse' as const);
    if (body.length > (mode === 'Event' ? largestEvent : largestRequest)) {
      return refuse(
        response,
        413,
        'RequestTooLargeException',
        `${body.length} byte payload is too large for the ${mode} invocation type`,
      );
    }
    if (Date.now() < deployed.activeAtMs) {
      const message =
        'The operation cannot be performed at this time. The function is currently in the following state: Pending';
      return refuse(response, 409, 'ResourceConflictException', message);
    }
    const payload = body.toString();
    const parsed = JSON.parse(payload) as Record<string, unknown>;
    const invocation: Told = {
      number: invocations.length + 1,
      routine: String(parsed['type']),
      mode,
      functionName: deployed.name,
      account: deployed.account,
      region: deployed.region,
      payload: parsed,
      failure: 'running',
      fault: null,
    };
    const fault = options.faultOf(invocation);
    invocation.fault = fault;
    invocations.push(invocation);
    if (fault?.kind === 'error') {
      invocation.failure = {code: fault.code, details: 'refused'};
      return refuse(response, fault.status, fault.code, fault.code);
    }
    if (fault?.kind === 'throttle' || (mode !== 'Event' && isFull(deployed))) {
      throttled++;
      invocation.failure = {code: '429', details: 'throttled'};
      return answer(
        response,
        429,
        {Type: 'User', message: 'Rate Exceeded.', Reason: 'ConcurrentInvocationLimitExceeded'},
        {'X-Amzn-Errortype': 'TooManyRequestsException'},
      );
    }
    if (mode === 'Event') {
      answer(response, 202, '');
      for (let times = fault?.kind === 'duplicate' ? 2 : 1; times > 0; times--) {
        void runEvent(deployed, invocation, payload);
      }
      return;
    }
    if (mode === 'RequestResponse') {
      const pieces: Buffer[] = [];
      const failure = await runOne(deployed, invocation, payload, (bytes) => pieces.push(bytes));
      if (fault?.kind === 'drop') {
        response.destroy();
        return;
      }
      const headers = {'X-Amz-Executed-Version': '$LATEST'};
      if (failure) {
        const told = {errorType: failure.code, errorMessage: failure.details};
        return answer(response, 200, told, {...headers, 'X-Amz-Function-Error': 'Unhandled'});
      }
      response.writeHead(200, {...headers, 'Content-Type': 'application/octet-stream'});
      response.end(Buffer.concat(pieces));
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'application/vnd.amazon.eventstream',
      'X-Amz-Executed-Version': '$LATEST',
      'X-Amzn-Remapped-Content-Type': 'application/octet-stream',
    });
    response.flushHeaders();
    const failure = await runOne(deployed, invocation, payload, (bytes) => {
      if (response.destroyed) return;
      if (bytes.length > 0) response.write(payloadChunk(bytes));
      if (fault?.kind === 'drop') response.destroy();
    });
    if (!response.destroyed) response.end(invokeComplete(failure));
  }

  const configurationOf = (deployed: DeployedFunction) => ({
    FunctionName: deployed.name,
    FunctionArn: `arn:aws:lambda:${deployed.region}:${deployed.account}:function:${deployed.name}`,
    Version: '$LATEST',
    Role: deployed.role,
    MemorySize: deployed.memorySizeInMb,
    Timeout: deployed.timeoutInMs / 1000,
    EphemeralStorage: {Size: deployed.diskSizeInMb},
    State: Date.now() < deployed.activeAtMs ? 'Pending' : 'Active',
  });

  function create(response: ServerResponse, body: Buffer, account: string, region: string): void {
    const given = JSON.parse(body.toString()) as {
      readonly FunctionName: string;
      readonly Role: string;
      readonly MemorySize: number;
      readonly Timeout: number;
      readonly Runtime: string;
      readonly Handler: string;
      readonly Architectures: readonly string[];
      readonly Layers: readonly string[];
      readonly EphemeralStorage: {readonly Size: number};
      readonly Code: {readonly ZipFile: string};
    };
    const {FunctionName: name, Role: role, Code, ...settings} = given;
    if (functions.has(keyOf(account, region, name))) {
      return refuse(response, 409, 'ResourceConflictException', `Function already exist: ${name}`);
    }
    if (!role.startsWith(`arn:aws:iam::${account}:role/`)) {
      return refuse(
        response,
        400,
        'InvalidParameterValueException',
        'The role defined for the function cannot be assumed by Lambda.',
      );
    }
    const zip = Buffer.from(Code.ZipFile, 'base64');
    if (zip.length > largestArchive) {
      return refuse(
        response,
        413,
        'RequestTooLargeException',
        'Request must be smaller than 69905067 bytes for the CreateFunction operation',
      );
    }
    const deployed: DeployedFunction = {
      name,
      account,
      region,
      role,
      file: layOut(zip),
      memorySizeInMb: settings.MemorySize,
      diskSizeInMb: settings.EphemeralStorage.Size,
      timeoutInMs: settings.Timeout * 1000,
      activeAtMs: Date.now() + pendingMs,
      settings: {...settings},
      eventRetries: 2,
    };
    functions.set(keyOf(account, region, name), deployed);
    answer(response, 201, configurationOf(deployed));
  }

  return {
    invocations,
    functions,
    throttled: () => throttled,
    peak: (account, region) =>
      Math.max(
        0,
        ...[...pools]
          .filter(([name]) => account === undefined || name === `${account}/${region}`)
          .map(([, pool]) => pool.peak),
      ),
    environments: () => [...all],
    add(account, region, name) {
      const found = /-mem(\d+)mb-disk(\d+)mb-(\d+)sec$/.exec(name);
      functions.set(keyOf(account, region, name), {
        name,
        account,
        region,
        role: `arn:aws:iam::${account}:role/remotion-lambda-role`,
        file: layOut(),
        memorySizeInMb: Number(found?.[1] ?? 2048),
        diskSizeInMb: Number(found?.[2] ?? 2048),
        timeoutInMs: Number(found?.[3] ?? 120) * 1000,
        activeAtMs: 0,
        settings: {},
        eventRetries: 0,
      });
    },
    remove: (account, region, name) => void functions.delete(keyOf(account, region, name)),
    async handle(request, response, body, {account, region}) {
      const path = new URL(request.url ?? '/', 'http://x').pathname;
      const method = request.method ?? 'GET';
      if (method === 'GET' && path === '/2016-08-19/account-settings') {
        answer(response, 200, {AccountLimit: {ConcurrentExecutions: options.limitOf(account, region)}});
        return true;
      }
      if (/^\/2015-03-31\/functions\/?$/.test(path)) {
        if (method === 'POST') create(response, body, account, region);
        else {
          const own = [...functions.values()].filter(
            (each) => each.account === account && each.region === region,
          );
          answer(response, 200, {Functions: own.map(configurationOf)});
        }
        return true;
      }
      const tagged = /^\/2017-03-31\/tags\/(.+)$/.exec(path);
      const named = /^\/20\d\d-\d\d-\d\d\/functions\/([^/]+)(?:\/(.+))?$/.exec(path);
      const arn = tagged === null ? [] : decodeURIComponent(tagged[1] ?? '').split(':');
      const name = tagged === null ? decodeURIComponent(named?.[1] ?? '') : (arn.at(-1) ?? '');
      if (tagged === null && named === null) return false;
      const deployed = functions.get(keyOf(account, region, name));
      if (deployed === undefined) {
        refuse(
          response,
          404,
          'ResourceNotFoundException',
          `Function not found: arn:aws:lambda:${region}:${account}:function:${name}`,
        );
        return true;
      }
      const what = tagged === null ? (named?.[2] ?? '') : 'tags';
      if (method === 'POST' && /^(?:response-streaming-)?invocations$/.test(what)) {
        await invoke(deployed, request, response, body, what !== 'invocations');
      } else if (what === 'tags' && method === 'POST') {
        Object.assign(deployed.settings, JSON.parse(body.toString()));
        answer(response, 204, '');
      } else if (what === 'event-invoke-config' && method === 'PUT') {
        const {MaximumRetryAttempts} = JSON.parse(body.toString()) as {MaximumRetryAttempts?: number};
        deployed.eventRetries = MaximumRetryAttempts ?? 2;
        answer(response, 200, {MaximumRetryAttempts});
      } else if (what === 'runtime-management-config' && method === 'PUT') {
        deployed.settings['runtime'] = JSON.parse(body.toString());
        answer(response, 200, deployed.settings['runtime']);
      } else if (what === '' && method === 'GET') {
        answer(response, 200, {Configuration: configurationOf(deployed)});
      } else if (what === '' && method === 'DELETE') {
        functions.delete(keyOf(account, region, name));
        answer(response, 204, '');
      } else {
        refuse(response, 400, 'UnknownOperationException', `${method} ${path}`);
      }
      return true;
    },
    async close() {
      state.closed = true;
      for (const {waiting} of pools.values()) for (const go of waiting.splice(0)) go();
      await Promise.all([...all].map(async (environment) => environment.end()));
    },
  };
}
