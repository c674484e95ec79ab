import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {
  webHookName,
  type WebAnswer,
  type WebHook,
  type WebOrder,
  type WebReport,
} from '../compositions/web-order.ts';
import {ViralError} from '../errors.ts';
import {writingError} from '../whole-files.ts';
import {pageError} from './page/page-errors.ts';
import type {BrowserPage} from './page/page.ts';
import {bitrateOf, keyframeSeconds, type Quality} from './quality.ts';
import {framesOf, type SegmentEngine, type SegmentPlan} from './segments/segments.ts';
import type {Opened, RenderSession, Staged} from './page/session.ts';

/** What the hook's own timeouts get before the host gives a page up, ms: the page knows better what it waits for. */
const pageFirstInMs = 6000;

/** Pages keep the fonts of their jobs; only jobs that want the same ones share a page. */
export function kindOf({storyboard, template}: Staged): string {
  return JSON.stringify([template.id, storyboard.language, storyboard.theme.type]);
}

function orderOf(staged: Staged, licenseKey: string | null, timeoutInMs: number): WebOrder {
  const {storyboard, template, assetUrls} = staged;
  return {job: randomUUID(), template: template.id, storyboard, assetUrls, licenseKey, timeoutInMs};
}

const noise = /usage event|remotion\.pro/i;

interface Call {
  readonly method: Exclude<keyof WebHook, 'canEncode'>;
  readonly order: WebOrder & {readonly uploadUrl: string};
  /** The first frame that is drawn, and how many. */
  readonly first: number;
  readonly frames: number;
  readonly onFrame: (frame: number) => void;
}

/** Has a page draw, and gives it up when no frame comes for too long. */
async function callHook(
  page: BrowserPage,
  staged: Staged,
  {method, order, first, frames, onFrame}: Call,
  signal: AbortSignal,
): Promise<WebAnswer> {
  let reached = first;
  const stalled = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expect = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), order.timeoutInMs + pageFirstInMs);
  };
  page.takeErrors();
  page.onReport((text) => {
    const {job, frame} = JSON.parse(text) as WebReport;
    if (job !== order.job) return;
    reached = Math.min(frame + 1, first + frames - 1);
    expect();
    onFrame(frame);
  });
  const end = () => void page.close();
  signal.addEventListener('abort', end, {once: true});
  stalled.signal.addEventListener('abort', end, {once: true});
  try {
    signal.throwIfAborted();
    expect();
    return (await page.evaluate(`${webHookName}.${method}(${JSON.stringify(order)})`)) as WebAnswer;
  } catch (error) {
    signal.throwIfAborted();
    const said = page.takeErrors().filter((text) => !noise.test(text));
    if (stalled.signal.aborted) {
      const {storyboard} = staged;
      throw pageError(new Error('timeout exceeded'), storyboard, reached, order.timeoutInMs, said);
    }
    if (ViralError.isInstance(error)) throw error;
    throw pageError(error, staged.storyboard, reached, order.timeoutInMs, said);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Whether a fresh page may do better: it hung or died, rather than saying what is wrong. */
function deservesAnother(error: unknown): boolean {
  return ViralError.isInstance(error) && (error.code === 'render-timeout' || error.code === 'browser-failed');
}

/** What was drawn while the graphics process crashed lacks what had been painted before; a fresh page paints it again. */
const graphicsLost = () =>
  new ViralError('browser-failed', "The browser's graphics process has crashed.", {action: 'retry'});

/** One job on a page, and once more on a fresh page where the first hung or crashed. */
async function onPage<Value>(
  session: RenderSession,
  kind: string,
  signal: AbortSignal,
  act: (page: BrowserPage, opened: Opened, signal: AbortSignal, attempt: number) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await session.onBrowser(signal, (opened, either) =>
        opened.pages.use(kind, either, (page) => act(page, opened, either, attempt)),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (attempt > 1 || !deservesAnother(error)) throw error;
      // What overwhelmed a page may pass.
      await sleep(200, undefined, {signal});
    }
  }
}

