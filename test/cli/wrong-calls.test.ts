import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {viral} from './command.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-wrong-'));
  await mkdir(join(cwd, 'folder'));
  await writeFile(
    join(cwd, 'notes.jsonl'),
    '{"id": "tea", "topic": "Tea", "points": ["A lid halves the loss."]}',
  );
});
afterAll(async () => {
  await rm(cwd, {recursive: true, force: true});
});

const tea = ['--topic', 'Tea', '--point', 'A lid halves the loss.'];

describe('a call that is wrong is told what and where, before any work', () => {
  it.each<[readonly string[], RegExp]>([
    [['maek'], /unknown command 'maek'\n\(Did you mean make\?\)\nCall "viral --help" for the commands/],
    [['make', '--sceonds', '30'], /Did you mean --seconds\?\)\nCall "viral make --help" for the options/],
    [['lambda', 'deploy'], /--region <name>' not specified\nCall "viral lambda deploy --help"/],
    [['make', '--script', 'folder'], /folder is a folder\. Name a file in it/],
    [['make', '--script', 'absent.json'], /absent\.json is not there\. Check the name/],
    [['make', ...tea, '--compositions', 'folder'], /--compositions.*'folder' is a folder; name the file/s],
    [['make', ...tea, '--compositions', 'absent.tsx'], /--compositions.*'absent\.tsx' is not there/s],
    [['make', ...tea, '--pronunciations', 'folder'], /dictionary .*folder is a folder/],
    [['make', ...tea, '--patterns', 'folder'], /folder is a folder/],
    [['make', ...tea, '--media', 'absent'], /'absent' is no folder, and not generated, pexels/],
    [
      ['script', ...tea, '--out', 'folder'],
      /--out.*'folder' is a folder; name a file in it, as in folder.script\.json/s,
    ],
    [['templates', '--aspect', '1:1'], /--aspect: needs --gallery FOLDER/],
    [['check-template', 'folder'], /folder is a folder/],
    [['check-template', 'notes.md'], /notes\.md is not there/],
    [['batch', 'folder'], /manifest 'folder' is a folder/],
    [['batch', 'absent.jsonl'], /manifest 'absent\.jsonl' is not there/],
    [['batch', 'notes.jsonl', '--budget', '3'], /--budget: needs --on lambda.*--model-budget/],
    [['batch', 'notes.jsonl', '--concurrency', '0'], /--concurrency.*'0' is not a whole number from 1/s],
    [['lambda', 'render', 'absent.json'], /absent\.json is not there/],
    [['lambda', 'estimate', '--memory', '5'], /--memory.*'5' is not a whole number from 512 to 10240/s],
    [['lambda', 'estimate', '--region', 'nowhere'], /--region.*nowhere.*eu-central-1/s],
    [['lambda', 'estimate', '--seconds', '0'], /--seconds.*'0' is not a number from 1/s],
    [['make', ...tea, '--seconds', '1', '--json'], /--seconds/],
  ])('%j', async (args, says) => {
    const before = await readdir(cwd);
    const end = await viral(args, {cwd});
    expect(end.stderr).toMatch(says);
    expect(end.stderr, 'a message, not a stack').not.toMatch(/\n\s+at /);
    expect(end.stdout, 'nothing but a result stands there').toBe('');
    expect(end.code).toBe(2);
    expect(await readdir(cwd)).toEqual(before);
  });
});
