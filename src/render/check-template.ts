import {surroundingsOf} from '../compositions/check.ts';
import {parseInput, ViralError} from '../errors.ts';
import {storyboardSchema, type AssetFiles, type Storyboard} from '../schema/index.ts';
import {comparePictures, decodePicture} from './compare-pictures.ts';
import {createSession, type RenderSession, type SessionOptions} from './session.ts';
import {drawStills} from './stills.ts';
import {judgeWebEngine} from './verdict.ts';

export interface CheckTemplateOptions extends SessionOptions {
  /** Files of the storyboard's assets. Default: none. */
  readonly files?: AssetFiles | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The middle of the scene, its entrance and its end: where a scene that looks around itself gives itself away. */
function framesToCompare(durationInFrames: number): readonly number[] {
  const last = durationInFrames - 1;
  return [...new Set([Math.min(2, last), Math.floor(last / 2), last])];
}

async function picturesOf(
  session: RenderSession,
  storyboard: Storyboard,
  sceneId: string,
  frames: readonly number[],
  options: CheckTemplateOptions,
) {
  const scene = storyboard.scenes.find(({id}) => id === sceneId);
  if (scene === undefined) throw new ViralError('internal', `The surroundings lack the scene '${sceneId}'.`);
  const stills = await drawStills({
    session,
    storyboard,
    files: options.files ?? {},
    frames: frames.map((frame) => scene.startFrame + frame),
    signal: options.signal,
  });
  const {width, height} = storyboard;
  return Promise.all(stills.map(({png}) => decodePicture(png, {width, height}, options.signal)));
}

/**
 * Where the template declares the web engine: draws frames in both engines and compares them.
 * @throws ViralError `engines-differ`
 */
async function checkEngines(
  session: RenderSession,
  storyboard: Storyboard,
  options: CheckTemplateOptions,
): Promise<void> {
  const signal = options.signal ?? new AbortController().signal;
  const staged = await session.stage(storyboard, options.files ?? {}, signal);
  try {
    if (!staged.template.engines.includes('web')) return;
    const {cacheDir} = options;
    const {difference} = await judgeWebEngine({session, staged, cacheDir, licenseKey: null, signal});
    if (difference === null) return;
    throw new ViralError(
      'engines-differ',
      `The template '${staged.template.id}' declares the web engine, which draws it differently: ${difference}. ` +
        "Draw what the web engine lacks in a canvas or an svg, or take 'web' out of its engines.",
    );
  } finally {
    staged.release();
  }
}

/**
 * Draws each scene of a storyboard in two different surroundings, at three of its frames, and compares the pictures.
 * A scene may depend on its own fields and its declared scope only; that is what lets engines draw it once.
 * Then, where the template declares both engines, compares frames of both.
 * @throws ViralError `template-impure` naming the scene and the frame within it; `engines-differ`; else as `render` does
 */
export async function checkTemplate(storyboard: unknown, options: CheckTemplateOptions): Promise<void> {
  const valid = parseInput(storyboardSchema, storyboard, 'the storyboard');
  const session = createSession(options);
  try {
    const templates = await session.prepare(options.signal ?? new AbortController().signal);
    const neighbours = templates.find(({id}) => id === valid.template.id)?.neighbours ?? false;
    for (const [index, scene] of valid.scenes.entries()) {
      const [one, other] = surroundingsOf(valid, index, {neighbours});
      const frames = framesToCompare(scene.durationInFrames);
      const before = await picturesOf(session, one, scene.id, frames, options);
      const after = await picturesOf(session, other, scene.id, frames, options);
      for (const [at, frame] of frames.entries()) {
        const [a, b] = [before[at], after[at]];
        if (a === undefined || b === undefined) continue;
        const {pixels, box} = comparePictures(a, b);
        if (pixels === 0) continue;
        throw new ViralError(
          'template-impure',
          `The template '${valid.template.id}' draws the scene '${scene.id}' differently where its surroundings differ: ` +
            `frame ${frame} of the scene has ${pixels} other pixels${box ? ` around x ${box.x}, y ${box.y}` : ''}. ` +
            'A scene may read its own fields, its scope and the frame only: no absolute time, no other scene, no random numbers without its seed.',
        );
      }
    }
    await checkEngines(session, valid, options);
  } finally {
    await session.close();
  }
}
