import {appendFile, mkdir, readFile, rmdir, stat} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {z} from 'zod';
import type {ViralError} from '../errors.ts';
import {videoFiles} from '../schema/index.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import type {BatchLine} from './batch-manifest.ts';
import {checkLooks} from './check-looks.ts';
import {lookOf} from './line-look.ts';
import type {Pipeline, ProduceAllOptions} from './pipeline.ts';

export interface BatchOptions extends Omit<ProduceAllOptions, 'directoryFor' | 'optionsFor'> {
  /** Each video gets a folder in it, named by its id. What is there from an earlier run is not made again. */
  readonly directory: string;
}

/** How a line of a batch ended. */
export type BatchOutcome =
  | {
      readonly status: 'rendered';
      readonly line: number;
      readonly id: string;
      /** Absolute path. */
      readonly folder: string;
      /** USD, where a cloud rendered it. */
      readonly costInUsd: number | null;
      /** Id of the line with the same content that it was made for. */
      readonly sameAs?: string;
      /** Whether it was there from an earlier run. */
      readonly earlier: boolean;
    }
  | {
      readonly status: 'failed';
      readonly line: number;
      readonly id: string;
      readonly error: {readonly code: string; readonly action: string; readonly message: string};
    };

const doneSchema = z.object({
  id: z.string(),
  sha256: z.string(),
  folder: z.string(),
  costInUsd: z.number().nullable(),
});
type Done = z.infer<typeof doneSchema>;

/** In the folder of the batch; no id begins like that. */
export const batchFolder = '_batch';
const recordName = join(batchFolder, 'done.jsonl');
const summaryName = join(batchFolder, 'summary.json');

async function earlierOf(directory: string): Promise<ReadonlyMap<string, Done>> {
  const text = await readFile(join(directory, recordName), 'utf8').catch(() => '');
  const found = new Map<string, Done>();
  for (const line of text.split('\n')) {
    let read;
    try {
      read = doneSchema.safeParse(JSON.parse(line));
    } catch {
      // Empty, or being written when its writer ended.
      continue;
    }
    if (!read.success) continue;
    const there = await stat(join(directory, read.data.folder, videoFiles.manifest)).catch(() => null);
    if (there?.isFile()) found.set(read.data.sha256, read.data);
  }
  return found;
}

/** Errors after which no other line would fare better. */
const ends = ({code, action}: ViralError) =>
  code === 'budget-exceeded' || code === 'version-mismatch' || action === 'auth';

/**
 * Makes the videos of a batch. Equal lines are made once; what an earlier run finished is not made again; outcomes come as
 * they are done, and a summary in the order of the lines is written at the end. When the budget is used up or credentials
 * fail, nothing more is begun and what is done is kept.
 * @throws InvalidInputError, ViralError `unknown-template` before anything is made, for a look that cannot be drawn;
 *   ViralError `output-unwritable`, `disk-full`; the signal's reason when aborted
 */
export async function* produceBatch(
  pipeline: Pick<Pipeline, 'check' | 'produceAll'>,
  lines: readonly BatchLine[],
  options: BatchOptions,
): AsyncGenerator<BatchOutcome, void, undefined> {
  const {
    directory: given,
    template,
    templateOptions,
    overlays,
    theme,
    captions,
    aspect,
    keepAssets,
    ...rest
  } = options;
  const directory = resolve(given);
  const lookOfAll = lookOf(
    {template, templateOptions, overlays, theme, captions, aspect, keepAssets},
    undefined,
  );
  const earlier = await earlierOf(directory);
  const outcomes: BatchOutcome[] = [];
  const groups = new Map<string, BatchLine[]>();
  for (const line of lines) {
    const group = groups.get(line.sha256);
    if (group === undefined) groups.set(line.sha256, [line]);
    else group.push(line);
  }

  const tell = function* (
    group: readonly BatchLine[],
    make: (line: BatchLine, first: BatchLine) => BatchOutcome,
  ) {
    const [first] = group;
    if (first === undefined) return;
    for (const line of group) {
      const outcome = make(line, first);
      outcomes.push(outcome);
      yield outcome;
    }
  };
  const rendered = (done: Done, fromEarlier: boolean) => (line: BatchLine, first: BatchLine) =>
    ({
      status: 'rendered',
      line: line.line,
      id: line.id,
      folder: join(directory, done.folder),
      costInUsd: line === first ? done.costInUsd : 0,
      ...(line === first ? {} : {sameAs: first.id}),
      earlier: fromEarlier,
    }) as const;

  const madeBefore = (group: readonly BatchLine[]) => earlier.get(group[0]?.sha256 ?? '');
  const left = [...groups.values()].filter((group) => madeBefore(group) === undefined);
  const undone = left.flatMap((group) => group.slice(0, 1));
  await checkLooks(pipeline, undone, lookOfAll, rest.signal);
  await mkdir(join(directory, batchFolder), {recursive: true}).catch((error: unknown) => {
    throw writingError(error, directory);
  });
  for (const group of groups.values()) {
    const before = madeBefore(group);
    if (before !== undefined) yield* tell(group, rendered(before, true));
  }

  const state = {ended: false};
  const subjects = function* () {
    for (const {subject} of undone) {
      if (state.ended) return;
      yield subject;
    }
  };
  const directoryFor = (index: number) => join(directory, undone[index]?.id ?? String(index));
  const optionsFor = (index: number) => lookOf(lookOfAll, undone[index]?.look);
  try {
    for await (const outcome of pipeline.produceAll(subjects(), {...rest, directoryFor, optionsFor})) {
      const group = left[outcome.index] ?? [];
      if (outcome.status === 'rendered') {
        const {folder, manifest} = outcome.video;
        const done: Done = {
          id: group[0]?.id ?? '',
          sha256: group[0]?.sha256 ?? '',
          folder: relative(directory, folder),
          costInUsd: manifest.engine.remote?.costInUsd ?? null,
        };
        await appendFile(join(directory, recordName), `${JSON.stringify(done)}\n`).catch((error: unknown) => {
          throw writingError(error, directory);
        });
        yield* tell(group, rendered(done, false));
      } else {
        const {code, action, message} = outcome.error;
        if (ends(outcome.error)) state.ended = true;
        yield* tell(group, ({line, id}) => ({status: 'failed', line, id, error: {code, action, message}}));
      }
    }
  } finally {
    // Folders of videos that failed or were not finished; one that holds something stays.
    for (const {id} of undone) await rmdir(join(directory, id)).catch(() => undefined);
  }
  const seen = new Set(outcomes.map(({line}) => line));
  const notBegun = lines
    .filter(({line}) => !seen.has(line))
    .map(({line, id}) => ({status: 'not-begun', line, id}));
  const ordered = [...outcomes, ...notBegun].sort((a, b) => a.line - b.line);
  await writeWhole(join(directory, summaryName), `${JSON.stringify(ordered, null, 1)}\n`);
}
