import {randomBytes} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {parseInput, ViralError} from '../errors.ts';
import type {OnProgress, RenderedVideo} from '../ports/index.ts';
import {storyboardSchema} from '../schema/index.ts';
import {makeFolder, renameWhenFree, sweepUnfinished, writingError} from '../whole-files.ts';
import {checkAssetFiles, checkOrder, type RenderOptions} from './render-order.ts';

export type RenderResult = RenderedVideo & {readonly file: string; readonly cover: string | null};

/** A name beside the final one that says whose it is, so that a later run can sweep it. */
function unfinishedName(file: string): string {
  const mark = `.unfinished-${process.pid}-${randomBytes(4).toString('hex')}-`;
  return join(dirname(file), `${mark}${basename(file)}`);
}

/** Hands progress on. What the listener throws goes to `failed`: it is no fault of the page that was being drawn. */
function guardListener(onProgress: OnProgress | undefined): {onProgress: OnProgress; failed: AbortSignal} {
  const failed = new AbortController();
  return {
    failed: failed.signal,
    onProgress(progress) {
      if (failed.signal.aborted) return;
      try {
        onProgress?.(progress);
      } catch (error) {
        failed.abort(error);
      }
    },
  };
}

/**
 * Renders a storyboard to an MP4. The file appears under its name when it is whole; a failed, aborted or killed run
 * leaves none, and an older file of that name stays until then.
 * @throws InvalidInputError for a storyboard, path or cover frame that is wrong; ViralError `asset-missing`,
 * `unknown-template`, `browser-missing`, `bundle-failed`, `render-failed`, `render-timeout`, `disk-full` …; the signal's
 * reason when aborted
 */
export async function render(storyboard: unknown, options: RenderOptions): Promise<RenderResult> {
  const valid = parseInput(storyboardSchema, storyboard, 'the storyboard');
  const order = await checkOrder(options, valid);
  const {renderer, files, outputFile, cover = null, engine} = order;
  const listener = guardListener(order.onProgress);
  const signal = AbortSignal.any([listener.failed, ...(order.signal ? [order.signal] : [])]);
  signal.throwIfAborted();
  await checkAssetFiles(valid, files, signal);

  const temporary = unfinishedName(outputFile);
  const temporaryCover = cover === null ? null : unfinishedName(cover.file);
  try {
    for (const folder of new Set([outputFile, ...(cover ? [cover.file] : [])].map((file) => dirname(file)))) {
      await makeFolder(folder).catch((error: unknown) => {
        throw writingError(error, folder);
      });
      await sweepUnfinished(folder);
    }
    const video = await renderer.doRender({
      storyboard: valid,
      files,
      outputFile: temporary,
      finalFile: outputFile,
      cover: cover === null || temporaryCover === null ? null : {frame: cover.frame, file: temporaryCover},
      engine,
      onProgress: listener.onProgress,
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
