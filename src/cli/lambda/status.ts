import {exitCodes} from '../exit.ts';
import {readPlaces} from './places.ts';
import {sizeText} from './size-text.ts';

/** `viral lambda status`: what is deployed, whether it matches, and what lies in the buckets. */
export async function lambdaStatus(flags: {
  readonly region?: string;
  readonly json?: boolean;
}): Promise<number> {
  const {accountLimit, checkPlace, listRemains} = await import('../../render/lambda.ts');
  const found = [];
  for (const place of await readPlaces(process.cwd(), flags.region)) {
    const problem = await checkPlace(place, fetch).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const {account, ...where} = place;
    const quota = await accountLimit(place.region, account);
    found.push({
      ...where,
      ...(account ? {account: account.name} : {}),
      problem,
      quota,
      remains: await listRemains(place),
    });
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify(found)}\n`);
  else {
    for (const {region, account, functionName, serveUrl, problem, quota, remains} of found) {
      process.stdout.write(
        [
          `${account === undefined ? '' : `${account}/`}${region}   ${problem === null ? 'function and site match' : problem}`,
          `  function  ${functionName}`,
          `  site      ${serveUrl}`,
          `  quota     ${quota.known ? `${quota.limit.toLocaleString('en')} functions at once` : 'could not be read (lambda:GetAccountSettings); 10 are taken to be there'}`,
          `  bucket    videos ${sizeText(remains.videos)}, files ${sizeText(remains.files)}, records ${sizeText(remains.records)}`,
          '',
        ].join('\n'),
      );
    }
  }
  return found.every(({problem}) => problem === null) ? exitCodes.done : exitCodes.failed;
}
