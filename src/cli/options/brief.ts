import type {Command} from 'commander';
import {repeatable} from './repeatable.ts';

const styles =
  'newsroom, explainer, analyst, sceptic, coach, friend, rapid-facts, storyteller, deadpan, documentary';

/** Options of a text to tell: `--from` and whose it is. */
export function addSourceOptions(command: Command): Command {
  return command
    .option(
      '--from <source>',
      'article to tell: a file (text, Markdown, HTML), a web address, or - for standard input; may be given several times',
      repeatable,
    )
    .option('--own', 'the text is your own: nothing to credit, no limit on copying from it');
}

/** `--platform` of a command that takes one; `viral script` takes several. */
export const platformOption = [
  '--platform <name>',
  'tiktok, youtube (shorts) or instagram (reels) (default: tiktok)',
] as const;

/**
 * Options of what is told, to whom and how: `BriefFlags` without those of a source.
 * @param platform how the command takes platforms
 */
export function addBriefOptions(command: Command, platform: readonly [flags: string, text: string]): Command {
  return command
    .option('--topic <text>', 'what the video is about; with --point, or with a model, it needs no source')
    .option('--point <text>', 'a point to make; may be given several times', repeatable)
    .option(...platform)
    .option(
      '--language <tag>',
      'language of the script; detected when left out; without a model English alone',
    )
    .option('--seconds <n>', 'length to aim for in seconds, 5 to 180 (default: 35, 30 for reels)')
    .option(
      '--style <name>',
      `pace and tone: ${styles}, or one of viral.config.json (default: one that suits the text)`,
    )
    .option('--audience <text>', 'whom it is told to, as in "beginners"')
    .option('--goal <name>', 'what viewers are asked: follow, comment, save, visit or source')
    .option('--paid-by <name>', 'who pays for the video: it is said, shown and written under the post');
}

/**
 * Options of who writes: `ModelFlags`.
 * @param budget what the command calls the budget of the model
 */
export function addModelOptions(command: Command, budget = '--budget <usd>'): Command {
  return command
    .option(
      '--model <name>',
      'who writes: gemini, gemini:NAME, openai:NAME, URL#NAME of a server with chat completions, replay:FOLDER, or none (default: none, the embedded writer)',
    )
    .option(budget, 'what the model may cost, in US dollars; refused before it is spent')
    .option('--record <folder>', 'keep the calls of the model, to be replayed with --model replay:FOLDER')
    .option(
      '--patterns [file]',
      'prefer first lines of kinds that did well in what viral analyze --learn counted, in this file or in the usual store',
    );
}
