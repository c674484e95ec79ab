import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {findTheme} from '../../src/compositions/themes.ts';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import {frameSizes, type Aspect} from '../../src/platforms/index.ts';
import {storyboardSchema, type Asset, type AssetFiles, type Storyboard} from '../../src/schema/index.ts';
import {asAsset} from './small-storyboard.ts';

const photograph = fileURLToPath(new URL('../../bench/assets/mug.jpg', import.meta.url));

export interface ParityAssets {
  /** `photo`, an image of 1200x1500, and `clip`, a video of 640x960 that shows another picture on each frame. */
  readonly assets: Readonly<Record<'photo' | 'clip', Asset>>;
  readonly files: AssetFiles;
}

/**
 * Copies a picture of 1200x1500 and pans over it for a clip of two seconds, H.264 of BT.709 as cameras and stock sites
 * give.
 */
export async function parityAssets(
  folder: string,
  fps = 30,
  picture: {readonly file: string; readonly mimeType: string} = {file: photograph, mimeType: 'image/jpeg'},
): Promise<ParityAssets> {
  const files = {photo: join(folder, 'photo'), clip: join(folder, `clip-${fps}.mp4`)};
  const photo = await asAsset(files.photo, await readFile(picture.file), {
    kind: 'image',
    mimeType: picture.mimeType,
  });
  const pan = (room: string, period: number) => `'(${room})*(0.5+0.5*sin(n/${period}))'`;
  await runFfmpeg([
    ...['-loop', '1', '-framerate', `${fps}`, '-i', picture.file],
    '-vf',
    [
      'scale=896:1152:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv',
      `crop=640:960:x=${pan('iw-ow', 11)}:y=${pan('ih-oh', 17)}`,
      'format=yuv420p',
    ].join(','),
    ...[
      '-frames:v',
      `${2 * fps}`,
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-b:v',
      '6M',
      '-g',
      `${2 * fps}`,
    ],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-movflags', '+faststart', '-y', files.clip],
  ]);
  const clip = await asAsset(files.clip, await readFile(files.clip), {kind: 'video', mimeType: 'video/mp4'});
  return {
    assets: {
      photo: {...photo, width: 1200, height: 1500},
      clip: {...clip, width: 640, height: 960, durationInSeconds: 2},
    },
    files,
  };
}

/** Frames of each scene of a board. */
export const boardSceneFrames = 75;

type SceneDraft = Readonly<Record<string, unknown>> & {readonly kind: string; readonly onScreenText: string};

export interface BoardRequest {
  readonly scenes: readonly SceneDraft[];
  readonly theme: string;
  readonly aspect: Aspect;
  readonly captions: 'box' | 'karaoke' | 'minimal';
  /** What is spoken in every scene; ten words at most fit. */
  readonly spoken: string;
  readonly language?: string;
  readonly fps?: number;
  /** Size of the frame against 1080 px on its shorter side. */
  readonly scale?: number;
}

/** A storyboard of the template `headline`: scenes of equal length, captions, a progress bar, wipes. */
export function boardOf(request: BoardRequest, {assets}: Pick<ParityAssets, 'assets'>): Storyboard {
  const {scenes, theme, aspect, captions, spoken, language = 'en', fps = 30, scale = 1} = request;
  const even = (length: number) => 2 * Math.round((length * scale) / 2);
  const {width, height} = frameSizes[aspect];
  const pace = Math.floor(((boardSceneFrames / fps) * 1000 - 200) / spoken.split(' ').length);
  const words = spoken.split(' ').map((text, index) => ({
    text,
    startMs: 33 + index * pace,
    endMs: 33 + index * pace + pace - 30,
  }));
  const durationInFrames = scenes.length * boardSceneFrames;
  return storyboardSchema.parse({
    version: 1,
    title: 'Both engines',
    seed: `parity ${theme}`,
    template: {id: 'headline', options: {wipes: true}},
    theme: findTheme(theme),
    platform: 'tiktok',
    language,
    width: even(width),
    height: even(height),
    fps,
    durationInFrames,
    scenes: scenes.map((scene, index) => ({
      emphasis: [],
      visual: null,
      ...scene,
      id: `s${index}`,
      startFrame: index * boardSceneFrames,
      durationInFrames: boardSceneFrames,
      words,
    })),
    overlays: [{id: 'bar', kind: 'progress', startFrame: 0, durationInFrames, inputs: {}}],
    soundtrack: null,
    captions: {show: true, style: captions},
    assets,
  });
}

const photo = {asset: 'photo'};
const clip = {asset: 'clip'};

