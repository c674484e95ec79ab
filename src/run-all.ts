/**
 * Works through `items` with at most `concurrency` at a time and yields each result as it comes.
 * Items are pulled only when there is room, so an endless source is fine, and a slow one holds no result back. Leaving
 * the loop early stops pulling.
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
  let pulling: Promise<{next: IteratorResult<Item>}> | null = null;
  let exhausted = false;
  try {
    while (!exhausted || running.size > 0) {
      if (!exhausted && pulling === null && running.size < concurrency) {
        pulling = Promise.resolve(iterator.next()).then((next) => ({next}));
      }
      const event = await Promise.race([...(pulling === null ? [] : [pulling]), ...running.values()]);
      if ('next' in event) {
        pulling = null;
        if (event.next.done === true) {
          exhausted = true;
          continue;
        }
        const at = index++;
        running.set(
          at,
          work(event.next.value, at).then((result) => ({index: at, result})),
        );
        continue;
      }
      running.delete(event.index);
      yield event.result;
    }
  } finally {
    await Promise.allSettled(running.values());
    await iterator.return?.();
  }
}
