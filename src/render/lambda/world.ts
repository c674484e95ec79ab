import {createHash, randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from '../../errors.ts';
import {openShelf, type AssetShelf} from './assets.ts';
import {openBucket, type Bucket} from './bucket.ts';
import {accountLimit, lambdaClient, type Region} from './client.ts';
import {memoryJournal, openJournal, type Journal} from './journal.ts';
import {lambdaFarm, type LambdaOrder} from './lambda-farm.ts';
import {lambdaDefaults, placesOf, reserveOf, silenceOf, type CheckedOptions} from './options.ts';
import {openPriceBook, type PriceBook} from './price.ts';
import type {Clock} from './rooms.ts';
import {createScheduler, type Scheduler} from './scheduler.ts';
import {checkPlace, type CheckedPlace} from './site.ts';

export interface OpenPlace {
  /** As the journal has it. */
  readonly name: string;
  readonly checked: CheckedPlace;
  readonly bucket: Bucket;
  readonly shelf: AssetShelf;
  readonly limit: number;
  readonly reserve: number;
}

/** Everything that renders, once places were looked at. */
export interface World {
  readonly places: readonly [OpenPlace, ...OpenPlace[]];
  readonly journal: Journal;
  readonly scheduler: Scheduler<LambdaOrder>;
  readonly prices: PriceBook;
  /** @throws ViralError `internal` when there is none of that name */
  placeNamed(name: string): OpenPlace;
  close(): Promise<void>;
}

const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    await sleep(ms, undefined, signal ? {signal} : {});
  },
};

/**
 * Looks at the places and opens journal and scheduler over them.
 * @throws ViralError `version-mismatch`, `dependency-missing`, `fetch-failed`, `output-unwritable`
 */
export async function openWorld(options: CheckedOptions): Promise<World> {
  const client = await lambdaClient();
  const fetch = options.fetch ?? globalThis.fetch;
  const timeoutInMs = options.timeoutInMs ?? lambdaDefaults.timeoutInMs;
  // One batch uses one shelf, whichever process works on it.
  const scope = (
    options.journal === undefined ? randomUUID() : createHash('sha256').update(options.journal).digest('hex')
  ).slice(0, 13);
  const open = async (place: ReturnType<typeof placesOf>[number]): Promise<OpenPlace> => {
    const checked = await checkPlace(place, fetch);
    const region = checked.region as Region;
    const bucket = await openBucket(region, checked.bucketName);
    const limit = place.limit ?? (await accountLimit(region)).limit;
    const prefix = options.keep?.files === true ? 'viral-assets/kept/' : `viral-assets/${scope}/`;
    return {
      name: checked.region,
      checked,
      bucket,
      shelf: openShelf(bucket, prefix),
      limit,
      reserve: place.reserve ?? reserveOf(limit),
    };
  };
  const [wanted, ...others] = placesOf(options);
  const [first, ...more] = await Promise.all([open(wanted), ...others.map(open)]);
  const places = [first, ...more] as const;
  for (const {checked} of more) {
    if (checked.site.code !== first.checked.site.code) {
      throw new ViralError(
        'version-mismatch',
        `The sites of ${first.checked.region} and ${checked.region} were made of different code. Deploy both anew with "viral lambda deploy".`,
      );
    }
  }
  const journal = options.journal === undefined ? memoryJournal() : openJournal(options.journal);
  const scheduler = createScheduler<LambdaOrder>({
    places: places.map(({name, checked, bucket, limit, reserve}) => ({
      name,
      limit,
      reserve,
      startsPerSecond: options.startsPerSecond ?? lambdaDefaults.startsPerSecond,
      farm: lambdaFarm({
        client,
        place: checked,
        bucket,
        timeoutInMs,
        licenseKey: options.licenseKey ?? null,
        webhook: options.webhook ?? null,
      }),
    })),
    journal,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    budgetInUsd: options.budgetInUsd,
    graceInMs: options.graceInMs ?? lambdaDefaults.graceInMs,
    silenceInMs: silenceOf(timeoutInMs),
    pollInMs: options.pollInMs ?? lambdaDefaults.pollInMs,
    retries: options.retries ?? lambdaDefaults.retries,
  });
  const {memorySizeInMb, diskSizeInMb} = first.checked.facts;
  const prices = openPriceBook(client, {region: first.checked.region, memorySizeInMb, diskSizeInMb});
  return {
    places,
    journal,
    scheduler,
    prices,
    placeNamed(name) {
      const found = places.find((place) => place.name === name);
      if (found === undefined) throw new ViralError('internal', `no place '${name}'`);
      return found;
    },
    async close() {
      journal.close();
    },
  };
}
