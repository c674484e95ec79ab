import type {Command} from 'commander';
import {repeatable} from './repeatable.ts';

/** Options of the template: which, how, and what is kept for a player. */
export function addTemplateOptions(command: Command): Command {
  return command
    .option('--template <id>', 'template (default: headline); see viral templates')
    .option(
      '--option <name=value>',
      'an option of the template, as in wipes=false; may be given several times; see viral templates',
      repeatable,
    )
    .option(
      '--overlay <kind>',
      'an overlay of the template over the whole video, as in progress; may be given several times',
      repeatable,
    )
    .option(
      '--keep-assets',
      'keep pictures, clips and sound beside the video, in the folder assets: a player needs them',
    );
}

/** Options of colours, captions and shape. */
export function addLookOptions(command: Command): Command {
  return command
    .option('--theme <id>', "theme (default: the template's); see viral templates")
    .option(
      '--brand <colour>',
      "your colour, as in '#E4002B': the theme in colours of that hue, all readable",
    )
    .option('--logo <file>', 'PNG or JPEG file whose main colours the theme takes')
    .option(
      '--captions <style>',
      'box, karaoke, minimal, pop, underline, one-word, typewriter, stacked or none (default: box)',
    )
    .option('--aspect <ratio>', '9:16, 1:1 or 16:9 (default: 9:16)');
}

export const mediaOption = [
  '--media <sources>',
  'where pictures and clips come from, with commas between: a folder of yours, pexels, pixabay, generated, or none (default: generated)',
] as const;

/** Options of the voice, here and where a text is only spoken. */
export const voiceOption = [
  '--voice <name>',
  'voice, or several with commas between; see viral voices (default: flite/slt)',
] as const;
export const pronunciationsOption = [
  '--pronunciations <file>',
  'JSON file: words as written, and how they are said, as in {"Cheeto": "cheat oh"}',
] as const;

export const qualityOption = ['--quality <name>', 'draft, standard or high (default: standard)'] as const;

export const engineOption = [
  '--engine <name>',
  'auto, web or screenshots; auto takes the web engine where the template draws right in it (default: auto)',
] as const;

export const compositionsOption = [
  '--compositions <entry>',
  'Remotion entry with templates of your own',
] as const;

/** Options of what is heard beside the voice. */
export function addMusicOptions(command: Command): Command {
  return command
    .option(
      '--music <choice>',
      'a mood (see viral music), a sound file of your own, or none (default: a mood that goes with the style)',
    )
    .option(
      '--music-licence <text>',
      'licence of the sound file, as in CC-BY-4.0 or "own work"; asked for with a file',
    )
    .option('--music-author <text>', 'author of the sound file, where its licence asks for one')
    .option('--no-effects', 'no short sounds on the cuts');
}
