import type {Cache, Documents, Json} from '../ports/index.ts';

export interface DocumentCacheOptions {
  readonly documents: Documents;
  /** Where values go. Default `cache`. */
  readonly collection?: string;
  /** ms since the epoch. */
  readonly now?: () => number;
}

/** A cache that keeps its values in a store, so that they outlive the process. The store stays the caller's to close. */
export function documentCache({
  documents,
  collection = 'cache',
  now = Date.now,
}: DocumentCacheOptions): Cache {
  return {
    name: `cache in ${documents.name}`,
    async doGet(key) {
      const [found] = await documents.doGet(collection, [key]);
      const until = found?.value['until'];
      return typeof until === 'number' && until > now() ? found?.value['value'] : undefined;
    },
    async doSet(key, value, {ttlInSeconds}) {
      // As JSON it is a copy, and without what JSON has no word for.
      const json = JSON.stringify(value) as string | undefined;
      if (json === undefined) return;
      await documents.doWrite([
        {
          collection,
          id: key,
          value: {until: now() + ttlInSeconds * 1000, value: JSON.parse(json) as Json},
        },
      ]);
    },
    async doDelete(key) {
      await documents.doWrite([{collection, id: key, value: null}]);
    },
  };
}
