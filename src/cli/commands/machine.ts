import type {Command} from 'commander';
import type {CacheClearFlags} from '../cache.ts';
import {jsonArrayOption, jsonOption} from '../options/json.ts';
import {run} from '../run.ts';

/** Adds what looks after this machine: `viral doctor` and `viral cache`. */
export function addMachineCommands(program: Command): void {
  program.commandsGroup('This machine:');
  program
    .command('doctor')
    .description('say what works on this machine and what to do about what does not')
    .option(...jsonArrayOption)
    .action((flags: {json?: boolean}) =>
      run(async (signal) => (await import('../doctor.ts')).doctor(flags, signal)),
    );

  const cache = program.command('cache').description('what is kept between runs: see it, clear it');

  cache
    .command('info', {isDefault: true})
    .description(
      'say where finished scenes, bundles, the unpacked browser, speech, music and media are, and how large',
    )
    .option(...jsonOption)
    .action((flags: {json?: boolean}) => run(async () => (await import('../cache.ts')).cacheInfo(flags)));

  cache
    .command('clear')
    .description('remove finished scenes, or what is named; not while a video is being made')
    .option('--scenes', 'finished scenes (when nothing is named)')
    .option('--bundles', 'bundles of templates')
    .option('--sound', 'spoken lines and music')
    .option(
      '--all',
      'all of these, pictures and clips of services, what comparing engines found, and the unpacked browser',
    )
    .option(...jsonOption)
    .action((flags: CacheClearFlags) =>
      run(async (signal) => (await import('../cache.ts')).cacheClear(flags, signal)),
    );
}
