import assert from 'node:assert/strict';
import {ViralError} from '../errors.ts';
import type {Documents, DocumentWrite, JsonObject} from '../ports/index.ts';
import type {ConformanceCheck} from './voice-conformance.ts';

export interface DocumentsConformanceOptions {
  /** Opens a store without records; it is closed after each check. */
  readonly open: () => Documents | Promise<Documents>;
  /** Opens the store of the last `open` a second time, beside it; left out where it has no second door. */
  readonly openAgain?: () => Documents | Promise<Documents>;
}

const put = (id: string, value: JsonObject, more: Partial<DocumentWrite> = {}): DocumentWrite => ({
  collection: 'things',
  id,
  value,
  ...more,
});

/** Values that stores like to change. */
const awkward: JsonObject = {
  empty: '',
  nul: 'a\u0000b',
  emoji: '👩‍👩‍👧 😀',
  right: 'مرحبا \u202E',
  quote: `'"\\;--`,
  lines: 'a\r\nb\u2028c',
  large: 9_007_199_254_740_991,
  tiny: 5e-324,
  minus: -0.5,
  flags: [true, false, null],
  nested: {a: [{b: [[]]}], '': 1, __proto__x: 2},
  long: 'x'.repeat(100_000),
};

/** Ids in the order they must come in: by code points. */
const ordered = ['A', 'Z', 'a', 'a b', 'a/b', 'ab', 'z', 'é', '中', '\uFF21', '😀'];

