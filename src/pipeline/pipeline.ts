import {InvalidInputError, ViralError} from '../errors.ts';
import {publish, type PublishOptions} from '../publish/publish.ts';
import type {BriefInput, Publication, ScriptInput, Video} from '../schema/index.ts';
import type {Outcome} from './outcome.ts';
import {produce, type ProduceOptions, type ProductionParts} from './produce.ts';
import {runAll} from '../run-all.ts';
import {parseSubject} from './subject.ts';

export interface ProduceAllOptions extends Omit<ProduceOptions, 'onProgress'> {
  /** Videos worked on at the same time. Default: 1; a render uses every core by itself. */
  readonly concurrency?: number;
}

/** Makes and publishes videos; holds the voice and the browser open between them. */
export interface Pipeline extends AsyncDisposable {
  /**
   * Makes one video from a brief or a finished script.
   * @returns the finished folder and its manifest
   * @throws InvalidInputError before any work when the input is bad; ViralError when a step fails for good
   */
  produce(subject: BriefInput | ScriptInput, options?: ProduceOptions): Promise<Video>;
  /** Makes many videos; one failure never stops the others. Outcomes come as they are done. */
  produceAll(
    subjects: Iterable<BriefInput | ScriptInput> | AsyncIterable<BriefInput | ScriptInput>,
    options?: ProduceAllOptions,
  ): AsyncGenerator<Outcome, void, undefined>;
  publish(video: Video, options: PublishOptions): Promise<readonly Publication[]>;
  /** Ends browser and workers. Embedded parts are loaded again by later calls; parts of your own stay ended. */
  close(): Promise<void>;
}

function asViralError(error: unknown): ViralError {
  if (ViralError.isInstance(error)) return error;
  return new ViralError('internal', error instanceof Error ? error.message : String(error), {cause: error});
}

/**
 * Builds a pipeline. The package's front door fills the parts you leave out.
 * @param load called once, when the first video is asked for: parts may be costly to load
 */
export function createPipeline(load: () => Promise<ProductionParts>): Pipeline {
  let loading: Promise<ProductionParts> | null = null;
  const loaded = () =>
    (loading ??= load().catch((error: unknown) => {
      // What could not be loaded may be put right, and need not be closed.
      loading = null;
      throw error;
    }));
  const close = async () => {
    const parts = await loading?.catch(() => null);
    loading = null;
    if (!parts) return;
    const {renderer, voice, aligner} = parts;
    await Promise.all([renderer.doClose?.(), voice.doClose?.(), aligner?.close()]);
  };
  return {
    async produce(subject, options = {}) {
      const parsed = parseSubject(subject);
      return produce(await loaded(), parsed, options);
    },
    async *produceAll(subjects, options = {}) {
      const concurrency = options.concurrency ?? 1;
      if (!Number.isInteger(concurrency) || concurrency < 1) {
        throw new InvalidInputError('the batch', [
          {path: 'concurrency', message: 'must be a whole number from 1'},
        ]);
      }
      const parts = await loaded();
      yield* runAll(subjects, concurrency, async (subject, index): Promise<Outcome> => {
        try {
          return {status: 'rendered', index, video: await produce(parts, parseSubject(subject), options)};
        } catch (error) {
          if (options.signal?.aborted === true) throw error;
          return {status: 'failed', index, error: asViralError(error)};
        }
      });
    },
    publish: (video, options) => publish(video, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}
