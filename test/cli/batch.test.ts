import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  assetsFolder,
  scriptSchema,
  type Storyboard,
  storyboardSchema,
  videoFiles,
} from '../../src/schema/index.ts';
import {readSource} from '../../src/index.ts';
import {scriptOf} from '../audio/script.ts';
import {type Ended, viral} from './command.ts';
import {ferries, historyRows} from './history-rows.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-batch-'));
});
afterAll(async () => {
  await rm(cwd, {recursive: true, force: true, maxRetries: 4});
});

const quick = [
  '--voice',
  'silent',
  '--music',
  'none',
  '--no-effects',
  '--media',
  'none',
  '--quality',
  'draft',
];
const script = (id: string, video?: object) =>
  JSON.stringify({...scriptOf([`Tea of ${id}.`, 'It cools.']), id, ...(video === undefined ? {} : {video})});

interface Rendered {
  readonly status: string;
  readonly id: string;
  readonly folder: string;
}
const outcomesOf = ({stdout}: Ended) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Rendered)
    .filter(({status}) => status !== 'summary');

describe('viral batch', () => {
  it('takes options of the template for all, and lets a line have its own', {timeout: 200_000}, async () => {
    const lines = [
      script('plain'),
      script('own', {
        options: {wipes: true},
        overlays: [],
        captions: 'none',
        theme: 'press',
        keepAssets: false,
      }),
      script('other', {template: 'quote-card', aspect: '1:1'}),
    ];
    await writeFile(join(cwd, 'videos.jsonl'), lines.join('\n'));
    const look = ['--option', 'wipes=false', '--overlay', 'progress', '--keep-assets', '--theme', 'noir'];
    const end = await viral(['batch', 'videos.jsonl', '--json', ...look, ...quick], {cwd});
    expect(end.code, end.stderr).toBe(0);
    const storyboards: Record<string, Storyboard> = {};
    const kept: Record<string, boolean> = {};
    for (const {id, folder} of outcomesOf(end)) {
      const text = await readFile(join(folder, videoFiles.storyboard), 'utf8');
      storyboards[id] = storyboardSchema.parse(JSON.parse(text));
      kept[id] = (await readdir(folder)).includes(assetsFolder);
    }
    expect(kept).toEqual({plain: true, own: false, other: true});
    expect(storyboards['plain']).toMatchObject({
      template: {id: 'headline', options: {wipes: false}},
      overlays: [{kind: 'progress'}],
      theme: {id: 'noir'},
      captions: {show: true},
    });
    expect(storyboards['own']).toMatchObject({
      template: {id: 'headline', options: {wipes: true}},
      overlays: [],
      theme: {id: 'press'},
      captions: {show: false},
    });
    // What was meant for one template is not asked of another.
    expect(storyboards['other']).toMatchObject({
      template: {id: 'quote-card', options: {}},
      overlays: [],
      theme: {id: 'noir'},
      width: 1080,
      height: 1080,
    });
  });

  it('looks for first lines that did well by what was learned', {timeout: 200_000}, async () => {
    // Lines with a figure do three times as well.
    const rows = historyRows(30, 14)
      .split('\n')
      .map((line) => {
        const row = JSON.parse(line) as {title: string; views: number; likes: number};
        const well = /^(?:92%|Cooks)/.test(row.title);
        return JSON.stringify({...row, likes: well ? Math.min(row.views, 3 * row.likes) : row.likes});
      });
    await writeFile(join(cwd, 'history.jsonl'), rows.join('\n'));
    const learned = await viral(['analyze', 'history.jsonl', '--learn', '--store', 'own.db', '--json'], {
      cwd,
    });
    expect(learned.code, learned.stderr).toBe(0);
    const source = await readSource(new TextEncoder().encode(ferries), {own: true});
    await writeFile(
      join(cwd, 'briefs.jsonl'),
      JSON.stringify({id: 'ferries', durationInSeconds: 25, sources: [source]}),
    );
    const args = ['batch', 'briefs.jsonl', '--patterns', 'own.db', '--out', 'learned', '--json', ...quick];
    const end = await viral(args, {cwd});
    expect(end.code, end.stderr).toBe(0);
    const [{folder}] = outcomesOf(end) as [Rendered];
    const {hook} = scriptSchema.parse(JSON.parse(await readFile(join(folder, videoFiles.script), 'utf8')));
    expect(hook.pattern).toMatchObject({videos: expect.any(Number) as number});
  });

  it('leaves no folder for a video that failed, and the others as they are', {timeout: 100_000}, async () => {
    const spoken = {...scriptOf(['Le thé refroidit.', 'Vite.'], 'fr'), id: 'french'};
    await writeFile(join(cwd, 'mixed.jsonl'), `${JSON.stringify(spoken)}\n${script('fine')}`);
    const heard = quick.filter((word) => word !== '--voice' && word !== 'silent');
    const end = await viral(['batch', 'mixed.jsonl', '--out', 'mixed', ...heard], {cwd});
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/line 1 \(french\) failed: .*(?:French|\(fr\))/);
    expect(end.stderr).toContain('Call the same command again');
    expect(end.stdout).toMatch(/1 of 2 videos are in mixed; 1 failed/);
    expect((await readdir(join(cwd, 'mixed'))).sort()).toEqual(['_batch', 'fine']);
  });

  it.each<[string, readonly string[], RegExp, object?]>([
    ['a template that is none', ['--template', 'nonesuch'], /nonesuch.*headline/],
    ['an option the template does not have', ['--option', 'wipez=false'], /wipez/],
    ['an option without a value', ['--option', 'wipes'], /--option.*'wipes' must be a name and a value/s],
    ['an overlay the template does not have', ['--overlay', 'foo'], /no overlay 'foo'; it has progress/],
    ['a theme that is none', ['--theme', 'nonesuch'], /nonesuch.*press/],
    ['patterns that were never learned', ['--patterns', 'absent.db'], /absent\.db is not there/],
    ['a budget for no model', ['--model-budget', '1'], /--model-budget.*needs --model/s],
    [
      'an engine of this machine for Lambda',
      ['--engine', 'web', '--on', 'lambda'],
      /--engine.*this machine/s,
    ],
    ['a line with a template that is none', [], /line 1, video: .*nonesuch/, {template: 'nonesuch'}],
    ['a line with another template’s option', [], /line 1, video: .*rail/, {options: {rail: true}}],
    ['a line with a word that is none', [], /line 1, video\.captions/, {captions: 'loud'}],
    ['a line with a field that is none', [], /line 1, video: .*colour/, {colour: 'red'}],
  ])('refuses %s before anything is made', {timeout: 60_000}, async (_name, flags, says, video) => {
    await writeFile(join(cwd, 'wrong.jsonl'), script('one', video));
    const end = await viral(['batch', 'wrong.jsonl', '--out', 'refused', ...flags], {cwd});
    expect(end.stderr).toMatch(says);
    expect(end.stderr).not.toMatch(/\n\s+at /);
    expect(end.code).toBe(2);
    expect(await readdir(cwd)).not.toContain('refused');
  });
});
