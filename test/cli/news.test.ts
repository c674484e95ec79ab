import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-news-'));
});
afterAll(() => rm(folder, {recursive: true}));

function viral(...flags: readonly string[]): Promise<{code: number; stdout: string; stderr: string}> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, 'news', ...flags],
      {timeout: 30_000},
      (_error, stdout, stderr) => resolve({code: child.exitCode ?? -1, stdout, stderr}),
    );
  });
}

const feed = (...titles: readonly string[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Paper',
    items: titles.map((title, index) => ({
      id: `${index}`,
      url: `https://paper.example/${title.length}-${index}`,
      title,
      date_published: new Date().toISOString(),
    })),
  });

describe('viral news', () => {
  it('ranks what a feed holds, and goes on without a dead one', async () => {
    const file = join(folder, 'feed.json');
    await writeFile(file, feed('Volcano erupts in Iceland', 'Bank raises rates'));
    const {code, stdout, stderr} = await viral('--feed', file, '--feed', 'http://127.0.0.1:9/x');
    expect(code).toBe(0);
    expect(stdout).toContain('Volcano erupts in Iceland');
    expect(stderr).toContain('was left out');
    const found = await viral('--feed', file, '--topic', 'volcanoes', '--json');
    const {stories} = JSON.parse(found.stdout) as {stories: {title: string}[]};
    expect(stories.map(({title}) => title)).toEqual(['Volcano erupts in Iceland']);
  });

  it('tells apart a failure from wrong usage', async () => {
    expect((await viral('--feed', 'http://127.0.0.1:9/x')).code).toBe(1);
    expect((await viral('--feed', join(folder, 'none.xml'))).code).toBe(2);
    expect((await viral('--limit', 'many')).code).toBe(2);
    expect((await viral('--source', 'gossip')).stderr).toContain('hacker-news');
    expect((await viral('--category', 'gossip')).code).toBe(2);
  });
});
