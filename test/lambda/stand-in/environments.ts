import {fork, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdirSync, readFileSync, readdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {guardedPlace} from './guarded-process.ts';

const worker = fileURLToPath(new URL('./worker.cjs', import.meta.url));

type Answer =
  | {readonly type: 'ready'}
  | {readonly type: 'chunk'; readonly id: string; readonly bytes: Uint8Array}
  | {readonly type: 'done'; readonly id: string; readonly wipes: number; readonly refused: readonly string[]}
  | {readonly type: 'failed'; readonly id: string; readonly name: string; readonly message: string};

export interface FunctionFailure {
  readonly code: string;
  readonly details: string;
}

/** What an environment is, told to the function by its environment variables. */
export interface EnvironmentFacts {
  readonly functionName: string;
  readonly functionFile: string;
  readonly browser: string;
  readonly region: string;
  readonly memorySizeInMb: number;
  readonly endpoint: string;
  readonly account: string;
  /** What the clock of AWS is ahead of this machine's, ms. */
  readonly aheadInMs: () => number;
  /** Key of the role that the function runs as. */
  readonly role: {readonly id: string; readonly secret: string};
}

/** A process that runs one invocation at a time, as an execution environment of Lambda does. */
export interface Environment {
  readonly pid: number | undefined;
  readonly functionName: string;
  /** Frees of the private folder that the function asked for, and everything else it was refused. */
  readonly wipes: () => number;
  readonly refused: () => readonly string[];
  readonly alive: () => boolean;
  /** Runs one invocation; `onChunk` gets its answer as it is written. */
  invoke(
    payload: string,
    timeoutInMs: number,
    onChunk: (bytes: Buffer) => void,
  ): Promise<FunctionFailure | null>;
  /** Ends the process at once, children included, and removes its folder. */
  end(): Promise<void>;
}

/** Ends a process group, which the environment leads. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/**
 * Ends what was started with a folder: a browser leads a process group of its own, and only some systems end it with
 * whoever started it.
 */
function killUsersOf(folder: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder))
        process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended, or is none of ours.
    }
  }
}

/** Starts an environment in a folder of its own below `root`. */
export function startEnvironment(root: string, facts: EnvironmentFacts): Environment {
  const folder = join(root, `environment-${randomUUID().slice(0, 8)}`);
  mkdirSync(folder, {recursive: true});
  const place = guardedPlace(folder, {
    STAND_IN_BROWSER: facts.browser,
    STAND_IN_FUNCTION: facts.functionFile,
    AWS_LAMBDA_FUNCTION_NAME: facts.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(facts.memorySizeInMb),
    AWS_REGION: facts.region,
    AWS_ACCESS_KEY_ID: facts.role.id,
    AWS_SECRET_ACCESS_KEY: facts.role.secret,
    AWS_ENDPOINT_URL_LAMBDA: facts.endpoint,
    AWS_ENDPOINT_URL_S3: facts.endpoint,
    AWS_ENDPOINT_URL_STS: facts.endpoint,
  });
  const child = fork(worker, [], {
    cwd: place.tmpDir,
    env: {...place.env},
    execArgv: [...place.execArgv],
    serialization: 'advanced',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const hear = (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4000));
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  let alive = true;
  let wipes = 0;
  let refused: readonly string[] = [];
  let onAnswer: ((answer: Answer) => void) | null = null;
  let onEnd: (() => void) | null = null;
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`the environment did not start: ${said}`)));
  });
  ready.catch(() => undefined);
  child.on('message', (answer: Answer) => onAnswer?.(answer));
  child.once('exit', () => {
    alive = false;
    onEnd?.();
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  return {
    pid: child.pid,
    functionName: facts.functionName,
    wipes: () => wipes,
    refused: () => refused,
    alive: () => alive,
    async invoke(payload, timeoutInMs, onChunk) {
      await ready;
      const id = randomUUID();
      return new Promise<FunctionFailure | null>((resolve) => {
        const timer = setTimeout(() => {
          killGroup(child);
          finish({
            code: 'Sandbox.Timedout',
            details: `RequestId: ${id} Error: Task timed out after ${(timeoutInMs / 1000).toFixed(2)} seconds`,
          });
        }, timeoutInMs);
        const finish = (failure: FunctionFailure | null) => {
          clearTimeout(timer);
          onAnswer = null;
          onEnd = null;
          resolve(failure);
        };
        onEnd = () =>
          finish({
            code: 'Runtime.ExitError',
            details: `RequestId: ${id} Error: Runtime exited. ${said.slice(-600)}`,
          });
        onAnswer = (answer) => {
          if (answer.type === 'ready' || answer.id !== id) return;
          if (answer.type === 'chunk') onChunk(Buffer.from(answer.bytes));
          else if (answer.type === 'done') {
            wipes = answer.wipes;
            refused = answer.refused;
            finish(null);
          } else {
            finish({
              code: 'Unhandled',
              details: JSON.stringify({errorType: answer.name, errorMessage: answer.message}),
            });
          }
        };
        const arn = `arn:aws:lambda:${facts.region}:${facts.account}:function:${facts.functionName}`;
        const message = {id, payload, arn, deadline: Date.now() + timeoutInMs, aheadInMs: facts.aheadInMs()};
        child.send(message, (error) => {
          if (error) finish({code: 'Runtime.ExitError', details: error.message});
        });
      });
    },
    async end() {
      killGroup(child);
      if (alive) await gone;
      killUsersOf(folder);
      await rm(folder, {recursive: true, force: true, maxRetries: 5});
    },
  };
}
