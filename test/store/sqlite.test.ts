import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, readFile, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {DatabaseSync} from '@photostructure/sqlite';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Documents} from '../../src/ports/index.ts';
import {documentCache} from '../../src/store/cache.ts';
import {memory} from '../../src/store/memory.ts';
import {migrate, migrations} from '../../src/store/migrations.ts';
import {sqlite} from '../../src/store/sqlite.ts';
import {documentsConformance} from '../../src/testing/index.ts';

const built = new URL('../../dist/store/sqlite.js', import.meta.url).href;
const writer = fileURLToPath(new URL('writing-process.mjs', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-store-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

describe('memory', () => {
  for (const {name, run} of documentsConformance({open: memory})) it(name, run);
});

describe('sqlite', () => {
  const path = () => join(folder, 'made on the way', 'viral.db');
  const open = () => sqlite({path: path()});
  for (const {name, run} of documentsConformance({open, openAgain: open})) it(name, run);

  it('keeps records from one opening to the next', async () => {
    const first = open();
    await first.doWrite([{collection: 'things', id: 'a', value: {n: 1}}]);
    await first.doClose?.();
    const second = sqlite({path: path(), survives: 'power-cut'});
    expect((await second.doGet('things', ['a']))[0]).toMatchObject({value: {n: 1}, revision: 1});
    await second.doClose?.();
  });
});

interface Writing {
  readonly acknowledged: () => number;
  readonly ready: Promise<void>;
  kill(): Promise<void>;
  readonly ended: Promise<unknown>;
}

function write(path: string, name: string, count?: number): Writing {
  const child = spawn(
    process.execPath,
    [writer, built, path, name, ...(count === undefined ? [] : [`${count}`])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  let isReady: () => void;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.startsWith('ready\n')) isReady();
  });
  const ended = once(child, 'close');
  return {
    // A line that was cut off by the end was not acknowledged.
    acknowledged: () =>
      Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1)?.replace('ready', '0')),
    ready,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function all(store: Documents, collection: string, prefix: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (let after = ''; ;) {
    const page = await store.doList(collection, {prefix, after, limit: 10_000});
    found.push(...page.map(({value}) => Number(value['n'])));
    if (page.length < 10_000) return found;
    after = page.at(-1)!.id;
  }
}

describe('a file of records', () => {
  it('holds every acknowledged record after its writer was killed, again and again', async () => {
    const path = join(folder, 'viral.db');
    let written = 0;
    for (let round = 0; round < 6; round += 1) {
      const writing = write(path, 'w');
      await writing.ready;
      await new Promise((resolve) => setTimeout(resolve, 40 + 67 * round));
      await writing.kill();
      written = Math.max(written, writing.acknowledged());
      const store = sqlite({path});
      const left = await all(store, 'left', 'w');
      expect(left.length).toBeGreaterThanOrEqual(written);
      expect(left).toEqual(left.map((_, index) => index + 1));
      expect(await all(store, 'right', 'w'), 'no write was torn').toEqual(left);
      await store.doClose?.();
    }
    expect(written, 'there was something to lose').toBeGreaterThan(50);
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'});
    database.close();
  });

  it('is shared by processes that write at the same time', async () => {
    const path = join(folder, 'viral.db');
    const writers = ['a', 'b', 'c'].map((name) => write(path, name, 300));
    await Promise.all(writers.map(({ended}) => ended));
    const store = sqlite({path});
    for (const name of ['a', 'b', 'c']) expect(await all(store, 'left', name)).toHaveLength(300);
    await store.doClose?.();
  });

  it('is refused by name when a newer version wrote it, and stays as it was', async () => {
    const path = join(folder, 'viral.db');
    const database = new DatabaseSync(path);
    migrate(database, path, [...migrations, 'CREATE TABLE later (a INTEGER)']);
    database.close();
    const before = await readFile(path);
    await expect(sqlite({path}).doGet('things', ['a'])).rejects.toMatchObject({
      code: 'version-mismatch',
      message: expect.stringMatching(
        new RegExp(`viral\\.db was written by a newer version .* format is ${migrations.length + 1}`),
      ) as string,
    });
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('is brought up step by step, or not at all', () => {
    const path = join(folder, 'old.db');
    const database = new DatabaseSync(path);
    const first = 'CREATE TABLE things (name TEXT) STRICT';
    migrate(database, path, [first]);
    database.exec("INSERT INTO things VALUES ('kept')");
    const second = 'ALTER TABLE things ADD COLUMN size INTEGER';
    expect(() => migrate(database, path, [first, second, 'this is no SQL'])).toThrow('syntax error');
    expect(database.prepare('SELECT * FROM things').all()).toEqual([{name: 'kept'}]);
    migrate(database, path, [first, second]);
    migrate(database, path, [first, second]);
    expect(database.prepare('SELECT * FROM things').all()).toEqual([{name: 'kept', size: null}]);
    database.close();
  });

  it('is made once when many open it at the same moment', async () => {
    const path = join(folder, 'viral.db');
    const stores = Array.from({length: 8}, () => sqlite({path}));
    await Promise.all(
      stores.map((store, n) => store.doWrite([{collection: 'things', id: `${n}`, value: {n}}])),
    );
    expect(await stores[0]!.doList('things', {limit: 100})).toHaveLength(8);
    for (const store of stores) await store.doClose?.();
  });

  it.each([
    ['a database of another program', 'store-failed', 'another program'],
    ['no database', 'store-failed', 'is no database, or is damaged'],
    ['a damaged database', 'store-failed', 'damaged'],
    ['a folder', 'output-unwritable', 'cannot be opened'],
  ])('that is %s is refused', async (what, code, message) => {
    const path = join(folder, 'viral.db');
    if (what === 'a folder') await mkdir(path);
    else if (what === 'no database')
      await writeFile(path, 'These are words, and a good many of them. '.repeat(400));
    else {
      const database = new DatabaseSync(path);
      if (what === 'a damaged database') {
        migrate(database, path);
        database.exec("INSERT INTO documents VALUES ('things', 'a', 1, printf('%.*c', 100000, 'x'))");
      } else database.exec('CREATE TABLE guests (name TEXT)');
      database.close();
      if (what === 'a damaged database') await truncate(path, 4096);
    }
    const store = sqlite({path});
    await expect(store.doGet('things', ['a'])).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
    await store.doClose?.();
  });

  it('says so when another process does not let go of it', async () => {
    const path = join(folder, 'viral.db');
    const store = sqlite({path, patienceInMs: 150});
    await store.doWrite([{collection: 'things', id: 'a', value: {n: 1}}]);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const waiting = store.doWrite([{collection: 'things', id: 'a', value: {n: 2}}]);
    await expect(waiting).rejects.toMatchObject({code: 'store-failed', action: 'retry'});
    expect((await store.doGet('things', ['a']))[0]?.value, 'reading goes on').toEqual({n: 1});
    other.exec('ROLLBACK');
    await store.doWrite([{collection: 'things', id: 'a', value: {n: 2}}]);
    other.close();
    await store.doClose?.();
  });

  it.skipIf(process.getuid?.() === 0)('in a folder that is not ours is refused', async () => {
    await chmod(folder, 0o500);
    await expect(sqlite({path: join(folder, 'viral.db')}).doGet('things', ['a'])).rejects.toMatchObject({
      code: 'output-unwritable',
    });
    await chmod(folder, 0o700);
  });
});

describe('a cache in a store', () => {
  it('keeps values for their time', async () => {
    let now = 1_000_000;
    const cache = documentCache({documents: memory(), now: () => now});
    await cache.doSet('a', {n: [1, null]}, {ttlInSeconds: 10});
    expect(await cache.doGet('a')).toEqual({n: [1, null]});
    expect(await cache.doGet('b')).toBeUndefined();
    now += 10_000;
    expect(await cache.doGet('a')).toBeUndefined();
    await cache.doSet('a', 0, {ttlInSeconds: 10});
    expect(await cache.doGet('a')).toBe(0);
    await cache.doDelete?.('a');
    expect(await cache.doGet('a')).toBeUndefined();
  });
});
