import {rm} from 'node:fs/promises';
import {orAborted} from '../../or-aborted.ts';
import type {OnProgress} from '../../ports/index.ts';
import {createRate} from '../rate.ts';
import type {SceneCache} from './scene-cache.ts';
import {framesOf, type SegmentEngine, type SegmentPlan} from './segments.ts';
import type {Staged} from '../page/session.ts';

/** Segments that some render of this process is drawing now, by key; each promise resolves when it has ended. */
export type SegmentsInWork = Map<string, Promise<void>>;

export interface ObtainSegmentsOptions {
  readonly plans: readonly SegmentPlan[];
  readonly staged: Staged;
  readonly engine: SegmentEngine;
  readonly scenes: SceneCache;
  readonly inWork: SegmentsInWork;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

export interface ObtainedSegments {
  readonly fonts: ReadonlySet<string>;
  /** How many were there already. */
  readonly cached: number;
  /** Why finished scenes could not be kept; `null` when they were. */
  readonly cacheProblem: string | null;
}

/** Lets others wait for a segment; the returned function lets them go on. */
function announce(inWork: SegmentsInWork, key: string): () => void {
  let resolve: () => void = () => undefined;
  const drawing = new Promise<void>((done) => {
    resolve = done;
  });
  inWork.set(key, drawing);
  return () => {
    if (inWork.get(key) === drawing) inWork.delete(key);
    resolve();
  };
}

/** Brings every segment to its file: out of the cache, drawn by another video at this moment, or drawn here. */
export async function obtainSegments(options: ObtainSegmentsOptions): Promise<ObtainedSegments> {
  const {plans, staged, engine, scenes, inWork, onProgress, signal} = options;
  const rate = createRate(staged.storyboard.durationInFrames, performance.now.bind(performance));
  const done = new Map<SegmentPlan, number>();
  const report = () => {
    let frames = 0;
    for (const count of done.values()) frames += count;
    onProgress({step: 'render', ...rate(frames)});
  };
  const fonts = new Set<string>();
  let cacheProblem: string | null = null;
  let cached = 0;
  report();

  const take = async (plan: SegmentPlan): Promise<boolean> => {
    signal.throwIfAborted();
    const facts = await scenes.take(plan.key, plan.file);
    if (facts === null || facts.frames !== framesOf(plan)) {
      // What was handed out may be a link into the cache, which must never be written through.
      await rm(plan.file, {force: true});
      return false;
    }
    facts.fonts.forEach((font) => fonts.add(font));
    cached++;
    done.set(plan, framesOf(plan));
    report();
    return true;
  };

  const draw = async (wanted: ReadonlyMap<SegmentPlan, () => void>) => {
    await engine.draw({
      staged,
      plans: [...wanted.keys()],
      onFrame: (plan, frame) => {
        done.set(plan, Math.max(done.get(plan) ?? 0, frame - plan.first + 1));
        report();
      },
      onSegment: async (plan, loaded) => {
        loaded.forEach((font) => fonts.add(font));
        // What was drawn from a file that changed meanwhile must not be kept under the name of its old content.
        await staged.checkAssets();
        try {
          await scenes.keep(plan.key, plan.file, {
            frames: framesOf(plan),
            fonts: [...loaded],
            engine: engine.name,
            scene: {template: staged.template.id, kind: plan.sceneKind, id: plan.sceneId},
          });
        } catch (error) {
          // The video needs the segment, not the cache.
          cacheProblem ??= error instanceof Error ? error.message : String(error);
        }
        wanted.get(plan)?.();
      },
      signal,
    });
  };

  const missing = new Map<SegmentPlan, () => void>();
  const elsewhere: SegmentPlan[] = [];
  try {
    for (const plan of plans) {
      if (await take(plan)) continue;
      // Waiting for others begins when the own work is done: two videos must never wait for each other.
      if (inWork.has(plan.key)) elsewhere.push(plan);
      else missing.set(plan, announce(inWork, plan.key));
    }
    if (missing.size > 0) await draw(missing);
    for (const plan of elsewhere) {
      await orAborted(inWork.get(plan.key) ?? Promise.resolve(), signal);
      // The other video may have failed, or the cache may be off.
      if (!(await take(plan))) await draw(new Map([[plan, () => undefined]]));
    }
  } finally {
    for (const end of missing.values()) end();
  }
  return {fonts, cached, cacheProblem};
}
