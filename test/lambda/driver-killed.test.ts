import {spawn} from 'node:child_process';
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ownEntry} from '../render/small-storyboard.ts';
import {openTestPlace, shortStoryboard, type TestPlace} from './lambda-place.ts';

let test: TestPlace;
beforeAll(async () => {
  test = await openTestPlace({entry: ownEntry, limit: 4});
}, 120_000);
afterAll(async () => test?.[Symbol.asyncDispose]());

const built = fileURLToPath(new URL('../../dist/render/lambda.js', import.meta.url));
const script = fileURLToPath(new URL('./driver.mjs', import.meta.url));

describe('a driver that is killed', () => {
  it('between an intent and its id, and elsewhere: nothing is begun twice, nothing is lost', async () => {
    const journal = join(test.folder, 'journal.jsonl');
    const storyboards = [1, 2, 3].map((n) => shortStoryboard(200 + n));
    const order = join(test.folder, 'order.json');
    const place = {...test.place, limit: 4, reserve: 0};
    writeFileSync(order, JSON.stringify({lambdaRenderer: built, place, storyboards, folder: test.folder}));
    // Wide open: the time between the two writes.
    test.standIn.settings.fault = ({routine}) => (routine === 'start' ? {kind: 'slow', afterMs: 700} : null);
    const read = () => (existsSync(journal) ? readFileSync(journal, 'utf8') : '');
    const run = (killWhen: (text: string) => boolean) =>
      new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => {
        const child = spawn(process.execPath, [script, order], {stdio: ['ignore', 'pipe', 'pipe']});
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
        child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
        const watch = setInterval(() => {
          if (killWhen(read())) child.kill('SIGKILL');
        }, 5);
        child.once('close', (code) => {
          clearInterval(watch);
          resolve({code, stdout, stderr});
        });
      });
    const count = (text: string, is: string) => text.split(`"is":"${is}"`).length - 1;

    // Dead after the first intent, before any id.
    const killed = await run((text) => count(text, 'intent') >= 1);
    expect(killed.stderr).toBe('');
    expect(killed.code).toBeNull();
    expect(count(read(), 'begun')).toBe(0);
    await sleep(300);
    // Dead after the first id; and again as soon as something is done.
    await run((text) => count(text, 'begun') >= 1);
    await run((text) => count(text, 'done') >= 1);
    const last = await run(() => false);
    expect(last.stderr).toBe('');
    expect(last.code).toBe(0);
    for (const index of [0, 1, 2]) expect(existsSync(join(test.folder, `${index}.mp4`))).toBe(true);

    // One launch a video, whatever was killed in between.
    const launched = () =>
      test.standIn.invocations
        .filter(({routine}) => routine === 'launch')
        .map(({payload}) => (payload['outName'] as {key: string}).key);
    expect(launched()).toHaveLength(3);
    expect(new Set(launched().map((key) => key.replace(/-\d+\.mp4$/, ''))).size).toBe(3);
    expect(count(read(), 'done')).toBe(3);
    expect(test.remains()).toEqual([]);

    // Whoever dies before writing down that all is done asks again, when nothing is left in the bucket.
    const before = readFileSync(join(test.folder, '0.mp4'));
    writeFileSync(join(test.folder, '1.mp4'), 'another video');
    rmSync(join(test.folder, '2.mp4'));
    const again = await run(() => false);
    expect(again.stderr).toBe('');
    // The one that is here is taken as it is; the one that is another now, and the one that is gone, are made anew.
    expect(launched()).toHaveLength(5);
    expect(readFileSync(join(test.folder, '0.mp4')).equals(before)).toBe(true);
  }, 180_000);
});
