import type {DatabaseSyncInstance} from '@photostructure/sqlite';
import {ViralError} from '../errors.ts';

/** Steps from an empty file to what this version reads. Append; a step that was published never changes. */
export const migrations: readonly string[] = [
  `CREATE TABLE documents (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (collection, id)
  ) STRICT, WITHOUT ROWID`,
];

/** "vvgs": tells our files from other programs'. */
const applicationId = 0x76766773;

function pragma(database: DatabaseSyncInstance, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Readonly<Record<string, number>>;
  return row[name] ?? 0;
}

/**
 * The version of a file, 0 for a new one. Only reads.
 * @param path for messages
 * @throws ViralError `version-mismatch` for files of a newer version; `store-failed` for files of another program
 */
export function versionOf(
  database: DatabaseSyncInstance,
  path: string,
  newest: number = migrations.length,
): number {
  const version = pragma(database, 'user_version');
  const owner = pragma(database, 'application_id');
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_master').get() as {count: number};
  if (owner !== applicationId && (owner !== 0 || version !== 0 || tables.count > 0)) {
    throw new ViralError(
      'store-failed',
      `${path} is a database of another program. Name a file of its own for the store.`,
    );
  }
  if (version > newest) {
    throw new ViralError(
      'version-mismatch',
      `${path} was written by a newer version of viral-video-generator (its format is ${version}, this one reads up to ${newest}). Install the newer version, or name another file.`,
    );
  }
  return version;
}

/**
 * Brings a file to the newest version in one transaction: a killed or failed migration leaves the file as it was.
 * @throws ViralError as `versionOf`
 */
export function migrate(
  database: DatabaseSyncInstance,
  path: string,
  steps: readonly string[] = migrations,
): void {
  if (versionOf(database, path, steps.length) === steps.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first.
    for (const step of steps.slice(versionOf(database, path, steps.length))) database.exec(step);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
