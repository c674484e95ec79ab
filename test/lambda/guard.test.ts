import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';
import {guardedPlace} from './stand-in/guarded-process.ts';

const trial = fileURLToPath(new URL('./stand-in/guard-trial.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'viral-lambda-guard-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** A folder of the shared /tmp with something to lose, links out of the private folder included. */
const victim = join(folder, 'victim');
mkdirSync(join(victim, 'deep', 'deeper'), {recursive: true});
writeFileSync(join(victim, 'file'), 'kept');
writeFileSync(join(victim, 'deep', 'deeper', 'file'), 'kept');
const everything = () => readdirSync(victim, {recursive: true}).map(String).sort();
const before = everything();

interface Outcome {
  readonly asserted: boolean;
  readonly threw?: string;
  readonly errors: readonly string[];
  readonly wipes: number;
  readonly refused: number;
}

function attempt(what: string, extra: {readonly env?: Record<string, string>; readonly place?: string} = {}) {
  const own = join(folder, extra.place ?? what.replaceAll(' ', '-'));
  const place = guardedPlace(own, {TRIAL_VICTIM: victim, ...extra.env});
  writeFileSync(join(place.tmpDir, 'left-over'), 'of the invocation before');
  const {stdout, stderr} = spawnSync(process.execPath, [...place.execArgv, trial, what], {
    env: {...place.env},
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`the trial said nothing: ${stderr}`);
  return {outcome: JSON.parse(stdout) as Outcome, tmpDir: place.tmpDir};
}

describe('the guard around Remotion’s function code', () => {
  it('turns a wipe of /tmp into one of the private folder, and refuses every other', () => {
    const shared = readdirSync('/tmp').includes(folder.split('/').at(-1) ?? '');
    const {outcome, tmpDir} = attempt('both walls');
    expect(outcome.threw).toBeUndefined();
    expect(outcome.asserted).toBe(true);
    expect(outcome.wipes).toBe(1);
    expect(outcome.refused).toBe(4);
    expect(outcome.errors).toEqual(Array(4).fill('EACCES'));
    expect(readdirSync(tmpDir)).toEqual([]);
    expect(everything()).toEqual(before);
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync('/tmp').includes(folder.split('/').at(-1) ?? '')).toBe(shared);
  });

  it('has a second wall that holds alone', () => {
    const {outcome} = attempt('permission model alone');
    expect(
      new Set([...outcome.errors, ...(outcome.threw === undefined ? [] : ['ERR_ACCESS_DENIED'])]),
    ).toEqual(new Set(['ERR_ACCESS_DENIED']));
    expect(everything()).toEqual(before);
  });

  it('is missed before anything is loaded', () => {
    expect(attempt('assert without guard').outcome.threw).toMatch(/^guard: .*not loaded$/);
    expect(attempt('shared folder').outcome.threw).toMatch(/is shared/);
    const wrong = attempt('both walls', {place: 'wrong-tmpdir', env: {TMPDIR: '/var/tmp'}});
    expect(wrong.outcome.asserted).toBe(false);
    expect(wrong.outcome.threw).toMatch(/^guard: /);
    expect(everything()).toEqual(before);
  });

  it('follows links before it judges', () => {
    const {tmpDir} = attempt('permission model alone', {place: 'links'});
    symlinkSync(victim, join(tmpDir, 'way-out'));
    const script = `
      const fs = require('node:fs');
      require(${JSON.stringify(trial.replace('guard-trial', 'guard'))}).installGuard(process.env.TMPDIR);
      const told = [];
      const out = process.env.TMPDIR + '/way-out/file';
      for (const act of [
        () => fs.unlinkSync(out), () => fs.writeFileSync(out, ''), () => fs.openSync(out, 'w'),
        () => fs.renameSync(out, process.env.TMPDIR + '/mine'), () => fs.copyFileSync('/etc/hostname', out),
        () => fs.rmSync(process.env.TMPDIR + '/way-out/deep', {recursive: true}), () => fs.createWriteStream(out),
      ]) { try { act(); told.push('done'); } catch (error) { told.push(error.message.slice(0, 6)); } }
      Promise.allSettled([fs.promises.rm(out), fs.promises.unlink(out), fs.promises.writeFile(out, '')]).then((all) =>
        process.stdout.write([...told, ...all.map((one) => one.reason?.message.slice(0, 6) ?? 'done')].join(' ')));
    `;
    const place = guardedPlace(join(folder, 'links'));
    const {stdout} = spawnSync(process.execPath, [...place.execArgv, '-e', script], {
      env: {...place.env},
      encoding: 'utf8',
    });
    expect(stdout).toBe(Array.from({length: 10}, () => 'guard:').join(' '));
    expect(everything()).toEqual(before);
  });
});
