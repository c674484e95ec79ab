import {LRUCache} from 'lru-cache';
import type {Cache} from '../../ports/index.ts';

export interface MemoryCacheOptions {
  /** Values kept at most; the one that was used longest ago goes first. Default 500. */
  readonly maxEntries?: number;
  /** The time, ms. */
  readonly now?: () => number;
}

/** A cache that lives as long as the process. Values go in and out as JSON, so that nobody changes what another holds. */
export function memoryCache(options: MemoryCacheOptions = {}): Cache {
  const {maxEntries = 500, now = Date.now} = options;
  const entries = new LRUCache<string, string>({max: maxEntries, ttlResolution: 0, perf: {now}});
  return {
    name: 'memory',
    async doGet(key) {
      const json = entries.get(key);
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },
    async doSet(key, value, {ttlInSeconds}) {
      const json = JSON.stringify(value) as string | undefined;
      if (json === undefined) entries.delete(key);
      else entries.set(key, json, {ttl: ttlInSeconds * 1000});
    },
    async doDelete(key) {
      entries.delete(key);
    },
  };
}
