import {ViralError} from '../errors.ts';
import type {Documents, JsonObject, StoredDocument} from '../ports/index.ts';
import {checkGet, checkList, checkWrites} from './checked.ts';
import {conflict} from './conflict.ts';

interface Kept {
  readonly json: string;
  readonly revision: number;
}

/** By code points, as UTF-8 sorts. Code units would put what lies behind U+FFFF before U+E000. */
function byCodePoint(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    const [leftHigh, rightHigh] = [left, right].map((unit) => unit >= 0xd800 && unit <= 0xdfff);
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}

/** Records that live as long as the process. */
export function memory(): Documents {
  const collections = new Map<string, Map<string, Kept>>();
  let closed = false;
  const open = () => {
    if (closed) throw new ViralError('store-failed', 'The store is closed. Open it again.');
  };
  const stored = (id: string, {json, revision}: Kept): StoredDocument => ({
    id,
    value: JSON.parse(json) as JsonObject,
    revision,
  });
  return {
    name: 'memory',
    async doGet(collection, ids) {
      open();
      checkGet(collection, ids);
      const documents = collections.get(collection);
      return ids.map((id) => {
        const kept = documents?.get(id);
        return kept === undefined ? null : stored(id, kept);
      });
    },
    async doList(collection, request) {
      open();
      checkList(collection, request);
      const {prefix = '', after = '', limit} = request;
      return [...(collections.get(collection) ?? [])]
        .filter(([id]) => id.startsWith(prefix) && (after === '' || byCodePoint(id, after) > 0))
        .sort(([a], [b]) => byCodePoint(a, b))
        .slice(0, limit)
        .map(([id, kept]) => stored(id, kept));
    },
    async doWrite(writes) {
      open();
      const checked = checkWrites(writes);
      for (const {collection, id, ifRevision} of checked) {
        const found = collections.get(collection)?.get(id)?.revision ?? 0;
        if (ifRevision !== undefined && ifRevision !== found)
          throw conflict(collection, id, ifRevision, found);
      }
      for (const {collection, id, json} of checked) {
        const documents = collections.get(collection) ?? new Map<string, Kept>();
        collections.set(collection, documents);
        if (json === null) documents.delete(id);
        else documents.set(id, {json, revision: (documents.get(id)?.revision ?? 0) + 1});
      }
    },
    async doClose() {
      closed = true;
    },
  };
}
