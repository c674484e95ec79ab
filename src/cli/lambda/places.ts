import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {z} from 'zod';
import {InvalidInputError, parseInput, ViralError} from '../../errors.ts';
import type {LambdaAccount, LambdaPlace} from '../../render/lambda.ts';
import {writeWhole} from '../../whole-files.ts';

/** What `viral lambda deploy` writes and the other commands read, in the working folder. */
export const placesName = 'viral.lambda.json';

const placesSchema = z.strictObject({
  version: z.literal(1),
  places: z
    .array(
      z.strictObject({
        region: z.string().min(1),
        /** Of ~/.aws, for an account beside the environment's. */
        profile: z.string().min(1).optional(),
        functionName: z.string().min(1),
        serveUrl: z.url(),
        bucketName: z.string().min(3),
        /** Functions that may run at once; the account's quota when left out. */
        limit: z.int().min(1).optional(),
        reserve: z.int().min(0).optional(),
      }),
    )
    .min(1),
});
export type Place = LambdaPlace & {readonly bucketName: string};
type StoredPlace = z.infer<typeof placesSchema>['places'][number];

/** An account by the profile that has its credentials. */
export const accountOf = (profile: string): LambdaAccount => ({
  name: profile.replaceAll(/[^0-9a-zA-Z_-]/g, '-').slice(0, 60),
  credentials: {profile},
});

async function readStored(folder: string): Promise<readonly StoredPlace[]> {
  const file = resolve(folder, placesName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new ViralError(
      'file-not-found',
      `Nothing was deployed from here: there is no ${placesName}. Run "viral lambda deploy --region eu-central-1" first.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(file, [{path: '', message: 'is not JSON'}], {cause});
  }
  return parseInput(placesSchema, value, file).places;
}

/**
 * The places that were deployed to from a folder.
 * @param region only that one
 * @throws ViralError `file-not-found` when nothing was; InvalidInputError when the file is mangled
 */
export async function readPlaces(folder: string, region?: string): Promise<readonly [Place, ...Place[]]> {
  const places = await readStored(folder);
  const [first, ...rest] = places
    .filter((place) => region === undefined || place.region === region)
    .map(({profile, ...place}) => (profile === undefined ? place : {...place, account: accountOf(profile)}));
  if (first === undefined) {
    throw new InvalidInputError('--region', [
      {
        path: '',
        message: `'${region}' was not deployed to; ${placesName} has ${places.map((place) => place.region).join(', ')}`,
      },
    ]);
  }
  return [first, ...rest];
}

/** Keeps a place; one of the same region and profile is replaced. */
export async function keepPlace(folder: string, place: StoredPlace): Promise<string> {
  const file = resolve(folder, placesName);
  let others: readonly StoredPlace[] = [];
  try {
    others = (await readStored(folder)).filter(
      ({region, profile}) => region !== place.region || profile !== place.profile,
    );
  } catch (error) {
    if (!(ViralError.isInstance(error) && error.code === 'file-not-found')) throw error;
  }
  await writeWhole(file, `${JSON.stringify({version: 1, places: [...others, place]}, null, 2)}\n`);
  return file;
}
