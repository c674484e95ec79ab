import {writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {parseInput} from '../errors.ts';
import {storyboardSchema, type AssetFiles} from '../schema/index.ts';
import {makeFolder, writingError} from '../whole-files.ts';
import {checkFrames, drawFrames} from './screenshots.ts';
import type {RenderSession} from './page/session.ts';

export interface StillsOptions {
  /** The session of a `localRenderer`. */
  readonly session: RenderSession;
  readonly storyboard: unknown;
  readonly files: AssetFiles;
  /** Frames of the whole video, from 0. */
  readonly frames: readonly number[];
  /** Pixels of a picture for one of the video. Default 1. */
  readonly scale?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Still {
  readonly frame: number;
  readonly png: Uint8Array;
}

/**
 * Draws single frames, losslessly.
 * @returns in the order of `frames`
 * @throws as `render` does
 */
export async function drawStills(options: StillsOptions): Promise<readonly Still[]> {
  const signal = options.signal ?? new AbortController().signal;
  const storyboard = parseInput(storyboardSchema, options.storyboard, 'the storyboard');
  checkFrames(options.frames, storyboard);
  const staged = await options.session.stage(storyboard, options.files, signal);
  const pictures = new Map<number, Uint8Array>();
  await drawFrames({
    session: options.session,
    staged,
    frames: () => [...new Set(options.frames)].filter((frame) => !pictures.has(frame)).sort((a, b) => a - b),
    image: {format: 'png'},
    scale: options.scale ?? 1,
    concurrency: Math.min(2, availableParallelism()),
    onPicture: async (picture, frame) => {
      pictures.set(frame, picture);
    },
    signal,
  }).finally(() => staged.release());
  return options.frames.map((frame) => ({frame, png: pictures.get(frame) ?? new Uint8Array()}));
}

/**
 * Writes single frames as PNG files named `frame-00042.png`.
 * @param options as for `drawStills`, and the absolute path of a folder, which is created
 * @returns absolute paths in the order of `frames`
 */
export async function renderStills(
  options: StillsOptions & {readonly directory: string},
): Promise<readonly string[]> {
  const stills = await drawStills(options);
  try {
    await makeFolder(options.directory);
    return await Promise.all(
      stills.map(async ({frame, png}) => {
        const file = join(options.directory, `frame-${String(frame).padStart(5, '0')}.png`);
        await writeFile(file, png);
        return file;
      }),
    );
  } catch (error) {
    throw writingError(error, options.directory);
  }
}
