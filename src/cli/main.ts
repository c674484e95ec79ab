#!/usr/bin/env node
import {Command} from 'commander';
import {environmentTable} from '../embedded.ts';
import {ViralError} from '../errors.ts';
import {packageVersion} from '../package-version.ts';
import {exitCodeOf, exitCodes} from './exit.ts';
import {interruptible} from './interruption.ts';
import type {CacheClearFlags} from './cache.ts';
import type {MakeFlags} from './make.ts';
import type {MusicFlags} from './music.ts';
import type {NarrateFlags} from './narrate.ts';

const environmentHelp = Object.entries(environmentTable)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join('\n');

/** Runs a command with an interruptible signal and turns its outcome into an exit code. */
async function run(command: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const interruption = interruptible(() => process.stderr.write('\nInterrupted, cleaning up …\n'));
  try {
    process.exitCode = await command(interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) {
      process.exitCode = exitCodes.interrupted;
      // Everything of ours has ended; timers of a page that was given up would hold the process for half a minute.
      process.stderr.write('Stopped. Nothing was left behind.\n', () => process.exit());
    } else {
      const known = ViralError.isInstance(error);
      const text =
        error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
      process.stderr.write(`${known ? '' : 'Unexpected error: '}${text}\n`);
      process.exitCode = exitCodeOf(error);
    }
  } finally {
    interruption.release();
  }
}

const program = new Command('viral')
  .description('Turns an article or an idea into a narrated, word-captioned vertical video.')
  .version(packageVersion)
  .showHelpAfterError('Call "viral --help" for the commands and options.')
  .configureOutput({outputError: (text, write) => write(text)})
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
  })
  .addHelpText(
    'after',
    `\nEnvironment:\n${environmentHelp}\n\nExit codes: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted.`,
  );

program
  .command('make')
  .description('make one video')
  .option(
    '--from <source>',
    'article to tell: a file (text, Markdown, HTML), a web address, or - for standard input',
  )
  .option('--own', 'the text is your own: nothing to credit, no limit on copying from it')
  .option('--topic <text>', 'what the video is about; with --point it needs no source')
  .option(
    '--point <text>',
    'a point to make; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option('--platform <name>', 'tiktok, youtube (shorts) or instagram (reels) (default: tiktok)')
  .option('--language <tag>', 'language of the text; detected when left out')
  .option('--seconds <n>', 'length to aim for, 5 to 180 (default: 35, 30 for reels)')
  .option(
    '--style <name>',
    'pace and tone: newsroom, explainer, analyst, sceptic, coach, friend, rapid-facts, storyteller, deadpan, documentary',
  )
  .option('--audience <text>', 'whom it is told to; kept in the manifest')
  .option('--goal <name>', 'what viewers are asked: follow, comment, save, visit or source')
  .option('--template <id>', 'template (default: headline); see viral templates')
  .option('--theme <id>', "theme (default: the template's); see viral templates")
  .option('--aspect <ratio>', '9:16, 1:1 or 16:9 (default: 9:16)')
  .option('--voice <name>', 'voice, or several with commas between; see viral voices (default: flite/slt)')
  .option('--quality <name>', 'draft, standard or high (default: standard)')
  .option(
    '--music <choice>',
    'a mood (see viral music), a sound file of your own, or none (default: a mood that goes with the style)',
  )
  .option(
    '--music-licence <text>',
    'licence of the sound file, as in CC-BY-4.0 or "own work"; asked for with a file',
  )
  .option('--music-author <text>', 'author of the sound file, where its licence asks for one')
  .option('--no-effects', 'no short sounds on the cuts')
  .option(
    '--engine <name>',
    'auto, web or screenshots; auto takes the web engine where the template draws right in it (default: auto)',
  )
  .option('--compositions <entry>', 'Remotion entry with templates of your own')
  .option('--out <folder>', 'folder for the result (default: out)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: MakeFlags) => run(async (signal) => (await import('./make.ts')).make(flags, signal)));

program
  .command('music')
  .description('compose music in a mood and print its figures')
  .option('--mood <name>', 'upbeat, tense, calm, epic, lo-fi, mystery, corporate or playful')
  .option('--seconds <n>', 'length, 3 to 900 (default: 30)')
  .option('--seed <text>', 'the same seed gives the same music (default: 1)')
  .option('--out <file>', 'WAV file to write')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: MusicFlags) => run(async (signal) => (await import('./music.ts')).music(flags, signal)));

program
  .command('templates')
  .description('list templates and themes')
  .option('--compositions <entry>', 'Remotion entry with templates of your own')
  .option('--json', 'print one JSON object')
  .action((flags: {compositions?: string; json?: boolean}) =>
    run(async (signal) => (await import('./templates.ts')).templates(flags, signal)),
  );

program
  .command('check-template')
  .description('draw every scene of a storyboard in two surroundings and fail where a scene depends on them')
  .argument('<storyboard>', 'a storyboard.json')
  .option('--compositions <entry>', 'Remotion entry with templates of your own')
  .action((storyboard: string, flags: {compositions?: string}) =>
    run(async (signal) =>
      (await import('./check-template.ts')).checkTemplateCommand(storyboard, flags, signal),
    ),
  );

program
  .command('doctor')
  .description('say what works on this machine and what to do about what does not')
  .option('--json', 'print one JSON object')
  .action((flags: {json?: boolean}) =>
    run(async (signal) => (await import('./doctor.ts')).doctor(flags, signal)),
  );

program
  .command('voices')
  .description('list voices: what they speak, whether they work here and why not')
  .option('--json', 'print one JSON array')
  .action((flags: {json?: boolean}) => run(async () => (await import('./voices.ts')).voices(flags)));

program
  .command('narrate')
  .description('speak a text and print its figures')
  .argument('<file>', 'a file (text, Markdown, HTML), a web address, or - for standard input')
  .option('--voice <name>', 'voice, or several with commas between; see viral voices (default: flite/slt)')
  .option('--language <tag>', 'language of the text; detected when left out')
  .option('--rate <n>', "0.5 to 2; 1 is the voice's own pace (default: 1)")
  .option('--out <file>', 'WAV file to write (default: narration.wav)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((file: string, flags: NarrateFlags) =>
    run(async (signal) => (await import('./narrate.ts')).narrate(file, flags, signal)),
  );

const cache = program.command('cache').description('what is kept between runs: see it, clear it');

cache
  .command('info', {isDefault: true})
  .description('say where finished scenes, bundles and the unpacked browser are, and how large')
  .option('--json', 'print one JSON object')
  .action((flags: {json?: boolean}) => run(async () => (await import('./cache.ts')).cacheInfo(flags)));

cache
  .command('clear')
  .description('remove finished scenes, or what is named; not while a video is being made')
  .option('--scenes', 'finished scenes (when nothing is named)')
  .option('--bundles', 'bundles of templates')
  .option('--all', 'both, and the unpacked browser')
  .option('--json', 'print one JSON object')
  .action((flags: CacheClearFlags) =>
    run(async (signal) => (await import('./cache.ts')).cacheClear(flags, signal)),
  );

await program.parseAsync();
