import {createServer} from 'node:http';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {HistoryEvaluation} from '../../src/analysis/index.ts';
import type {Analysis, Pattern, Script} from '../../src/schema/index.ts';
import {makeClip, scene} from '../analysis/videos/made-clips.ts';
import {viral} from './command.ts';
import {ferries, historyRows} from './history-rows.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-analyze-command-'));
});
afterEach(() => rm(cwd, {recursive: true, force: true}));

describe('viral analyze', () => {
  it('looks at files with their captions, and keeps what it found', async () => {
    await mkdir(join(cwd, 'made'));
    await makeClip(join(cwd, 'made'), 'video.mp4', (seconds) => scene(seconds < 1 ? 1 : 2, seconds), {
      seconds: 2,
    });
    await writeFile(
      join(cwd, 'made', 'captions.srt'),
      '1\n00:00:00,000 --> 00:00:01,000\nStop throwing away rice.\n\n2\n00:00:01,200 --> 00:00:02,000\nIt keeps for two days.\n',
    );
    const args = ['analyze', 'made', join('made', 'video.mp4'), '--store', 'own.db'];
    const shown = await viral(args, {cwd});
    expect(shown.stderr).toBe('');
    expect(shown.code).toBe(0);
    for (const text of [
      'warning (“Stop throwing”)',
      '1 cuts (30 a minute)',
      '┃',
      'first payoff at 1.2 s',
      'not told',
    ]) {
      expect(shown.stdout).toContain(text);
    }
    const {stdout} = await viral([...args, '--json'], {cwd});
    const {analyses} = JSON.parse(stdout) as {analyses: Analysis[]};
    expect(analyses).toHaveLength(2);
    expect(analyses[0]!.pacing.cuts).toHaveLength(1);
    expect(shown.stdout + stdout).not.toMatch(/NaN|undefined/);
  });

  it(
    'sets bad rows aside, learns, and patterns and history can be asked for',
    {timeout: 240_000},
    async () => {
      await writeFile(
        join(cwd, 'videos.jsonl'),
        `${historyRows(30, 14)}\n{"id":"x","title":"y","views":-1}\nnot json`,
      );
      const learned = await viral(['analyze', 'videos.jsonl', '--learn', '--store', 'own.db', '--json'], {
        cwd,
      });
      expect(learned.code).toBe(0);
      const {
        analyses,
        setAside,
        learned: counts,
      } = JSON.parse(learned.stdout) as {
        analyses: Analysis[];
        setAside: {place: string; why: string}[];
        learned: {added: number};
      };
      expect(analyses).toHaveLength(420);
      expect(setAside.map(({place}) => place)).toEqual(['videos.jsonl, line 421', 'videos.jsonl, line 422']);
      expect(counts.added).toBe(420);
      const again = await viral(['analyze', 'videos.jsonl', '--learn', '--store', 'own.db'], {cwd});
      expect(again.stdout).toContain('Learned from 0 new and 0 renewed videos; 420 known');
      expect(again.stderr).toContain('set aside: videos.jsonl, line 421');

      const shown = await viral(['patterns', '--platform', 'tiktok', '--store', 'own.db'], {cwd});
      expect(shown.stdout).toMatch(/beat what their account usually gets \[\d+ %, \d+ %\]/);
      const {stdout} = await viral(['patterns', '--by', 'hook', '--store', 'own.db', '--json'], {cwd});
      const {patterns} = JSON.parse(stdout) as {patterns: Pattern[]};
      expect(patterns.map(({hook}) => hook)).toEqual(expect.arrayContaining(['number', 'from-to']));
      expect(patterns[0]!.enough).toBe(true);
      expect((await viral(['patterns', '--record', '--store', 'own.db'], {cwd})).stdout).toContain(
        '0 predictions',
      );

      const history = await viral(['evaluate', '--history', 'videos.jsonl', '--json'], {cwd});
      const {disjoint, forward} = JSON.parse(history.stdout) as HistoryEvaluation;
      expect(disjoint[0]).toMatchObject({metric: 'like', videos: 420, authors: 30});
      expect(forward[0]!.predictions).toBeGreaterThan(50);
      const table = await viral(['evaluate', '--history', 'videos.jsonl', '--folds', '3'], {cwd});
      expect(table.stdout).toContain('like rate, authors that were not learned from');
      expect(table.stdout).toContain('forward in time within accounts');
      expect(shown.stdout + table.stdout).not.toMatch(/NaN|undefined/);
    },
  );

  it('says that nothing is known when nothing is', async () => {
    const {code, stdout} = await viral(['patterns', '--store', 'new.db'], {cwd});
    expect(code).toBe(0);
    expect(stdout).toContain('Not enough data: no video was learned from yet');
  });

  it('draws a history, and lets a script be written by what did well', {timeout: 60_000}, async () => {
    // Lines with a figure do three times as well.
    const rows = historyRows(30, 14)
      .trim()
      .split('\n')
      .map((line) => {
        const row = JSON.parse(line) as {title: string; views: number; likes: number};
        const likes = /^(?:92%|Cooks)/.test(row.title) ? Math.min(row.views, 3 * row.likes) : row.likes;
        return JSON.stringify({...row, likes});
      });
    await writeFile(join(cwd, 'videos.jsonl'), rows.join('\n'));
    await viral(['analyze', 'videos.jsonl', '--learn', '--store', 'own.db', '--json'], {cwd});
    const drawn = await viral(
      ['evaluate', '--history', 'videos.jsonl', '--folds', '2', '--picture', 'history.svg'],
      {cwd},
    );
    expect(drawn.code).toBe(0);
    const picture = await readFile(join(cwd, 'history.svg'), 'utf8');
    expect(picture).toContain('Said and came true, forward in time');
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
    await writeFile(join(cwd, 'ferries.md'), ferries);
    const from = ['script', '--from', 'ferries.md', '--own', '--json'];
    const {code, stdout} = await viral([...from, '--patterns', 'own.db'], {cwd});
    expect(code).toBe(0);
    const {hook} = JSON.parse(stdout) as Script;
    expect(hook.pattern, JSON.stringify(hook)).toMatchObject({videos: expect.any(Number) as number});
    expect(hook.pattern!.id.startsWith(`${hook.type}/`)).toBe(true);
    const missing = await viral([...from, '--patterns', 'none.db'], {cwd});
    expect(missing.code).not.toBe(0);
    expect(missing.stderr).toContain('none.db is not there');
  });

  it('refuses an empty list, says why rows are not counted, and why none can be read', async () => {
    const row = (more: object) =>
      JSON.stringify({
        id: 'a',
        platform: 'tiktok',
        url: 'https://www.tiktok.com/@me/video/1',
        title: '5 facts about rice',
        published_at: '2026-09-01T10:00:00+09:00',
        scraped_at: '2026-10-01T10:00:00-05:00',
        views: 1_000_000_000,
        likes: 50,
        author: 'me',
        ...more,
      });
    await writeFile(join(cwd, 'empty.jsonl'), '');
    const empty = await viral(['analyze', 'empty.jsonl', '--learn', '--store', 'bad.db'], {cwd});
    expect(empty).toMatchObject({code: 2, stderr: expect.stringContaining('holds no videos') as string});
    await writeFile(
      join(cwd, 'odd.jsonl'),
      [
        row({}),
        row({id: 'b', views: 0, likes: 0}),
        row({id: 'c', views: 10}),
        row({id: 'd', scraped_at: '2050-01-01T00:00:00Z'}),
        row({id: 'e', likes: -1}),
      ].join('\n'),
    );
    const odd = await viral(['analyze', 'odd.jsonl', '--learn', '--store', 'bad.db'], {cwd});
    expect(odd.code).toBe(0);
    expect(odd.stderr).toContain('not counted: b nobody saw it: zero views');
    expect(odd.stderr).toContain('not counted: c has more engagements (50) than views (10)');
    expect(odd.stderr).toContain('not counted: d was read in the future');
    expect(odd.stderr).toContain('line 5: likeCount');
    expect(odd.stdout).not.toMatch(/NaN|Infinity|undefined| 100 % beat| 0 % beat/);
    await writeFile(join(cwd, 'none.jsonl'), '{{{\n{}\n');
    const none = await viral(['evaluate', '--history', 'none.jsonl'], {cwd});
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('2 rows were set aside');
    const few = await viral(['evaluate', '--history', 'odd.jsonl'], {cwd});
    expect(few.stderr).toContain('set aside: line 5: likeCount');
    expect(few.stdout).toContain('1 row set aside; 2 videos without a rate that can be');
    await writeFile(
      join(cwd, 'results.jsonl'),
      JSON.stringify({
        ...{id: 'a', account: 'me', text: 'Rice', impressions: 9, successes: 1},
        readAt: '2050-01-01T00:00:00Z',
      }),
    );
    const later = await viral(['predict', '--hook', 'Why rice?', '--results', 'results.jsonl'], {cwd});
    expect(later).toMatchObject({code: 2, stderr: expect.stringContaining('lies in the future') as string});
  });

  it('refuses addresses on this machine and pages of platforms', async () => {
    const server = createServer((_request, response) => response.end('secret'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as AddressInfo;
    const local = await viral(['analyze', `http://127.0.0.1:${port}/a.mp4`, '--store', 'own.db'], {cwd});
    server.close();
    expect(local.code).toBe(2);
    expect(local.stderr).toContain('127.0.0.1');
    const page = await viral(['analyze', 'https://www.tiktok.com/@me/video/1', '--store', 'own.db'], {cwd});
    expect(page.code).toBe(2);
    expect(page.stderr).toContain('--data FILE.jsonl');
    await writeFile(join(cwd, 'videos.jsonl'), historyRows(1, 8));
    const known = await viral(
      ['analyze', 'https://tiktok.com/@a0/video/v0-3?is=1', '--data', 'videos.jsonl', '--store', 'own.db'],
      {cwd},
    );
    expect(known.code).toBe(0);
    expect(known.stdout).toMatch(/like +\d.*against the account/);
  });

  it.each([
    [['analyze', 'missing.mp4'], 'missing.mp4 cannot be read'],
    [['analyze'], 'missing required argument'],
    [['analyze', '.'], 'a folder without video.mp4'],
    [['analyze', 'missing.mp4', '--limit', '0'], "'0' is not a whole number"],
    [['patterns', '--platform', 'myspace'], "'myspace' is not one of"],
    [['patterns', '--by', 'luck'], "'luck' is not one of"],
    [['patterns', '--category', 'food'], 'needs a platform'],
    [['evaluate', '--history', 'x', '--pairs', 'y'], 'takes --history without --pairs'],
    [['evaluate', '--history', 'missing.jsonl'], 'missing.jsonl'],
  ])('refuses %j', async (args, message) => {
    const {code, stderr} = await viral([...args, ...(args[0] === 'evaluate' ? [] : ['--store', 'own.db'])], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
