import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {z} from 'zod';
import {ViralError} from '../errors.ts';
import {aspectOf} from '../platforms/index.ts';
import type {Storyboard} from '../schema/index.ts';
import {writeWhole} from '../whole-files.ts';
import {decodePicture} from './compare-pictures.ts';
import {likenessOf} from './likeness.ts';
import {drawFrames} from './screenshots.ts';
import type {RenderSession, Staged} from './session.ts';
import {drawStillOnWeb} from './web.ts';
import {wordBoxesExpression, wordBoxesOf, type WordBox} from './word-boxes.ts';

/** What the comparison of both engines has found for a template's code. */
export interface Verdict {
  /** What differed, in words; `null` when all frames were equal. */
  readonly difference: string | null;
  /** Frames that were compared for it now; 0 when all was known. */
  readonly compared: number;
}

/** Kind of scene to what differed in it, or `null`. */
const recordSchema = z.strictObject({
  version: z.literal(1),
  kinds: z.record(z.string(), z.string().nullable()),
});
type Kinds = z.infer<typeof recordSchema>['kinds'];

/** Frames that are compared at least, the first time that a template's code is seen. */
const leastFrames = 3;

async function readKinds(file: string): Promise<Kinds> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8'))).kinds;
  } catch {
    return {};
  }
}

/** One checkpoint: a frame of the video and the kind of scene it belongs to. */
interface Checkpoint {
  readonly kind: string;
  readonly frame: number;
}

/** The settled middle of one scene of each kind that is not known yet; where these are few, other moments of them. */
export function checkpointsOf({scenes}: Storyboard, known: readonly string[]): readonly Checkpoint[] {
  const unknown = scenes.filter(
    ({kind}, index) => !known.includes(kind) && scenes.findIndex((scene) => scene.kind === kind) === index,
  );
  if (unknown.length === 0) return [];
  const at = (share: number) =>
    unknown.map(({kind, startFrame, durationInFrames}) => ({
      kind,
      frame: startFrame + Math.min(durationInFrames - 1, Math.floor(durationInFrames * share)),
    }));
  const wanted = [...at(0.6), ...at(0.1), ...at(0.97)];
  const different = wanted.filter(
    ({frame}, index) => wanted.findIndex((other) => other.frame === frame) === index,
  );
  return different.slice(0, Math.max(unknown.length, leastFrames));
}

/** Draws one frame in both engines and says what differs; `null` when nothing does. */
async function compareEngines(
  session: RenderSession,
  staged: Staged,
  frame: number,
  folder: string,
  licenseKey: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const {width, height} = staged.storyboard;
  const file = join(folder, `web-${frame}.png`);
  try {
    await drawStillOnWeb(session, staged, frame, file, licenseKey, signal);
  } catch (error) {
    signal.throwIfAborted();
    // The web renderer refuses parts of CSS and some components; that is an answer too. If the template itself is at
    // fault, the other engine will say so.
    if (!ViralError.isInstance(error) || error.code === 'disk-full') throw error;
    return `the web engine cannot draw it: ${error.message}`;
  }
  let photograph: Uint8Array | null = null;
  let words: readonly WordBox[] = [];
  await drawFrames({
    session,
    staged,
    frames: () => [frame],
    image: {format: 'png'},
    scale: 1,
    concurrency: 1,
    onPicture: async (picture) => {
      photograph = picture;
    },
    ask: {
      expression: wordBoxesExpression,
      once: true,
      onAnswer: (answer) => {
        words = wordBoxesOf(answer);
      },
    },
    signal,
  });
  const size = {width, height};
  const reference = await decodePicture(photograph ?? new Uint8Array(), size, signal);
  const other = await decodePicture(await readFile(file), size, signal);
  return likenessOf(reference, other, words).difference;
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
 * Compares the web engine with screenshots on frames of a storyboard, one for each kind of scene and three at least,
 * and remembers the outcome for this code, template, theme, shape and browser.
 */
export async function judgeWebEngine(options: JudgeOptions): Promise<Verdict> {
  const {session, staged, cacheDir, licenseKey, signal} = options;
  const {storyboard, template, code} = staged;
  const subject = {
    code,
    template: template.id,
    theme: storyboard.theme,
    aspect: aspectOf(storyboard.width, storyboard.height),
    browser: session.browserVersion(),
  };
  const name = createHash('sha256').update(JSON.stringify(subject)).digest('hex').slice(0, 32);
  const verdicts = join(cacheDir, 'verdicts');
  const file = join(verdicts, `${name}.json`);
  const kinds: Kinds = await readKinds(file);
  const checkpoints = checkpointsOf(storyboard, Object.keys(kinds));
  if (checkpoints.length > 0) {
    const work = await mkdtemp(join(tmpdir(), 'viral-compare-'));
    try {
      for (const {kind, frame} of checkpoints) {
        if (typeof kinds[kind] === 'string') continue;
        kinds[kind] = await compareEngines(session, staged, frame, work, licenseKey, signal);
      }
    } finally {
      await rm(work, {recursive: true, force: true, maxRetries: 4});
    }
    // Without a place to write it down the comparison is made again next time; the video need not fail for that.
    await mkdir(verdicts, {recursive: true})
      .then(() => writeWhole(file, `${JSON.stringify({version: 1, kinds}, null, 1)}\n`))
      .catch(() => undefined);
  }
  const used = new Set<string>(storyboard.scenes.map(({kind}) => kind));
  const found = Object.entries(kinds).find(([kind, difference]) => used.has(kind) && difference !== null);
  return {
    difference: found ? `a ${found[0]} scene: ${found[1]}` : null,
    compared: checkpoints.length,
  };
}
