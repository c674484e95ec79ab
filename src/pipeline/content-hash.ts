import {createHash} from 'node:crypto';

/** SHA-256, lower-case hex, of a value's JSON with the keys of every object in order: equal content, equal hash. */
export function contentHash(value: unknown): string {
  const ordered = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(ordered).digest('hex');
}
