import {availableParallelism} from 'node:os';
import {InvalidInputError, ViralError} from '../errors.ts';
import type {Renderer} from '../ports/index.ts';
import {publish, type PublishOptions} from '../publish/publish.ts';
import type {BriefInput, Publication, ScriptInput, Video} from '../schema/index.ts';
import {createGate, type Gate} from './gate.ts';
import type {Outcome} from './outcome.ts';
import {type CheckOptions, prepare, produce, type ProduceOptions, type ProductionParts} from './produce.ts';
import {runAll} from '../run-all.ts';
import {parseSubject} from './subject.ts';

export interface ProduceAllOptions extends Omit<ProduceOptions, 'onProgress'> {
  /**
   * Videos worked on at the same time. Default: what the renderer says of itself; 1 where it draws on this machine, for a
   * render uses every core by itself.
   */
  readonly concurrency?: number;
  /** Of these, so many at once are written, spoken, laid out or checked on this machine. Default: one a core. */
  readonly local?: number;
  /** The folder for each video's own folder, by its place in what was handed in. Default: `directory`. */
  readonly directoryFor?: (index: number) => string;
  /** What is different for one video, by its place in what was handed in; it wins over what is said for all. */
  readonly optionsFor?: (index: number) => Omit<ProduceOptions, 'directory' | 'signal' | 'onProgress'>;
}

/** Makes and publishes videos; holds the voice and the browser open between them. */
export interface Pipeline extends AsyncDisposable {
  /**
   * Looks whether videos could be drawn like that, before anything is written or spoken.
   * @throws ViralError `unknown-template`; InvalidInputError for a theme there is none of, and for an aspect, options or
   *   overlays that the template does not have
   */
  check(options?: CheckOptions): Promise<void>;
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

/** A renderer whose callers leave the gate while it renders elsewhere, and enter it again before they go on. */
function outside(renderer: Renderer, gate: Gate): Renderer {
  return {
    name: renderer.name,
    doPrepare: async (request) => renderer.doPrepare(request),
    async doRender(request) {
      gate.leave();
      try {
        return await renderer.doRender(request);
      } finally {
        await gate.enter();
      }
    },
  };
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
    async check(options = {}) {
      await prepare(await loaded(), options);
    },
    async produce(subject, options = {}) {
      const parsed = parseSubject(subject);
      return produce(await loaded(), parsed, options);
    },
    async *produceAll(subjects, options = {}) {
      const {concurrency: asked, local = availableParallelism(), directoryFor, optionsFor, ...each} = options;
      for (const [path, value] of Object.entries({concurrency: asked ?? 1, local})) {
        if (Number.isInteger(value) && value >= 1) continue;
        throw new InvalidInputError('the batch', [{path, message: 'must be a whole number from 1'}]);
      }
      const parts = await loaded();
      const elsewhere = parts.renderer.concurrency !== undefined;
      const concurrency = asked ?? parts.renderer.concurrency ?? 1;
      const gate = createGate(elsewhere ? local : concurrency);
      const gated = elsewhere ? {...parts, renderer: outside(parts.renderer, gate)} : parts;
      yield* runAll(subjects, concurrency, async (subject, index): Promise<Outcome> => {
        await gate.enter();
        try {
          options.signal?.throwIfAborted();
          const directory = directoryFor === undefined ? {} : {directory: directoryFor(index)};
          const video = await produce(gated, parseSubject(subject), {
            ...each,
            ...optionsFor?.(index),
            ...directory,
          });
          return {status: 'rendered', index, video};
        } catch (error) {
          if (options.signal?.aborted === true) throw error;
          return {status: 'failed', index, error: asViralError(error)};
        } finally {
          gate.leave();
        }
      });
    },
    publish: (video, options) => publish(video, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}
