import {copyFile, mkdir, rm, stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {moodOf} from '../audio/music/mood-of-style.ts';
import {composeSoundtrack, type MusicChoice} from '../audio/soundtrack.ts';
import type {StemCacheOptions} from '../audio/stem-cache.ts';
import type {Aligner} from '../audio/align/index.ts';
import {narrate} from '../audio/narrate.ts';
import type {NarrationCache} from '../audio/narration-cache.ts';
import {compilePronunciations, type Pronunciations} from '../audio/speech/pronunciation.ts';
import {voicesFor} from '../audio/voice-languages.ts';
import {createCues} from '../captions/cues.ts';
import {formatSrt} from '../captions/srt.ts';
import {formatVtt} from '../captions/vtt.ts';
import {createStoryboard, withSoundtrack} from '../compositions/storyboard.ts';
import {findTheme} from '../compositions/themes.ts';
import {type Director, paceOf} from '../director/index.ts';
import {ViralError} from '../errors.ts';
import {gatherAssets, type MediaFailure} from '../media/gather.ts';
import type {MediaCache} from '../media/media-cache.ts';
import {type Aspect, frameSizes} from '../platforms/index.ts';
import type {
  EngineChoice,
  MediaSource,
  OnProgress,
  PreparedTemplate,
  Renderer,
  Voice,
} from '../ports/index.ts';
import {inspect} from '../quality/inspect.ts';
import {lint} from '../quality/lint.ts';
import {render} from '../render/render.ts';
import {
  type AssetFiles,
  assetFileName,
  assetsFolder,
  type BriefInput,
  type Script,
  type Storyboard,
  type Theme,
  type Video,
  videoFiles,
} from '../schema/index.ts';
import {openUnfinishedFolder, writeWhole, writingError} from '../whole-files.ts';
import {contentHash} from './content-hash.ts';
import {folderNameOf} from './folder-name.ts';
import {createManifest} from './manifest.ts';
import {sceneSecondsOf} from './scene-seconds.ts';
import {createStepClock} from './step-clock.ts';
import {isScript, type Subject} from './subject.ts';

/** The parts a video is made with. */
export interface ProductionParts {
  readonly director: Director;
  readonly voice: Voice;
  /** Finds the times of words where the voice gives none. Default: they are estimated. */
  readonly aligner?: Pick<Aligner, 'align' | 'close'>;
  /** How words are said that the voice gets wrong, in every video. */
  readonly pronunciations?: Pronunciations;
  /** Spoken lines of earlier videos. Default: none are kept. */
  readonly narrationCache?: NarrationCache;
  /** Where composed music of earlier videos is. Default: none is kept. */
  readonly stems?: StemCacheOptions;
  /** Asked in order for each scene that wants a picture. */
  readonly media: readonly MediaSource[];
  /** Clips that were cut for earlier videos. Default: none are kept. */
  readonly mediaCache?: MediaCache;
  readonly renderer: Renderer;
  readonly clock: () => Date;
}

export interface ProduceOptions {
  /** Folder in which the video's own folder is made. Default: `out` in the working directory. */
  readonly directory?: string;
  /** Id of the template. Default: `headline`. */
  readonly template?: string;
  /** Id of a built-in theme, or a theme of your own. Default: the template's. */
  readonly theme?: string | Theme;
  /** Default: `9:16`. */
  readonly aspect?: Aspect;
  /** Options of the template. */
  readonly templateOptions?: Storyboard['template']['options'];
  /** Kinds of overlays of the template that run over the whole video, as `progress`. Default: none. */
  readonly overlays?: readonly string[];
  /** Keeps the files that the storyboard names in the folder `assets`, for `<StoryboardPlayer>`. Default: no. */
  readonly keepAssets?: boolean;
  /** Word captions on screen. Default: shown, in the style `box`. */
  readonly captions?: Partial<Storyboard['captions']>;
  /** Feeds every random choice. Default: the script's id. */
  readonly seed?: string;
  /** Speaking rate; 1 is the voice's own pace. Default: that of the script's style. */
  readonly rate?: number;
  /** How words are said that the voice gets wrong; these come before those of the pipeline. */
  readonly pronunciations?: Pronunciations;
  /** What lies under the speech: a mood, a recording of yours, or `none`. Default: a mood that suits the style. */
  readonly music?: MusicChoice;
  /** Short sounds on the cuts. Default: yes. */
  readonly effects?: boolean;
  /**
   * Pictures and clips that were shown before and must not be shown again, or what reads them once the script is known;
   * see `recentMedia`. Default: none.
   */
  readonly avoid?: ReadonlySet<string> | ((script: Script) => Promise<ReadonlySet<string>>);
  /** How frames are drawn. Default: the renderer's own choice, `auto`. */
  readonly engine?: EngineChoice;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** What has to fit the template before a video can be drawn. */
export type CheckOptions = Pick<
  ProduceOptions,
  'template' | 'theme' | 'aspect' | 'templateOptions' | 'overlays' | 'signal' | 'onProgress'
>;

/** Spoken words of a storyboard in ms from the start of the video. */
function wordsOf(storyboard: Storyboard) {
  return storyboard.scenes.flatMap((scene) => {
    const startMs = (scene.startFrame / storyboard.fps) * 1000;
    return scene.words.map((word) => ({
      text: word.text,
      startMs: startMs + word.startMs,
      endMs: startMs + word.endMs,
    }));
  });
}

/** Why scenes have another picture than they might have had, each reason once. */
function reasonsOf(failures: readonly MediaFailure[]) {
  const reasons = failures.map(({source, error}) => {
    const reason = error instanceof Error ? error.message : String(error);
    return `media source ${source}: ${reason}`.slice(0, 1000);
  });
  return [...new Set(reasons)].map((reason) => ({step: 'gather', reason}));
}

async function keepAssets({assets}: Storyboard, files: AssetFiles, folder: string): Promise<void> {
  await mkdir(folder);
  for (const [id, asset] of Object.entries(assets)) {
    const file = files[id];
    if (file !== undefined) await copyFile(file, join(folder, assetFileName(id, asset)));
  }
}

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Gets template and theme ready, and the renderer for them.
 * @throws ViralError `unknown-template`; InvalidInputError for what the template does not have, or a theme there is none of
 */
export async function prepare(
  {renderer}: Pick<ProductionParts, 'renderer'>,
  {template, theme, aspect, templateOptions, overlays, signal, onProgress}: CheckOptions,
): Promise<{readonly prepared: PreparedTemplate; readonly theme: Theme}> {
  const named = typeof theme === 'string' ? findTheme(theme) : theme;
  const prepared = await renderer.doPrepare({
    template: template ?? 'headline',
    aspect: aspect ?? '9:16',
    ...(templateOptions === undefined ? {} : {options: templateOptions}),
    ...(overlays === undefined ? {} : {overlays}),
    signal: signal ?? new AbortController().signal,
    onProgress: onProgress ?? (() => {}),
  });
  return {prepared, theme: named ?? findTheme(prepared.defaultTheme)};
}

/** Makes one video, from a brief or a finished script to a folder under its final name. */
export async function produce(
  parts: ProductionParts,
  subject: Subject,
  options: ProduceOptions,
): Promise<Video> {
  const signal = options.signal ?? new AbortController().signal;
  const onProgress = options.onProgress ?? (() => {});
  const clock = createStepClock(onProgress, signal);
  const aspect = options.aspect ?? '9:16';
  const pronunciations = {...parts.pronunciations, ...options.pronunciations};

  // Refused before anything is made: a browser and a text would be work for nothing.
  if (subject.language !== undefined) voicesFor(parts.voice.chain ?? [parts.voice], subject.language);
  compilePronunciations(pronunciations);

  const named = typeof options.theme === 'string' ? findTheme(options.theme) : options.theme;
  const out = await openUnfinishedFolder(resolve(options.directory ?? 'out'));
  try {
    const work = join(out.path, 'work');
    await mkdir(work);

    const {prepared, theme} = await clock.run('prepare', () =>
      prepare(parts, {...options, ...(named === undefined ? {} : {theme: named}), signal}),
    );
    const brief: BriefInput | null = isScript(subject) ? null : subject;
    const script: Script = isScript(subject)
      ? subject
      : await clock.run(
          'write',
          () => parts.director.writeScript(subject, {signal, onProgress}),
          ({writer}) => writer.usage?.costInUsd ?? 0,
        );
    const scriptFindings = lint(script, {
      paid: script.paidBy !== undefined,
      ...(options.rate === undefined ? {} : {rate: options.rate}),
      ...(isScript(subject) ? {} : {sources: subject.sources ?? []}),
    });

    const narration = await clock.run('narrate', () =>
      narrate(script, {
        voice: parts.voice,
        signal,
        onProgress,
        rate: options.rate ?? script.pace ?? paceOf(script.style),
        pronunciations,
        ...(parts.aligner ? {align: parts.aligner.align} : {}),
        ...(parts.narrationCache ? {cache: parts.narrationCache} : {}),
      }),
    );
    const mediaFailures: MediaFailure[] = [];
    const avoid = typeof options.avoid === 'function' ? await options.avoid(script) : options.avoid;
    const gathered = await clock.run('gather', () =>
      gatherAssets(script, {
        sources: parts.media,
        directory: work,
        ...frameSizes[aspect],
        palette: Object.values(theme.palette),
        seed: options.seed ?? script.id,
        sceneSeconds: sceneSecondsOf(script, narration),
        ...(avoid === undefined ? {} : {avoid}),
        ...(parts.mediaCache ? {cache: parts.mediaCache} : {}),
        onFailure: (failure) => mediaFailures.push(failure),
        signal,
        onProgress,
      }),
    );
    const silent = await clock.run('storyboard', () =>
      createStoryboard({
        script,
        narration,
        gathered,
        theme,
        aspect,
        seed: options.seed ?? script.id,
        template: prepared.id,
        ...(options.captions === undefined ? {} : {captions: options.captions}),
        ...(options.overlays === undefined ? {} : {overlays: options.overlays}),
        ...(options.templateOptions === undefined ? {} : {options: options.templateOptions}),
      }),
    );
    const soundtrack = await clock.run('soundtrack', () =>
      composeSoundtrack({
        storyboard: silent,
        narration,
        directory: work,
        music: options.music ?? moodOf(script.style),
        signal,
        ...(options.effects === undefined ? {} : {effects: options.effects}),
        ...(parts.stems ? {stems: parts.stems} : {}),
      }),
    );
    const storyboard = withSoundtrack(silent, soundtrack);
    const storyboardFindings = lint(storyboard);

    const cues = createCues(wordsOf(storyboard), {
      language: storyboard.language,
      durationMs: (storyboard.durationInFrames / storyboard.fps) * 1000,
    });
    await writeWhole(join(out.path, videoFiles.script), asJson(script));
    await writeWhole(join(out.path, videoFiles.storyboard), asJson(storyboard));
    await writeWhole(
      join(out.path, videoFiles.captionsSrt),
      formatSrt(cues, {language: storyboard.language}),
    );
    await writeWhole(
      join(out.path, videoFiles.captionsVtt),
      formatVtt(cues, {language: storyboard.language}),
    );

    const files = {...gathered.files, [soundtrack.assetId]: soundtrack.file};
    if (options.keepAssets === true) await keepAssets(storyboard, files, join(out.path, assetsFolder));

    const videoFile = join(out.path, videoFiles.video);
    const firstScene = storyboard.scenes[0];
    const rendered = await clock.run('render', () =>
      render(storyboard, {
        renderer: parts.renderer,
        files,
        outputFile: videoFile,
        engine: options.engine,
        // Late enough in the opening scene for its entrance to have settled.
        cover: {
          frame: Math.floor((firstScene?.durationInFrames ?? 0) * 0.6),
          file: join(out.path, videoFiles.cover),
        },
        // The step is running already; that the renderer gets ready for it again is its own affair.
        onProgress: (progress) => {
          if (progress.step === 'render') onProgress(progress);
        },
        signal,
      }),
    );
    const inspection = await clock.run('inspect', () => inspect(videoFile, {storyboard, signal}));

    const id = `${folderNameOf(script.title)}-${contentHash(storyboard).slice(0, 6)}`;
    const manifest = createManifest({
      id,
      createdAt: parts.clock(),
      brief,
      script,
      storyboard,
      narration,
      soundtrack,
      rendered,
      voice: parts.voice,
      bytes: (await stat(videoFile)).size,
      findings: [...script.findings, ...scriptFindings, ...storyboardFindings, ...inspection.findings],
      degraded: reasonsOf(mediaFailures),
      steps: clock.steps,
    });
    await writeWhole(join(out.path, videoFiles.manifest), asJson(manifest));
    await rm(work, {recursive: true, maxRetries: 4});
    signal.throwIfAborted();
    onProgress({step: 'finish', fraction: 1});
    return {id, folder: await out.finish(id), manifest};
  } catch (error) {
    await out.discard();
    if (signal.aborted || ViralError.isInstance(error)) throw error;
    throw error instanceof Error && 'syscall' in error ? writingError(error, out.path) : error;
  }
}
