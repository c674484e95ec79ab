import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {templateOptionsOf} from '../../src/cli/look.ts';
import {viral} from './command.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-new-'));
});
afterAll(() => rm(cwd, {recursive: true, force: true}));

describe('viral templates new', () => {
  it('writes a template in a file of its own, and the entry that registers it', async () => {
    const {code, stdout} = await viral(['templates', 'new', 'tea-room'], {cwd});
    expect(code).toBe(0);
    expect(stdout).toContain('--compositions video/index.tsx --template tea-room');
    const template = await readFile(join(cwd, 'video', 'tea-room.tsx'), 'utf8');
    expect(template).toContain("id: 'tea-room'");
    expect(template).toContain('scenesIn(TeaRoom)');
    expect(template.toLowerCase()).not.toContain('poster');
    // An app imports the template alone: registering belongs to the entry.
    expect(template).not.toContain('registerTemplates');
    const entry = await readFile(join(cwd, 'video', 'index.tsx'), 'utf8');
    expect(entry).toContain("import {teaRoom} from './tea-room'");
    expect(entry).toContain('registerTemplates([...builtins, teaRoom])');
  });

  it('leaves an entry that is there alone and says what to write into it', async () => {
    const before = await readFile(join(cwd, 'video', 'index.tsx'), 'utf8');
    const {code, stdout} = await viral(['templates', 'new', 'second'], {cwd});
    expect(code).toBe(0);
    expect(stdout).toContain("import {second} from './second';");
    expect(await readFile(join(cwd, 'video', 'index.tsx'), 'utf8')).toBe(before);
    const again = await viral(['templates', 'new', 'second'], {cwd});
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('second.tsx is there already');
    expect((await viral(['templates', 'new', 'index'], {cwd})).code).toBe(2);
  });
});

describe('the import of a new template', () => {
  it.each([
    ['nodenext', {module: 'nodenext'}, './big.js'],
    ['nodenext with endings', {module: 'NodeNext', allowImportingTsExtensions: true}, './big.tsx'],
    ['bundler', {module: 'esnext', moduleResolution: 'bundler'}, './big'],
  ])('is one that the project type-checks: %s', async (name, compilerOptions, from) => {
    const project = await mkdtemp(join(cwd, `${name.split(' ')[0]}-`));
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({compilerOptions}));
    expect((await viral(['templates', 'new', 'big'], {cwd: project})).code).toBe(0);
    expect(await readFile(join(project, 'video', 'index.tsx'), 'utf8')).toContain(`from '${from}';`);
  });
});

describe('--option', () => {
  it('reads names and values', () => {
    expect(templateOptionsOf(undefined)).toBeUndefined();
    expect(
      templateOptionsOf(['wipes=false', 'lines=-2.5', 'device=card', 'outlet=The 9=8 News', 'year="1859"']),
    ).toEqual({wipes: false, lines: -2.5, device: 'card', outlet: 'The 9=8 News', year: '1859'});
  });

  it.each(['wipes', '=true', 'wipes=', '9=a'])('refuses %s', (typed) => {
    expect(() => templateOptionsOf([typed])).toThrow('a name and a value');
  });
});
