import {spawn, spawnSync} from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';
import {builtEntry} from '../../src/built-entry.ts';
import {ViralError} from '../../src/errors.ts';
import {openJournal} from '../../src/render/lambda/journal.ts';

const test = {folder: mkdtempSync(join(tmpdir(), 'viral-journal-'))};
afterAll(() => rmSync(test.folder, {recursive: true, force: true}));

describe('a journal', () => {
  it('drops what was being written when its writer ended, and goes on', async () => {
    const file = join(test.folder, 'torn.jsonl');
    const first = openJournal(file);
    await first.append({is: 'intent', job: 'a', place: 'x', output: 'a-1.mp4', atMs: 1});
    await first.append({is: 'begun', job: 'a', renderId: 'r1'});
    first.close();
    for (const torn of ['{', '{"is":"done","job":"a","byt', '{"is":"done","job":"a"}']) {
      writeFileSync(file, torn, {flag: 'a'});
      const next = openJournal(file);
      expect(next.jobOf('a')).toMatchObject({intents: 1, attempts: 1, done: null, open: {renderId: 'r1'}});
      next.close();
    }
    const spent = {costInUsd: 0.5, functions: 2, functionSeconds: 3};
    const last = openJournal(file);
    await last.append({is: 'done', job: 'a', bytes: 7, spent});
    expect(last.spentInUsd()).toBe(0.5);
    last.close();
    const again = openJournal(file);
    expect(again.jobOf('a')?.done).toMatchObject({output: 'a-1.mp4', renderId: 'r1', bytes: 7});
    again.close();
  });

  it('belongs to one process at a time, and to no other sort of file', () => {
    const file = join(test.folder, 'locked.jsonl');
    writeFileSync(`${file}.lock`, '1');
    expect(() => openJournal(file)).toThrow(/Another process \(1\)/);
    // Nobody has this id.
    writeFileSync(`${file}.lock`, '4194305');
    openJournal(file).close();
    writeFileSync(file, '{"some":"thing"}\n');
    expect(() => openJournal(file)).toThrow(ViralError);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('is refused where a line in its middle is damaged, and goes on where that was taken out', async () => {
    const file = join(test.folder, 'damaged.jsonl');
    const first = openJournal(file);
    for (const job of ['a', 'b', 'c']) {
      await first.append({is: 'intent', job, place: 'x', output: `${job}-1.mp4`, atMs: 1});
    }
    first.close();
    const whole = readFileSync(file, 'utf8').split('\n');
    for (const damaged of [
      '{"is":"int',
      '\u0000\u0000\u0000',
      '[]',
      '{"is":"done","job":"b","bytes":null}',
      'é\uFFFD',
    ]) {
      writeFileSync(file, [whole[0], damaged, whole[2], ''].join('\n'));
      expect(() => openJournal(file)).toThrow(/^Line 2 of .* take that line out/);
    }
    writeFileSync(file, [whole[0], whole[2], ''].join('\n'));
    const again = openJournal(file);
    expect([...again.jobs()].map(([job]) => job)).toEqual(['a', 'c']);
    again.close();
    // Cut in the middle of a letter of two bytes.
    appendFileSync(file, Buffer.from('{"is":"failed","message":"é"}').subarray(0, 27));
    const size = statSync(file).size;
    openJournal(file).close();
    expect(statSync(file).size).toBe(size - 27);
  });

  it('is one driver’s, within a process as between them, and a lock of a namesake does not hold it', async () => {
    const file = join(test.folder, 'one.jsonl');
    const mine = openJournal(file);
    expect(() => openJournal(file)).toThrow(/Another process/);
    // Somebody removes the lock by hand and starts another driver: the first begins nothing more.
    rmSync(`${file}.lock`);
    const other = openJournal(join(test.folder, 'other.jsonl'));
    writeFileSync(`${file}.lock`, '1 1');
    await expect(
      mine.append({is: 'intent', job: 'a', place: 'x', output: 'a-1.mp4', atMs: 1}),
    ).rejects.toThrow(/Another process \(1\)/);
    mine.close();
    other.close();
    // This process's id, had by an earlier one.
    writeFileSync(`${file}.lock`, `${process.pid} 1`);
    openJournal(file).close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('is taken over by one of many that find the lock of a dead one', async () => {
    const file = join(test.folder, 'raced.jsonl');
    const script = `
      const {openJournal} = await import(${JSON.stringify(pathToFileURL(builtEntry('render/lambda/journal')).href)});
      while (Date.now() < Number(process.argv[1])) {}
      try { const journal = openJournal(${JSON.stringify(file)}); process.stdout.write('mine'); setTimeout(() => journal.close(), 2500); }
      catch (error) { process.stdout.write(/Another process/.test(error.message) ? 'theirs' : error.message); }
    `;
    for (let round = 0; round < 3; round++) {
      writeFileSync(`${file}.lock`, '4194305 1');
      const at = Date.now() + 1200;
      const told = await Promise.all(
        Array.from({length: 6}, async () => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', script, String(at)]);
          let said = '';
          child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
          return new Promise<string>((resolve) => child.once('close', () => resolve(said)));
        }),
      );
      expect(told.sort()).toEqual(['mine', ...Array<string>(5).fill('theirs')]);
    }
  }, 60_000);

  it('keeps no half line when the disk is full, and goes on when there is room', async ({skip}) => {
    const small = join(test.folder, 'small');
    mkdirSync(small);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', small]).status === 0;
    skip(!mounted, 'a small disk cannot be mounted here');
    try {
      const file = join(small, 'journal.jsonl');
      const journal = openJournal(file);
      const fill = async () => {
        for (let n = 0; n < 1000; n++) {
          await journal.append({is: 'intent', job: `job-${n}`, place: 'x', output: 'o'.repeat(150), atMs: n});
        }
      };
      await expect(fill()).rejects.toMatchObject({code: 'disk-full'});
      const kept = [...journal.jobs()].length;
      expect(kept).toBeGreaterThan(10);
      expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(kept + 1);
      spawnSync('mount', ['-o', 'remount,size=64k', small]);
      await journal.append({is: 'begun', job: 'job-0', renderId: 'r'});
      journal.close();
      const again = openJournal(file);
      expect([...again.jobs()]).toHaveLength(kept);
      expect(again.jobOf('job-0')?.open?.renderId).toBe('r');
      again.close();
    } finally {
      spawnSync('umount', [small]);
    }
  });
});
