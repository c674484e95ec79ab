import {spawnSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {viral} from './command.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-faults-'));
});
afterAll(async () => {
  await rm(cwd, {recursive: true, force: true});
});

const french =
  'Les chats pétrissent parce que ce geste leur rappelle leur mère. Quand ils étaient petits, ils pressaient ainsi pour faire venir le lait. ' +
  'Plus tard, le geste reste lié au calme et à la sécurité. Beaucoup de chats le font avant de dormir, parfois pendant plusieurs minutes.';

/** Each bad input: how it is called, and what the message must name. */
const faults: readonly {
  readonly name: string;
  readonly file?: string | Uint8Array;
  readonly args: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}[] = [
  {name: 'a missing file', args: ['--from', 'missing.md'], code: 2, says: /missing\.md/},
  {name: 'an empty file', file: '', args: ['--from', 'in'], code: 2, says: /empty|no text/i},
  {
    name: 'a binary file',
    file: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    args: ['--from', 'in'],
    code: 2,
    says: /PNG/i,
  },
  {
    name: 'text that is not UTF-8',
    file: Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0xff, 0xfe, 0x0a]),
    args: ['--from', 'in'],
    code: 2,
    says: /UTF-8/,
  },
  {
    name: '5 MB of text',
    file: 'A sentence about nothing in particular. '.repeat(131_072),
    args: ['--from', 'in'],
    code: 2,
    says: /too (long|large)|MB/i,
  },
  {
    name: 'a page with no article',
    file: '<!doctype html><html><body><nav><a href="/">Home</a><a href="/b">Shop</a></nav><p>Sign in</p></body></html>',
    args: ['--from', 'in'],
    code: 2,
    says: /article/i,
  },
  {
    name: 'a language the voice cannot speak',
    file: french,
    args: ['--from', 'in'],
    code: 2,
    says: /French|\bfr\b/,
  },
  {
    name: 'an unknown template',
    args: ['--topic', 'Tea', '--point', 'Tea cools faster in a wide cup.', '--template', 'nonesuch'],
    code: 2,
    says: /nonesuch[\s\S]*headline/,
  },
  {
    name: 'an unknown theme',
    args: ['--topic', 'Tea', '--point', 'Tea cools faster in a wide cup.', '--theme', 'nonesuch'],
    code: 2,
    says: /nonesuch[\s\S]*press/,
  },
  {
    name: '--seconds 0',
    args: ['--topic', 'Tea', '--point', 'Tea cools.', '--seconds', '0'],
    code: 2,
    says: /--seconds/,
  },
  {
    name: 'a topic with nothing to say about it',
    args: ['--topic', 'Tea'],
    code: 2,
    says: /point|source|--from/i,
  },
  {name: 'nothing to make a video from', args: [], code: 2, says: /--from/},
  {name: 'an unknown option', args: ['--sceonds', '30'], code: 2, says: /--sceonds/},
  {
    name: 'a page on a private address',
    args: ['--from', 'http://169.254.169.254/latest/meta-data/'],
    code: 2,
    says: /169\.254\.169\.254/,
  },
];

describe('viral make refuses', () => {
  it.each(faults)('$name', async ({file, args, code, says}) => {
    const folder = await mkdtemp(join(cwd, 'case-'));
    if (file !== undefined) await writeFile(join(folder, 'in'), file);
    const end = await viral(['make', ...args, '--out', 'out'], {cwd: folder});
    expect(end.stderr).toMatch(says);
    expect(end.stderr, 'a message, not a stack').not.toMatch(/\n\s+at /);
    expect(end.code).toBe(code);
    expect(end.stdout).toBe('');
    expect(await readdir(join(folder, 'out')).catch(() => [])).toEqual([]);
  });

  it('an output folder that is a file', async () => {
    await writeFile(join(cwd, 'file'), '');
    const end = await viral(
      ['make', '--topic', 'Tea', '--point', 'Tea cools faster in a wide cup.', '--out', 'file'],
      {cwd},
    );
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/is a file/);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'an output folder that may not be written (skipped for root, who may write anywhere)',
    async () => {
      await mkdir(join(cwd, 'locked'));
      await chmod(join(cwd, 'locked'), 0o555);
      const end = await viral(
        ['make', '--topic', 'Tea', '--point', 'Tea cools faster in a wide cup.', '--out', 'locked/out'],
        {cwd},
      );
      expect(end.code).toBe(2);
      expect(end.stderr).toMatch(/cannot be written/);
    },
  );

  it('a full disk (skipped where no small disk can be made)', async ({skip}) => {
    const disk = await mkdtemp(join(cwd, 'disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700k', 'tmpfs', disk]).status === 0;
    skip(!mounted, 'no small disk can be mounted here');
    try {
      const end = await viral(
        [
          'make',
          '--topic',
          'Tea',
          '--point',
          'Tea cools faster in a wide cup than in a narrow one.',
          '--seconds',
          '5',
          '--out',
          join(disk, 'out'),
        ],
        {cwd},
      );
      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(/disk is full/);
      expect(await readdir(join(disk, 'out'))).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
