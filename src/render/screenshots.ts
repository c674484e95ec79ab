import {statSync} from 'node:fs';
import type {Storyboard} from '../schema/index.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {encode} from './encode/encode.ts';
import {isBrowserLoss, pageError, stageError} from './page/page-errors.ts';
import {createPictureQueue} from './encode/picture-queue.ts';
import {qualities, type Quality} from './quality.ts';
import {drawPictures, resolveDrawing, type DrawOptions, type Drawing} from './page/remotion.ts';
import {
  framesOf,
  type DrawSegmentsOptions,
  type SegmentEngine,
  type SegmentPlan,
} from './segments/segments.ts';
import type {RenderSession, Staged} from './page/session.ts';

export interface DrawFramesOptions {
  readonly session: RenderSession;
  readonly staged: Staged;
  /** Frames to draw, asked anew after a browser crash. */
  readonly frames: () => readonly number[];
  readonly image: DrawOptions['image'];
  readonly scale: number;
  readonly concurrency: number;
  readonly onPicture: DrawOptions['onPicture'];
  readonly ask?: DrawOptions['ask'];
  readonly signal: AbortSignal;
}

function checkDrawing(drawing: Drawing, storyboard: Storyboard): void {
  const kept = (['width', 'height', 'fps', 'durationInFrames'] as const).filter(
    (name) => drawing[name] !== storyboard[name],
  );
  if (kept.length === 0) return;
  const changes = kept.map((name) => `${name} ${storyboard[name]} to ${drawing[name]}`).join(', ');
  throw new ViralError(
    'render-failed',
    `The template '${drawing.id}' changes what the storyboard says (${changes}); its calculateMetadata must return the storyboard's own size and length.`,
  );
}

/** Photographs frames; after a browser crash once more, on a fresh browser, what is left. */
export async function drawFrames(options: DrawFramesOptions): Promise<void> {
  const {session, staged, frames, image, scale, concurrency, onPicture, ask, signal} = options;
  const {storyboard, template, assetUrls} = staged;
  const drawing = await session.onBrowser(signal, async ({browser, server}) =>
    resolveDrawing(template.id, {
      browser: browser.instance,
      siteUrl: server.siteUrl,
      inputProps: {storyboard, assetUrls},
      timeoutInMs: session.startTimeoutInMs,
      onPageLog: () => undefined,
    }).catch((error: unknown) => {
      throw isBrowserLoss(error) ? error : stageError(error, template.id);
    }),
  );
  checkDrawing(drawing, storyboard);
  await session.onBrowser(signal, async (opened, either) => {
    const {browser, server} = opened;
    const wanted = frames();
    const done = new Set<number>();
    const said: string[] = [];
    try {
      await drawPictures({
        browser: browser.instance,
        siteUrl: server.siteUrl,
        drawing,
        frames: wanted,
        image,
        scale,
        concurrency,
        timeoutInMs: session.timeoutInMs,
        onPicture: async (picture, frame) => {
          await onPicture(picture, frame);
          done.add(frame);
        },
        ask,
        onPageLog: ({type, text}) => {
          // A thrown value arrives as its handle alone; what it says is the failure itself.
          if (type === 'error' && !text.startsWith('JSHandle@')) said.push(text);
        },
        signal: either,
      });
    } catch (error) {
      if (either.aborted || isBrowserLoss(error)) throw error;
      const inWork = wanted.find((frame) => !done.has(frame)) ?? 0;
      const failure = pageError(error, storyboard, inWork, session.timeoutInMs, said);
      // A page that spins cannot be closed and may share its process with the next one.
      if (failure.code === 'render-timeout') session.replaceBrowser(opened);
      throw failure;
    }
  });
}

/** What was painted on canvases is lost then, and the page is not told. */
const graphicsCrashed = "The browser's graphics process has crashed.";

export interface ScreenshotEngineOptions {
  readonly session: RenderSession;
  readonly quality: Quality;
  /** Pages that draw at once, at most one a core. */
  readonly concurrency: number;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath: string | undefined;
}

/** What tells one ffmpeg from another; an own one may be replaced under its name. */
function programIdentity(path: string | undefined): string {
  if (path === undefined) return 'that of Remotion';
  const file = statSync(path, {throwIfNoEntry: false});
  return `${path} ${file?.size} ${file?.mtimeMs}`;
}

/** The next pictures of a longer sequence, which stays open for those after them. */
async function* next(pictures: AsyncIterator<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  for (let taken = 0; taken < count; taken++) {
    const {done, value} = await pictures.next();
    if (done) return;
    yield value;
  }
}

