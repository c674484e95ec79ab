import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import {readSource} from '../../src/embedded.ts';
import {type Finding, findingSchema, type Script} from '../../src/schema/index.ts';
import {start} from './command.ts';

const article =
  '# The harbour ferry goes electric\n\nThe harbour ferry will run on batteries from May, the operator said.\n\nA crossing takes 11 minutes and uses 90 kilowatt-hours. The old boats burned 200,000 litres of diesel a year.\n\nCrews plug the boat in at both ends while cars roll off. Charging never takes longer than the unloading.\n\nThe city paid 14 million dollars for two boats. A third one is planned because more people take the ferry to work.\n';

let folder = '';
let script: Script;
const at = (name: string) => join(folder, name);
const run = (...args: readonly string[]) => start(['lint', ...args], {cwd: folder}).ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-lint-'));
  await writeFile(at('ferry.md'), article);
  const source = await readSource(at('ferry.md'));
  script = await createDirector().writeScript({sources: [source], durationInSeconds: 20});
  await writeFile(at('script.json'), JSON.stringify(script));
  const scenes = script.scenes.map((scene) => ({...scene, spoken: scene.spoken.replace(/\d+/, '777')}));
  await writeFile(at('false.json'), JSON.stringify({...script, scenes}));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

describe('viral lint', () => {
  it('ends with 0 on what the director writes, its source at hand', async () => {
    const {code, stdout, stderr} = await run('script.json', '--source', 'ferry.md');
    expect(stderr).toBe('');
    expect(stdout).toContain('0 errors');
    expect(code).toBe(0);
  }, 30_000);

  it('ends with 1 on a false figure, and says where', async () => {
    const {code, stdout} = await run('false.json', '--source', 'ferry.md', '--json');
    const told: {scripts: {file: string; findings: Finding[]}[]; errors: number} = JSON.parse(stdout);
    expect(told.scripts[0]?.file).toBe('false.json');
    expect(told.errors).toBeGreaterThan(0);
    const found = told.scripts[0]?.findings.find(({rule}) => rule === 'unsupported-claim');
    expect(findingSchema.parse(found)).toMatchObject({severity: 'error', fix: {do: 'remove', text: '777'}});
    expect(code).toBe(1);
  }, 30_000);

  it('takes rules from a file, and refuses what is none', async () => {
    await writeFile(
      at('rules.json'),
      JSON.stringify({'call-to-action-length': {maxWords: 1, severity: 'error'}}),
    );
    const strict = await run('script.json', '--rules', 'rules.json');
    expect(strict.stdout).toContain('(call-to-action-length)');
    expect(strict.code).toBe(1);
    await writeFile(at('wrong.json'), JSON.stringify({'no-such-rule': 'off'}));
    const wrong = await run('script.json', '--rules', 'wrong.json');
    expect(wrong.stderr).toContain('no-such-rule: is no rule');
    expect(wrong.code).toBe(2);
  }, 30_000);

  it('ends with 2 on what is no script', async () => {
    const {code, stderr} = await run('ferry.md');
    expect(stderr).toContain('is not JSON');
    expect(code).toBe(2);
  }, 30_000);

  it('lists its rules', async () => {
    const {code, stdout} = await run('--list');
    expect(stdout).toContain('hook-length (warning): maxWords 17');
    expect(code).toBe(0);
  }, 30_000);
});
