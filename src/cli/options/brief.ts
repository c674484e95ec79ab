import type {Command} from 'commander';
import {repeatable} from './repeatable.ts';

const styles =
  'newsroom, explainer, analyst, sceptic, coach, friend, rapid-facts, storyteller, deadpan, documentary';

/** What two commands say differently of the same option. */
interface Wording {
  readonly topic: string;
  readonly platform: readonly [flags: string, text: string];
  readonly language: string;
  readonly style: (names: string) => string;
  readonly audience: string;
}

/** Options of what is told, to whom and how: `BriefFlags` without `--from`. */
export function addBriefOptions(
  command: Command,
  {topic, platform, language, style, audience}: Wording,
): Command {
  return command
    .option('--own', 'the text is your own: nothing to credit, no limit on copying from it')
    .option('--topic <text>', topic)
    .option('--point <text>', 'a point to make; may be given several times', repeatable)
    .option(...platform)
    .option('--language <tag>', language)
    .option('--seconds <n>', 'length to aim for, 5 to 180 (default: 35, 30 for reels)')
    .option('--style <name>', style(styles))
    .option('--audience <text>', audience)
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