async function drawTo(
  session: RenderSession,
  staged: Staged,
  file: string,
  call: (order: WebOrder & {readonly uploadUrl: string}, attempt: number) => Call,
  licenseKey: string | null,
  signal: AbortSignal,
): Promise<WebAnswer> {
  return onPage(session, kindOf(staged), signal, async (page, {server, browser}, either, attempt) => {
    const upload = server.receive(file);
    try {
      const graphics = await browser.graphicsProcess();
      const order = {...orderOf(staged, licenseKey, session.timeoutInMs), uploadUrl: upload.url};
      const answer = await callHook(page, staged, call(order, attempt), either);
      if ((await browser.graphicsProcess()) !== graphics) throw graphicsLost();
      return answer;
    } catch (error) {
      const failure = upload.failure();
      throw failure === undefined ? error : writingError(failure, file);
    } finally {
      upload.end();
    }
  });
}

/** One frame as the web engine draws it, as a PNG file. */
export async function drawStillOnWeb(
  session: RenderSession,
  staged: Staged,
  frame: number,
  file: string,
  licenseKey: string | null,
  signal: AbortSignal,
): Promise<void> {
  await drawTo(
    session,
    staged,
    file,
    (order) => ({
      method: 'drawStill',
      order: {...order, frame} as Call['order'],
      first: frame,
      frames: 1,
      onFrame: () => undefined,
    }),
    licenseKey,
    signal,
  );
}

interface VideoSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/**
 * Why the browser cannot encode such a video; `null` when it can.
 * @param kind of the page that is asked, so that the jobs after it find the page open
 */
export async function webProblem(
  session: RenderSession,
  {width, height, fps}: VideoSize,
  quality: Quality,
  signal: AbortSignal,
  kind = '',
): Promise<string | null> {
  const size = {width, height, bitrate: bitrateOf(quality, {width, height, fps})};
  const without = {problem: 'The entry of the templates does not call registerTemplates.'};
  const expression = `typeof ${webHookName} === 'undefined' ? ${JSON.stringify(without)} : ${webHookName}.canEncode(${JSON.stringify(size)})`;
  const ability = await onPage(session, kind, signal, (page) => page.evaluate(expression));
  return (ability as Awaited<ReturnType<WebHook['canEncode']>>).problem;
}

/** How often a page says how far it is, ms. */
const reportEveryInMs = 100;

export interface WebEngineOptions {
  readonly session: RenderSession;
  readonly quality: Quality;
  /** Segments drawn at the same time. */
  readonly concurrency: number;
  /** The user's Remotion licence key. */
  readonly licenseKey: string | null;
}

/** The engine that has Remotion's web renderer draw and encode inside the browser. */
export function webEngine({session, quality, concurrency, licenseKey}: WebEngineOptions): SegmentEngine {
  const encodingOf = ({storyboard}: Staged) => ({bitrate: bitrateOf(quality, storyboard), keyframeSeconds});
  return {
    name: 'web',
    encoderOf: (staged) => ({...encodingOf(staged), browser: session.browserVersion() ?? ''}),
    async draw({staged, plans, onFrame, onSegment, signal}) {
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const drawOne = async (plan: SegmentPlan) => {
        const {fonts} = await drawTo(
          session,
          staged,
          plan.file,
          (order, attempt) => ({
            method: 'drawSegment',
            order: {
              ...order,
              frames: [plan.first, plan.last],
              encoding: encodingOf(staged),
              // Where a page hung the next one says precisely on which frame.
              reportEveryInMs: attempt === 1 ? reportEveryInMs : 0,
            } as Call['order'],
            first: plan.first,
            frames: framesOf(plan),
            onFrame: (frame) => onFrame(plan, frame),
          }),
          licenseKey,
          either,
        );
        onFrame(plan, plan.last);
        await onSegment(plan, fonts);
      };
      // Longest first, so that the pages end at about the same time.
      const waiting = [...plans].sort((a, b) => framesOf(b) - framesOf(a));
      const work = async () => {
        for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
          either.throwIfAborted();
          await drawOne(plan);
        }
      };
      const workers = Array.from({length: Math.min(concurrency, plans.length)}, async () =>
        work().catch((error: unknown) => {
          stop.abort(error);
          throw error;
        }),
      );
      const results = await Promise.allSettled(workers);
      signal.throwIfAborted();
      // The first failure stopped the others.
      if (stop.signal.aborted) throw stop.signal.reason;
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    },
  };
}