/** What every store of records must do: the contract of the port `Documents`. */
export function documentsConformance(options: DocumentsConformanceOptions): readonly ConformanceCheck[] {
  const check = (name: string, body: (store: Documents) => Promise<void>): ConformanceCheck => ({
    name,
    run: async () => {
      const store = await options.open();
      try {
        await body(store);
      } finally {
        await store.doClose?.();
      }
    },
  });
  const refusal = async (work: Promise<unknown>): Promise<ViralError> => {
    try {
      await work;
    } catch (error) {
      assert.ok(ViralError.isInstance(error), `an error of the family, not ${String(error)}`);
      return error;
    }
    return assert.fail('it is refused');
  };
  const valueOf = async (store: Documents, id: string) => (await store.doGet('things', [id]))[0]?.value;

  const checks = [
    check('gives back what it was given, in the order asked for', async (store) => {
      await store.doWrite([put('a', {n: 1}), put('b', {n: 2})]);
      const found = await store.doGet('things', ['b', 'none', 'a', 'b']);
      assert.deepEqual(
        found.map((document) => document && [document.id, document.value, document.revision]),
        [['b', {n: 2}, 1], null, ['a', {n: 1}, 1], ['b', {n: 2}, 1]],
      );
      assert.deepEqual(await store.doGet('other-things', ['a']), [null], 'collections are apart');
      assert.deepEqual(await store.doGet('things', []), []);
    }),
    check('changes nothing in a value', async (store) => {
      await store.doWrite([put('awkward', awkward)]);
      assert.deepEqual({...(await valueOf(store, 'awkward'))}, awkward);
    }),
    check('holds no value that others can change', async (store) => {
      const value = {list: [1]};
      await store.doWrite([put('a', value)]);
      value.list.push(2);
      assert.deepEqual(await valueOf(store, 'a'), {list: [1]});
      const found = (await valueOf(store, 'a')) as {list: number[]};
      found.list.push(3);
      assert.deepEqual(await valueOf(store, 'a'), {list: [1]});
    }),
    check('counts revisions and removes', async (store) => {
      await store.doWrite([put('a', {n: 1})]);
      await store.doWrite([put('a', {n: 2})]);
      assert.equal((await store.doGet('things', ['a']))[0]?.revision, 2);
      await store.doWrite([{collection: 'things', id: 'a', value: null}]);
      await store.doWrite([{collection: 'things', id: 'a', value: null}]);
      assert.deepEqual(await store.doGet('things', ['a']), [null]);
    }),
    check('writes all or nothing', async (store) => {
      await store.doWrite([put('a', {n: 1})]);
      const error = await refusal(
        store.doWrite([put('b', {n: 1}), put('a', {n: 2}, {ifRevision: 7}), put('c', {n: 1})]),
      );
      assert.equal(error.code, 'store-conflict');
      assert.equal(error.action, 'retry');
      assert.deepEqual(
        (await store.doGet('things', ['a', 'b', 'c'])).map((document) => document?.value.n),
        [1, undefined, undefined],
      );
    }),
    check('holds writes to the revision they expect', async (store) => {
      await store.doWrite([put('a', {n: 1}, {ifRevision: 0})]);
      assert.equal(
        (await refusal(store.doWrite([put('a', {n: 9}, {ifRevision: 0})]))).code,
        'store-conflict',
      );
      await store.doWrite([put('a', {n: 2}, {ifRevision: 1})]);
      assert.equal(
        (await refusal(store.doWrite([put('a', {n: 9}, {ifRevision: 1})]))).code,
        'store-conflict',
      );
      assert.deepEqual(await valueOf(store, 'a'), {n: 2});
    }),
    check('loses no increment of many at once', async (store) => {
      const increment = async (): Promise<void> => {
        for (;;) {
          const [found] = await store.doGet('things', ['sum']);
          const n = Number(found?.value['n'] ?? 0);
          try {
            await store.doWrite([put('sum', {n: n + 1}, {ifRevision: found?.revision ?? 0})]);
            return;
          } catch (error) {
            if (!ViralError.isInstance(error) || error.code !== 'store-conflict') throw error;
          }
        }
      };
      await Promise.all(Array.from({length: 20}, increment));
      assert.deepEqual(await valueOf(store, 'sum'), {n: 20});
    }),
    check('lists by code points, from a place, with a prefix', async (store) => {
      await store.doWrite([...ordered].reverse().map((id) => put(id, {id})));
      const ids = async (request: Parameters<Documents['doList']>[1]) =>
        (await store.doList('things', request)).map(({id}) => id);
      assert.deepEqual(await ids({limit: 100}), ordered);
      assert.deepEqual(await ids({limit: 3}), ordered.slice(0, 3));
      assert.deepEqual(await ids({limit: 3, after: 'Z'}), ['a', 'a b', 'a/b']);
      assert.deepEqual(await ids({limit: 100, prefix: 'a'}), ['a', 'a b', 'a/b', 'ab']);
      assert.deepEqual(await ids({limit: 100, prefix: 'a', after: 'a b'}), ['a/b', 'ab']);
      assert.deepEqual(await ids({limit: 100, prefix: '😀'}), ['😀']);
      assert.deepEqual(await ids({limit: 100, prefix: '%'}), []);
      assert.deepEqual(await store.doList('nothing', {limit: 1}), []);
    }),
    check('lists revisions as it lists documents, where it can', async (store) => {
      if (!store.doRevisions) return;
      await store.doWrite([...ordered].reverse().map((id) => put(id, {id})));
      await store.doWrite([put('a/b', {n: 2}), {collection: 'things', id: 'Z', value: null}]);
      for (const request of [{limit: 100}, {limit: 3, after: 'a'}, {limit: 100, prefix: 'a'}]) {
        const documents = await store.doList('things', request);
        assert.deepEqual(
          (await store.doRevisions('things', request)).map(({id, revision}) => [id, revision]),
          documents.map(({id, revision}) => [id, revision]),
        );
      }
      assert.deepEqual(await store.doRevisions('nothing', {limit: 1}), []);
      await refusal(store.doRevisions('things', {limit: 0}));
    }),
    check('refuses what it could not keep as it is, and keeps nothing of that order', async (store) => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const values: readonly unknown[] = [
        {n: Number.NaN},
        {n: Number.POSITIVE_INFINITY},
        {n: undefined},
        {at: new Date(0)},
        {n: 1n},
        {f: () => 1},
        {m: new Map()},
        circle,
        [1],
        'text',
        undefined,
      ];
      for (const value of values) {
        const order = [put('good', {n: 1}), put('bad', value as JsonObject)];
        assert.equal((await refusal(store.doWrite(order))).code, 'invalid-input');
      }
      for (const id of ['', 'x'.repeat(501), 'a\u0000b', 'a\nb', '\uD800']) {
        const order = [put('good', {n: 1}), put(id, {n: 1})];
        assert.equal((await refusal(store.doWrite(order))).code, 'invalid-input');
        if (id !== '') assert.equal((await refusal(store.doGet('things', [id]))).code, 'invalid-input');
      }
      const twice = store.doWrite([put('good', {n: 1}), put('good', {n: 2})]);
      assert.equal((await refusal(twice)).code, 'invalid-input');
      assert.equal((await refusal(store.doGet('No; DROP TABLE', ['a']))).code, 'invalid-input');
      for (const limit of [0, 1.5, 10_001, Number.NaN]) {
        assert.equal((await refusal(store.doList('things', {limit}))).code, 'invalid-input');
      }
      assert.deepEqual(await store.doList('things', {limit: 10}), []);
    }),
    check('says that it is closed', async (store) => {
      await store.doWrite([put('a', {n: 1})]);
      await store.doClose?.();
      if (store.doClose) assert.equal((await refusal(store.doGet('things', ['a']))).code, 'store-failed');
    }),
  ];
  const {openAgain} = options;
  if (!openAgain) return checks;
  return [
    ...checks,
    check('shows a second door the same records', async (store) => {
      await store.doWrite([put('a', {n: 1})]);
      const second = await openAgain();
      try {
        assert.deepEqual(await valueOf(second, 'a'), {n: 1});
        await second.doWrite([put('a', {n: 2})]);
        assert.deepEqual(await valueOf(store, 'a'), {n: 2});
        const stale = store.doWrite([put('a', {n: 3}, {ifRevision: 1})]);
        assert.equal((await refusal(stale)).code, 'store-conflict');
      } finally {
        await second.doClose?.();
      }
    }),
  ];
}