/**
 * The engine that photographs every frame in a headless browser and encodes the pictures with x264: slower, and the
 * reference for how a template looks.
 */
export function screenshotEngine(options: ScreenshotEngineOptions): SegmentEngine {
  const {session, quality, concurrency, ffmpegPath} = options;
  return {
    name: 'screenshots',
    encoderOf: () => {
      const {preset, crf, jpegQuality} = qualities[quality];
      const browser = session.browserVersion() ?? '';
      return {preset, crf, jpegQuality, browser, ffmpeg: programIdentity(ffmpegPath)};
    },
    async draw(order) {
      const handedOver = new Set<SegmentPlan>();
      for (let attempt = 1; ; attempt++) {
        const left = order.plans.filter((plan) => !handedOver.has(plan));
        try {
          await drawOnce({
            ...order,
            plans: left,
            onSegment: async (plan, fonts) => {
              handedOver.add(plan);
              await order.onSegment(plan, fonts);
            },
          });
          return;
        } catch (error) {
          const again = ViralError.isInstance(error) && error.message === graphicsCrashed;
          if (attempt > 1 || !again || order.signal.aborted) throw error;
        }
      }
    },
  };

  async function drawOnce({staged, plans, onFrame, onSegment, signal}: DrawSegmentsOptions): Promise<void> {
    const graphics = await session.onBrowser(signal, ({browser}) => browser.graphicsProcess());
    // One drawing of all frames, cut into segments behind it: a drawing opens pages of its own.
    const owners = plans.flatMap((plan) =>
      Array.from({length: framesOf(plan)}, (_, index) => ({plan, frame: plan.first + index})),
    );
    const placeOf = new Map(owners.map(({frame}, place) => [frame, place]));
    const queue = createPictureQueue(owners.length, concurrency * 2);
    const pictures = queue.pictures[Symbol.asyncIterator]();
    let fonts: readonly string[] = [];
    // Whichever of the two fails first ends the other.
    const encoderFailed = new AbortController();
    const encodeAll = async () => {
      for (const plan of plans) {
        await encode({
          pictures: next(pictures, framesOf(plan)),
          fps: staged.storyboard.fps,
          durationInFrames: framesOf(plan),
          soundtrack: null,
          quality,
          outputFile: plan.file,
          signal,
          ffmpegPath,
        });
        if ((await session.onBrowser(signal, ({browser}) => browser.graphicsProcess())) !== graphics) {
          throw new ViralError('browser-failed', graphicsCrashed, {action: 'retry'});
        }
        await onSegment(plan, fonts);
      }
    };
    const encoding = encodeAll().catch((error: unknown) => {
      queue.fail(error);
      encoderFailed.abort(error);
      throw error;
    });
    const drawing = drawFrames({
      session,
      staged,
      frames: () => owners.slice(queue.next).map(({frame}) => frame),
      image: {format: 'jpeg', quality: qualities[quality].jpegQuality},
      scale: 1,
      concurrency,
      onPicture: async (picture, frame) => {
        const place = placeOf.get(frame) ?? 0;
        await queue.push(picture, place);
        const owner = owners[place];
        if (owner) onFrame(owner.plan, frame);
      },
      ask: {
        expression:
          "[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('\"', '') + ' ' + font.weight)",
        once: true,
        onAnswer: (answer) => {
          // Pages that do not draw yet have none.
          if (Array.isArray(answer)) fonts = [...new Set([...fonts, ...answer.map(String)])].sort();
        },
      },
      signal: AbortSignal.any([signal, encoderFailed.signal]),
    }).catch((error: unknown) => {
      queue.fail(error);
      throw error;
    });
    const [drawn, encoded] = await Promise.allSettled([drawing, encoding]);
    signal.throwIfAborted();
    // The encoder's own failure explains more than the drawing that it stopped; a failed drawing ends the encoder
    // with the same error.
    if (encoded.status === 'rejected') throw encoded.reason;
    if (drawn.status === 'rejected') throw drawn.reason;
  }
}

/** @throws InvalidInputError naming the frames that the storyboard does not have */
export function checkFrames(frames: readonly number[], {durationInFrames}: Storyboard): void {
  const wrong = frames.filter((frame) => !Number.isInteger(frame) || frame < 0 || frame >= durationInFrames);
  if (frames.length > 0 && wrong.length === 0) return;
  throw new InvalidInputError('the list of frames', [
    {
      path: 'frames',
      message: `must name frames from 0 to ${durationInFrames - 1}${wrong.length > 0 ? `, not ${wrong.join(', ')}` : ''}`,
    },
  ]);
}
