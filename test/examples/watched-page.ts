import {openBrowser} from '@remotion/renderer';
import chromium from '@sparticuz/chromium';

interface Session {
  send(method: string, params?: object): Promise<{value: unknown}>;
  on(event: string, handler: (params: unknown) => void): unknown;
}
interface Connection {
  send(method: string, params?: object): Promise<{value: unknown}>;
  createSession(target: object): Promise<Session>;
}
interface Remote {
  readonly value?: unknown;
  readonly description?: string;
}

/** A page as somebody sees it, with everything in it that went wrong. */
export interface WatchedPage {
  /** Value of an expression, its promise awaited. */
  ask<Answer>(expression: string): Promise<Answer>;
  /** Asks again until the answer is true. */
  until(expression: string, what: string): Promise<void>;
  /** PNG of a part of the page, CSS px. */
  picture(box: {x: number; y: number; width: number; height: number}): Promise<Uint8Array>;
  /** A click, as of a mouse. */
  click(x: number, y: number): Promise<void>;
  /** What the console and the network complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A real browser for pages of other people's apps; no Remotion page among them. */
export async function openWatchingBrowser() {
  const browserExecutable = await chromium.executablePath();
  const browser = await openBrowser('chrome', {browserExecutable, logLevel: 'error'});
  const connection = browser.connection as unknown as Connection;

  /** @param blocked addresses that answer nothing, with `*` for anything */
  async function open(
    url: string,
    {size = {width: 1000, height: 900}, blocked = [] as readonly string[]} = {},
  ): Promise<WatchedPage> {
    const created = await connection.send('Target.createTarget', {url: 'about:blank'});
    const {targetId} = created.value as {targetId: string};
    const session = await connection.createSession({targetId, type: 'page'});
    const complaints: string[] = [];
    session.on('Runtime.consoleAPICalled', (event) => {
      const {type, args} = event as {type: string; args: readonly Remote[]};
      if (type === 'error' || type === 'warning' || type === 'assert')
        complaints.push(`${type}: ${args.map(({value, description}) => description ?? value).join(' ')}`);
    });
    session.on('Runtime.exceptionThrown', (event) => {
      const {exceptionDetails} = event as {exceptionDetails: {text: string; exception?: Remote}};
      complaints.push(exceptionDetails.exception?.description ?? exceptionDetails.text);
    });
    session.on('Log.entryAdded', (event) => {
      const {entry} = event as {entry: {level: string; text: string; url?: string}};
      if (entry.level === 'error' || entry.level === 'warning')
        complaints.push(`${entry.level}: ${entry.text} ${entry.url ?? ''}`);
    });
    for (const domain of ['Runtime', 'Log', 'Page', 'Network']) await session.send(`${domain}.enable`);
    await session.send('Network.setBlockedURLs', {urls: blocked});
    await session.send('Emulation.setDeviceMetricsOverride', {...size, deviceScaleFactor: 1, mobile: false});
    const loaded = new Promise<void>((resolve) => {
      session.on('Page.loadEventFired', () => resolve());
    });
    await session.send('Page.navigate', {url});
    await loaded;

    const ask = async <Answer>(expression: string): Promise<Answer> => {
      const {value} = await session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      const {result, exceptionDetails} = value as {result: Remote; exceptionDetails?: {exception?: Remote}};
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
      return result.value as Answer;
    };
    const mouse = (type: string, x: number, y: number) =>
      session.send('Input.dispatchMouseEvent', {type, x, y, button: 'left', clickCount: 1});
    return {
      ask,
      async until(expression, what) {
        for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
          if ((await ask<unknown>(expression)) === true) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(`within 20 s not: ${what}; the page said ${complaints.join('\n') || 'nothing'}`);
      },
      async picture(box) {
        const {value} = await session.send('Page.captureScreenshot', {
          format: 'png',
          clip: {...box, scale: 1},
        });
        return Buffer.from((value as {data: string}).data, 'base64');
      },
      async click(x, y) {
        await mouse('mousePressed', x, y);
        await mouse('mouseReleased', x, y);
      },
      complaints,
      close: async () => void (await connection.send('Target.closeTarget', {targetId})),
    };
  }
  return {open, close: () => browser.close({silent: true})};
}
