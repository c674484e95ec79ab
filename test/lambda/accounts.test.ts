import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {deployLambda, listRemains, type LambdaAccount, type LambdaRenderer} from '../../src/render/lambda.ts';
import {render} from '../../src/render/render.ts';
import {ownEntry, processesWith, testCacheDir} from '../render/small-storyboard.ts';
import {viral} from '../cli/command.ts';
import {openTestPlace, shortStoryboard, type TestPlace} from './lambda-place.ts';
import {firstAccount} from './stand-in/stand-in.ts';

const second = '222222222222';
let test: TestPlace;
let acme: LambdaAccount;
/** The second account's place, in another region. */
let there: TestPlace['place'] & {readonly account: LambdaAccount};
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 2});
  const {id, secret} = test.standIn.keyOf(second);
  acme = {name: 'acme', credentials: {accessKeyId: id, secretAccessKey: secret}};
  const told: string[] = [];
  const deployed = await deployLambda({
    account: acme,
    region: 'us-east-1',
    siteName: 'test',
    timeoutInSeconds: 120,
    cacheDir: testCacheDir,
    entry: ownEntry,
    onProgress: (_, detail) => told.push(detail),
  });
  expect(deployed.did).toMatchObject({function: 'created', site: 'uploaded'});
  expect(told).toContain('site');
  const {functionName, bucketName} = deployed;
  const serveUrl = `${test.standIn.url}/${bucketName}/sites/test/index.html`;
  there = {account: acme, region: 'us-east-1', functionName, bucketName, serveUrl};
}, 240_000);
afterAll(async () => test?.[Symbol.asyncDispose]());
afterEach(() => test.heal());

let videos = 0;
const renderShort = async (renderer: LambdaRenderer, n: number) =>
  render(shortStoryboard(n), {renderer, files: {}, outputFile: join(test.folder, `${++videos}.mp4`)});
const left = () =>
  [...test.standIn.s3.buckets.values()].flatMap(({objects}) =>
    [...objects.keys()].filter((key) => !key.startsWith('sites/')),
  );

/** Processes of accounts that this one has started. */
const ownProcesses = async () =>
  (await processesWith('account-process')).filter(({pid}) => {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(parent) === process.pid;
  });

describe('several accounts in one batch', () => {
  it('share the work, each with its own credentials, and leave nothing in either', async () => {
    const {standIn} = test;
    await using renderer = test.renderer({limit: 2, reserve: 0, also: [{...there, limit: 2, reserve: 0}]});
    const all = await Promise.all(Array.from({length: 8}, async (_, n) => renderShort(renderer, 400 + n)));
    const places = all.map(({remote}) => `${remote?.account ?? '-'}/${remote?.region}`);
    expect(new Set(places)).toEqual(new Set(['-/eu-central-1', 'acme/us-east-1']));
    const launches = standIn.invocations.filter(({routine}) => routine === 'launch');
    expect(launches).toHaveLength(8);
    for (const [account, region, name] of [
      [firstAccount, 'eu-central-1', '-/eu-central-1'],
      [second, 'us-east-1', 'acme/us-east-1'],
    ] as const) {
      const own = launches.filter((each) => each.account === account && each.region === region);
      expect(own).toHaveLength(places.filter((place) => place === name).length);
      expect(standIn.lambda.peak(account, region)).toBeLessThanOrEqual(2);
    }
    expect(standIn.throttled()).toBe(0);
    expect(standIn.refused).toEqual([]);
    await renderer.doClose();
    expect(left()).toEqual([]);
    expect(await ownProcesses()).toEqual([]);
  }, 200_000);

  it('go on where the credentials of one fail, and ask for those that have expired once more', async () => {
    const {standIn} = test;
    {
      standIn.settings.expired = true;
      await using renderer = test.renderer({limit: 2, reserve: 0, also: [{...there, limit: 2, reserve: 0}]});
      const all = await Promise.all([420, 421, 422].map(async (n) => renderShort(renderer, n)));
      expect(all.map(({remote}) => remote?.account)).toEqual(['acme', 'acme', 'acme']);
      test.heal();
    }
    let asked = 0;
    const {id, secret} = standIn.keyOf(second);
    const refreshed: LambdaAccount = {
      name: 'acme',
      credentials: () => ({accessKeyId: asked++ === 0 ? 'EXPIRED' : id, secretAccessKey: secret}),
    };
    await using renderer = test.renderer({...there, account: refreshed, limit: 2, reserve: 0});
    expect((await renderShort(renderer, 430)).remote).toMatchObject({account: 'acme', attempts: 1});
    expect(asked).toBe(2);
  }, 200_000);

  it('begin nothing twice when the process that speaks for an account is killed', async () => {
    const journal = join(test.folder, 'acme.jsonl');
    test.standIn.settings.fault = ({routine}) => (routine === 'start' ? {kind: 'slow', afterMs: 800} : null);
    const since = test.standIn.invocations.length;
    await using renderer = test.renderer({...there, limit: 4, reserve: 0, journal});
    const rendering = renderShort(renderer, 440);
    while (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('"intent"')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const {pid} of await ownProcesses()) process.kill(pid, 'SIGKILL');
    expect((await rendering).remote).toMatchObject({account: 'acme', attempts: 1});
    const launches = test.standIn.invocations.slice(since).filter(({routine}) => routine === 'launch');
    expect(launches).toHaveLength(1);
    await renderer.removeRemains();
    expect(left()).toEqual([]);
  }, 200_000);

  it('are told by a profile on the command line', async () => {
    const {id, secret} = test.standIn.keyOf(second);
    const credentials = join(test.folder, 'credentials');
    writeFileSync(credentials, `[acme]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`);
    const {account: _, ...place} = there;
    writeFileSync(
      join(test.folder, 'viral.lambda.json'),
      JSON.stringify({version: 1, places: [test.place, {...place, profile: 'acme'}]}),
    );
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = credentials;
    const {code, stdout, stderr} = await viral(['lambda', 'status', '--json'], {cwd: test.folder});
    delete process.env['AWS_SHARED_CREDENTIALS_FILE'];
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {region: 'eu-central-1', problem: null, quota: {limit: 2, known: true}},
      {region: 'us-east-1', account: 'acme', problem: null, quota: {limit: 2, known: true}},
    ]);
    expect(stdout).not.toContain(secret);
    expect((await listRemains(there)).videos.count).toBe(0);
  }, 100_000);
});
