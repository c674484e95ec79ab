import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {manifestSchema} from '../../src/schema/index.ts';
import {scriptOf} from '../audio/script.ts';
import {start, viral} from '../cli/command.ts';
import {ownEntry} from '../render/small-storyboard.ts';
import {openTestPlace, shortStoryboard, type TestPlace} from './lambda-place.ts';

let test: TestPlace;
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 4});
  writeFileSync(
    join(test.folder, 'viral.lambda.json'),
    JSON.stringify({version: 1, places: [{...test.place, limit: 4}]}),
  );
}, 120_000);
afterAll(async () => test?.[Symbol.asyncDispose]());

const run = async (args: readonly string[]) => viral(args, {cwd: test.folder});
const json = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('viral batch --on lambda', () => {
  const args = [
    'batch',
    'videos.jsonl',
    '--on',
    'lambda',
    '--template',
    'own-template',
    '--theme',
    'lagoon',
    '--quality',
    'draft',
    '--media',
    'none',
    '--json',
  ];

  it('is refused before anything is made when a line is wrong', async () => {
    writeFileSync(join(test.folder, 'wrong.jsonl'), '{"id":"a","topic":"Tea"}\n{"id":"a"}\n{');
    const {code, stderr} = await run(['batch', 'wrong.jsonl', '--on', 'lambda']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/line 2, id: 'a' stands in line 1 already/);
    expect(stderr).toMatch(/line 3: is not JSON/);
    expect(existsSync(join(test.folder, 'out'))).toBe(false);
  }, 90_000);

  it('makes whole folders, equal lines once, and goes on after kill -9 without paying twice', async () => {
    const line = (id: string, spoken: string) => JSON.stringify({...scriptOf([spoken, 'Bye.']), id});
    writeFileSync(join(test.folder, 'videos.jsonl'), [line('one', 'Tea.'), line('again', 'Tea.')].join('\n'));
    const journal = join(test.folder, 'out', '_batch', 'lambda-journal.jsonl');
    const first = start(args, {cwd: test.folder});
    await new Promise<void>((resolve, reject) => {
      const watch = setInterval(() => {
        if (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('"begun"')) return;
        clearInterval(watch);
        first.child.kill('SIGKILL');
        resolve();
      }, 10);
      void first.ended.then(({stderr}) => {
        clearInterval(watch);
        reject(new Error(`it ended before it was killed: ${stderr}`));
      });
    });
    await first.ended;

    const {code, stdout, stderr} = await run(args);
    expect(stderr).not.toMatch(/failed/);
    expect(code).toBe(0);
    const outcomes = json(stdout);
    const summary = outcomes.pop();
    expect(summary).toMatchObject({status: 'summary', total: 2, done: 2, failed: 0, notBegun: 0});
    expect(outcomes.find(({id}) => id === 'again')).toMatchObject({sameAs: 'one', costInUsd: 0});
    const launches = test.standIn.invocations.filter(({routine}) => routine === 'launch');
    expect(launches).toHaveLength(1);

    const folder = String(outcomes.find(({id}) => id === 'one')?.['folder']);
    for (const name of ['video.mp4', 'cover.jpg', 'captions.srt', 'storyboard.json', 'script.json']) {
      expect(existsSync(join(folder, name)), name).toBe(true);
    }
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    expect(manifest.engine).toMatchObject({name: 'lambda', remote: {region: 'eu-central-1', attempts: 1}});
    const ordered = JSON.parse(readFileSync(join(test.folder, 'out', '_batch', 'summary.json'), 'utf8')) as {
      id: string;
    }[];
    expect(ordered.map(({id}) => id)).toEqual(['one', 'again']);
    expect(test.remains()).toEqual([]);

    // Once more: everything is there.
    const again = await run(args);
    expect(again.code).toBe(0);
    expect(json(again.stdout).at(-1)).toMatchObject({done: 2, earlier: 2});
    expect(test.standIn.invocations.filter(({routine}) => routine === 'launch')).toHaveLength(1);
  }, 300_000);
});

describe('viral lambda', () => {
  it('renders one storyboard and leaves it where asked', async () => {
    writeFileSync(join(test.folder, 'storyboard.json'), JSON.stringify(shortStoryboard(300)));
    const left = await run([
      'lambda',
      'render',
      'storyboard.json',
      '--leave',
      '--json',
      '--chunking',
      'throughput',
    ]);
    expect(left.stderr).not.toMatch(/rror/);
    const [video] = json(left.stdout);
    expect(test.remains()).toContain(video?.['key']);
    expect((await fetch(String(video?.['url']))).status).toBe(200);
  }, 150_000);

  it('shows what is there, cleans up what is old, estimates and prints policies', async () => {
    const status = await run(['lambda', 'status', '--json']);
    expect(status.code).toBe(0);
    expect(json(status.stdout)[0]).toMatchObject([
      {region: 'eu-central-1', problem: null, quota: {limit: 4, known: true}, remains: {videos: {count: 1}}},
    ]);
    const young = await run(['lambda', 'cleanup', '--older-than', '1h', '--json']);
    expect(json(young.stdout)[0]).toMatchObject([{videos: {count: 0}}]);
    expect((await run(['lambda', 'cleanup', '--older-than', 'soon'])).code).toBe(2);
    const bucket = test.standIn.s3.buckets.get(test.place.bucketName);
    for (const [key, value] of bucket?.objects ?? [])
      bucket?.objects.set(key, {...value, modified: new Date(0)});
    const old = await run(['lambda', 'cleanup', '--json']);
    expect(json(old.stdout)[0]).toMatchObject([{videos: {count: 1}}]);
    expect(test.remains()).toEqual([]);

    const estimate = json((await run(['lambda', 'estimate', '--videos', '10000', '--json'])).stdout)[0];
    expect(Number(estimate?.['totalInUsd'])).toBeCloseTo(Number(estimate?.['costInUsd']) * 10_000, 6);
    const policies = JSON.parse((await run(['lambda', 'policies', '--for', 'render'])).stdout) as {
      user: object;
      role: object;
    };
    expect(JSON.stringify(policies.user)).toMatch(/lambda:InvokeFunction/);
    expect(JSON.stringify(policies.user)).not.toMatch(/CreateFunction|iam:|"s3:\*"/);
  }, 150_000);
});
