import {dirname, resolve} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {DatabaseSyncInstance, StatementSyncInstance} from '@photostructure/sqlite';
import {ViralError} from '../errors.ts';
import type {Documents, JsonObject, ListRequest, StoredDocument} from '../ports/index.ts';
import {makeFolder, writingError} from '../whole-files.ts';
import {type CheckedWrite, checkGet, checkList, checkWrites} from './checked.ts';
import {conflict} from './conflict.ts';
import {migrate, versionOf} from './migrations.ts';

export interface SqliteOptions {
  /** The file; it and its folder are made where they are missing. */
  readonly path: string;
  /**
   * What an acknowledged write survives: the end of the process (default), or a power cut too, at some hundred
   * microseconds to milliseconds more for each write.
   */
  readonly survives?: 'process' | 'power-cut';
  /** How long to wait for another process that writes, ms. Default 10,000. */
  readonly patienceInMs?: number;
}

interface Opened {
  readonly database: DatabaseSyncInstance;
  readonly get: StatementSyncInstance;
  readonly list: StatementSyncInstance;
  readonly listRevisions: StatementSyncInstance;
  readonly revision: StatementSyncInstance;
  readonly put: StatementSyncInstance;
  readonly create: StatementSyncInstance;
  readonly renew: StatementSyncInstance;
  readonly remove: StatementSyncInstance;
}

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly value: string;
}

/** SQLite blocks the whole process while it waits, so it waits briefly and we try again. */
const blockingInMs = 100;

const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : error instanceof Error && 'sqliteCode' in error && typeof error.sqliteCode === 'number'
      ? error.sqliteCode
      : 0;
/** SQLITE_BUSY and SQLITE_LOCKED, extended codes included. */
const isBusy = (error: unknown): boolean =>
  [5, 6].includes(codeOf(error) & 0xff) ||
  (error instanceof Error && /database (?:table )?is locked/i.test(error.message));

