import type {Documents, JsonObject, StoredDocument} from '../../ports/index.ts';

const pageSize = 1000;

async function all<One extends {readonly id: string}>(
  pageAfter: (request: {readonly after: string; readonly limit: number}) => Promise<readonly One[]>,
): Promise<readonly One[]> {
  const found: One[] = [];
  for (let after = ''; ;) {
    const page = await pageAfter({after, limit: pageSize});
    found.push(...page);
    if (page.length < pageSize) return found;
    after = page.at(-1)!.id;
  }
}

/**
 * Reads a collection again and again, and makes something of each record, once for each revision of it. Where the store
 * can tell revisions without values, only records that changed are read.
 * @returns gives what was made, in the order of ids
 */
export function recordsMade<Made>(
  store: Documents,
  collection: string,
  make: (id: string, value: JsonObject) => Made,
): () => Promise<readonly Made[]> {
  let known: ReadonlyMap<string, {readonly revision: number; readonly made: Made}> = new Map();
  const isKnown = ({id, revision}: {readonly id: string; readonly revision: number}) =>
    known.get(id)?.revision === revision;

  /** Every record; those that are known may lack their value. */
  async function documents(): Promise<readonly Omit<StoredDocument, 'value'>[]> {
    if (!store.doRevisions) return all((request) => store.doList(collection, request));
    const listed = await all((request) => store.doRevisions!(collection, request));
    const changed = listed.filter((one) => !isKnown(one)).map(({id}) => id);
    const read = new Map(
      (await store.doGet(collection, changed)).flatMap((found) =>
        found ? [[found.id, found] as const] : [],
      ),
    );
    // What somebody removed meanwhile is neither known nor read.
    return listed.flatMap((one) => (isKnown(one) ? [one] : (read.get(one.id) ?? [])));
  }

  return async () => {
    const now = new Map<string, {readonly revision: number; readonly made: Made}>();
    for (const document of await documents()) {
      const {id, revision} = document;
      const before = known.get(id);
      now.set(
        id,
        before?.revision === revision
          ? before
          : {revision, made: make(id, (document as StoredDocument).value)},
      );
    }
    known = now;
    return Array.from(now.values(), ({made}) => made);
  };
}
