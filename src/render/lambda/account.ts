import {fork, type ChildProcess} from 'node:child_process';
import {builtEntry} from '../../built-entry.ts';
import {ViralError, type ErrorCode, type NextAction} from '../../errors.ts';
import {onAbort} from '../../on-abort.ts';
import type {AccountWorks} from './account-process.ts';
import type {PlaceTools, ToolsOptions} from './place-tools.ts';

/** Credentials of AWS, or the name of a profile in this machine's `~/.aws`. */
export type AwsCredentials =
  | {
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string | undefined;
    }
  | {readonly profile: string};

/** An account beside the one whose credentials the environment has. */
export interface LambdaAccount {
  /** Tells it apart in journals, progress and manifests: letters, digits, `-` and `_`. Give two accounts two names. */
  readonly name: string;
  /** Asked for once, and again when they have expired. */
  readonly credentials: AwsCredentials | (() => AwsCredentials | Promise<AwsCredentials>);
}

/** What an account's process is told. */
export type ToAccount =
  | {readonly type: 'credentials'; readonly credentials: AwsCredentials}
  | {
      readonly type: 'call';
      readonly id: number;
      readonly what: keyof AccountWorks;
      readonly args: readonly unknown[];
    }
  | {readonly type: 'abort'; readonly id: number};

/** What it answers. */
export type FromAccount =
  | {readonly type: 'value'; readonly id: number; readonly value: unknown}
  | {readonly type: 'progress'; readonly id: number; readonly fraction: number; readonly detail: string}
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: ErrorCode;
      readonly action: NextAction;
      readonly message: string;
    };

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number, detail: string) => void) | undefined;
}

type ArgsOf<What extends keyof AccountWorks> =
  Parameters<AccountWorks[What]> extends [unknown, ...infer Rest] ? Rest : never;

type ResultOf<What extends keyof AccountWorks> = Awaited<ReturnType<AccountWorks[What]>>;

/** One account, in a process of its own. */
export interface Account {
  readonly name: string;
  /** @throws whatever the work throws; ViralError `ambiguous` when the process ends under it; the signal's reason */
  call<What extends keyof AccountWorks>(
    what: What,
    args: ArgsOf<What>,
    options?: CallOptions,
  ): Promise<ResultOf<What>>;
  close(): Promise<void>;
}

interface Pending extends CallOptions {
  readonly settle: (answer: Exclude<FromAccount, {readonly type: 'progress'}> | Error) => void;
}

/**
 * Opens an account: Remotion takes credentials from its process's environment and from nowhere else, so every further
 * account gets a process, which starts with the first call and anew after it ended.
 */
export function openAccount(account: LambdaAccount): Account {
  const {name, credentials} = account;
  const pending = new Map<number, Pending>();
  let child: Promise<ChildProcess> | null = null;
  let ids = 0;

  const ask = async () => (typeof credentials === 'function' ? credentials() : credentials);
  const send = (to: ChildProcess, message: ToAccount) => {
    // Whoever cannot be told has ended, and its calls with it.
    to.send(message, () => undefined);
  };
  const start = async (): Promise<ChildProcess> => {
    const first = await ask();
    const started = fork(builtEntry('render/lambda/account-process'), [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (answer: FromAccount) => {
      const waiting = pending.get(answer.id);
      if (answer.type === 'progress') waiting?.onProgress?.(answer.fraction, answer.detail);
      else waiting?.settle(answer);
    });
    const ended = () => {
      child = null;
      const message = `The process that speaks for the account '${name}' has ended.`;
      for (const each of pending.values()) {
        each.settle(new ViralError('render-failed', message, {action: 'ambiguous'}));
      }
    };
    started.once('exit', ended);
    started.once('error', ended);
    send(started, {type: 'credentials', credentials: first});
    return started;
  };
  const running = async () => {
    child ??= start().catch((error: unknown) => {
      child = null;
      throw error;
    });
    return child;
  };

  const once = async (what: keyof AccountWorks, args: readonly unknown[], options: CallOptions) => {
    const {signal} = options;
    signal?.throwIfAborted();
    const to = await running();
    const id = ids++;
    return new Promise<unknown>((resolve, reject) => {
      const forget =
        signal === undefined
          ? () => undefined
          : onAbort(signal, () => {
              send(to, {type: 'abort', id});
              settle(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
            });
      const settle: Pending['settle'] = (answer) => {
        forget();
        pending.delete(id);
        if (answer instanceof Error) reject(answer);
        else if (answer.type === 'value') resolve(answer.value);
        else reject(new ViralError(answer.code, answer.message, {action: answer.action}));
      };
      pending.set(id, {...options, settle});
      send(to, {type: 'call', id, what, args});
    });
  };

  return {
    name,
    async call<What extends keyof AccountWorks>(
      what: What,
      args: ArgsOf<What>,
      options: CallOptions = {},
    ): Promise<ResultOf<What>> {
      try {
        return (await once(what, args, options)) as ResultOf<What>;
      } catch (error) {
        const expired = ViralError.isInstance(error) && error.action === 'auth';
        if (!expired || typeof credentials !== 'function') throw error;
        send(await running(), {type: 'credentials', credentials: await ask()});
        return (await once(what, args, options)) as ResultOf<What>;
      }
    },
    async close() {
      const ending = await child?.catch(() => null);
      if (!ending || ending.exitCode !== null) return;
      const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.disconnect();
      await gone;
    },
  };
}

/** Does one thing in an account and ends its process. */
export async function inAccount<What extends keyof AccountWorks>(
  account: LambdaAccount,
  what: What,
  args: ArgsOf<What>,
  options: CallOptions = {},
): Promise<ResultOf<What>> {
  const opened = openAccount(account);
  try {
    return await opened.call(what, args, options);
  } finally {
    await opened.close();
  }
}

/** The tools for a place of another account: what `openTools` gives, worked in that account's process. */
export function toolsOf(account: Account, options: ToolsOptions): PlaceTools {
  const {bucketName, region} = options.place;
  let skewInMs = 0;
  return {
    bucket: {
      name: bucketName,
      head: async (key) => account.call('head', [options, key]),
      readText: async (key) => account.call('readText', [options, key]),
      put: async (upload, signal) => account.call('put', [options, upload], {signal}),
      download: async (from, file, signal) => account.call('download', [options, from, file], {signal}),
      async *list(prefix) {
        for (let after: string | undefined; ;) {
          const page = await account.call('list', [options, prefix, after]);
          skewInMs = page.skewInMs;
          yield* page.entries;
          if (page.next === undefined) return;
          after = page.next;
        }
      },
      remove: async (keys) => account.call('remove', [options, keys]),
      readingUrl: async (key, seconds) => account.call('readingUrl', [options, key, seconds]),
      skewInMs: () => skewInMs,
      now: () => Date.now() + skewInMs,
    },
    farm: {
      name: `${account.name}/${region}`,
      // It is not to be called back: whether something was begun must be known.
      start: async (order, output) => account.call('start', [options, order, output]),
      look: async (renderId) => account.call('look', [options, renderId]),
      survey: async (sinceMs, known) => account.call('survey', [options, sinceMs, known]),
      cancel: async (renderId) => account.call('cancel', [options, renderId]),
    },
    limit: async () => account.call('limit', [options]),
  };
}
