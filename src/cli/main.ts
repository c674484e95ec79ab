#!/usr/bin/env node
import {Command} from 'commander';
import {environmentTable} from '../embedded.ts';
import {packageVersion} from '../package-version.ts';
import {addAudienceCommands} from './commands/audience.ts';
import {addLambdaCommands} from './commands/lambda.ts';
import {addMachineCommands} from './commands/machine.ts';
import {addSoundCommands} from './commands/sound.ts';
import {addTemplateCommands} from './commands/templates.ts';
import {addVideoCommands} from './commands/video.ts';
import {exitCodes} from './exit.ts';

const environmentHelp = Object.entries(environmentTable)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join('\n');

const program = new Command('viral')
  .description('Turns an article or an idea into a narrated, word-captioned vertical video.')
  .version(packageVersion)
  .configureOutput({outputError: (text, write) => write(text)})
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
  })
  .addHelpText(
    'after',
    `\nEnvironment:\n${environmentHelp}\n\nExit codes: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted.`,
  );

/** After an error, the help that has what was meant: that of the command. */
function pointToHelp(command: Command, calledAs: string): void {
  const what = command.commands.length > 0 ? 'commands and options' : 'options';
  command.showHelpAfterError(`Call "${calledAs} --help" for the ${what}.`);
  for (const each of command.commands) pointToHelp(each, `${calledAs} ${each.name()}`);
}

for (const add of [
  addVideoCommands,
  addSoundCommands,
  addTemplateCommands,
  addAudienceCommands,
  addLambdaCommands,
  addMachineCommands,
]) {
  add(program);
}

pointToHelp(program, program.name());
await program.parseAsync();
