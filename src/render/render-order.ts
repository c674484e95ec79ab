import {stat} from 'node:fs/promises';
import {extname, isAbsolute, resolve} from 'node:path';
import {z} from 'zod';
import {InvalidInputError, parseInput, ViralError, type InputIssue} from '../errors.ts';
import type {EngineChoice, OnProgress, Renderer} from '../ports/index.ts';
import type {AssetFiles, Storyboard} from '../schema/index.ts';
import {hashFile} from './page/server.ts';

export interface RenderOptions {
  readonly renderer: Renderer;
  /** Asset id to the absolute path of its file; every asset of the storyboard needs one. */
  readonly files: AssetFiles;
  /** Path of the MP4; its folder is created. */
  readonly outputFile: string;
  /** Also writes a JPEG of one frame, 1080 px wide. */
  readonly cover?: {readonly frame: number; readonly file: string} | undefined;
  /** How frames are drawn; the manifest says what was chosen and why. Default: the renderer's own choice, `auto`. */
  readonly engine?: EngineChoice | undefined;
  /** What it throws ends the render and is thrown on as it is. */
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

const what = 'the order to render';

const orderSchema = (durationInFrames: number) =>
  z.object({
    renderer: z.custom<Renderer>(
      (value) => typeof value === 'object' && value !== null && 'doRender' in value,
      'must be a renderer, as localRenderer makes one',
    ),
    files: z.record(z.string(), z.string()),
    outputFile: z.string().refine((file) => extname(file).toLowerCase() === '.mp4', {
      error: ({input}) => `must end in .mp4, not ${String(input)}`,
    }),
    cover: z
      .strictObject({
        frame: z
          .int()
          .refine(
            (frame) => frame >= 0 && frame < durationInFrames,
            `must be a frame from 0 to ${durationInFrames - 1}`,
          ),
        file: z.string().min(1),
      })
      .optional(),
    engine: z
      .enum(['auto', 'web', 'screenshots'], {
        error: ({input}) => `must be auto, web or screenshots, not ${JSON.stringify(input)}`,
      })
      .optional(),
    onProgress: z.custom<OnProgress>((value) => typeof value === 'function', 'must be a function').optional(),
    signal: z.instanceof(AbortSignal).optional(),
  });

/** An order whose paths are absolute. */
export interface CheckedOrder extends RenderOptions {
  readonly cover: {readonly frame: number; readonly file: string} | undefined;
}

/**
 * Checks everything that can be told of an order before work starts.
 * @throws InvalidInputError with the path of each bad field
 */
export async function checkOrder(
  options: RenderOptions,
  {durationInFrames}: Storyboard,
): Promise<CheckedOrder> {
  const order = parseInput(orderSchema(durationInFrames), options, what);
  const outputFile = resolve(order.outputFile);
  const cover = order.cover && {...order.cover, file: resolve(order.cover.file)};
  const issues: InputIssue[] = [];
  if (cover?.file === outputFile) {
    issues.push({
      path: 'cover.file',
      message: 'is the file of the video; give the picture a name of its own',
    });
  }
  for (const [path, file] of [
    ['outputFile', outputFile],
    ['cover.file', cover?.file],
  ] as const) {
    const there = file === undefined ? null : await stat(file).catch(() => null);
    if (there?.isDirectory()) issues.push({path, message: `is a folder that is already there: ${file}`});
  }
  if (issues.length > 0) throw new InvalidInputError(what, issues);
  return {...order, outputFile, cover};
}

/**
 * Checks that every asset has a file with the content that the storyboard names.
 * @throws ViralError `asset-missing` naming the asset
 */
export async function checkAssetFiles(
  storyboard: Storyboard,
  files: AssetFiles,
  signal: AbortSignal,
): Promise<void> {
  const missing = (id: string, fault: string) =>
    new ViralError('asset-missing', `The file of asset '${id}' ${fault}`);
  for (const [id, {sha256, bytes}] of Object.entries(storyboard.assets)) {
    signal.throwIfAborted();
    const file = Object.hasOwn(files, id) ? files[id] : undefined;
    if (file === undefined) throw new ViralError('asset-missing', `No file was given for the asset '${id}'.`);
    if (!isAbsolute(file)) throw missing(id, `needs an absolute path, but is ${file}`);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) throw missing(id, `is not there: ${file}`);
    if (found.size !== bytes || (await hashFile(file, signal)) !== sha256) {
      throw missing(id, `is not the one the storyboard names; its content has changed: ${file}`);
    }
  }
}
