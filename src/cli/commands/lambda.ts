import type {Command} from 'commander';
import type {CleanupFlags} from '../lambda/cleanup.ts';
import type {DeployFlags} from '../lambda/deploy.ts';
import type {EstimateFlags} from '../lambda/estimate.ts';
import type {RenderFlags} from '../lambda/render.ts';
import {jsonArrayOption, jsonOption} from '../options/json.ts';
import {compositionsOption, qualityOption} from '../options/video.ts';
import {run} from '../run.ts';

/** Adds `viral lambda …`. */
export function addLambdaCommands(program: Command): void {
  program.commandsGroup('Remotion Lambda:');
  const lambda = program
    .command('lambda')
    .description('Remotion Lambda in your AWS account; see docs/lambda.md');
  lambda
    .command('deploy')
    .description('deploy function and site, or find them unchanged')
    .requiredOption('--region <name>', 'region of AWS to deploy to, as in eu-central-1; asked for')
    .option('--profile <name>', 'profile in ~/.aws of another account, kept in viral.lambda.json')
    .option('--site <name>', 'name of the site (default: viral-video-generator)')
    .option('--memory <mb>', 'memory of the function in MB, 512 to 10240 (default: 2048)')
    .option('--disk <mb>', 'disk of the function in MB, 512 to 10240 (default: 2048)')
    .option('--timeout <seconds>', 'longest time of a function in seconds, 15 to 900 (default: 600)')
    .option('--role <arn>', 'role of the function, where it is not called remotion-lambda-role')
    .option(...compositionsOption)
    .option(...jsonOption)
    .action((flags: DeployFlags) =>
      run(async (signal) => (await import('../lambda/deploy.ts')).lambdaDeploy(flags, signal)),
    );
  lambda
    .command('render')
    .description('render one storyboard')
    .argument('<storyboard>', 'a storyboard.json')
    .option('--assets <folder>', 'folder with the files that the storyboard names, whatever they are called')
    .option('--region <name>', 'which of the regions deployed to (default: the first)')
    .option('--out <file>', 'MP4 file to write (default: video.mp4)')
    .option(
      '--leave',
      'leave the video in the bucket, fetch nothing, and print an address that works for a day',
    )
    .option(...qualityOption)
    .option(
      '--chunking <name>',
      'throughput (one function, the cheapest) or latency (many functions, soon) (default: latency)',
    )
    .option('--budget <usd>', 'refuse before functions cost more, in US dollars')
    .option(...jsonOption)
    .action((file: string, flags: RenderFlags) =>
      run(async (signal) => (await import('../lambda/render.ts')).lambdaRender(file, flags, signal)),
    );
  lambda
    .command('estimate')
    .description('say what videos would cost and how long they would take; asks nobody')
    .option('--seconds <n>', 'length of a video in seconds, from 1 (default: 30)')
    .option('--videos <n>', 'how many (default: 1)')
    .option('--limit <n>', 'functions that may run at once (default: 1000)')
    .option('--region <name>', 'whose prices (default: us-east-1)')
    .option('--memory <mb>', 'memory of a function in MB, 512 to 10240 (default: 2048)')
    .option(
      '--chunking <name>',
      'throughput (one function a video) or latency (many functions, soon) (default: throughput)',
    )
    .option(
      '--seconds-per-frame <n>',
      'seconds that one function needs for a frame, where you have measured it (default: 0.2)',
    )
    .option(...jsonOption)
    .action((flags: EstimateFlags) =>
      run(async () => (await import('../lambda/estimate.ts')).lambdaEstimate(flags)),
    );
  lambda
    .command('status')
    .description('say what is deployed, whether it matches, the quota, and what lies in the buckets')
    .option('--region <name>', 'only this one of the regions deployed to')
    .option(...jsonArrayOption)
    .action((flags: {region?: string; json?: boolean}) =>
      run(async () => (await import('../lambda/status.ts')).lambdaStatus(flags)),
    );
  lambda
    .command('cleanup')
    .description('remove what killed runs left in the buckets')
    .option('--older-than <age>', 'as in 12h or 7d, at least 1h (default: 1d)')
    .option('--functions', "also functions of Remotion's other versions")
    .option('--region <name>', 'only this one of the regions deployed to')
    .option(...jsonArrayOption)
    .action((flags: CleanupFlags) =>
      run(async () => (await import('../lambda/cleanup.ts')).lambdaCleanup(flags)),
    );
  lambda
    .command('policies')
    .description('print the IAM policies for the user and for the role of the function')
    .option('--for <purpose>', 'deploy, or render: without what only deploying needs (default: deploy)')
    .action((flags: {for?: string}) =>
      run(async () => (await import('../lambda/policies.ts')).lambdaPoliciesCommand(flags)),
    );
}
