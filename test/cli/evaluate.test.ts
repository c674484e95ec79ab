import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Evaluation} from '../../src/analysis/index.ts';
import {linesOf, madeUpArms} from '../analysis/world.ts';
import {start, viral} from './command.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-evaluate-'));
});
afterEach(async () => rm(cwd, {recursive: true, force: true}));

const lines = (tests: number, seed: number, mark = '') =>
  linesOf(
    madeUpArms(tests, seed).map((arm) => ({
      ...arm,
      test: mark + arm.test,
      image: mark + arm.image,
      headline: arm.headline + mark,
    })),
  );

describe('viral evaluate', () => {
  it('prints one JSON object and writes a picture, from a file gzipped or not', async () => {
    await writeFile(join(cwd, 'tests.jsonl'), lines(80, 1));
    await writeFile(join(cwd, 'tests.jsonl.gz'), gzipSync(lines(80, 1)));
    const flags = ['--json', '--shuffles', '1'];
    const plain = await viral(['evaluate', '--pairs', 'tests.jsonl', '--picture', 'figures.svg', ...flags], {
      cwd,
    });
    const zipped = await viral(['evaluate', '--pairs', 'tests.jsonl.gz', ...flags], {cwd});
    expect(plain.stderr).toBe('');
    expect(plain.code).toBe(0);
    expect(zipped.stdout).toBe(plain.stdout);
    const evaluation = JSON.parse(plain.stdout) as Evaluation;
    expect(evaluation.version).toBe(1);
    expect(evaluation.model.decidedAccuracy!.value).toBeGreaterThan(0.7);
    expect(evaluation.learningCurve.map(({share}) => share)).toEqual([0.05, 0.1, 0.25, 0.5, 1]);
    expect(evaluation.baselines.map(({name}) => name)).toContain('longer');
    expect(await readFile(join(cwd, 'figures.svg'), 'utf8')).toContain('</svg>');
  });

  it('shows a table, and takes training data apart', async () => {
    await writeFile(join(cwd, 'tests.jsonl'), lines(40, 1));
    await writeFile(join(cwd, 'train.jsonl'), `${lines(100, 2, ' then')}\n${lines(40, 1)}`);
    const {code, stdout} = await viral(
      ['evaluate', '--pairs', 'tests.jsonl', '--train', 'train.jsonl', '--shuffles', '2'],
      {cwd},
    );
    expect(code).toBe(0);
    for (const text of [
      'decided pairs told right',
      'Brier, all pairs',
      'calibration error',
      'longer',
      'labels shuffled',
      'their stories are judged',
    ])
      expect(stdout).toContain(text);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  it.each([
    [
      'a bad line',
      `${lines(10, 1)}\n{"test":"x","headline":"y","impressions":-1,"clicks":0}`,
      'impressions: must not be negative',
    ],
    ['an empty file', '', 'is empty'],
    [
      'one story',
      linesOf(madeUpArms(20, 1).map((arm) => ({...arm, group: 'one'}))),
      'all arms belong to one story',
    ],
    ['a broken archive', gzipSync(lines(10, 1)).subarray(0, 100), 'cannot be unpacked'],
  ])('refuses %s', async (_name, content, message) => {
    await writeFile(join(cwd, 'tests.jsonl'), content);
    const {code, stdout, stderr} = await viral(
      ['evaluate', '--pairs', 'tests.jsonl', '--json', '--picture', 'x.svg'],
      {cwd},
    );
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(await readdir(cwd)).toEqual(['tests.jsonl']);
  });

  it.each([
    [['--pairs', 'missing.jsonl'], 'missing.jsonl is not there'],
    [[], '--pairs'],
    [['--pairs', 'x', '--folds', '1'], "'1' is not a whole number from 2 to 20"],
    [['--pairs', 'x', '--shuffles', ''], "'' is not a whole number"],
  ])('refuses %j', async (args, message) => {
    const {code, stderr} = await viral(['evaluate', ...args], {cwd});
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('stops when interrupted', async () => {
    await writeFile(join(cwd, 'tests.jsonl'), lines(400, 1));
    const {child, ended} = start(['evaluate', '--pairs', 'tests.jsonl', '--shuffles', '200'], {cwd});
    setTimeout(() => child.kill('SIGINT'), 2500);
    const {code, stdout} = await ended;
    expect(code).toBe(130);
    expect(stdout).toBe('');
  });
});

describe('viral predict', () => {
  it('ranks first lines with reasons, and says what it does not know', async () => {
    const hooks = [
      'This is what happened when she said no',
      'Will you watch this video?',
      'Zwölf Katzen schlafen gern',
    ];
    const args = ['predict', ...hooks.flatMap((hook) => ['--hook', hook])];
    const shown = await viral(args, {cwd});
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/1\. hook 1\n.*“This is what happened/);
    expect(shown.stdout).toMatch(/\d+ % to beat the median line \(90 % interval/);
    expect(shown.stdout).toContain('cannot be told: not enough data');
    expect(shown.stdout).toContain('hook 1 beats hook 2 in');
    const {ranked, comparisons} = JSON.parse((await viral([...args, '--json'], {cwd})).stdout) as {
      ranked: {name: string; evidence: {enough: boolean}}[];
      comparisons: {first: string; probability: number}[];
    };
    expect(ranked.map(({name}) => name)).toEqual(['hook 1', 'hook 2', 'hook 3']);
    expect(ranked[2]!.evidence.enough).toBe(false);
    expect(comparisons).toMatchObject([{first: 'hook 1'}]);
  });

  it('learns from results of your own', async () => {
    const rows = Array.from({length: 120}, (_, index) => ({
      id: `v${index}`,
      account: 'me',
      text: `${index % 2 === 0 ? 'Will you watch this video' : 'This is what happened when she said no'}, part ${index}`,
      impressions: 10_000,
      successes: index % 2 === 0 ? 900 + index : 300 + index,
      readAt: '2026-01-01T00:00:00Z',
    }));
    await writeFile(join(cwd, 'own.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
    const args = [
      'predict',
      '--hook',
      'This is what happened when she said no',
      '--hook',
      'Will you watch this video?',
    ];
    const {stdout} = await viral([...args, '--results', 'own.jsonl'], {cwd});
    expect(stdout).toMatch(/^1\. hook 2/);
    expect(stdout).toContain('the median of ‘me’');
    expect(stdout).toContain('120 results of your own');
    await writeFile(join(cwd, 'bad.jsonl'), `${JSON.stringify(rows[0])}\n{"id":"x"}`);
    const bad = await viral([...args, '--results', 'bad.jsonl'], {cwd});
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('line 2, account');
  });

  it.each([
    [[], 'needs at least one script.json'],
    [['missing.json'], 'missing.json is not there'],
    [['--hook', 'x', '--account', 'nobody'], "'nobody' has no results"],
  ])('refuses %j', async (args, message) => {
    const {code, stderr} = await viral(['predict', ...args], {cwd});
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses what is no script, with the path of each bad field', async () => {
    await writeFile(join(cwd, 'script.json'), '{"version":1}');
    await writeFile(join(cwd, 'text.json'), 'hello');
    expect((await viral(['predict', 'script.json'], {cwd})).stderr).toContain('scenes');
    expect((await viral(['predict', 'text.json'], {cwd})).stderr).toContain('is not JSON');
  });
});
