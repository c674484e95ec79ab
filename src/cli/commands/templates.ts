import type {Command} from 'commander';
import {jsonOption} from '../options/json.ts';
import {compositionsOption} from '../options/video.ts';
import {run} from '../run.ts';
import type {TemplatesFlags} from '../templates.ts';

/** Adds `viral templates`, `viral templates new` and `viral check-template`. */
export function addTemplateCommands(program: Command): void {
  program.commandsGroup('Templates:');
  const templatesCommand = program
    .command('templates')
    .description('list templates and themes')
    .option(
      '--gallery <folder>',
      'draw every template in every theme and aspect, with a page to look through',
    )
    .option('--template <id...>', 'with --gallery: only these')
    .option('--theme <id...>', 'with --gallery: only these')
    .option('--aspect <ratio...>', 'with --gallery: only these of 9:16, 1:1 and 16:9')
    .option(...compositionsOption)
    .option(...jsonOption)
    .action((flags: TemplatesFlags) =>
      run(async (signal) => (await import('../templates.ts')).templates(flags, signal)),
    );

  templatesCommand
    .command('new')
    .description('write a template of your own to begin with, and the entry that registers it')
    .argument('<name>', 'lower-case-words-with-hyphens')
    .option('--out <folder>', 'folder for the template and its entry, index.tsx (default: video)')
    .action((name: string, flags: {out?: string}) =>
      run(async () => (await import('../new-template.ts')).newTemplate(name, flags)),
    );

  program
    .command('check-template')
    .description(
      'draw every scene of a storyboard in two surroundings and fail where a scene depends on them',
    )
    .argument('<storyboard>', 'a storyboard.json')
    .option(...compositionsOption)
    .action((storyboard: string, flags: {compositions?: string}) =>
      run(async (signal) =>
        (await import('../check-template.ts')).checkTemplateCommand(storyboard, flags, signal),
      ),
    );
}
