import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {oneOf, platformOf, secondsOf} from '../../src/cli/choices.ts';
import {exitCodeOf} from '../../src/cli/exit.ts';
import {readSettings} from '../../src/cli/settings.ts';
import {ViralError} from '../../src/errors.ts';

describe('choices as typed', () => {
  it('takes the names people use for platforms', () => {
    expect(platformOf('Shorts')).toBe('youtube');
    expect(platformOf('reels')).toBe('instagram');
    expect(() => platformOf('vine')).toThrow(/'vine' is not one of tiktok, youtube, shorts/);
  });

  it.each(['0', '-3', '4.9', '181', 'abc', '', ' ', 'NaN', '1e9'])('refuses --seconds %j', (text) => {
    expect(() => secondsOf(text)).toThrow(/not a number from 5 to 180/);
  });

  it('takes --seconds in range', () => expect(secondsOf('37.5')).toBe(37.5));

  it('names the words to choose from', () => {
    expect(oneOf('--aspect', ['9:16', '1:1'], '1:1')).toBe('1:1');
    expect(() => oneOf('--aspect', ['9:16', '1:1'], '4:3')).toThrow(
      "--aspect is not valid:\n  '4:3' is not one of 9:16, 1:1",
    );
  });
});

describe('exit codes', () => {
  it('tells wrong input from failure', () => {
    expect(exitCodeOf(new ViralError('file-not-found', 'x'))).toBe(2);
    expect(exitCodeOf(new ViralError('disk-full', 'x'))).toBe(1);
    expect(exitCodeOf(new Error('x'))).toBe(1);
  });
});

describe('viral.config.json', () => {
  it('is optional, resolves paths beside itself and refuses unknown fields by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'viral-settings-'));
    try {
      expect(await readSettings(folder)).toEqual({});
      await writeFile(
        join(folder, 'viral.config.json'),
        '{"compositions": "./video/index.tsx", "theme": "press"}',
      );
      expect(await readSettings(folder)).toEqual({
        compositions: join(folder, 'video', 'index.tsx'),
        theme: 'press',
      });
      await writeFile(join(folder, 'viral.config.json'), '{"temlpate": "x"}');
      await expect(readSettings(folder)).rejects.toThrow(/temlpate/);
      await writeFile(join(folder, 'viral.config.json'), '{');
      await expect(readSettings(folder)).rejects.toThrow(/is not JSON/);
    } finally {
      await rm(folder, {recursive: true});
    }
  });
});
