import {ViralError} from '../../errors.ts';
import {inAccount, type LambdaAccount} from './account.ts';

export type LambdaClient = typeof import('@remotion/lambda-client');
export type LambdaDeployment = typeof import('@remotion/lambda');
/** A region of AWS by its name; Remotion refuses those it does not know. */
export type Region = Parameters<LambdaClient['estimatePrice']>[0]['region'];

async function loaded<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      `Rendering on Lambda needs ${name}, which is not installed; run "npm i --save-exact @remotion/lambda @remotion/lambda-client" in the version of your remotion.`,
      {cause},
    );
  }
}

/** What starts renders and looks after them: light, no bundler. */
export const lambdaClient = async (): Promise<LambdaClient> =>
  loaded('@remotion/lambda-client', () => import('@remotion/lambda-client'));

/** What deploys functions and sites: heavy. */
export const lambdaDeployment = async (): Promise<LambdaDeployment> =>
  loaded('@remotion/lambda', () => import('@remotion/lambda'));

/** The version of Remotion's Lambda code that is installed here: what functions and sites must have as well. */
export async function clientVersion(): Promise<string> {
  const {speculateFunctionName} = await lambdaClient();
  const name = speculateFunctionName({memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120});
  return functionFacts(name)?.version ?? 'unknown';
}

export interface FunctionFacts {
  readonly version: string;
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  readonly timeoutInSeconds: number;
}

/** What the name of a function says of it, as in `remotion-render-4-0-527-mem2048mb-disk2048mb-240sec`. */
export function functionFacts(functionName: string): FunctionFacts | null {
  const found = /^remotion-render-(\d+-\d+-\d+.*)-mem(\d+)mb-disk(\d+)mb-(\d+)sec$/.exec(functionName);
  if (found === null) return null;
  return {
    version: (found[1] ?? '').replace(/^(\d+)-(\d+)-(\d+)/, '$1.$2.$3'),
    memorySizeInMb: Number(found[2]),
    diskSizeInMb: Number(found[3]),
    timeoutInSeconds: Number(found[4]),
  };
}

/** What a new account may be given; nothing else is known where the quota cannot be read. */
const smallestLimit = 10;

/**
 * Functions that may run at once in the account, in that region. Where its settings may not be read: 10, what the
 * smallest accounts have.
 */
export async function accountLimit(
  region: string,
  account?: LambdaAccount,
): Promise<{readonly limit: number; readonly known: boolean}> {
  if (account) return inAccount(account, 'accountLimit', [region]);
  const client = await lambdaClient();
  const {client: lambda, sdk} = client.getAwsClient({region: region as Region, service: 'lambda'});
  try {
    const {AccountLimit} = await lambda.send(new sdk.GetAccountSettingsCommand({}));
    const limit = AccountLimit?.ConcurrentExecutions;
    return limit === undefined ? {limit: smallestLimit, known: false} : {limit, known: true};
  } catch {
    return {limit: smallestLimit, known: false};
  }
}
