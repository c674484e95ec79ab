import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {ViralError} from '../../errors.ts';
import {orAborted} from '../../or-aborted.ts';
import {placesName, readPlaces} from './places.ts';

/** What a new account may be given; a render cut for speed needs more. */
const fewFunctions = 100;

/** Nobody waits for longer, ms. */
const askedForMs = 20_000;

export interface LambdaCheck {
  readonly part: string;
  readonly look: () => Promise<string>;
}

/** What `viral doctor` asks of Lambda: nothing, where nothing was deployed from the folder. */
export async function lambdaChecks(folder: string): Promise<readonly LambdaCheck[]> {
  const deployed = await stat(resolve(folder, placesName)).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (!deployed) return [];
  const places = await readPlaces(folder);
  const {accountLimit, checkPlace} = await import('../../render/lambda.ts');
  const {lambdaClient, lambdaDeployment} = await import('../../render/lambda/client.ts');
  // Profiles are looked at by what is asked of their places.
  const own = places.filter(({account}) => account === undefined);
  const regions = own.map(({region}) => region as Parameters<typeof checkPermissions>[0]);

  async function checkPermissions(
    region: Parameters<Awaited<ReturnType<typeof lambdaDeployment>>['simulatePermissions']>[0]['region'],
  ): Promise<string> {
    const {simulatePermissions} = await lambdaDeployment();
    const asking = simulatePermissions({region});
    const {results} = await orAborted(asking, AbortSignal.timeout(askedForMs)).catch((cause: unknown) => {
      throw new ViralError(
        'render-failed',
        `AWS does not say what the user may do (${cause instanceof Error ? cause.message : String(cause)}). It may still render; for this check it needs iam:SimulatePrincipalPolicy.`,
        {cause},
      );
    });
    const refused = results.filter(({decision}) => decision !== 'allowed').map(({name}) => name);
    if (refused.length === 0) return 'the user may deploy and render';
    throw new ViralError(
      'render-failed',
      `the user may not ${refused.join(', ')}. Give it what "viral lambda policies" prints; to render alone, what it prints with --for render is enough.`,
    );
  }

  const nameOf = ({account, region}: (typeof places)[number]) =>
    account === undefined ? region : `${account.name}/${region}`;
  return [
    ...regions.slice(0, 1).map((region) => ({
      part: 'Lambda credentials',
      look: async () => {
        const {getAwsClient} = await lambdaClient();
        const {client, sdk} = getAwsClient({region, service: 'sts'});
        try {
          const {Arn} = await client.send(new sdk.GetCallerIdentityCommand({}));
          return Arn ?? 'accepted';
        } catch (error) {
          throw new ViralError(
            'render-failed',
            `AWS does not accept the credentials (${error instanceof Error ? error.message : String(error)}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN where they are temporary.`,
            {cause: error},
          );
        }
      },
    })),
    ...places.map((place) => ({
      part: `Lambda ${nameOf(place)}`,
      look: async () => {
        const {site} = await checkPlace(place, fetch);
        return `function and site match, Remotion ${site.remotion}`;
      },
    })),
    ...places.map((place) => ({
      part: `quota ${nameOf(place)}`,
      look: async () => {
        if (place.limit !== undefined) return `${place.limit} functions at once, as viral.lambda.json says`;
        const {limit, known} = await accountLimit(place.region, place.account);
        const more = 'Ask for more under Service Quotas, L-B99A9384 (Concurrent executions).';
        if (!known) {
          throw new ViralError(
            'render-failed',
            'the quota may not be read: allow lambda:GetAccountSettings, or write "limit" into viral.lambda.json. 10 functions are taken to be there.',
          );
        }
        return limit < fewFunctions
          ? `${limit} functions at once, which is few. ${more}`
          : `${limit} functions at once`;
      },
    })),
    ...regions.slice(0, 1).map((region) => ({
      part: 'Lambda policies',
      look: async () => checkPermissions(region),
    })),
  ];
}
