/** Canvases that wait for their turn, at most; an encoder holds on to the pictures of several. */
const waitingAtMost = 8;
/** So many are made before the first is used again: by then the encoder has let go of it. */
const waitingAtLeast = 4;

/** True once code in this page has asked a canvas that was used before for another kind of context. */
let otherContexts = false;

/**
 * Uses the canvases of finished frames again. The web renderer makes a new one for each frame, and fresh memory of its
 * size costs a quarter of the drawing. A canvas waits from the moment its picture has been taken over until one of the same
 * size is asked for, and is blank then.
 *
 * A canvas cannot change the kind of its context. Where somebody wants WebGL on one that was used before, `act` is begun
 * again without any of this.
 * @param act gets a function to call with the `VideoFrame` of each finished frame. Not for two callers at once
 */
export async function withReusedCanvases<Result>(
  act: (onTaken: (frame: VideoFrame) => void) => Promise<Result>,
): Promise<Result> {
  if (otherContexts) return act(() => undefined);
  const {OffscreenCanvas: Canvas, VideoFrame: Frame} = globalThis;
  const getContext: unknown = Reflect.get(Canvas.prototype, 'getContext');
  let waiting: OffscreenCanvas[] = [];
  let latest: {readonly frame: VideoFrame; readonly canvas: OffscreenCanvas} | null = null;

  const take = (width: number, height: number): OffscreenCanvas | null => {
    if (waiting.length < waitingAtLeast) return null;
    const [canvas] = waiting;
    if (canvas?.width !== width || canvas.height !== height) return null;
    waiting = waiting.slice(1);
    canvas.getContext('2d')?.reset();
    canvas.getContext = (kind: string, ...rest: unknown[]) => {
      if (kind !== '2d') {
        otherContexts = true;
        throw new Error('this canvas was used for a frame before');
      }
      return Reflect.apply(getContext as () => never, canvas, [kind, ...rest]);
    };
    return canvas;
  };
  // A class cannot hand out an object that is there already; a function that is called with `new` can.
  function ReusedCanvas(width: number, height: number): OffscreenCanvas {
    return take(width, height) ?? new Canvas(width, height);
  }
  ReusedCanvas.prototype = Canvas.prototype;

  class NotedFrame extends Frame {
    /** Frames that a decoder made are frames too: whoever shows clips asks. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Frame;
    }

    constructor(source: OffscreenCanvas, init: VideoFrameInit) {
      super(source, init);
      latest = source instanceof Canvas ? {frame: this, canvas: source} : null;
    }
  }

  globalThis.OffscreenCanvas = ReusedCanvas as unknown as typeof OffscreenCanvas;
  globalThis.VideoFrame = NotedFrame as unknown as typeof VideoFrame;
  try {
    return await act((frame) => {
      // Others wrap canvases too, and keep them; only the one of the frame itself is free now.
      if (latest?.frame === frame && waiting.length < waitingAtMost) waiting.push(latest.canvas);
      latest = null;
    });
  } catch (error) {
    if (!otherContexts) throw error;
  } finally {
    globalThis.OffscreenCanvas = Canvas;
    globalThis.VideoFrame = Frame;
  }
  return act(() => undefined);
}
