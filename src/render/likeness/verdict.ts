import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {z} from 'zod';
import {ViralError} from '../../errors.ts';
import type {Scene} from '../../schema/index.ts';
import {makeFolder, writeWhole} from '../../whole-files.ts';
import {decodePicture} from './compare-pictures.ts';
import {likenessOf} from './likeness.ts';
import {drawFrames} from '../screenshots.ts';
import {segmentKey} from '../segments/segment-key.ts';
import type {RenderSession, Staged} from '../page/session.ts';
import {drawStillOnWeb} from '../web.ts';
import {wordBoxesExpression, wordBoxesOf, type WordBox} from '../check/word-boxes.ts';

/** What the comparison of both engines has found for the scenes of a storyboard. */
export interface Verdict {
  /** What differed, in words; `null` when all frames were equal. */
  readonly difference: string | null;
  /** Frames that were compared for it now; 0 when all was known. */
  readonly compared: number;
}

const recordSchema = z.strictObject({version: z.literal(2), difference: z.string().nullable()});

/** The moments of a scene that are compared: its entrance, its settled middle and its end. */
const moments = [0.1, 0.55, 0.95] as const;

/** Frames of the whole video at which a scene is compared. */
export function checkpointsOf({startFrame, durationInFrames}: Scene): readonly number[] {
  return [
    ...new Set(
      moments.map(
        (share) => startFrame + Math.min(durationInFrames - 1, Math.floor(durationInFrames * share)),
      ),
    ),
  ];
}

async function readVerdict(file: string): Promise<string | null | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8'))).difference;
  } catch {
    return undefined;
  }
}

interface Photograph {
  readonly picture: Uint8Array;
  readonly words: readonly WordBox[];
}

/** Frames as screenshots show them, with the places of their words. */
async function photograph(
  session: RenderSession,
  staged: Staged,
  frames: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Photograph>> {
  const words = new Map<number, readonly WordBox[]>();
  const taken = new Map<number, Photograph>();
  await drawFrames({
    session,
    staged,
    frames: () => frames.filter((frame) => !taken.has(frame)),
    image: {format: 'png'},
    scale: 1,
    concurrency: 1,
    onPicture: async (picture, frame) => {
      taken.set(frame, {picture, words: words.get(frame) ?? []});
    },
    ask: {
      expression: wordBoxesExpression,
      once: false,
      onAnswer: (answer, frame) => words.set(frame, wordBoxesOf(answer)),
    },
    signal,
  });
  return taken;
}

export interface JudgeOptions {
  readonly session: RenderSession;
  readonly staged: Staged;
  /** Absolute path of the folder of all caches. */
  readonly cacheDir: string;
  readonly licenseKey: string | null;
  readonly signal: AbortSignal;
}

/**
 * Compares the web engine with screenshots on three frames of every scene that has not been compared before. A scene is
 * known by everything its pixels depend on, so that other words, options or overlays are looked at anew.
 */
export async function judgeWebEngine(options: JudgeOptions): Promise<Verdict> {
  const {session, staged, cacheDir, licenseKey, signal} = options;
  const {storyboard} = staged;
  const size = {width: storyboard.width, height: storyboard.height};
  const verdicts = join(cacheDir, 'verdicts');
  const compared = {engine: 'both', browser: session.browserVersion() ?? ''};
  const scenes = await Promise.all(
    storyboard.scenes.map(async (scene, index) => {
      const file = join(verdicts, `${segmentKey(staged, index, compared)}.json`);
      return {scene, file, known: await readVerdict(file)};
    }),
  );
  const described = ({id, kind}: Scene, difference: string) => `scene '${id}' (${kind}): ${difference}`;
  const bad = scenes.find(({known}) => typeof known === 'string');
  if (bad) return {difference: described(bad.scene, bad.known ?? ''), compared: 0};
  const unknown = scenes.filter(({known}) => known === undefined);
  if (unknown.length === 0) return {difference: null, compared: 0};

  const work = await mkdtemp(join(tmpdir(), 'viral-compare-'));
  let count = 0;
  try {
    const frames = unknown.flatMap(({scene}) => checkpointsOf(scene));
    const photographs = await photograph(session, staged, frames, signal);
    for (const {scene, file} of unknown) {
      let difference: string | null = null;
      for (const frame of checkpointsOf(scene)) {
        const reference = photographs.get(frame);
        if (difference !== null || reference === undefined) continue;
        count++;
        const still = join(work, `${frame}.png`);
        try {
          await drawStillOnWeb(session, staged, frame, still, licenseKey, signal);
        } catch (error) {
          signal.throwIfAborted();
          // Screenshots drew it, so what a page says against it speaks of the engine. Anything else is no answer.
          if (!ViralError.isInstance(error) || error.code !== 'render-failed') throw error;
          difference = `the web engine cannot draw it: ${error.message}`;
          continue;
        }
        const [one, other] = [
          await decodePicture(reference.picture, size, signal),
          await decodePicture(await readFile(still), size, signal),
        ];
        const found = likenessOf(one, other, reference.words).difference;
        if (found !== null) difference = `frame ${frame - scene.startFrame}: ${found}`;
      }
      // Without a place to write it down the comparison is made again next time; the video need not fail for that.
      await makeFolder(verdicts)
        .then(() => writeWhole(file, `${JSON.stringify({version: 2, difference})}\n`))
        .catch(() => undefined);
      if (difference !== null) return {difference: described(scene, difference), compared: count};
    }
  } finally {
    await rm(work, {recursive: true, force: true, maxRetries: 4});
  }
  return {difference: null, compared: count};
}
