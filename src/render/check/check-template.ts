import {surroundingsOf} from '../../compositions/check.ts';
import {parseInput, ViralError} from '../../errors.ts';
import {aspectOf, platformSchema} from '../../platforms/index.ts';
import {storyboardSchema, type AssetFiles, type Storyboard} from '../../schema/index.ts';
import {comparePictures, decodePicture} from '../likeness/compare-pictures.ts';
import {findCoveredText, type DrawnFrame} from './covered-text.ts';
import {drawFrames} from '../screenshots.ts';
import {createSession, type RenderSession, type SessionOptions} from '../page/session.ts';
import {drawStills} from '../stills.ts';
import {checkpointsOf, judgeWebEngine} from '../likeness/verdict.ts';
import {wordBoxesExpression, wordBoxesOf} from './word-boxes.ts';

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

/** Where words stand does not depend on how finely they are drawn. */
const wordsScale = 0.25;

/**
 * Looks where the words of each scene stand, on the platform of the storyboard and, in vertical frames, on every other:
 * templates lay out by the safe area they are given.
 * @throws ViralError `text-covered`
 */
async function checkSafeAreas(
  session: RenderSession,
  storyboard: Storyboard,
  options: CheckTemplateOptions,
): Promise<void> {
  const signal = options.signal ?? new AbortController().signal;
  const vertical = aspectOf(storyboard.width, storyboard.height) === '9:16';
  for (const platform of vertical ? platformSchema.options : [storyboard.platform]) {
    const board = {...storyboard, platform};
    const staged = await session.stage(board, options.files ?? {}, signal);
    const drawn: DrawnFrame[] = [];
    await drawFrames({
      session,
      staged,
      frames: () =>
        board.scenes.flatMap(checkpointsOf).filter((at) => !drawn.some(({frame}) => frame === at)),
      image: {format: 'jpeg', quality: 50},
      scale: wordsScale,
      // With a second page nobody could tell which of them answers.
      concurrency: 1,
      onPicture: async () => undefined,
      ask: {
        expression: wordBoxesExpression,
        once: false,
        onAnswer: (answer, frame) => drawn.push({frame, words: wordBoxesOf(answer)}),
      },
      signal,
    }).finally(() => staged.release());
    const [first, ...more] = findCoveredText(board, drawn);
    if (first === undefined) continue;
    const others = more.length === 0 ? '' : ` So do ${more.length} more.`;
    throw new ViralError(
      'text-covered',
      `The template '${storyboard.template.id}' sets text under the interface of a platform, in the scene '${first.sceneId}': ` +
        `${first.message}${others} Lay text out inside of scope.safeArea.`,
    );
  }
}

/**
 * Draws each scene of a storyboard in two different surroundings, at three of its frames, and compares the pictures.
 * A scene may depend on its own fields and its declared scope only; that is what lets engines draw it once.
 * Then looks that no text stands under a platform's own interface and, where the template declares both engines,
 * compares frames of both.
 * @throws ViralError `template-impure` naming the scene and the frame within it; `text-covered` naming the scene and the
 * word; `engines-differ`; else as `render` does
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
    await checkSafeAreas(session, valid, options);
    await checkEngines(session, valid, options);
  } finally {
    await session.close();
  }
}
