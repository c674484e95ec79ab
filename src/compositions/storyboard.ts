import {InvalidInputError, parseInput} from '../errors.ts';
import {frameSizes, type Aspect} from '../platforms/index.ts';
import {
  storyboardSchema,
  type CaptionStyle,
  type GatheredAssets,
  type Narration,
  type NarrationLine,
  type Scene,
  type Script,
  type ScriptScene,
  type Soundtrack,
  type Storyboard,
  type Theme,
} from '../schema/index.ts';
import {headlineDeclaration} from './Headline/template.ts';
import {leastSceneSeconds} from './scene-length.ts';
import {findTheme} from './themes.ts';

export {findTheme, themes} from './themes.ts';

export interface CreateStoryboardOptions {
  readonly script: Script;
  /** One line for each scene of the script. */
  readonly narration: Narration;
  /** Pictures and clips, and which scene shows which. */
  readonly gathered?: Pick<GatheredAssets, 'assets' | 'byScene'> | undefined;
  /** Id of the template; `headline` when left out. */
  readonly template?: string | undefined;
  /** Id of a theme, or a theme; the template's own when left out. */
  readonly theme?: string | Theme | undefined;
  readonly aspect?: Aspect | undefined;
  /** Frames a second, 30 when left out. */
  readonly fps?: number | undefined;
  /** Feeds every random choice of the template; the script's id when left out. */
  readonly seed?: string | undefined;
  readonly captions?:
    | {
        readonly show?: boolean | undefined;
        readonly style?: CaptionStyle | undefined;
      }
    | undefined;
  /** Kinds of overlays of the template that run over the whole video, as `progress`; none when left out. */
  readonly overlays?: readonly string[] | undefined;
  /** Options of the template. */
  readonly options?: Storyboard['template']['options'] | undefined;
}

/** The voice begins this long after the picture, ms: late enough to be expected, early enough not to lose anyone. */
const leadMs = 170;
/** Silence between two lines, ms: a breath, and a longer one after the hook. */
const breathMs = 220;
const hookBreathMs = 300;
/** How long the last picture stands after the last word, ms. */
const holdMs = 900;
/** Frames of 30 a second that the call to action stands still at the end, and those its entrance takes before. */
const stillFrames = 30;
const entranceFrames = 36;

/** Where speech ends in a line, ms. Estimated word times may end early, so there the sound's own end counts. */
function speechEndOf({timing, words, durationInMs}: NarrationLine): number {
  const last = words.at(-1);
  return timing === 'estimated' || !last ? durationInMs : Math.min(durationInMs, last.endMs);
}

function lineOf(narration: Narration, scene: ScriptScene, index: number): NarrationLine {
  const line = narration.lines.find(({sceneId}) => sceneId === scene.id);
  if (line && line.words.length > 0) return line;
  throw new InvalidInputError('the narration', [
    {path: 'lines', message: `has no spoken line for the scene '${scene.id}' (scenes[${index}])`},
  ]);
}

/** The scene's own payload: everything of the script's scene that the screen shows. */
function shownFieldsOf(scene: ScriptScene): object {
  const {spoken: _spoken, visual: _visual, trace: _trace, ...shown} = scene;
  return shown;
}

/**
 * Lays a spoken script out in time, to the frame. Each cut stands one frame before the first word of its line; a
 * scene whose line is shorter than its kind needs is held still until it has been read.
 *
 * A line starts, in ms of the whole video, at
 * `scene.startFrame / fps * 1000 + scene.words[0].startMs - line.words[0].startMs`.
 * @throws InvalidInputError when the narration lacks a line, a theme or an asset is unknown, or text is too long
 */
export function createStoryboard(options: CreateStoryboardOptions): Storyboard {
  const {script, narration, gathered} = options;
  const {template = headlineDeclaration.id, aspect = '9:16', fps = 30, seed = script.id} = options;
  const {theme: wanted = headlineDeclaration.defaultTheme} = options;
  const theme = typeof wanted === 'string' ? findTheme(wanted) : wanted;
  const frameMs = 1000 / fps;
  const framesOf = (ms: number): number => Math.ceil(ms / frameMs - 1e-6);
  const lines = script.scenes.map((scene, index) => lineOf(narration, scene, index));

  // Onset of each line's first word, in whole frames, so that a cut can stand exactly one frame before it.
  const onsets: number[] = [];
  const cuts: number[] = [];
  let earliestMs = 0;
  script.scenes.forEach((scene, index) => {
    const line = lines[index]!;
    const firstMs = line.words[0]!.startMs;
    const previous = script.scenes[index - 1];
    if (index === 0 || !previous) {
      onsets.push(framesOf(Math.max(leadMs, firstMs)));
      cuts.push(0);
    } else {
      const least = framesOf(leastSceneSeconds(previous) * 1000);
      const onset = Math.max(framesOf(earliestMs), (cuts[index - 1] ?? 0) + least + 1);
      onsets.push(onset);
      cuts.push(onset - 1);
    }
    const lineStartMs = (onsets[index] ?? 0) * frameMs - firstMs;
    const breath = scene.kind === 'hook' ? hookBreathMs : breathMs;
    earliestMs = lineStartMs + speechEndOf(line) + breath;
    if (index === script.scenes.length - 1) {
      const held = lineStartMs + Math.max(speechEndOf(line) + holdMs, line.durationInMs);
      const least = Math.max(leastSceneSeconds(scene) * 1000, ((stillFrames + entranceFrames) * 1000) / 30);
      cuts.push(Math.max(framesOf(held), (cuts[index] ?? 0) + framesOf(least)));
    }
  });

  const scenes = script.scenes.map((scene, index) => {
    const line = lines[index]!;
    const startFrame = cuts[index] ?? 0;
    const shiftMs = ((onsets[index] ?? 0) - startFrame) * frameMs - line.words[0]!.startMs;
    const asset = gathered?.byScene[scene.id];
    return {
      ...shownFieldsOf(scene),
      startFrame,
      durationInFrames: (cuts[index + 1] ?? 0) - startFrame,
      words: line.words.map((word) => ({
        text: word.text,
        startMs: word.startMs + shiftMs,
        endMs: Math.max(word.startMs, word.endMs) + shiftMs,
      })),
      visual: asset === undefined ? null : {asset},
    } as Scene;
  });

  return parseInput(
    storyboardSchema,
    {
      version: 1,
      title: script.title,
      seed,
      template: {id: template, options: options.options ?? {}},
      theme,
      platform: script.platform,
      language: script.language,
      ...frameSizes[aspect],
      fps,
      durationInFrames: cuts.at(-1) ?? 0,
      scenes,
      overlays: [...new Set(options.overlays)].map((kind) => ({
        ...{id: kind, kind, startFrame: 0, durationInFrames: cuts.at(-1) ?? 0, inputs: {}},
      })),
      soundtrack: null,
      captions: {show: options.captions?.show ?? true, style: options.captions?.style ?? 'box'},
      assets: gathered?.assets ?? {},
    },
    'the storyboard',
  );
}

/** The storyboard with its mixed sound as one more asset. No frame changes. */
export function withSoundtrack(storyboard: Storyboard, soundtrack: Soundtrack): Storyboard {
  const {assetId, asset} = soundtrack;
  return {
    ...storyboard,
    soundtrack: {asset: assetId},
    assets: {...storyboard.assets, [assetId]: asset},
  };
}
