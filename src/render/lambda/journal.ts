import {
  closeSync,
  fdatasync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import {writingError} from '../../whole-files.ts';
import type {Spent} from './farm.ts';
import {takeLock} from './journal-lock.ts';

const spentSchema = z.object({
  costInUsd: z.number(),
  functions: z.number(),
  functionSeconds: z.number(),
});

/** One line of a journal. The order of lines is the order of events. */
const recordSchema = z.discriminatedUnion('is', [
  /** Written before the call that begins a render. */
  z.object({
    is: z.literal('intent'),
    job: z.string(),
    place: z.string(),
    output: z.string(),
    atMs: z.number(),
  }),
  /** Written after it. */
  z.object({is: z.literal('begun'), job: z.string(), renderId: z.string()}),
  /** The call did not begin anything. */
  z.object({is: z.literal('void'), job: z.string()}),
  /** What it made was fetched to this machine. */
  z.object({is: z.literal('fetched'), job: z.string(), file: z.string(), sha256: z.string()}),
  /** What it made was taken away: it would have to be made anew. */
  z.object({is: z.literal('removed'), job: z.string()}),
  z.object({is: z.literal('done'), job: z.string(), bytes: z.number(), spent: spentSchema}),
  /** That attempt is over; `final` when there will be no other. */
  z.object({
    is: z.literal('failed'),
    job: z.string(),
    message: z.string(),
    final: z.boolean(),
    /** Whether it counts against the job, as a throttled one does not. */
    counts: z.boolean(),
    /** The caller was told; whoever asks again gets as many attempts anew. */
    told: z.boolean().optional(),
    spent: spentSchema,
  }),
]);
export type JournalRecord = z.infer<typeof recordSchema>;

/** A render that came to something. */
export interface DoneRender {
  readonly place: string;
  readonly output: string;
  readonly renderId: string;
  readonly bytes: number;
  readonly spent: Spent;
}

/** A file of this machine, and the render it is of. */
export interface FetchedFile {
  readonly sha256: string;
  readonly done: DoneRender;
}

/** Where a job stands after all its records. */
export interface JobRecord {
  /** Renders that were meant to begin: each writes to an output of its own. */
  readonly intents: number;
  /** Renders that were begun. */
  readonly attempts: number;
  /** Of these, those that failed by their own fault. */
  readonly failures: number;
  /** A render that was meant to begin and is not known to be over. */
  readonly open: {
    readonly place: string;
    readonly output: string;
    readonly atMs: number;
    readonly renderId: string | null;
  } | null;
  readonly done: DoneRender | null;
  /** Files it was fetched to, by their path; what was rendered stays known when it is taken away. */
  readonly fetched: ReadonlyMap<string, FetchedFile>;
  /** Why there will be no other attempt. */
  readonly failed: string | null;
  /** Of all attempts that are over. */
  readonly costInUsd: number;
}

/** What is remembered of renders, so that another process can go on. */
export interface Journal {
  readonly jobOf: (key: string) => JobRecord | undefined;
  /** Ids of renders that belong to a job. */
  readonly renderIds: ReadonlySet<string>;
  /** Of all attempts that are over. */
  readonly spentInUsd: () => number;
  /** Resolves when the record would survive this process, and for an intent the machine. */
  append(record: JournalRecord): Promise<void>;
  readonly jobs: () => IterableIterator<[string, JobRecord]>;
  close(): void;
}

const fresh: JobRecord = {
  intents: 0,
  attempts: 0,
  failures: 0,
  open: null,
  done: null,
  fetched: new Map(),
  failed: null,
  costInUsd: 0,
};

interface Memory extends Omit<Journal, 'append' | 'close'> {
  readonly apply: (record: JournalRecord) => void;
}

function createMemory(): Memory {
  const known = new Map<string, JobRecord>();
  const renderIds = new Set<string>();
  let spent = 0;
  return {
    jobOf: (key) => known.get(key),
    renderIds,
    spentInUsd: () => spent,
    jobs: () => known.entries(),
    apply(record) {
      const job = known.get(record.job) ?? fresh;
      if (record.is === 'intent') {
        const {place, output, atMs} = record;
        const open = {place, output, atMs, renderId: null};
        known.set(record.job, {...job, intents: job.intents + 1, failed: null, open});
      } else if (record.is === 'begun') {
        renderIds.add(record.renderId);
        known.set(record.job, {
          ...job,
          attempts: job.attempts + 1,
          open: job.open === null ? null : {...job.open, renderId: record.renderId},
        });
      } else if (record.is === 'fetched') {
        const {file, sha256} = record;
        if (job.done !== null) {
          known.set(record.job, {
            ...job,
            fetched: new Map([...job.fetched, [file, {sha256, done: job.done}]]),
          });
        }
      } else if (record.is === 'removed') {
        known.set(record.job, {...job, done: null});
      } else if (record.is === 'void') {
        known.set(record.job, {...job, open: null});
      } else {
        spent += record.spent.costInUsd;
        const costInUsd = job.costInUsd + record.spent.costInUsd;
        if (record.is === 'failed') {
          const failures = record.told === true ? 0 : job.failures + (record.counts ? 1 : 0);
          const failed = record.final ? record.message : null;
          known.set(record.job, {...job, open: null, failures, failed, costInUsd});
        } else if (job.open !== null && job.open.renderId !== null) {
          const {place, output, renderId} = job.open;
          const done = {place, output, renderId, bytes: record.bytes, spent: record.spent};
          known.set(record.job, {...job, open: null, done, costInUsd});
        }
      }
    },
  };
}

/** A journal that ends with this process. */
export function memoryJournal(): Journal {
  const {apply, ...memory} = createMemory();
  return {
    ...memory,
    async append(record) {
      apply(record);
    },
    close: () => undefined,
  };
}

/** Lines of a journal, and where what follows the last line break begins. */
function* linesOf(
  bytes: Buffer,
): Generator<{readonly line: number; readonly text: string}, number, undefined> {
  let from = 0;
  for (let line = 1; ; line++) {
    const to = bytes.indexOf(10, from);
    if (to === -1) return from;
    yield {line, text: bytes.toString('utf8', from, to)};
    from = to + 1;
  }
}

/**
 * Opens a journal: a file of JSON lines that is only ever added to, so that a process that is killed at any moment leaves
 * at worst one half line at its end, which is dropped.
 * @throws ViralError `output-unwritable` when another process works on it, or when the file is none of ours
 */
export function openJournal(file: string): Journal {
  try {
    mkdirSync(dirname(file), {recursive: true});
  } catch (error) {
    throw writingError(error, dirname(file));
  }
  const lock = takeLock(file);
  const {apply, ...memory} = createMemory();
  let fd: number;
  let size: number;
  try {
    let bytes = Buffer.alloc(0);
    try {
      bytes = readFileSync(file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        throw writingError(error, file);
    }
    const lines = linesOf(bytes);
    let step = lines.next();
    for (; step.done !== true; step = lines.next()) {
      const {line, text} = step.value;
      if (text === '') continue;
      try {
        apply(recordSchema.parse(JSON.parse(text)));
      } catch (cause) {
        throw new ViralError(
          'output-unwritable',
          `Line ${line} of ${file} is no record of a batch. If it is damaged, take that line out: what it recorded may then be paid for again. If the file is another, give another folder.`,
          {cause},
        );
      }
    }
    // What follows the last line break was being written when its writer ended.
    size = step.value;
    if (size < bytes.length) truncateSync(file, size);
    fd = openSync(file, 'a', 0o600);
  } catch (error) {
    lock.release();
    throw error;
  }

  let syncing: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const syncOnce = async () =>
    new Promise<void>((resolve, reject) => {
      fdatasync(fd, (error) => (error ? reject(writingError(error, file)) : resolve()));
    });
  /** One flush serves everything that was written before it began. */
  const sync = async (): Promise<void> => {
    if (syncing === null) {
      syncing = syncOnce().finally(() => (syncing = null));
      return syncing;
    }
    next ??= syncing
      .catch(() => undefined)
      .then(async () => {
        next = null;
        return sync();
      });
    return next;
  };
  return {
    ...memory,
    async append(record) {
      // Begun by two, a render is paid for by two.
      if (record.is === 'intent') lock.check();
      const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
      } catch (error) {
        // Half a line would spoil the next one.
        ftruncateSync(fd, size);
        throw writingError(error, file);
      }
      size += bytes.length;
      apply(record);
      if (record.is === 'intent') await sync();
    },
    close() {
      closeSync(fd);
      lock.release();
    },
  };
}