function explained(error: unknown, path: string): ViralError {
  if (ViralError.isInstance(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (isBusy(error)) {
    return new ViralError('store-failed', `${path} is being written by another process. Try again.`, {
      action: 'retry',
      cause: error,
    });
  }
  if (/disk is full|ENOSPC/i.test(message)) {
    return new ViralError('disk-full', `The disk is full: ${path} could not be written. Free some space.`, {
      cause: error,
    });
  }
  if (/not a database|malformed|file is encrypted/i.test(message)) {
    return new ViralError(
      'store-failed',
      `${path} is no database, or is damaged (${message}). Name another file, or restore a copy.`,
      {cause: error},
    );
  }
  if (/unable to open|readonly|read-only/i.test(message)) {
    return new ViralError(
      'output-unwritable',
      `${path} cannot be opened for writing (${message}). Check its permissions and those of its folder.`,
      {cause: error},
    );
  }
  return new ViralError('store-failed', `${path} could not be used: ${message}`, {cause: error});
}

/**
 * Keeps records in one SQLite file (WAL). Several processes may use it at once. Opened when it is first used.
 * @throws ViralError `version-mismatch` for a file of a newer version, `store-failed`, `output-unwritable`, `disk-full`
 */
export function sqlite({path, survives = 'process', patienceInMs = 10_000}: SqliteOptions): Documents {
  const file = resolve(path);
  let opening: Promise<Opened> | null = null;
  let closed = false;

  async function patiently<Result>(work: () => Result): Promise<Result> {
    const until = performance.now() + patienceInMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() >= until) throw explained(error, file);
        await sleep(Math.min(200, 5 * 2 ** attempt));
      }
    }
  }

  async function openFile(): Promise<Opened> {
    let DatabaseSync;
    try {
      ({DatabaseSync} = await import('@photostructure/sqlite'));
    } catch (cause) {
      throw new ViralError(
        'dependency-missing',
        `@photostructure/sqlite has no build for ${process.platform} ${process.arch}, or is not installed; run "npm i @photostructure/sqlite".`,
        {cause},
      );
    }
    try {
      await makeFolder(dirname(file));
    } catch (cause) {
      throw writingError(cause, dirname(file));
    }
    const database = await patiently(() => new DatabaseSync(file, {timeout: blockingInMs}));
    try {
      await patiently(() => {
        // Before anything is changed: a file that is not ours stays as it is.
        versionOf(database, file);
        database.exec('PRAGMA journal_mode = WAL');
        database.exec(`PRAGMA synchronous = ${survives === 'power-cut' ? 'FULL' : 'NORMAL'}`);
        database.exec('PRAGMA cache_size = -32000');
        migrate(database, file);
      });
      return {
        database,
        get: database.prepare('SELECT id, revision, value FROM documents WHERE collection = ? AND id = ?'),
        list: database.prepare(
          `SELECT id, revision, value FROM documents
            WHERE collection = ?1 AND id >= ?2 AND id < ?3 AND id > ?4 ORDER BY id LIMIT ?5`,
        ),
        listRevisions: database.prepare(
          `SELECT id, revision FROM documents
            WHERE collection = ?1 AND id >= ?2 AND id < ?3 AND id > ?4 ORDER BY id LIMIT ?5`,
        ),
        revision: database.prepare('SELECT revision FROM documents WHERE collection = ? AND id = ?'),
        put: database.prepare(
          `INSERT INTO documents (collection, id, revision, value) VALUES (?, ?, 1, ?)
            ON CONFLICT (collection, id) DO UPDATE SET revision = revision + 1, value = excluded.value`,
        ),
        create: database.prepare(
          `INSERT INTO documents (collection, id, revision, value) VALUES (?, ?, 1, ?)
            ON CONFLICT (collection, id) DO NOTHING`,
        ),
        renew: database.prepare(
          `UPDATE documents SET revision = revision + 1, value = ?
            WHERE collection = ? AND id = ? AND revision = ?`,
        ),
        remove: database.prepare('DELETE FROM documents WHERE collection = ? AND id = ?'),
      };
    } catch (error) {
      database.close();
      throw error;
    }
  }

  const opened = async (): Promise<Opened> => {
    if (closed) throw new ViralError('store-failed', `The store ${file} is closed. Open it again.`);
    opening ??= openFile();
    try {
      return await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
  };
  const stored = ({id, revision, value}: Row): StoredDocument => ({
    id,
    value: JSON.parse(value) as JsonObject,
    revision,
  });

  async function listed(
    collection: string,
    request: ListRequest,
    statement: 'list' | 'listRevisions',
  ): Promise<readonly Omit<Row, 'value'>[]> {
    checkList(collection, request);
    const {prefix = '', after = '', limit} = request;
    const store = await opened();
    // U+10FFFF is no character: nothing that starts with the prefix lies behind it.
    const end = `${prefix}\u{10FFFF}`;
    return patiently(() => store[statement].all(collection, prefix, end, after, limit) as Row[]);
  }

  function write({database, revision, put, create, renew, remove}: Opened, writes: readonly CheckedWrite[]) {
    const revisionOf = (collection: string, id: string) =>
      (revision.get(collection, id) as {revision: number} | undefined)?.revision ?? 0;
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const {collection, id, json, ifRevision} of writes) {
        if (json !== null && ifRevision !== undefined) {
          const {changes} =
            ifRevision === 0 ? create.run(collection, id, json) : renew.run(json, collection, id, ifRevision);
          if (changes === 0) throw conflict(collection, id, ifRevision, revisionOf(collection, id));
          continue;
        }
        if (ifRevision !== undefined) {
          const found = revisionOf(collection, id);
          if (found !== ifRevision) throw conflict(collection, id, ifRevision, found);
        }
        if (json === null) remove.run(collection, id);
        else put.run(collection, id, json);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    name: 'sqlite',
    async doGet(collection, ids) {
      checkGet(collection, ids);
      const {get} = await opened();
      return patiently(() =>
        ids.map((id) => {
          const row = get.get(collection, id) as Row | undefined;
          return row === undefined ? null : stored(row);
        }),
      );
    },
    async doList(collection, request) {
      return (await listed(collection, request, 'list')).map((row) => stored(row as Row));
    },
    doRevisions: (collection, request) => listed(collection, request, 'listRevisions'),
    async doWrite(writes) {
      const checked = checkWrites(writes);
      const store = await opened();
      if (checked.length > 0) await patiently(() => write(store, checked));
    },
    async doClose() {
      closed = true;
      const open = await opening?.catch(() => null);
      open?.database.close();
      opening = null;
    },
  };
}
