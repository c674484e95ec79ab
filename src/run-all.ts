/**
 * Works through `items` with at most `concurrency` at a time and yields each result as it comes.
 * Items are pulled only when there is room, so an endless source is fine, and a slow one holds no result back. Leaving
 * the loop early stops pulling. What a step costs does not grow with `concurrency`.
 */
export async function* runAll<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const iterator: AsyncIterator<Item> | Iterator<Item> =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const running = new Set<Promise<void>>();
  const results: Result[] = [];
  const failures: unknown[] = [];
  let pulled: IteratorResult<Item> | null = null;
  let pulling = false;
  let exhausted = false;
  let index = 0;
  let wake = () => {};
  const pull = async () => {
    pulling = true;
    try {
      pulled = await iterator.next();
    } catch (error) {
      exhausted = true;
      failures.push(error);
    }
    pulling = false;
    wake();
  };
  const begin = (item: Item) => {
    const step = async (at: number) => {
      try {
        results.push(await work(item, at));
      } catch (error) {
        failures.push(error);
      }
    };
    const done = step(index++);
    running.add(done);
    const forget = async () => {
      await done;
      running.delete(done);
      wake();
    };
    void forget();
  };
  try {
    for (;;) {
      if (results.length > 0) {
        yield results.shift() as Result;
        continue;
      }
      if (failures.length > 0) throw failures[0];
      const next = pulled as IteratorResult<Item> | null;
      if (next !== null) {
        pulled = null;
        if (next.done === true) exhausted = true;
        else begin(next.value);
      }
      if (!exhausted && !pulling && running.size < concurrency) void pull();
      if (exhausted && running.size === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = () => {};
    }
  } finally {
    await Promise.allSettled(running);
    await iterator.return?.();
  }
}
