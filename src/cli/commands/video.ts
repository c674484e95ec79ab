import type {Command} from 'commander';
import type {BatchFlags} from '../batch.ts';
import type {LintFlags} from '../lint.ts';
import type {MakeFlags} from '../make.ts';
import {addBriefOptions, addModelOptions, addSourceOptions, platformOption} from '../options/brief.ts';
import {jsonOption} from '../options/json.ts';
import {repeatable} from '../options/repeatable.ts';
import {
  addLookOptions,
  addMusicOptions,
  addTemplateOptions,
  compositionsOption,
  engineOption,
  mediaOption,
  pronunciationsOption,
  qualityOption,
  voiceOption,
} from '../options/video.ts';
import {run} from '../run.ts';
import type {ScriptFlags} from '../script.ts';

/** Adds what makes videos: `viral make`, `script`, `lint` and `batch`. */
export function addVideoCommands(program: Command): void {
  program.commandsGroup('Videos:');
  const make = program
    .command('make')
    .description('make one video')
    .option('--script <file>', 'finished script instead, as viral script writes it and you have changed it');
  addSourceOptions(make);
  addBriefOptions(make, platformOption);
  addModelOptions(make);
  addTemplateOptions(make);
  addLookOptions(make);
  make
    .option(...mediaOption)
    .option(
      '--avoid-recent <n>',
      'show nothing that the last n videos in the folder for results show; 0 for no care (default: 5)',
    )
    .option(...voiceOption)
    .option(...pronunciationsOption)
    .option(...qualityOption);
  addMusicOptions(make)
    .option(...engineOption)
    .option(...compositionsOption)
    .option('--out <folder>', 'folder for the result (default: out)')
    .option(...jsonOption)
    .action((flags: MakeFlags) => run(async (signal) => (await import('../make.ts')).make(flags, signal)));

  const script = program
    .command('script')
    .description('write a script to read and to change: script.json, and what it says on the screen');
  addSourceOptions(script);
  addBriefOptions(script, [
    '--platform <names>',
    'tiktok, youtube (shorts) or instagram (reels), several with commas between: written for the first, adapted to the others (default: tiktok)',
  ]);
  addModelOptions(script)
    .option('--variants <n>', 'one body with n first lines, 1 to 26 (default: 1)')
    .option('--optimize', 'look for a better first line and mend what the checks find; every change is shown')
    .option('--news', 'weave in what is reported on the topic now, dated and attributed')
    .option(
      '--feed <source>',
      'with --news: an RSS, Atom, RDF or JSON feed; may be given several times (default: Hacker News, and services with a key)',
      repeatable,
    )
    .option('--out <file>', 'JSON file to write (default: script.json; with --json none)')
    .option(
      '--json',
      'print one JSON object (an array for several) on standard output and nothing else there',
    )
    .action((flags: ScriptFlags) =>
      run(async (signal) => (await import('../script.ts')).script(flags, signal)),
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
      repeatable,
    )
    .option('--rules <file>', 'JSON file: rules to turn off, other severities, other limits')
    .option('--paid', 'somebody pays for the video: it has to say so')
    .option('--list', 'list the rules with their severities and limits')
    .option(...jsonOption)
    .action((scripts: string[], flags: LintFlags) =>
      run(async (signal) => (await import('../lint.ts')).lintCommand(scripts, flags, signal)),
    );

  const batch = program
    .command('batch')
    .description(
      'make the videos of a manifest: JSON lines, each a brief or a script with an id; "video" in a line says how its video looks and wins over the options',
    )
    .argument('<manifest>', 'a file, or - for standard input')
    .option('--on <place>', 'local or lambda (default: local)')
    .option('--region <name>', 'with --on lambda: only this one of the regions deployed to')
    .option('--budget <usd>', 'with --on lambda: stop before functions cost more, in US dollars')
    .option(
      '--chunking <name>',
      'with --on lambda: throughput (one function a video, the most videos for a quota) or latency (default: throughput)',
    )
    .option(
      '--concurrency <n>',
      'videos under way at once (default: 1 here; what the quota holds on Lambda)',
    );
  addModelOptions(batch, '--model-budget <usd>');
  addTemplateOptions(batch);
  addLookOptions(batch)
    .option(...mediaOption)
    .option(...voiceOption)
    .option(...pronunciationsOption)
    .option(...qualityOption);
  addMusicOptions(batch)
    .option(...engineOption)
    .option(compositionsOption[0], `${compositionsOption[1]} (not with --on lambda: deploy it)`)
    .option(
      '--out <folder>',
      'folder for the results (default: out); the same folder goes on where a run ended',
    )
    .option('--json', 'print one JSON object a video as it is done, and one for all at the end')
    .action((manifest: string, flags: BatchFlags) =>
      run(async (signal) => (await import('../batch.ts')).batch(manifest, flags, signal)),
    );
}
