// Runs as a process of its own: speaks to AWS for one account. Remotion takes credentials from the environment of its
// process and from nowhere else, so this process is given its own there. Started by account.ts; ends with its parent.
import {ViralError} from '../../errors.ts';
import type {AwsCredentials, FromAccount, ToAccount} from './account.ts';
import type {BucketEntry, Upload} from './bucket.ts';
import type {DeployLambdaOptions} from './deploy.ts';
import type {LambdaOrder} from './lambda-farm.ts';
import type {PlaceTools, ToolsOptions} from './place-tools.ts';
import type {BucketPlace} from './remains.ts';

interface Context {
  readonly signal: AbortSignal;
  readonly tell: (fraction: number, detail: string) => void;
}

const opened = new Map<string, Promise<PlaceTools>>();

async function toolsFor(options: ToolsOptions): Promise<PlaceTools> {
  const {region, bucketName, functionName} = options.place;
  const name = `${region} ${bucketName} ${functionName}`;
  let tools = opened.get(name);
  if (tools === undefined) {
    tools = import('./place-tools.ts').then(async ({openTools}) => openTools(options));
    opened.set(name, tools);
    tools.catch(() => opened.delete(name));
  }
  return tools;
}

const bucketFor = async (options: ToolsOptions) => (await toolsFor(options)).bucket;
const farmFor = async (options: ToolsOptions) => (await toolsFor(options)).farm;
/** Entries of a bucket in one message. */
const pageSize = 1000;
const lists = new Map<string, AsyncGenerator<BucketEntry, void, undefined>>();
let listIds = 0;

const works = {
  head: async (_: Context, options: ToolsOptions, key: string) => (await bucketFor(options)).head(key),
  readText: async (_: Context, options: ToolsOptions, key: string) =>
    (await bucketFor(options)).readText(key),
  put: async ({signal}: Context, options: ToolsOptions, upload: Upload) =>
    (await bucketFor(options)).put(upload, signal),
  download: async (
    {signal}: Context,
    options: ToolsOptions,
    from: {readonly key: string; readonly bytes: number},
    file: string,
  ) => (await bucketFor(options)).download(from, file, signal),
  /** @param after what the page before said is next */
  list: async (_: Context, options: ToolsOptions, prefix: string, after?: string) => {
    const bucket = await bucketFor(options);
    const name = after ?? String(listIds++);
    const entries = lists.get(name) ?? bucket.list(prefix);
    const page: BucketEntry[] = [];
    let next: string | undefined = name;
    while (page.length < pageSize) {
      const step = await entries.next();
      if (step.done === true) {
        next = undefined;
        break;
      }
      page.push(step.value);
    }
    if (next === undefined) lists.delete(name);
    else lists.set(name, entries);
    return {entries: page, next, skewInMs: bucket.skewInMs()};
  },
  remove: async (_: Context, options: ToolsOptions, keys: readonly string[]) =>
    (await bucketFor(options)).remove(keys),
  readingUrl: async (_: Context, options: ToolsOptions, key: string, seconds: number) =>
    (await bucketFor(options)).readingUrl(key, seconds),
  start: async ({signal}: Context, options: ToolsOptions, order: LambdaOrder, output: string) =>
    (await farmFor(options)).start(order, output, signal),
  look: async (_: Context, options: ToolsOptions, renderId: string) =>
    (await farmFor(options)).look(renderId),
  survey: async (_: Context, options: ToolsOptions, sinceMs: number, known: ReadonlySet<string>) =>
    (await farmFor(options)).survey(sinceMs, known),
  cancel: async (_: Context, options: ToolsOptions, renderId: string) =>
    (await farmFor(options)).cancel(renderId),
  limit: async (_: Context, options: ToolsOptions) => (await toolsFor(options)).limit(),
  accountLimit: async (_: Context, region: string) => (await import('./client.ts')).accountLimit(region),
  deploy: async (
    {signal, tell}: Context,
    options: Omit<DeployLambdaOptions, 'account' | 'signal' | 'onProgress'>,
  ) => (await import('./deploy.ts')).deployLambda({...options, signal, onProgress: tell}),
  listRemains: async (_: Context, place: BucketPlace) => (await import('./remains.ts')).listRemains(place),
  clearRemains: async (_: Context, place: BucketPlace, olderThanMs: number, now: number) =>
    (await import('./remains.ts')).clearRemains(place, olderThanMs, now),
  removeOldFunctions: async (_: Context, region: string) =>
    (await import('./remains.ts')).removeOldFunctions(region),
};

export type AccountWorks = typeof works;

function take(credentials: AwsCredentials): void {
  for (const prefix of ['AWS_', 'REMOTION_AWS_']) {
    for (const name of ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'PROFILE']) {
      delete process.env[prefix + name];
    }
  }
  if ('profile' in credentials) process.env['AWS_PROFILE'] = credentials.profile;
  else {
    process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
    if (credentials.sessionToken !== undefined) process.env['AWS_SESSION_TOKEN'] = credentials.sessionToken;
  }
  // Clients hold the credentials they were made with.
  opened.clear();
}

const say = (message: FromAccount) => {
  if (process.connected) process.send?.(message);
};
const callers = new Map<number, AbortController>();

async function answer({id, what, args}: Extract<ToAccount, {type: 'call'}>): Promise<void> {
  const caller = new AbortController();
  callers.set(id, caller);
  const tell = (fraction: number, detail: string) => say({type: 'progress', id, fraction, detail});
  try {
    const work = works[what] as (context: Context, ...rest: readonly unknown[]) => Promise<unknown>;
    say({type: 'value', id, value: await work({signal: caller.signal, tell}, ...args)});
  } catch (error) {
    const {code, action, message} = ViralError.isInstance(error)
      ? error
      : new ViralError('internal', error instanceof Error ? error.message : String(error));
    say({type: 'error', id, code, action, message});
  } finally {
    callers.delete(id);
  }
}

if (process.send !== undefined) {
  process.on('message', (message: ToAccount) => {
    if (message.type === 'credentials') take(message.credentials);
    else if (message.type === 'abort') callers.get(message.id)?.abort(new Error('aborted'));
    else void answer(message);
  });
  process.on('disconnect', () => process.exit(0));
}
