#!/usr/bin/env node
import {Command} from 'commander';
import {environmentTable} from '../embedded.ts';
import {ViralError} from '../errors.ts';
import {packageVersion} from '../package-version.ts';
import {exitCodeOf, exitCodes} from './exit.ts';
import {interruptible} from './interruption.ts';
import type {AnalyzeFlags} from './analyze.ts';
import type {CacheClearFlags} from './cache.ts';
import type {EvaluateFlags} from './evaluate.ts';
import {addLambdaCommands} from './lambda-commands.ts';
import type {LintFlags} from './lint.ts';
import type {MakeFlags} from './make.ts';
import type {TemplatesFlags} from './templates.ts';
import type {MusicFlags} from './music.ts';
import type {NarrateFlags} from './narrate.ts';
import type {NewsFlags} from './news.ts';
import type {PatternsFlags} from './patterns.ts';
import type {PredictFlags} from './predict.ts';
import type {ScriptFlags} from './script.ts';

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
  .option('--script <file>', 'finished script instead, as viral script writes it and you have changed it')
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
  .option('--audience <text>', 'whom it is told to, as in "beginners"; kept in the manifest')
  .option('--goal <name>', 'what viewers are asked: follow, comment, save, visit or source')
  .option('--paid-by <name>', 'who pays for the video: it is said, shown and written under the post')
  .option(
    '--model <name>',
    'who writes: gemini, gemini:NAME, openai:NAME, URL#NAME of a server with chat completions, replay:FOLDER, or none (default: none, the embedded writer)',
  )
  .option('--budget <usd>', 'what the model may cost, in US dollars; refused before it is spent')
  .option('--record <folder>', 'keep the calls of the model, to be replayed with --model replay:FOLDER')
  .option(
    '--patterns [file]',
    'prefer first lines of kinds that did well in what viral analyze --learn counted, in this file or in the usual store',
  )
  .option('--template <id>', 'template (default: headline); see viral templates')
  .option(
    '--option <name=value>',
    'an option of the template, as in wipes=false; may be given several times; see viral templates',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option(
    '--overlay <kind>',
    'an overlay of the template over the whole video, as in progress; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option(
    '--keep-assets',
    'keep pictures, clips and sound beside the video, in the folder assets: a player needs them',
  )
  .option('--theme <id>', "theme (default: the template's); see viral templates")
  .option('--brand <colour>', "your colour, as in '#E4002B': the theme in colours of that hue, all readable")
  .option('--logo <file>', 'PNG or JPEG file whose main colours the theme takes')
  .option(
    '--captions <style>',
    'box, karaoke, minimal, pop, underline, one-word, typewriter, stacked or none (default: box)',
  )
  .option('--aspect <ratio>', '9:16, 1:1 or 16:9 (default: 9:16)')
  .option(
    '--media <sources>',
    'where pictures and clips come from, with commas between: a folder of yours, pexels, pixabay, generated, or none (default: generated)',
  )
  .option(
    '--avoid-recent <n>',
    'show nothing that the last n videos in the folder for results show; 0 for no care (default: 5)',
  )
  .option('--voice <name>', 'voice, or several with commas between; see viral voices (default: flite/slt)')
  .option(
    '--pronunciations <file>',
    'JSON file: words as written, and how they are said, as in {"Cheeto": "cheat oh"}',
  )
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
  .command('script')
  .description('write a script to read and to change: script.json, and what it says on the screen')
  .option(
    '--from <source>',
    'article to tell: a file (text, Markdown, HTML), a web address, or - for standard input; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option('--own', 'the text is your own: nothing to credit, no limit on copying from it')
  .option('--topic <text>', 'what the video is about; with --point, or with a model, it needs no source')
  .option(
    '--point <text>',
    'a point to make; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option(
    '--platform <names>',
    'tiktok, youtube (shorts) or instagram (reels), several with commas between: written for the first, adapted to the others (default: tiktok)',
  )
  .option('--language <tag>', 'language of the script; with a model any, else English')
  .option('--seconds <n>', 'length to aim for, 5 to 180 (default: 35, 30 for reels)')
  .option(
    '--style <name>',
    'newsroom, explainer, analyst, sceptic, coach, friend, rapid-facts, storyteller, deadpan, documentary, or one of viral.config.json',
  )
  .option('--audience <text>', 'whom it is told to, as in "beginners"')
  .option('--goal <name>', 'what viewers are asked: follow, comment, save, visit or source')
  .option('--paid-by <name>', 'who pays for the video: it is said, shown and written under the post')
  .option(
    '--model <name>',
    'who writes: gemini, gemini:NAME, openai:NAME, URL#NAME of a server with chat completions, replay:FOLDER, or none (default: none, the embedded writer)',
  )
  .option('--budget <usd>', 'what the model may cost, in US dollars; refused before it is spent')
  .option('--record <folder>', 'keep the calls of the model, to be replayed with --model replay:FOLDER')
  .option(
    '--patterns [file]',
    'prefer first lines of kinds that did well in what viral analyze --learn counted, in this file or in the usual store',
  )
  .option('--variants <n>', 'one body with n first lines, 1 to 26 (default: 1)')
  .option('--optimize', 'look for a better first line and mend what the checks find; every change is shown')
  .option('--news', 'weave in what is reported on the topic now, dated and attributed')
  .option(
    '--feed <source>',
    'with --news: an RSS, Atom, RDF or JSON feed; may be given several times (default: Hacker News, and services with a key)',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option('--out <file>', 'JSON file to write (default: script.json; with --json none)')
  .option('--json', 'print one JSON object (an array for several) on standard output and nothing else there')
  .action((flags: ScriptFlags) => run(async (signal) => (await import('./script.ts')).script(flags, signal)));

program
  .command('music')
  .description('compose music in a mood and print its figures')
  .option('--mood <name>', 'upbeat, tense, calm, epic, lo-fi, mystery, corporate or playful')
  .option('--seconds <n>', 'length, 3 to 900 (default: 30)')
  .option('--seed <text>', 'the same seed gives the same music (default: 1)')
  .option('--out <file>', 'WAV file to write')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: MusicFlags) => run(async (signal) => (await import('./music.ts')).music(flags, signal)));

const templatesCommand = program
  .command('templates')
  .description('list templates and themes')
  .option('--gallery <folder>', 'draw every template in every theme and aspect, with a page to look through')
  .option('--template <id...>', 'only these in the gallery')
  .option('--theme <id...>', 'only these in the gallery')
  .option('--aspect <ratio...>', 'only these in the gallery: 9:16, 1:1, 16:9')
  .option('--compositions <entry>', 'Remotion entry with templates of your own')
  .option('--json', 'print one JSON object')
  .action((flags: TemplatesFlags) =>
    run(async (signal) => (await import('./templates.ts')).templates(flags, signal)),
  );

templatesCommand
  .command('new')
  .description('write a template of your own to begin with, and the entry that registers it')
  .argument('<name>', 'lower-case-words-with-hyphens')
  .option('--out <folder>', 'folder for index.tsx (default: video)')
  .action((name: string, flags: {out?: string}) =>
    run(async () => (await import('./new-template.ts')).newTemplate(name, flags)),
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
  .command('news')
  .description('say what is reported now, the most prominent first, and why')
  .option('--topic <text>', 'what it should be about')
  .option(
    '--feed <source>',
    'an RSS, Atom, RDF or JSON feed: a web address or a file; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option(
    '--source <name>',
    'hacker-news, guardian, gnews or newsapi; may be given several times (default: those with a key, where no feed is named)',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option(
    '--category <name>',
    'business, entertainment, health, politics, science, sports, technology or world',
  )
  .option('--language <tag>', 'language of the reports')
  .option('--limit <n>', 'stories, 1 to 200 (default: 10)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: NewsFlags) => run(async (signal) => (await import('./news.ts')).news(flags, signal)));

program
  .command('narrate')
  .description('speak a text and print its figures')
  .argument('<file>', 'a file (text, Markdown, HTML), a web address, or - for standard input')
  .option('--voice <name>', 'voice, or several with commas between; see viral voices (default: flite/slt)')
  .option('--language <tag>', 'language of the text; detected when left out')
  .option(
    '--pronunciations <file>',
    'JSON file: words as written, and how they are said, as in {"Cheeto": "cheat oh"}',
  )
  .option('--rate <n>', "0.5 to 2; 1 is the voice's own pace (default: 1)")
  .option('--out <file>', 'WAV file to write (default: narration.wav)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((file: string, flags: NarrateFlags) =>
    run(async (signal) => (await import('./narrate.ts')).narrate(file, flags, signal)),
  );

program
  .command('lint')
  .description(
    'say what is wrong with scripts before anything is rendered; ends with 1 where there are errors',
  )
  .argument('[scripts...]', 'script.json files')
  .option(
    '--source <source>',
    'text that the script was written from, a file or a web address: its claims are held against it; may be given several times, in the order of the script',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option('--rules <file>', 'JSON file: rules to turn off, other severities, other limits')
  .option('--paid', 'somebody pays for the video: it has to say so')
  .option('--list', 'list the rules with their severities and limits')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((scripts: string[], flags: LintFlags) =>
    run(async (signal) => (await import('./lint.ts')).lintCommand(scripts, flags, signal)),
  );

program
  .command('analyze')
  .description('say how videos open, are built, sound and look, and how they did against their own account')
  .argument(
    '<videos...>',
    'video files, addresses of them, folders of finished videos, or lists of videos (.jsonl, .json, .csv)',
  )
  .option('--data <file>', 'other videos of the accounts, for what they usually get')
  .option('--learn', 'count the videos of lists for viral patterns')
  .option('--own', 'with --learn: they are your own')
  .option('--limit <n>', 'rows of a list to read at most')
  .option('--store <file>', 'where analyses and patterns are kept (default: VIRAL_STORE)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((videos: string[], flags: AnalyzeFlags) =>
    run(async (signal) => (await import('./analyze.ts')).analyze(videos, flags, signal)),
  );

program
  .command('patterns')
  .description('say which hooks and structures work, how sure that is, and what it rests on')
  .option('--platform <name>', 'tiktok, youtube (shorts) or instagram (reels)')
  .option('--category <text>', 'as in the data that was learned from; with --platform')
  .option('--hook <type>', 'only this hook')
  .option('--by <what>', 'hook or hook-and-structure (default: hook)')
  .option('--limit <n>', 'patterns, 1 to 1000 (default: 10)')
  .option('--record', 'instead: how predictions did that were written down before results came')
  .option('--store <file>', 'where patterns are kept (default: VIRAL_STORE)')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: PatternsFlags) => run(async () => (await import('./patterns.ts')).patterns(flags)));

program
  .command('evaluate')
  .description(
    'judge the ranker of first lines on tests it has not seen, or what can be told of your own history',
  )
  .option('--pairs <file>', 'randomised tests to judge on: JSON lines, gzipped or not')
  .option(
    '--history <file>',
    'instead: videos of accounts with their counters (.jsonl, .json, .csv); how well their rates can be told, on authors held out and forward in time',
  )
  .option('--train <file>', 'learn from these instead of from the other stories of --pairs')
  .option('--folds <n>', 'parts that stories are dealt to, 2 to 20 (default: 5)')
  .option('--shuffles <n>', 'runs of the control with shuffled labels, 0 to 200 (default: 20)')
  .option('--picture <file>', 'SVG file to write')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((flags: EvaluateFlags) =>
    run(async (signal) => (await import('./evaluate.ts')).evaluateCommand(flags, signal)),
  );

program
  .command('predict')
  .description('say which script has the first line that will do best, and why')
  .argument('[scripts...]', 'script.json files')
  .option(
    '--hook <text>',
    'a first line to judge; may be given several times',
    (text: string, all: string[] | undefined) => [...(all ?? []), text],
  )
  .option('--results <file>', 'results of your own to learn from: JSON lines, gzipped or not')
  .option('--account <name>', 'whose median is to be beaten, where the results are of several accounts')
  .option('--json', 'print one JSON object on standard output and nothing else there')
  .action((scripts: string[], flags: PredictFlags) =>
    run(async () => (await import('./predict.ts')).predict(scripts, flags)),
  );

const cache = program.command('cache').description('what is kept between runs: see it, clear it');

cache
  .command('info', {isDefault: true})
  .description(
    'say where finished scenes, bundles, the unpacked browser, speech and music are, and how large',
  )
  .option('--json', 'print one JSON object')
  .action((flags: {json?: boolean}) => run(async () => (await import('./cache.ts')).cacheInfo(flags)));

cache
  .command('clear')
  .description('remove finished scenes, or what is named; not while a video is being made')
  .option('--scenes', 'finished scenes (when nothing is named)')
  .option('--bundles', 'bundles of templates')
  .option('--sound', 'spoken lines and music')
  .option('--all', 'all of these, what comparing engines found, and the unpacked browser')
  .option('--json', 'print one JSON object')
  .action((flags: CacheClearFlags) =>
    run(async (signal) => (await import('./cache.ts')).cacheClear(flags, signal)),
  );

addLambdaCommands(program, run);

await program.parseAsync();
