import {join, relative, resolve} from 'node:path';
import {createDirector} from '../director/index.ts';
import {createPipeline, embeddedVoiceNamed} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import {aspectSchema} from '../platforms/index.ts';
import {type Video, videoFiles} from '../schema/index.ts';
import {type BriefFlags, briefOf, checkBriefFlags, requireSubject} from './brief-flags.ts';
import {calledAs} from './called-as.ts';
import {oneOf} from './choices.ts';
import {compositionsOf} from './compositions-entry.ts';
import {exitCodes} from './exit.ts';
import {captionsOf, engineOf, templateOptionsOf, themeOf, type LookFlags} from './look.ts';
import {avoidanceOf, mediaOf} from './media-choice.ts';
import {type ModelFlags, modelOf} from './model-choice.ts';
import {type MusicChoiceFlags, musicOf} from './music-choice.ts';
import {createProgressDisplay} from './progress-display.ts';
import {readPronunciations} from './pronunciations-file.ts';
import {readScriptFile} from './script-file.ts';
import {readSettings} from './settings.ts';

/** The options of `viral make`, as typed. */
export interface MakeFlags extends BriefFlags, ModelFlags, LookFlags, MusicChoiceFlags {
  readonly script?: string;
  readonly avoidRecent?: string;
  readonly out?: string;
  readonly json?: boolean;
}

function summary(video: Video): string {
  const {manifest, folder} = video;
  const shown = relative(process.cwd(), folder);
  const at = (name: string) => join(shown.startsWith('..') ? folder : shown, name);
  const {width, height, fps, durationInSeconds} = manifest.video;
  const {integratedLufs} = manifest.loudness;
  const heard = integratedLufs === null ? 'silent' : `${integratedLufs} LUFS`;
  const lines = [
    manifest.title,
    `  ${at(videoFiles.video)}   ${width}x${height}, ${fps} fps, ${durationInSeconds} s, ${heard}`,
    `  ${at(videoFiles.cover)}   ${videoFiles.captionsSrt}   ${videoFiles.captionsVtt}   ${videoFiles.script}   ${videoFiles.storyboard}   ${videoFiles.manifest}`,
  ];
  for (const finding of manifest.findings.filter((each) => each.severity !== 'info')) {
    lines.push(`  ${finding.severity}: ${finding.message}`);
  }
  // A picture that could not be used, a service that did not answer: the video is whole, and not what was meant.
  for (const {reason} of manifest.degraded) lines.push(`  warning: ${reason}`);
  if (manifest.status !== 'approved') {
    lines.push('  Look at it before posting: a check found an error.');
  }
  return lines.join('\n');
}

/** What decides how a script is written; with a finished one nothing is left to decide. */
const writing = [
  'from',
  'own',
  'topic',
  'point',
  'platform',
  'language',
  'seconds',
  'style',
  'audience',
  'goal',
  'paidBy',
  'model',
  'budget',
  'record',
  'patterns',
] as const satisfies readonly (keyof MakeFlags)[];

function refuseBeside(flags: MakeFlags): void {
  const issues = writing
    .filter((name) => flags[name] !== undefined)
    .map((name) => ({
      path: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      message: 'cannot be given with --script, which says it already',
    }));
  if (issues.length > 0) throw new InvalidInputError('the call', issues);
}

/** `viral make`: one video from a topic, a file, a page, standard input or a finished script. */
export async function make(flags: MakeFlags, signal: AbortSignal): Promise<number> {
  const settings = await readSettings(process.cwd());
  if (flags.script === undefined) requireSubject(flags);
  else refuseBeside(flags);
  const aspect = oneOf('--aspect', aspectSchema.options, flags.aspect ?? '9:16');
  const quality = oneOf('--quality', ['draft', 'standard', 'high'], flags.quality ?? 'standard');
  const music = await musicOf(flags);
  const engine = engineOf(flags.engine);
  checkBriefFlags(flags, settings);
  const given = flags.script === undefined ? null : (await readScriptFile(flags.script)).script;
  const model = given === null ? await modelOf(flags, settings) : null;

  const pronunciations = await readPronunciations(flags.pronunciations, settings.pronunciations);
  const theme = await themeOf({...flags, theme: flags.theme ?? settings.theme}, signal);
  const captions = captionsOf(flags.captions);
  const templateOptions = templateOptionsOf(flags.option);
  const directory = resolve(flags.out ?? settings.out ?? 'out');
  const media = await mediaOf(flags.media ?? settings.media);
  const avoid = avoidanceOf(flags.avoidRecent, directory);

  const voice = await embeddedVoiceNamed(flags.voice ?? settings.voice ?? 'flite/slt');
  const display = createProgressDisplay(process.stderr);
  const compositions = await compositionsOf(flags.compositions, settings);
  const template = flags.template ?? settings.template;
  try {
    const subject = given ?? (await briefOf(flags, settings, signal));
    await using pipeline = createPipeline({
      voice,
      ...(model === null ? {} : {director: createDirector(model)}),
      quality,
      pronunciations,
      ...(media === undefined ? {} : {media}),
      ...(compositions === undefined ? {} : {compositions}),
    });
    const video = await pipeline.produce(subject, {
      directory,
      aspect,
      engine,
      signal,
      onProgress: display.onProgress,
      ...(template === undefined ? {} : {template}),
      ...(theme === undefined ? {} : {theme}),
      ...(captions === undefined ? {} : {captions}),
      ...(templateOptions === undefined ? {} : {templateOptions}),
      ...(flags.overlay === undefined ? {} : {overlays: flags.overlay}),
      ...(flags.keepAssets === true ? {keepAssets: true} : {}),
      ...(avoid === undefined ? {} : {avoid}),
      ...(music === undefined ? {} : {music}),
      ...(flags.effects === false ? {effects: false} : {}),
    });
    display.end();
    if (flags.json === true) {
      process.stdout.write(`${JSON.stringify({folder: video.folder, ...video.manifest})}\n`);
    } else {
      const viral = calledAs();
      process.stdout.write(
        `${summary(video)}\n\nNext:\n  ${viral} make --from https://example.com/an-article\n  ${viral} templates\n  ${viral} doctor\n`,
      );
    }
    return video.manifest.status === 'approved' ? exitCodes.done : exitCodes.failed;
  } finally {
    display.end();
  }
}
