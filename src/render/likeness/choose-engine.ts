import {ViralError} from '../../errors.ts';
import type {EngineChoice} from '../../ports/index.ts';
import type {Quality} from '../quality.ts';
import type {RenderSession, Staged} from '../page/session.ts';
import {judgeWebEngine} from './verdict.ts';
import {kindOf, webProblem} from '../web.ts';

export interface ChosenEngine {
  readonly name: 'web' | 'screenshots';
  /** Why, in words, for the manifest. */
  readonly reason: string;
}

export interface ChooseEngineOptions {
  readonly asked: EngineChoice;
  readonly session: RenderSession;
  readonly staged: Staged;
  readonly quality: Quality;
  readonly cacheDir: string;
  readonly licenseKey: string | null;
  readonly signal: AbortSignal;
}

const problems = new WeakMap<RenderSession, Map<string, string | null>>();

/** Asks the browser once for each size. */
async function knownProblem({session, staged, quality, signal}: ChooseEngineOptions): Promise<string | null> {
  const known = problems.get(session) ?? new Map<string, string | null>();
  problems.set(session, known);
  const {width, height, fps} = staged.storyboard;
  const size = `${width}x${height}@${fps} ${quality} ${session.browserVersion()}`;
  const found = known.get(size);
  if (found !== undefined) return found;
  const problem = await webProblem(session, staged.storyboard, quality, signal, kindOf(staged));
  known.set(size, problem);
  return problem;
}

/**
 * Chooses how a storyboard is drawn. `auto` takes the web engine where the template declares that it draws correctly
 * there, the browser can encode, and, for templates that are not this package's own, frames drawn both ways are equal.
 * @throws ViralError `codec-unsupported` when the web engine is asked for and the browser has no H.264 encoder
 */
export async function chooseEngine(options: ChooseEngineOptions): Promise<ChosenEngine> {
  const {asked, session, staged, cacheDir, licenseKey, signal} = options;
  const {id, engines} = staged.template;
  if (asked === 'screenshots') return {name: 'screenshots', reason: 'it was asked for'};
  const declared = engines.includes('web');
  if (asked === 'web') {
    const problem = await knownProblem(options);
    if (problem !== null) {
      throw new ViralError(
        'codec-unsupported',
        `The web engine cannot encode here: ${problem} Ask for the engine auto or screenshots, or use a Chrome with H.264.`,
      );
    }
    const warning = declared
      ? ''
      : `, though the template '${id}' does not say that it draws correctly there`;
    return {name: 'web', reason: `it was asked for${warning}`};
  }
  if (!declared) {
    return {
      name: 'screenshots',
      reason: `the template '${id}' does not say that it draws correctly in the web engine`,
    };
  }
  const problem = await knownProblem(options);
  if (problem !== null) {
    return {name: 'screenshots', reason: `the web engine cannot encode in this browser: ${problem}`};
  }
  const says = `the template '${id}' says that it draws correctly there`;
  if (staged.ownTemplates)
    return {name: 'web', reason: `${says}, and the tests of this package hold it to that`};
  const {difference, compared} = await judgeWebEngine({session, staged, cacheDir, licenseKey, signal});
  const when = compared === 0 ? 'compared earlier' : `${compared} frames compared now`;
  return difference === null
    ? {name: 'web', reason: `${says}, and both engines drew equal frames (${when})`}
    : {
        name: 'screenshots',
        reason: `${says}, but the engines drew different frames (${when}): ${difference}`,
      };
}
