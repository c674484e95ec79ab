/**
 * Works through `items` with at most `concurrency` at a time and yields each result as it comes.
 * Items are pulled only when there is room, so an endless source is fine. Leaving the loop early stops pulling.
 */
export async function* runAll<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const iterator: AsyncIterator<Item> | Iterator<Item> =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const running = new Map<number, Promise<{index: number; result: Result}>>();
  let index = 0;
  let exhausted = false;
  try {
    while (!exhausted || running.size > 0) {
      while (!exhausted && running.size < concurrency) {
        const next = await iterator.next();
        if (next.done === true) {
          exhausted = true;
        } else {
          const at = index++;
          running.set(
            at,
            work(next.value, at).then((result) => ({index: at, result})),
          );
        }
      }
      if (running.size === 0) return;
      const finished = await Promise.race(running.values());
      running.delete(finished.index);
      yield finished.result;
    }
  } finally {
    await Promise.allSettled(running.values());
    await iterator.return?.();
  }
}
