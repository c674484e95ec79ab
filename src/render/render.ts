import {randomBytes} from 'node:crypto';
import {mkdir, rm, stat} from 'node:fs/promises';
import {basename, dirname, extname, isAbsolute, join, resolve} from 'node:path';
import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import type {EngineChoice, OnProgress, RenderedVideo, Renderer} from '../ports/index.ts';
import {storyboardSchema, type AssetFiles, type Storyboard} from '../schema/index.ts';
import {renameWhenFree, sweepUnfinished, writingError} from '../whole-files.ts';
import {hashFile} from './server.ts';

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
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

const engineChoices: readonly EngineChoice[] = ['auto', 'web', 'screenshots'];

export type RenderResult = RenderedVideo & {readonly file: string; readonly cover: string | null};

/**
 * Checks that every asset has a file with the content that the storyboard names.
 * @throws ViralError `asset-missing` naming the asset
 */
async function checkAssetFiles(
  storyboard: Storyboard,
  files: AssetFiles,
  signal: AbortSignal,
): Promise<void> {
  for (const [id, {sha256, bytes}] of Object.entries(storyboard.assets)) {
    signal.throwIfAborted();
    const file = files[id];
    if (file === undefined) throw new ViralError('asset-missing', `No file was given for the asset '${id}'.`);
    if (!isAbsolute(file)) {
      throw new ViralError(
        'asset-missing',
        `The file of asset '${id}' needs an absolute path, but is ${file}`,
      );
    }
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) {
      throw new ViralError('asset-missing', `The file of asset '${id}' is not there: ${file}`);
    }
    if (found.size !== bytes || (await hashFile(file, signal)) !== sha256) {
      throw new ViralError(
        'asset-missing',
        `The file of asset '${id}' is not the one the storyboard names; its content has changed: ${file}`,
      );
    }
  }
}

/** A name beside the final one that says whose it is, so that a later run can sweep it. */
function unfinishedName(file: string): string {
  const mark = `.unfinished-${process.pid}-${randomBytes(4).toString('hex')}-`;
  return join(dirname(file), `${mark}${basename(file)}`);
}

/**
 * Renders a storyboard to an MP4. The file appears under its name when it is whole; a failed, aborted or killed run
 * leaves none, and an older file of that name stays until then.
 * @throws InvalidInputError for a storyboard, path or cover frame that is wrong; ViralError `asset-missing`,
 * `unknown-template`, `browser-missing`, `bundle-failed`, `render-failed`, `render-timeout`, `disk-full` …; the signal's
 * reason when aborted
 */
export async function render(storyboard: unknown, options: RenderOptions): Promise<RenderResult> {
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const valid = parseInput(storyboardSchema, storyboard, 'the storyboard');
  const outputFile = resolve(options.outputFile);
  const cover = options.cover ? {...options.cover, file: resolve(options.cover.file)} : null;
  const issues = [
    ...(extname(outputFile).toLowerCase() === '.mp4'
      ? []
      : [{path: 'outputFile', message: `must end in .mp4, not ${options.outputFile}`}]),
    ...(options.engine === undefined || engineChoices.includes(options.engine)
      ? []
      : [
          {
            path: 'engine',
            message: `must be ${engineChoices.join(', ')}, not ${JSON.stringify(options.engine)}`,
          },
        ]),
    ...(cover === null ||
    (Number.isInteger(cover.frame) && cover.frame >= 0 && cover.frame < valid.durationInFrames)
      ? []
      : [{path: 'cover.frame', message: `must be a frame from 0 to ${valid.durationInFrames - 1}`}]),
  ];
  if (issues.length > 0) throw new InvalidInputError('the order to render', issues);
  await checkAssetFiles(valid, options.files, signal);

  const temporary = unfinishedName(outputFile);
  const temporaryCover = cover === null ? null : unfinishedName(cover.file);
  try {
    for (const folder of new Set([outputFile, ...(cover ? [cover.file] : [])].map((file) => dirname(file)))) {
      await mkdir(folder, {recursive: true}).catch((error: unknown) => {
        throw writingError(error, folder);
      });
      await sweepUnfinished(folder);
    }
    const video = await options.renderer.doRender({
      storyboard: valid,
      files: options.files,
      outputFile: temporary,
      cover: cover === null || temporaryCover === null ? null : {frame: cover.frame, file: temporaryCover},
      engine: options.engine,
      onProgress: options.onProgress ?? (() => undefined),
      signal,
    });
    signal.throwIfAborted();
    if (cover !== null && temporaryCover !== null) await renameWhenFree(temporaryCover, cover.file);
    await renameWhenFree(temporary, outputFile);
    return {...video, file: outputFile, cover: cover?.file ?? null};
  } catch (error) {
    signal.throwIfAborted();
    if (ViralError.isInstance(error)) throw error;
    if (error instanceof Error && 'syscall' in error) throw writingError(error, outputFile);
    const message = error instanceof Error ? error.message : String(error);
    throw new ViralError('render-failed', `The video could not be rendered: ${message}`, {cause: error});
  } finally {
    // What could not be written cannot be removed either; the reason is on its way.
    await rm(temporary, {force: true}).catch(() => undefined);
    if (temporaryCover !== null) await rm(temporaryCover, {force: true}).catch(() => undefined);
  }
}
