import {InvalidInputError} from '../../errors.ts';
import {exitCodes} from '../exit.ts';
import {readPlaces} from './places.ts';
import {sizeText} from './size-text.ts';

export interface CleanupFlags {
  readonly region?: string;
  readonly olderThan?: string;
  readonly functions?: boolean;
  readonly json?: boolean;
}

const unitMs = {h: 3_600_000, d: 86_400_000} as const;

function ageOf(text: string): number {
  const found = /^(\d+)(h|d)$/.exec(text);
  const unit = found?.[2];
  if (unit === 'h' || unit === 'd') return Number(found?.[1]) * unitMs[unit];
  throw new InvalidInputError('--older-than', [{path: '', message: `'${text}' is no age, as in 12h or 7d`}]);
}

/** `viral lambda cleanup`: what killed runs left behind. */
export async function lambdaCleanup(flags: CleanupFlags): Promise<number> {
  const {clearRemains, removeOldFunctions} = await import('../../render/lambda.ts');
  const age = ageOf(flags.olderThan ?? '1d');
  const cleared = [];
  for (const place of await readPlaces(process.cwd(), flags.region)) {
    const remains = await clearRemains(place, age, Date.now());
    const {region, account} = place;
    const functions = flags.functions === true ? await removeOldFunctions(region, account) : [];
    cleared.push({
      region: account === undefined ? region : `${account.name}/${region}`,
      ...remains,
      functions,
    });
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify(cleared)}\n`);
  else {
    for (const {region, videos, files, records, functions} of cleared) {
      process.stdout.write(
        `${region}   removed: videos ${sizeText(videos)}, files ${sizeText(files)}, records ${sizeText(records)}${flags.functions === true ? `, functions ${functions.length}` : ''}\n`,
      );
    }
  }
  return exitCodes.done;
}
