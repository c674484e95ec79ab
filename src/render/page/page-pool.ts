import type {BrowserPage} from './page.ts';

/** Pages of one browser, opened when needed and used again. */
export interface PagePool {
  /**
   * Does something with a page that nobody else has. Waits for its turn when all are in use. A page on which it
   * failed is closed, so that the next attempt gets a fresh one.
   * @param kind pages are used again for jobs of the same kind only: what one job loads stays in the page
   */
  use<Value>(kind: string, signal: AbortSignal, act: (page: BrowserPage) => Promise<Value>): Promise<Value>;
  /** Closes all pages; jobs under way fail. Never throws. */
  close(): Promise<void>;
}

interface PooledPage {
  readonly page: BrowserPage;
  readonly kind: string;
  jobs: number;
}

/** A page is replaced after so many jobs, before what templates leave behind in it adds up. */
const jobsPerPage = 60;

/** A page hands memory back after so many jobs: a scene leaves some 7 MB behind, and what goes with it is made anew. */
const jobsPerTidying = 4;

/**
 * @param open opens one page
 * @param size pages in use at the same time
 */
export function createPagePool(open: () => Promise<BrowserPage>, size: number): PagePool {
  let closed = false;
  let busy = 0;
  let idle: PooledPage[] = [];
  const all = new Set<BrowserPage>();
  const waiting: (() => void)[] = [];

  async function turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (busy < size) {
      busy++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const stop = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal.reason);
      };
      waiting.push(start);
      signal.addEventListener('abort', stop, {once: true});
    });
  }

  function pass(): void {
    const next = waiting.shift();
    // The turn goes from hand to hand.
    if (next) next();
    else busy--;
  }

  async function discard(page: BrowserPage): Promise<void> {
    all.delete(page);
    await page.close();
  }

  async function take(kind: string): Promise<PooledPage> {
    for (;;) {
      const found = idle.find((each) => each.kind === kind) ?? null;
      if (found === null) break;
      idle = idle.filter((each) => each !== found);
      if (!found.page.gone.aborted) return found;
      await discard(found.page);
    }
    // No more pages than may be in use: one of another kind makes room.
    const spare = all.size >= size ? idle.shift() : undefined;
    if (spare) await discard(spare.page);
    const page = await open();
    all.add(page);
    return {page, kind, jobs: 0};
  }

  return {
    async use(kind, signal, act) {
      await turn(signal);
      let pooled: PooledPage | null = null;
      try {
        pooled = await take(kind);
        const value = await act(pooled.page);
        pooled.jobs++;
        if (closed || pooled.page.gone.aborted || pooled.jobs >= jobsPerPage) await discard(pooled.page);
        else {
          if (pooled.jobs % jobsPerTidying === 0) await pooled.page.tidy();
          idle.push(pooled);
        }
        return value;
      } catch (error) {
        if (pooled) await discard(pooled.page);
        throw error;
      } finally {
        pass();
      }
    },
    async close() {
      closed = true;
      idle = [];
      await Promise.all([...all].map(discard));
    },
  };
}
