// The storyboards that are measured: the standard one and what is made of it.
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const standard = JSON.parse(await readFile(here('standard.storyboard.json'), 'utf8'));

/** Where the files of its assets lie. */
export const standardFiles = Object.fromEntries(
  Object.keys(standard.assets).map((id) => [id, here(`assets/${id}.jpg`)]),
);

const clone = (value) => structuredClone(value);

/** Sets every start and the whole length from the lengths of the scenes. */
function laidEndToEnd(storyboard) {
  let frame = 0;
  for (const scene of storyboard.scenes) {
    scene.startFrame = frame;
    frame += scene.durationInFrames;
  }
  storyboard.durationInFrames = frame;
  return storyboard;
}

/** A scene at another length, its words spread over it as they were. */
function withLength(scene, durationInFrames) {
  const factor = durationInFrames / scene.durationInFrames;
  return {
    ...scene,
    durationInFrames,
    words: scene.words.map(({text, startMs, endMs}) => ({
      text,
      startMs: startMs * factor,
      endMs: endMs * factor,
    })),
  };
}

/** Words spread evenly over a scene, with a little silence at either end. */
function spokenAs(scene, text, fps) {
  const words = text.split(' ');
  const lengthMs = (scene.durationInFrames / fps) * 1000;
  const eachMs = (lengthMs * 0.9) / words.length;
  const startMs = (index) => lengthMs * 0.04 + index * eachMs;
  return words.map((word, index) => ({
    text: word,
    startMs: startMs(index),
    endMs: startMs(index) + eachMs * 0.95,
  }));
}

/**
 * The standard storyboard.
 * @param frames its length in a quick trial; each scene keeps its share
 */
export function standardStoryboard(frames = standard.durationInFrames) {
  const storyboard = clone(standard);
  if (frames === standard.durationInFrames) return storyboard;
  const share = frames / standard.durationInFrames;
  storyboard.scenes = storyboard.scenes.map((scene) =>
    withLength(scene, Math.max(2, Math.round(scene.durationInFrames * share))),
  );
  return laidEndToEnd(storyboard);
}

const editedWords = 'It sits where the signal wants to land so your brain hears nothing';

/** One scene in the middle says something else, at the same length; nothing else changes. */
export function editedStoryboard(frames) {
  const storyboard = standardStoryboard(frames);
  const scene = storyboard.scenes[3];
  scene.onScreenText = 'Caffeine mutes the signal for tired';
  scene.emphasis = ['mutes'];
  scene.words = spokenAs(scene, editedWords, storyboard.fps);
  return storyboard;
}

const hooks = [
  ['Your first coffee comes too early', 'too early'],
  ['Stop drinking coffee at seven', 'Stop'],
  ['The nine o’clock coffee rule', 'nine o’clock'],
  ['Why you crash at three', 'crash'],
  ['Coffee is not the problem', 'not'],
  ['One hour changes your whole day', 'One hour'],
  ['Your brain hides its tiredness', 'hides'],
  ['You borrow energy from the afternoon', 'borrow'],
  ['Drink it later, feel it longer', 'later'],
  ['What your morning cup really does', 'really'],
];

/**
 * Ten videos that differ in their hook alone: other words, and lengths from four fifths to six fifths of it in even
 * steps, so that every later scene starts on another frame.
 */
export function hookVariants(frames) {
  return hooks.map(([onScreenText, emphasis], index) => {
    const storyboard = standardStoryboard(frames);
    const own = storyboard.scenes[0];
    const length = Math.max(2, Math.round(own.durationInFrames * (0.8 + (0.4 * index) / (hooks.length - 1))));
    const hook = withLength(own, length);
    hook.onScreenText = onScreenText;
    hook.emphasis = [emphasis];
    hook.words = spokenAs(hook, `${onScreenText} and here is the reason why`, storyboard.fps);
    storyboard.scenes[0] = hook;
    return laidEndToEnd(storyboard);
  });
}

/** Many videos of one scene each, no two alike; all kinds of scenes of the standard storyboard in turn. */
export function shortStoryboards(count, frames) {
  return Array.from({length: count}, (_, index) => {
    const storyboard = clone(standard);
    const scene = withLength(storyboard.scenes[index % storyboard.scenes.length], frames);
    scene.onScreenText = `Short number ${index + 1} of many`;
    scene.emphasis = [];
    scene.words = spokenAs(
      scene,
      `This is short number ${index + 1} and it is over in three seconds`,
      storyboard.fps,
    );
    storyboard.title = scene.onScreenText;
    storyboard.seed = `short-${index + 1}`;
    storyboard.scenes = [scene];
    return laidEndToEnd(storyboard);
  });
}

/** One scene with a clip that fills the frame, and a title. */
export async function videoBackgroundStoryboard(clip, frames) {
  const bytes = await readFile(clip);
  const {theme, width, height, fps, language, platform} = clone(standard);
  return laidEndToEnd({
    version: 1,
    title: 'Over the ridge',
    seed: 'video-background',
    template: {id: 'video-background', options: {}},
    theme,
    platform,
    language,
    width,
    height,
    fps,
    durationInFrames: frames,
    scenes: [
      {
        kind: 'point',
        id: 'ridge',
        startFrame: 0,
        durationInFrames: frames,
        emphasis: [],
        visual: {asset: 'clip'},
        onScreenText: 'Light wakes you first',
        words: [],
      },
    ],
    overlays: [],
    soundtrack: null,
    captions: {show: false, style: 'box'},
    assets: {
      clip: {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        kind: 'video',
        mimeType: 'video/mp4',
        bytes: bytes.length,
        width,
        height,
        durationInSeconds: frames / fps,
        rights: {licence: 'CC0-1.0', author: 'viral-video-generator', aiGenerated: false},
      },
    },
  });
}

/** A script that says what the standard storyboard shows words of. */
export function standardScript() {
  const scenes = standard.scenes.map((scene) => {
    const {startFrame: _startFrame, durationInFrames: _durationInFrames, words, ...kept} = scene;
    return {
      ...kept,
      spoken: words.map(({text}) => text).join(' '),
      visual: null,
      trace: {claim: 'glue', spans: [], operations: []},
    };
  });
  return {
    version: 1,
    id: 'standard',
    title: standard.title,
    topic: standard.title,
    platform: standard.platform,
    language: standard.language,
    durationInSeconds: standard.durationInFrames / standard.fps,
    style: 'plain',
    hook: {type: 'question'},
    structure: 'explainer',
    scenes,
    description: '',
    hashtags: [],
    sources: [],
    writer: {name: 'bench', fit: 'fits', verbatimShare: 0},
    findings: [],
  };
}

/** The same with other words in one scene, which take their own time. */
export function editedScript() {
  const script = standardScript();
  script.scenes[3].spoken = editedWords;
  return script;
}
