import type {Command} from 'commander';
import type {MusicFlags} from '../music.ts';
import type {NarrateFlags} from '../narrate.ts';
import {jsonArrayOption, jsonOption} from '../options/json.ts';
import {pronunciationsOption, voiceOption} from '../options/video.ts';
import {run} from '../run.ts';

/** Adds `viral voices`, `viral narrate` and `viral music`. */
export function addSoundCommands(program: Command): void {
  program.commandsGroup('Sound:');
  program
    .command('voices')
    .description('list voices: what they speak, whether they work here and why not')
    .option(...jsonArrayOption)
    .action((flags: {json?: boolean}) => run(async () => (await import('../voices.ts')).voices(flags)));

  program
    .command('narrate')
    .description('speak a text and print its figures')
    .argument('<file>', 'a file (text, Markdown, HTML), a web address, or - for standard input')
    .option(...voiceOption)
    .option('--language <tag>', 'language of the text; detected when left out')
    .option(...pronunciationsOption)
    .option('--rate <n>', "how fast, 0.5 to 2; 1 is the voice's own pace (default: 1)")
    .option('--out <file>', 'WAV file to write (default: narration.wav)')
    .option(...jsonOption)
    .action((file: string, flags: NarrateFlags) =>
      run(async (signal) => (await import('../narrate.ts')).narrate(file, flags, signal)),
    );

  program
    .command('music')
    .description('compose music in a mood and print its figures')
    .option('--mood <name>', 'upbeat, tense, calm, epic, lo-fi, mystery, corporate or playful; asked for')
    .option('--seconds <n>', 'length in seconds, 3 to 900 (default: 30)')
    .option('--seed <text>', 'the same seed gives the same music (default: 1)')
    .option('--out <file>', 'WAV file to write (default: music.wav)')
    .option(...jsonOption)
    .action((flags: MusicFlags) => run(async (signal) => (await import('../music.ts')).music(flags, signal)));
}
