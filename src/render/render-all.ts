import {InvalidInputError, ViralError} from '../errors.ts';
import type {Renderer} from '../ports/index.ts';
import {runAll} from '../run-all.ts';
import type {RenderOptions} from './render-order.ts';
import {render, type RenderResult} from './render.ts';

/** One video of a batch: a storyboard and where its files are and go. */
export interface RenderOrder extends Omit<RenderOptions, 'renderer' | 'signal'> {
  readonly storyboard: unknown;
}

export interface RenderAllOptions {
  readonly renderer: Renderer;
  /**
   * Videos drawn at the same time. Default: 1; a video keeps every core busy by itself. 2 fills the pauses in which
   * one is joined and its sound encoded.
   */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How one video of a batch ended. `index` is its place in what was handed in. */
export type RenderOutcome =
  | {readonly status: 'rendered'; readonly index: number; readonly result: RenderResult}
  | {readonly status: 'failed'; readonly index: number; readonly error: ViralError};

/**
 * Renders many storyboards with one browser and one bundle. Orders are pulled when there is room for them, outcomes
 * come as videos are done, and one failure never touches another video.
 * @throws the signal's reason when aborted
 */
export async function* renderAll(
  orders: Iterable<RenderOrder> | AsyncIterable<RenderOrder>,
  options: RenderAllOptions,
): AsyncGenerator<RenderOutcome, void, undefined> {
  const {renderer, concurrency = 1, signal} = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InvalidInputError('the batch', [
      {path: 'concurrency', message: 'must be a whole number from 1'},
    ]);
  }
  yield* runAll(orders, concurrency, async (order, index): Promise<RenderOutcome> => {
    try {
      const {storyboard, ...rest} = order;
      return {status: 'rendered', index, result: await render(storyboard, {...rest, renderer, signal})};
    } catch (error) {
      if (signal?.aborted === true) throw error;
      if (ViralError.isInstance(error)) return {status: 'failed', index, error};
      const message = error instanceof Error ? error.message : String(error);
      return {status: 'failed', index, error: new ViralError('internal', message, {cause: error})};
    }
  });
}