/** Every kind of scene once, with pictures, a clip and what else a kind may hold. */
export const englishScenes: readonly SceneDraft[] = [
  {
    kind: 'hook',
    onScreenText: 'Your first coffee comes too early',
    kicker: 'Sleep science',
    detail: 'Wait ninety minutes and see what changes.',
    emphasis: ['coffee'],
    visual: photo,
  },
  {kind: 'context', onScreenText: 'Morning in the kitchen', detail: 'Steam, light and a cup.', visual: clip},
  {
    kind: 'point',
    onScreenText: 'Caffeine only hides how tired you are 😴',
    kicker: 'What it does',
    detail: 'The molecule sits where sleepiness would dock.',
    emphasis: ['hides'],
  },
  {
    kind: 'statistic',
    onScreenText: 'Cups a day',
    value: 2317,
    decimals: 0,
    prefix: '~',
    unit: 'mg',
    label: 'of caffeine in a week of mornings',
    source: 'Own count, 2026',
    series: [
      {label: 'Monday', value: 310},
      {label: 'Friday', value: 460},
      {label: 'Sunday', value: 2317},
    ],
  },
  {
    kind: 'quote',
    onScreenText: 'She waits',
    text: 'I wait until the sun is over the roof, then I grind the beans.',
    speaker: 'Ana Brontë',
    role: 'Barista',
    emphasis: ['sun'],
  },
  {
    kind: 'comparison',
    onScreenText: 'Early or late',
    left: {label: 'At seven', value: '4 cups', detail: 'and tired by three'},
    right: {label: 'At nine', value: '2 cups', detail: 'and awake until ten'},
    verdict: 'right',
  },
  {
    kind: 'step',
    onScreenText: 'Drink a glass of water first',
    n: 2,
    total: 4,
    detail: 'Cold, if you can bear it.',
    emphasis: ['water'],
  },
  {kind: 'list-item', onScreenText: 'Step outside', n: 3, total: 5, detail: 'Ten minutes do.', visual: photo},
  {
    kind: 'question',
    onScreenText: 'When is caffeine half gone?',
    options: ['After two hours', 'After five', 'After twelve'],
    answer: 1,
  },
  {kind: 'twist', onScreenText: 'Decaf works too'},
  {kind: 'call-to-action', onScreenText: 'Try it for a week', label: 'Save this', handle: '@slow.mornings'},
];

/** Every kind once more, in other shapes: accents of many languages, shares, pictures beside the text. */
export const accentedScenes: readonly SceneDraft[] = [
  {kind: 'hook', onScreenText: 'Ça réveille, même à Łódź', kicker: 'À l’aube', emphasis: ['réveille']},
  {kind: 'context', onScreenText: 'Ánh sáng buổi sáng', detail: 'Cà phê sữa đá, một cốc nước.'},
  {
    kind: 'point',
    onScreenText: 'Świeże ziarna pachną lepiej',
    kicker: 'Čas',
    detail: 'Größer, süßer, schöner.',
    visual: clip,
  },
  {
    kind: 'statistic',
    onScreenText: 'Anteil',
    value: 63.5,
    decimals: 1,
    unit: '%',
    label: 'trinken früh',
    visual: photo,
  },
  {
    kind: 'quote',
    onScreenText: '«Zuerst Wasser»',
    text: 'Zuerst Wasser, dann Kaffee.',
    speaker: 'Åsa Ørn',
    visual: photo,
  },
  {
    kind: 'comparison',
    onScreenText: 'Früh oder spät',
    left: {label: 'Früh', value: '4 Tassen'},
    right: {label: 'Spät', value: '2 Tassen'},
    verdict: 'left',
  },
  {kind: 'step', onScreenText: 'Úvodem sklenku vody', n: 1, total: 3, visual: photo},
  {kind: 'list-item', onScreenText: 'Đi ra ngoài 🌞', n: 7, total: 20, detail: 'Mười phút là đủ.'},
  {kind: 'question', onScreenText: 'Warum erst um neun?'},
  {kind: 'twist', onScreenText: 'Auch ohne Koffein!'},
  {kind: 'call-to-action', onScreenText: 'Probier es eine Woche', handle: '@früh.auf'},
];

/** Every kind in Greek and Cyrillic letters, which the display faces take from Inter, and in numbers. */
export const greekScenes: readonly SceneDraft[] = [
  {
    kind: 'hook',
    onScreenText: 'Ο πρώτος καφές έρχεται νωρίς',
    kicker: 'Ύπνος',
    visual: clip,
    emphasis: ['καφές'],
  },
  {kind: 'context', onScreenText: 'Утро на кухне', detail: 'Пар, свет и чашка.', visual: photo},
  {
    kind: 'point',
    onScreenText: 'Кофеин лишь прячет усталость ☕',
    detail: 'Ненадолго.',
    emphasis: ['прячет'],
  },
  {
    kind: 'statistic',
    onScreenText: 'Σύνολο',
    value: -1234.5,
    decimals: 2,
    unit: 'χιλιάδες',
    label: 'φλιτζάνια',
  },
  {
    kind: 'quote',
    onScreenText: '«Ждать»',
    text: 'Я жду, пока солнце не встанет.',
    speaker: 'Анна',
    role: 'бариста',
  },
  {
    kind: 'comparison',
    onScreenText: 'Νωρίς ή αργά',
    left: {label: 'Νωρίς', value: '4', detail: 'και κουρασμένος'},
    right: {label: 'Αργά', value: '2', detail: 'και ξύπνιος'},
  },
  {kind: 'step', onScreenText: 'Сначала стакан воды', n: 2, total: 3, detail: 'Холодной.'},
  {kind: 'list-item', onScreenText: 'Выйти на улицу', n: 4, total: 9, visual: clip},
  {
    kind: 'question',
    onScreenText: 'Когда кофеина половина?',
    options: ['Δύο', 'Пять', 'Δώδεκα', 'Три'],
    answer: 3,
  },
  {kind: 'twist', onScreenText: 'Και χωρίς καφεΐνη'},
  {kind: 'call-to-action', onScreenText: 'Попробуй неделю', label: 'Сохранить', handle: '@утро'},
];
