import {writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {z} from 'zod';
import {parseInput, ViralError} from '../errors.ts';
import type {Renderer, RenderRequest, RenderedVideo} from '../ports/index.ts';
import {writingError} from '../whole-files.ts';
import {encode, qualities, type Quality} from './encode.ts';
import {createPictureQueue} from './picture-queue.ts';
import {createRate} from './rate.ts';
import {createSession, type RenderSession, type SessionOptions} from './session.ts';
import {registerUsage} from './usage-event.ts';

export interface ScreenshotRendererOptions extends SessionOptions {
  /** Pages that draw at once, at most one a core. Default: one a core, up to 8. */
  readonly concurrency?: number | undefined;
  /** Default `standard`. */
  readonly quality?: Quality | undefined;
  /** Your Remotion licence key. Without one, nothing is sent to anybody; see the docs for what Remotion asks of whom. */
  readonly licenseKey?: string | undefined;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string | undefined;
}

const optionsSchema = z.strictObject({
  browserExecutable: z.string().min(1).optional(),
  cacheDir: z.string().min(1),
  entry: z.string().min(1).optional(),
  download: z.boolean().optional(),
  concurrency: z.int().min(1).max(availableParallelism()).optional(),
  quality: z.enum(['draft', 'standard', 'high']).optional(),
  licenseKey: z.string().min(1).optional(),
  // Remotion takes no less.
  timeoutInMs: z.int().min(7000).max(600_000).optional(),
  ffmpegPath: z.string().min(1).optional(),
});

/** A renderer that holds a browser; end it with `await using` or `close`. */
export interface ScreenshotRenderer extends Renderer, AsyncDisposable {
  readonly name: 'screenshots';
  /** The session that stills are drawn with as well. */
  readonly session: RenderSession;
  /** Closes the browser and the server; renders under way fail. */
  doClose(): Promise<void>;
}

const preparing = 'templates and browser';
const coverWidth = 1080;
const coverQuality = 90;

async function renderVideo(
  session: RenderSession,
  request: RenderRequest,
  settings: {
    readonly concurrency: number;
    readonly quality: Quality;
    readonly ffmpegPath: string | undefined;
  },
): Promise<RenderedVideo> {
  const {storyboard, files, onProgress, signal} = request;
  const {durationInFrames, fps} = storyboard;

  onProgress({step: 'prepare', fraction: 0});
  await session.prepare(signal, (fraction) => onProgress({step: 'prepare', fraction, detail: preparing}));
  const staged = await session.stage(storyboard, files, signal);
  onProgress({step: 'prepare', fraction: 1});

  let soundtrack: string | null = null;
  if (storyboard.soundtrack !== null) {
    soundtrack = files[storyboard.soundtrack.asset] ?? null;
    if (soundtrack === null) {
      throw new ViralError(
        'asset-missing',
        `No file was given for the asset '${storyboard.soundtrack.asset}'.`,
      );
    }
  }

  const rate = createRate(durationInFrames, performance.now.bind(performance));
  const report = (done: number) => onProgress({step: 'render', ...rate(done)});
  report(0);
  const queue = createPictureQueue(durationInFrames, settings.concurrency * 2);
  // Whichever of the two fails first ends the other.
  const encoderFailed = new AbortController();
  let fonts: readonly string[] = [];
  const encoding = encode({
    pictures: queue.pictures,
    fps,
    durationInFrames,
    soundtrack,
    quality: settings.quality,
    outputFile: request.outputFile,
    signal,
    ffmpegPath: settings.ffmpegPath,
  }).catch((error: unknown) => {
    queue.fail(error);
    encoderFailed.abort(error);
    throw error;
  });
  const drawing = session
    .draw({
      staged,
      frames: () => Array.from({length: durationInFrames - queue.next}, (_, index) => queue.next + index),
      image: {format: 'jpeg', quality: qualities[settings.quality].jpegQuality},
      scale: 1,
      concurrency: settings.concurrency,
      onPicture: async (picture, frame) => {
        await queue.push(picture, frame);
        report(queue.next);
      },
      onFonts: (loaded) => {
        fonts = loaded;
      },
      signal: AbortSignal.any([signal, encoderFailed.signal]),
    })
    .catch((error: unknown) => {
      queue.fail(error);
      throw error;
    });
  const [drawn, encoded] = await Promise.allSettled([drawing, encoding]);
  signal.throwIfAborted();
  // The encoder's own failure explains more than the drawing that it stopped; a failed drawing ends the encoder with
  // the same error.
  if (encoded.status === 'rejected') throw encoded.reason;
  if (drawn.status === 'rejected') throw drawn.reason;

  if (request.cover !== null) {
    const {frame, file} = request.cover;
    await session.draw({
      staged,
      frames: () => [frame],
      image: {format: 'jpeg', quality: coverQuality},
      scale: coverWidth / storyboard.width,
      concurrency: 1,
      onPicture: async (picture) => {
        await writeFile(file, picture).catch((error: unknown) => {
          throw writingError(error, file);
        });
      },
      signal,
    });
  }
  report(durationInFrames);

  const {id, version} = staged.template;
  const browser = session.browserVersion();
  return {
    engine: 'screenshots',
    reason: 'every frame is a picture taken by the browser',
    ...(browser === undefined ? {} : {browser}),
    template: {id, version},
    fonts,
  };
}

/**
 * The engine that photographs every frame in a headless browser and encodes the pictures: the reference for how a
 * template looks. Opens browser, bundle and server with the first render and keeps them until it is closed.
 * @throws InvalidInputError for options that are out of range
 */
export function screenshotRenderer(options: ScreenshotRendererOptions): ScreenshotRenderer {
  const parsed = parseInput(optionsSchema, options, 'the options of screenshotRenderer');
  const session = createSession(parsed);
  const settings = {
    concurrency: parsed.concurrency ?? Math.min(availableParallelism(), 8),
    quality: parsed.quality ?? 'standard',
    ffmpegPath: parsed.ffmpegPath,
  };
  return {
    name: 'screenshots',
    session,
    async doPrepare({template, aspect, onProgress, signal}) {
      onProgress({step: 'prepare', fraction: 0});
      await session.prepare(signal, (fraction) => onProgress({step: 'prepare', fraction, detail: preparing}));
      const {id, version, defaultTheme} = await session.pick(template, aspect, signal);
      onProgress({step: 'prepare', fraction: 1});
      return {id, version, defaultTheme};
    },
    async doRender(request) {
      const video = await renderVideo(session, request, settings);
      if (parsed.licenseKey !== undefined) registerUsage(parsed.licenseKey);
      return video;
    },
    doClose: () => session.close(),
    [Symbol.asyncDispose]: () => session.close(),
  };
}
