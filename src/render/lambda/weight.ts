import {InvalidInputError} from '../../errors.ts';

/** How a video is cut: for the most videos a function-hour, or for the earliest end of each. */
export type Chunking = 'throughput' | 'latency' | {readonly framesPerLambda: number};

export interface RenderPlan {
  /** `null`: the function that was launched draws everything itself. */
  readonly framesPerLambda: number | null;
  /** Functions that draw beside the one that was launched. */
  readonly chunks: number;
  /** Functions that run at once while it draws: the launched one and those beside it. */
  readonly weight: number;
}

/** Remotion 4.0.527: MAX_FUNCTIONS_PER_RENDER, MINIMUM_FRAMES_PER_FUNCTION. */
const mostChunks = 200;
const leastFrames = 5;

/**
 * How many frames Remotion gives a function when nobody says: at least 20, and so that between 75 functions (short
 * videos) and 150 (10 minutes at 30 fps and more) draw. Remotion 4.0.527, best-frames-per-function-param.
 */
function remotionsFrames(frames: number): number {
  const functions = 75 + (Math.min(frames, 18_000) / 18_000) * 75;
  const each = Math.max(frames / functions, 20);
  return Math.ceil(frames / Math.ceil(frames / each));
}

/** Part of a function's time that a render is planned for: how long a frame takes is an estimate. */
const useOfTime = 0.7;

/**
 * Plans a render of `frames` frames.
 * `throughput` uses one function for the whole clip as long as that surely ends in the function's time, and as few as
 * possible beyond. Every function spends seconds on starting a browser, and the launched one is paid for while it waits for
 * others, so one long function draws more for the money than many short ones.
 * @param secondsPerFrame what one function is expected to need for a frame
 * @throws InvalidInputError when a number of frames is out of what Remotion takes
 */
export function planRender(
  frames: number,
  chunking: Chunking,
  {secondsPerFrame, timeoutInSeconds}: {readonly secondsPerFrame: number; readonly timeoutInSeconds: number},
): RenderPlan {
  const cut = (framesPerLambda: number): RenderPlan => {
    const chunks = Math.ceil(frames / framesPerLambda);
    return {framesPerLambda, chunks, weight: chunks + 1};
  };
  if (typeof chunking === 'object') {
    const {framesPerLambda} = chunking;
    const least = Math.min(leastFrames, frames);
    if (!Number.isInteger(framesPerLambda) || framesPerLambda < least) {
      throw new InvalidInputError('the options of lambdaRenderer', [
        {path: 'chunking.framesPerLambda', message: `must be a whole number from ${least}`},
      ]);
    }
    if (Math.ceil(frames / framesPerLambda) > mostChunks) {
      throw new InvalidInputError('the options of lambdaRenderer', [
        {
          path: 'chunking.framesPerLambda',
          message: `must be at least ${Math.ceil(frames / mostChunks)} for ${frames} frames: a render has ${mostChunks} functions at most`,
        },
      ]);
    }
    return cut(framesPerLambda);
  }
  if (chunking === 'latency') return cut(remotionsFrames(frames));
  const each = Math.floor((timeoutInSeconds * useOfTime) / secondsPerFrame);
  if (frames <= each) return {framesPerLambda: null, chunks: 0, weight: 1};
  const chunks = Math.min(mostChunks, Math.ceil(frames / Math.max(1, each)));
  return cut(Math.max(leastFrames, Math.ceil(frames / chunks)));
}
