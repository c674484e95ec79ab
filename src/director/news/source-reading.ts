import {createHash} from 'node:crypto';
import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import {inTime} from '../../in-time.ts';
import type {Cache, NewsRequest, NewsSource} from '../../ports/index.ts';
import {retrying, type RetryClock} from '../../retry.ts';
import {type NewsItem, newsItemSchema} from '../../schema/index.ts';
import {checkedItem} from './checked-item.ts';

/** How long what was read stays good, in seconds: what trends for an hour, what was worked out for a day, the rest for a week. */
export const cacheSeconds = {trending: 3600, analysis: 86_400, static: 604_800} as const;

const maxShownRejections = 5;
const triesPerSource = 2;

const keptSchema = z.object({
  readAt: z.number(),
  items: z.array(newsItemSchema),
  rejected: z.array(z.string()),
  degraded: z.array(z.string()),
});
type Kept = z.infer<typeof keptSchema>;

/** What a source gave, and whether it was asked for it now. */
export interface SourceReading {
  readonly kept: Kept;
  /** `cached`: still fresh. `stale`: older, because asking failed. */
  readonly status: 'read' | 'cached' | 'stale';
  /** Why asking failed. */
  readonly error?: ViralError;
}

export type SourceRequest = Omit<NewsRequest, 'signal'>;

export interface SourceReaderOptions {
  readonly cache: Cache | undefined;
  readonly freshForSeconds: number;
  readonly timeoutInMs: number;
  readonly now: () => number;
  readonly random: (() => number) | undefined;
  readonly clock: RetryClock | undefined;
}

function keyOf({name, settings}: NewsSource, {topic, category, language, limit}: SourceRequest): string {
  const asked = JSON.stringify([settings ?? null, topic, category, language, limit]);
  return `news/1/${name}/${createHash('sha256').update(asked).digest('hex').slice(0, 32)}`;
}

/** What a source says now. */
async function read(
  source: NewsSource,
  request: SourceRequest,
  signal: AbortSignal,
): Promise<Omit<Kept, 'readAt'>> {
  const {items, degraded = []} = await source.doFetch({...request, signal});
  const good: NewsItem[] = [];
  const rejected: string[] = [];
  for (const [index, raw] of items.slice(0, request.limit).entries()) {
    const item = checkedItem(raw, source.name);
    if ('version' in item) good.push(item);
    else
      rejected.push(`item ${index + 1}: ${item.map(({path, message}) => `${path} ${message}`).join('; ')}`);
  }
  return {
    items: [...new Map(good.map((item) => [item.id, item])).values()],
    rejected: rejected.slice(0, maxShownRejections),
    degraded: [...degraded],
  };
}

/**
 * Reads sources through the cache: what is fresh is not asked for again, what is asked for twice at once is read once,
 * and what was read before stands in for a source that fails.
 */
export function openSourceReader({
  cache,
  freshForSeconds,
  timeoutInMs,
  now,
  random,
  clock,
}: SourceReaderOptions): (
  source: NewsSource,
  request: SourceRequest,
  signal: AbortSignal,
) => Promise<SourceReading> {
  const readFresh = async (
    source: NewsSource,
    request: SourceRequest,
    signal: AbortSignal,
  ): Promise<Kept> => {
    try {
      // A source that does not listen to its signal is not waited for.
      const found = await inTime(
        async (stop) =>
          retrying(() => read(source, request, stop), {
            attempts: triesPerSource,
            signal: stop,
            ...(clock ? {clock} : {}),
            ...(random ? {random} : {}),
          }),
        {
          timeInMs: timeoutInMs,
          signal,
          late: () =>
            new ViralError(
              'news-failed',
              `${source.name} gave nothing within ${timeoutInMs / 1000} s; try again later, or leave it out.`,
              {action: 'retry'},
            ),
        },
      );
      return {readAt: now(), ...found};
    } catch (error) {
      signal.throwIfAborted();
      if (ViralError.isInstance(error)) throw error;
      throw new ViralError(
        'news-failed',
        `${source.name} failed: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`,
        {cause: error},
      );
    }
  };

  const obtain = async (
    source: NewsSource,
    request: SourceRequest,
    signal: AbortSignal,
  ): Promise<SourceReading> => {
    const key = keyOf(source, request);
    // A cache that cannot be read is as one that holds nothing.
    const stored = keptSchema.safeParse(await cache?.doGet(key).catch(() => undefined));
    const known = stored.success ? stored.data : undefined;
    const age = known === undefined ? Infinity : now() - known.readAt;
    if (known !== undefined && age >= 0 && age < freshForSeconds * 1000)
      return {kept: known, status: 'cached'};
    try {
      const kept = await readFresh(source, request, signal);
      // Kept for longer than it is fresh: a dead source may then be stood in for.
      await cache
        ?.doSet(key, JSON.parse(JSON.stringify(kept)), {
          ttlInSeconds: Math.max(freshForSeconds, cacheSeconds.analysis),
        })
        .catch(() => {});
      return {kept, status: 'read'};
    } catch (error) {
      signal.throwIfAborted();
      if (!known || !ViralError.isInstance(error)) throw error;
      return {kept: known, status: 'stale', error};
    }
  };

  const underWay = new Map<string, Promise<SourceReading>>();
  return (source, request, signal) => {
    const key = keyOf(source, request);
    const running = underWay.get(key);
    if (running) {
      // Whoever began may be cancelled; that must not cancel those who wait.
      return running.catch((error: unknown) => {
        signal.throwIfAborted();
        if (ViralError.isInstance(error)) throw error;
        return obtain(source, request, signal);
      });
    }
    const started = obtain(source, request, signal).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };
}
