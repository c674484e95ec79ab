import {copyFile} from 'node:fs/promises';
import type {RenderRequest} from '../../ports/index.ts';
import {writingError} from '../../whole-files.ts';
import {hashFile} from '../page/server.ts';
import type {RenderedJob} from './job.ts';
import type {Journal} from './journal.ts';

/** Writes down where a video was fetched to, before anything may remove it from the bucket. */
export async function rememberFetched(
  journal: Journal,
  job: RenderedJob,
  {outputFile, finalFile}: Pick<RenderRequest, 'outputFile' | 'finalFile'>,
): Promise<void> {
  if (finalFile === undefined) return;
  const sha256 = await hashFile(outputFile);
  await journal.append({is: 'fetched', job: job.key, file: finalFile, sha256});
}

/**
 * Takes the video that an earlier process fetched to the same file, as it is there: it is paid for, and it may be gone from
 * the bucket.
 * @returns `null` where there is none, or another
 */
export async function takeFetched(
  journal: Journal,
  key: string,
  {outputFile, finalFile}: Pick<RenderRequest, 'outputFile' | 'finalFile'>,
): Promise<RenderedJob | null> {
  const record = journal.jobOf(key);
  const fetched = finalFile === undefined ? undefined : record?.fetched.get(finalFile);
  if (record === undefined || finalFile === undefined || fetched === undefined) return null;
  // One that is not there any more, or cannot be read, may still be in the bucket.
  if ((await hashFile(finalFile).catch(() => null)) !== fetched.sha256) return null;
  await copyFile(finalFile, outputFile).catch((error: unknown) => {
    throw writingError(error, outputFile);
  });
  const {attempts, costInUsd} = record;
  return {key, ...fetched.done, attempts, costInUsd};
}
