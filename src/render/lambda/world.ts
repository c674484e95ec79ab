import {createHash, randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {ViralError} from '../../errors.ts';
import {openAccount, toolsOf, type Account} from './account.ts';
import {openShelf, type AssetShelf} from './assets.ts';
import type {Bucket} from './bucket.ts';
import {lambdaClient} from './client.ts';
import type {Farm} from './farm.ts';
import {memoryJournal, openJournal, type Journal} from './journal.ts';
import type {LambdaOrder} from './lambda-farm.ts';
import {lambdaDefaults, placeName, placesOf, reserveOf, silenceOf, type CheckedOptions} from './options.ts';
import {openTools} from './place-tools.ts';
import {openPriceBook, type PriceBook} from './price.ts';
import type {Clock} from './rooms.ts';
import {createScheduler, type Scheduler} from './scheduler.ts';
import {checkPlace, type CheckedPlace} from './site.ts';

export interface OpenPlace {
  /** As the journal has it. */
  readonly name: string;
  /** Of another account, its name. */
  readonly account: string | null;
  readonly checked: CheckedPlace;
  readonly farm: Farm<LambdaOrder>;
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
  const accounts = new Map<string, Account>();
  const open = async (given: ReturnType<typeof placesOf>[number]): Promise<OpenPlace> => {
    const checked = await checkPlace(given, fetch);
    const {region, functionName, serveUrl, bucketName} = checked;
    const toolsOptions = {
      place: {region, functionName, serveUrl, bucketName},
      timeoutInMs,
      licenseKey: options.licenseKey ?? null,
      webhook: options.webhook ?? null,
    };
    let account = given.account === undefined ? null : (accounts.get(given.account.name) ?? null);
    if (given.account !== undefined && account === null) {
      account = openAccount(given.account);
      accounts.set(account.name, account);
    }
    const tools = account === null ? await openTools(toolsOptions) : toolsOf(account, toolsOptions);
    const limit = given.limit ?? (await tools.limit());
    const prefix = options.keep?.files === true ? 'viral-assets/kept/' : `viral-assets/${scope}/`;
    return {
      name: placeName(given),
      account: account?.name ?? null,
      checked,
      farm: tools.farm,
      bucket: tools.bucket,
      shelf: openShelf(tools.bucket, prefix),
      limit,
      reserve: given.reserve ?? reserveOf(limit),
    };
  };
  async function closeAccounts(): Promise<void> {
    await Promise.all([...accounts.values()].map(async (account) => account.close()));
  }
  async function openAll(): Promise<World> {
    const [wanted, ...others] = placesOf(options);
    const [first, ...more] = await Promise.all([open(wanted), ...others.map(open)]);
    const places = [first, ...more] as const;
    for (const {name, checked} of more) {
      if (checked.site.code !== first.checked.site.code) {
        throw new ViralError(
          'version-mismatch',
          `The sites of ${first.name} and ${name} were made of different code. Deploy both anew with "viral lambda deploy".`,
        );
      }
    }
    const journal = options.journal === undefined ? memoryJournal() : openJournal(options.journal);
    const scheduler = createScheduler<LambdaOrder>({
      places: places.map(({name, farm, limit, reserve}) => ({
        name,
        limit,
        reserve,
        startsPerSecond: options.startsPerSecond ?? lambdaDefaults.startsPerSecond,
        farm,
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
        await closeAccounts();
      },
    };
  }
  try {
    return await openAll();
  } catch (error) {
    await closeAccounts();
    throw error;
  }
}
