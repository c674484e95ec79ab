import type {Command} from 'commander';
import type {AnalyzeFlags} from '../analyze.ts';
import type {EvaluateFlags} from '../evaluate.ts';
import type {NewsFlags} from '../news.ts';
import {jsonOption} from '../options/json.ts';
import {repeatable} from '../options/repeatable.ts';
import type {PatternsFlags} from '../patterns.ts';
import type {PredictFlags} from '../predict.ts';
import {run} from '../run.ts';

/** Adds what tells what people read and watch: `viral news`, `analyze`, `patterns`, `predict` and `evaluate`. */
export function addAudienceCommands(program: Command): void {
  program.commandsGroup('What people read and watch:');
  program
    .command('news')
    .description('say what is reported now, the most prominent first, and why')
    .option('--topic <text>', 'what it should be about')
    .option(
      '--feed <source>',
      'an RSS, Atom, RDF or JSON feed: a web address or a file; may be given several times',
      repeatable,
    )
    .option(
      '--source <name>',
      'hacker-news, guardian, gnews or newsapi; may be given several times (default: those with a key, where no feed is named)',
      repeatable,
    )
    .option(
      '--category <name>',
      'business, entertainment, health, politics, science, sports, technology or world',
    )
    .option('--language <tag>', 'language of the reports')
    .option('--limit <n>', 'stories, 1 to 200 (default: 10)')
    .option(...jsonOption)
    .action((flags: NewsFlags) => run(async (signal) => (await import('../news.ts')).news(flags, signal)));

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
    .option('--limit <n>', 'rows of a list to read at most (default: 100000)')
    .option('--store <file>', 'where analyses and patterns are kept (default: VIRAL_STORE)')
    .option(...jsonOption)
    .action((videos: string[], flags: AnalyzeFlags) =>
      run(async (signal) => (await import('../analyze.ts')).analyze(videos, flags, signal)),
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
    .option(...jsonOption)
    .action((flags: PatternsFlags) => run(async () => (await import('../patterns.ts')).patterns(flags)));

  program
    .command('predict')
    .description('say which script has the first line that will do best, and why')
    .argument('[scripts...]', 'script.json files')
    .option('--hook <text>', 'a first line to judge; may be given several times', repeatable)
    .option('--results <file>', 'results of your own to learn from: JSON lines, gzipped or not')
    .option('--account <name>', 'whose median is to be beaten, where the results are of several accounts')
    .option(...jsonOption)
    .action((scripts: string[], flags: PredictFlags) =>
      run(async () => (await import('../predict.ts')).predict(scripts, flags)),
    );

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
    .option(...jsonOption)
    .action((flags: EvaluateFlags) =>
      run(async (signal) => (await import('../evaluate.ts')).evaluateCommand(flags, signal)),
    );
}
