import {z} from 'zod';
import type {TemplateDescription} from '../../compositions/contract.ts';
import {ViralError} from '../../errors.ts';
import {packageVersion} from '../../package-version.ts';
import {descriptionSchema} from '../bundle/templates.ts';
import {clientVersion, functionFacts, type FunctionFacts} from './client.ts';

/** Stands beside a deployed site and says what it is. */
export const siteFactsName = 'viral-site.json';

const siteFactsSchema = z.object({
  version: z.literal(1),
  /** Version of this package. */
  package: z.string(),
  remotion: z.string(),
  /** Hash of everything the site was made of. */
  code: z.string(),
  templates: z.array(descriptionSchema),
});

export interface SiteFacts extends Omit<z.infer<typeof siteFactsSchema>, 'templates'> {
  readonly templates: readonly TemplateDescription[];
}

/** A place of Lambda whose function, site and client were seen to match. */
export interface CheckedPlace {
  readonly region: string;
  readonly functionName: string;
  readonly serveUrl: string;
  readonly bucketName: string;
  readonly site: SiteFacts;
  readonly facts: FunctionFacts;
}

/** What of a place is needed to render there. */
export type FarmPlace = Pick<CheckedPlace, 'region' | 'functionName' | 'serveUrl' | 'bucketName'>;

const redeploy = (region: string) => `Run "viral lambda deploy --region ${region}", or call deployLambda.`;

/**
 * The bucket that an address of a site names: `https://BUCKET.s3.REGION.amazonaws.com/sites/NAME/index.html`, or
 * `http://HOST/BUCKET/sites/NAME/index.html`.
 */
export function bucketOf(serveUrl: string): string | null {
  if (!URL.canParse(serveUrl)) return null;
  const {hostname, pathname} = new URL(serveUrl);
  const byHost = /^(remotionlambda-[a-z0-9-]+)\./.exec(hostname)?.[1];
  return byHost ?? /^\/(remotionlambda-[a-z0-9-]+)\//.exec(pathname)?.[1] ?? null;
}

/**
 * What a deployed site says of itself.
 * @throws ViralError `version-mismatch` when it is none that this package deployed; `fetch-failed`
 */
async function readSite(
  serveUrl: string,
  region: string,
  fetch: typeof globalThis.fetch,
): Promise<SiteFacts> {
  const url = new URL(siteFactsName, serveUrl);
  let answer: Response;
  try {
    answer = await fetch(url);
  } catch (cause) {
    throw new ViralError('fetch-failed', `The site ${serveUrl} cannot be reached.`, {action: 'retry', cause});
  }
  if (!answer.ok) {
    throw new ViralError(
      'version-mismatch',
      `There is no site of this package at ${serveUrl} (${answer.status} for ${siteFactsName}). ${redeploy(region)}`,
    );
  }
  const read = siteFactsSchema.safeParse(await answer.json().catch(() => null));
  if (read.success) return read.data;
  throw new ViralError(
    'version-mismatch',
    `The site ${serveUrl} was deployed by another version of this package. ${redeploy(region)}`,
    {cause: read.error},
  );
}

/**
 * Reads what stands at a place and refuses what does not match: a function, a site and a client of different versions
 * fail in the middle of a render, or render wrongly.
 * @throws ViralError `version-mismatch` with what to do
 */
export async function checkPlace(
  place: {
    readonly region: string;
    readonly functionName: string;
    readonly serveUrl: string;
    readonly bucketName?: string | undefined;
  },
  fetch: typeof globalThis.fetch,
): Promise<CheckedPlace> {
  const {region, functionName, serveUrl} = place;
  const facts = functionFacts(functionName);
  if (facts === null) {
    throw new ViralError(
      'version-mismatch',
      `'${functionName}' is no name of a function that Remotion deploys, as in remotion-render-4-0-527-mem2048mb-disk2048mb-600sec. ${redeploy(region)}`,
    );
  }
  const bucketName = place.bucketName ?? bucketOf(serveUrl);
  if (bucketName === null) {
    throw new ViralError(
      'invalid-input',
      `The address of the site names no bucket: ${serveUrl}. Give it as bucketName.`,
    );
  }
  const installed = await clientVersion();
  if (facts.version !== installed) {
    throw new ViralError(
      'version-mismatch',
      `The function ${functionName} has Remotion ${facts.version}, and @remotion/lambda-client here is ${installed}. ${redeploy(region)}`,
    );
  }
  const site = await readSite(serveUrl, region, fetch);
  if (site.remotion !== installed || site.package !== packageVersion) {
    throw new ViralError(
      'version-mismatch',
      `The site ${serveUrl} has Remotion ${site.remotion} and version ${site.package} of this package; here are ${installed} and ${packageVersion}. ${redeploy(region)}`,
    );
  }
  return {region, functionName, serveUrl, bucketName, site, facts};
}
