import {ViralError} from '../../errors.ts';
import {orAborted} from '../../or-aborted.ts';
import type {OpenBrowser} from '../browser/browser-process.ts';
import {attachPage, type PageClient} from './remotion.ts';

/** A page of the bundle that stays open and does one job after the other. */
export interface BrowserPage {
  /**
   * Evaluates an expression and waits for its promise.
   * @throws Error with the page's own message and stack; ViralError `browser-failed` when the page has gone
   */
  evaluate(expression: string): Promise<unknown>;
  /** Hears what the page sends through the function of the given name. */
  onReport(listener: (report: string) => void): void;
  /** The errors that the page wrote to its console since this was last called, oldest first. */
  takeErrors(): readonly string[];
  /** Fires once when the page has crashed or gone. */
  readonly gone: AbortSignal;
  /** Lets go of what the last job has left behind. Never throws. */
  tidy(): Promise<void>;
  /** Closes the page whatever it is doing. Never throws. */
  close(): Promise<void>;
}

interface RemoteValue {
  readonly value?: unknown;
  readonly description?: string;
}
interface Evaluated {
  readonly result: RemoteValue;
  readonly exceptionDetails?: {readonly text: string; readonly exception?: RemoteValue};
}

const keptErrors = 5;

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function errorOf({text, exception}: NonNullable<Evaluated['exceptionDetails']>): Error {
  const stack = exception?.description ?? (exception?.value === undefined ? text : asText(exception.value));
  // A stack begins with the class and all lines of the message.
  const [title = ''] = stack.split(/\n {4}at /, 1);
  const error = new Error(title.replace(/^(?:Uncaught )?(?:\w*Error: )+/, ''));
  error.stack = stack;
  return error;
}

function createPage(client: PageClient, reportName: string): BrowserPage {
  const gone = new AbortController();
  const leave = (why: string) =>
    gone.abort(new ViralError('browser-failed', `The page ${why}.`, {action: 'retry'}));
  let errors: string[] = [];
  let listeners: ((report: string) => void)[] = [];
  const note = (text: string) => {
    errors = [...errors, text].slice(-keptErrors);
  };
  client.on('Inspector.targetCrashed', () => leave('has crashed'));
  client.on('Runtime.bindingCalled', (event) => {
    const {name, payload} = event as {name: string; payload: string};
    if (name === reportName) listeners.forEach((listener) => listener(payload));
  });
  client.on('Runtime.consoleAPICalled', (event) => {
    const {type, args} = event as {type: string; args: readonly RemoteValue[]};
    if (type === 'error')
      note(args.map(({value, description}) => (value === undefined ? description : asText(value))).join(' '));
  });
  client.on('Runtime.exceptionThrown', (event) => {
    note(
      errorOf((event as {exceptionDetails: NonNullable<Evaluated['exceptionDetails']>}).exceptionDetails)
        .message,
    );
  });

  return {
    async evaluate(expression) {
      gone.signal.throwIfAborted();
      const asked = client
        .send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true})
        .catch((error: unknown) => {
          // The protocol itself fails only where nobody is left to answer.
          leave('has gone');
          throw gone.signal.reason ?? error;
        });
      const {result, exceptionDetails} = (await orAborted(asked, gone.signal)) as Evaluated;
      if (exceptionDetails) throw errorOf(exceptionDetails);
      return result.value;
    },
    onReport(listener) {
      listeners = [listener];
    },
    takeErrors() {
      const taken = errors;
      errors = [];
      return taken;
    },
    gone: gone.signal,
    async tidy() {
      // Decoded pictures stay in shared memory until the browser thinks it lacks some, which on a large machine is at
      // hundreds of megabytes for each page.
      await Promise.all([
        client.send('HeapProfiler.collectGarbage'),
        client.send('Memory.simulatePressureNotification', {level: 'critical'}),
      ]).catch(() => undefined);
    },
    async close() {
      leave('was closed');
      await client.close();
    },
  };
}

/**
 * Opens a page and waits until it has loaded. What its encoder writes depends on the pictures alone (`OneCore`).
 * @param reportName name of the function on `window` whose calls `onReport` hears
 * @throws ViralError `render-timeout` when it does not load; `browser-failed`
 */
export async function openPage(
  {instance, oneCore}: Pick<OpenBrowser, 'instance' | 'oneCore'>,
  url: string,
  reportName: string,
  timeoutInMs: number,
): Promise<BrowserPage> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = timeoutInMs / 1000;
      reject(
        new ViralError('render-timeout', `The page with the templates did not load within ${seconds} s.`),
      );
    }, timeoutInMs);
  });
  let page: BrowserPage | undefined;
  // A page begins in one process and may be moved to another when it is sent to its address.
  const begin = async () => {
    const client = await attachPage(instance);
    page = createPage(client, reportName);
    await Promise.all([
      client.send('Runtime.enable'),
      client.send('Runtime.addBinding', {name: reportName}),
      client.send('Page.enable'),
      client.send('Inspector.enable'),
    ]);
    const loaded = new Promise<void>((resolve) => {
      client.on('Page.loadEventFired', () => resolve());
    });
    await client.send('Page.navigate', {url});
    return {page, loaded};
  };
  try {
    const begun = await oneCore.start(async () => Promise.race([begin(), late]));
    await Promise.race([begun.loaded, late]);
    // Threads that began while the process was given its cores back.
    await oneCore.release();
    return begun.page;
  } catch (error) {
    await page?.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
