import {spawn} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe} from '../../src/ffmpeg.ts';
import {ownEntry} from '../render/small-storyboard.ts';
import {openTestPlace, shortStoryboard, type TestPlace} from './lambda-place.ts';
import {seeded} from './simulation/simulate.ts';

let test: TestPlace;
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 4});
}, 120_000);
afterAll(async () => test?.[Symbol.asyncDispose]());

const built = fileURLToPath(new URL('../../dist/render/lambda.js', import.meta.url));
const script = fileURLToPath(new URL('./driver.mjs', import.meta.url));
const videos = 16;
const mostKills = 24;

describe('a driver that is killed at random', () => {
  it(`${mostKills} times while it renders ${videos} videos: each is begun once, and all are there`, async () => {
    const seed = Number(process.env['KILL_SEED'] ?? 5);
    const random = seeded(seed);
    const order = join(test.folder, 'order.json');
    const journal = join(test.folder, 'journal.jsonl');
    const place = {...test.place, limit: 4, reserve: 0};
    const storyboards = Array.from({length: videos}, (_, n) => shortStoryboard(500 + n));
    writeFileSync(order, JSON.stringify({lambdaRenderer: built, place, storyboards, folder: test.folder}));
    // The time in which a kill hurts most is made long: between an intent and its id.
    test.standIn.settings.fault = ({routine}) => (routine === 'start' ? {kind: 'slow', afterMs: 500} : null);
    const read = () => (existsSync(journal) ? readFileSync(journal, 'utf8') : '');
    const openIntents = () => {
      const open = new Set<string>();
      for (const line of read().split('\n').slice(0, -1)) {
        const {is, job} = JSON.parse(line) as {is: string; job: string};
        if (is === 'intent') open.add(job);
        else open.delete(job);
      }
      return open.size;
    };
    let kills = 0;
    let betweenTheWrites = 0;
    let over = false;
    while (!over) {
      const child = spawn(process.execPath, [script, order], {stdio: ['ignore', 'ignore', 'pipe']});
      let stderr = '';
      child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      if (kills < mostKills) {
        // Some die while they start, most while they work.
        const from = read().length;
        const patience = Date.now() + (random() < 0.8 ? 8000 : 0);
        while (read().length === from && child.exitCode === null && Date.now() < patience) await sleep(5);
        await sleep(random() * 900);
        const open = openIntents();
        if (child.exitCode === null && child.kill('SIGKILL')) {
          kills++;
          if (open > 0) betweenTheWrites++;
        }
      }
      const code = await ended;
      if (code !== null) {
        expect(stderr).toBe('');
        expect(code).toBe(0);
        over = true;
      }
    }
    console.log(
      `killed ${kills} times (seed ${seed}), ${betweenTheWrites} of them with an intent without an id`,
    );
    // One launch a video, as AWS counts them.
    const launched = test.standIn.invocations
      .filter(({routine}) => routine === 'launch')
      .map(({payload}) => (payload['outName'] as {key: string}).key.replace(/-\d+\.mp4$/, ''));
    expect(launched).toHaveLength(videos);
    expect(new Set(launched).size).toBe(videos);
    for (let n = 0; n < videos; n++) {
      expect((await probe(join(test.folder, `${n}.mp4`))).streams[0]?.nb_frames).toBe('16');
    }
    expect(kills).toBeGreaterThanOrEqual(20);
    expect(betweenTheWrites).toBeGreaterThan(0);
    expect(test.standIn.throttled()).toBe(0);
    expect(test.remains()).toEqual([]);
  }, 400_000);
});
