/** Puts pictures that arrive out of order into order, and lets nobody run far ahead. */
export interface PictureQueue {
  /** The first frame that has not been taken out. */
  readonly next: number;
  /** Resolves when the picture is near enough to its turn to be held. */
  push(picture: Uint8Array, frame: number): Promise<void>;
  /** Ends `pictures` with an error. */
  fail(error: unknown): void;
  /** The pictures of frames 0 to count - 1, in order; to be read once. */
  readonly pictures: AsyncIterable<Uint8Array>;
}

/**
 * @param count pictures in all
 * @param ahead how many pictures beyond the next one may be held
 */
export function createPictureQueue(count: number, ahead: number): PictureQueue {
  const held = new Map<number, Uint8Array>();
  let next = 0;
  let failure: {error: unknown} | null = null;
  let waiting: (() => void)[] = [];
  const change = () => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const changed = () => new Promise<void>((resolve) => waiting.push(resolve));

  async function* pictures() {
    while (next < count) {
      if (failure) throw failure.error;
      const picture = held.get(next);
      if (picture === undefined) {
        await changed();
        continue;
      }
      held.delete(next);
      next++;
      change();
      yield picture;
    }
  }

  return {
    get next() {
      return next;
    },
    async push(picture, frame) {
      for (;;) {
        if (failure) throw failure.error;
        if (frame <= next + ahead) break;
        await changed();
      }
      // A frame that was drawn again after a crash may have been taken already.
      if (frame >= next) held.set(frame, picture);
      change();
    },
    fail(error) {
      failure ??= {error};
      change();
    },
    pictures: pictures(),
  };
}
