import {oneOf} from '../choices.ts';
import {exitCodes} from '../exit.ts';

/** `viral lambda policies`: what to paste into the AWS console. */
export async function lambdaPoliciesCommand(flags: {readonly for?: string}): Promise<number> {
  const {lambdaPolicies} = await import('../../render/lambda.ts');
  const purpose = oneOf('--for', ['deploy', 'render'], flags.for ?? 'deploy');
  const policies = await lambdaPolicies(purpose);
  process.stdout.write(`${JSON.stringify(policies, null, 2)}\n`);
  return exitCodes.done;
}
