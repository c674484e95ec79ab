import type {Documents, DocumentWrite, JsonObject} from '../../ports/index.ts';

/** Reads records once, collects what changes, and writes all of it or none: nothing that was read may have changed. */
export interface UnitOfWork {
  /** Reads what is not read yet, all at once. */
  load(collection: string, ids: Iterable<string>): Promise<void>;
  /** What stands there, or will after the commit. It must have been loaded. */
  get(collection: string, id: string): JsonObject | undefined;
  set(collection: string, id: string, value: JsonObject): void;
  /** @throws ViralError `store-conflict` where somebody else wrote meanwhile */
  commit(): Promise<void>;
}

interface Held {
  readonly value: JsonObject | undefined;
  readonly revision: number;
  readonly changed: boolean;
}

export function unitOfWork(documents: Documents): UnitOfWork {
  const held = new Map<string, Map<string, Held>>();
  const collectionOf = (name: string) => {
    const known = held.get(name) ?? new Map<string, Held>();
    held.set(name, known);
    return known;
  };
  return {
    async load(collection, ids) {
      const known = collectionOf(collection);
      const wanted = [...new Set(ids)].filter((id) => !known.has(id));
      if (wanted.length === 0) return;
      const found = await documents.doGet(collection, wanted);
      for (const [index, id] of wanted.entries()) {
        const document = found[index];
        known.set(id, {value: document?.value, revision: document?.revision ?? 0, changed: false});
      }
    },
    get(collection, id) {
      const found = held.get(collection)?.get(id);
      if (!found) throw new Error(`${collection}/${id} was not loaded`);
      return found.value;
    },
    set(collection, id, value) {
      const known = collectionOf(collection);
      known.set(id, {value, revision: known.get(id)?.revision ?? 0, changed: true});
    },
    async commit() {
      const writes: DocumentWrite[] = [];
      for (const [collection, known] of held) {
        for (const [id, {value, revision, changed}] of known) {
          if (changed) writes.push({collection, id, value: value ?? null, ifRevision: revision});
        }
      }
      await documents.doWrite(writes);
    },
  };
}
