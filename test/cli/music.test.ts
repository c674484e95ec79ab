import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {decodeWav, integratedLoudness, truePeak} from '../../src/sound/index.ts';
import {viral} from './command.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-music-'));
});
afterEach(async () => rm(cwd, {recursive: true, force: true}));

describe('viral music', () => {
  it('writes music and prints figures that are true', async () => {
    const {code, stdout, stderr} = await viral(
      ['music', '--mood', 'playful', '--seconds', '6', '--seed', 'cats', '--out', 'bed.wav', '--json'],
      {cwd},
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const made = JSON.parse(stdout) as {
      tempo: number;
      key: string;
      loudnessLufs: number;
      truePeakDbtp: number;
    };
    const pcm = decodeWav(await readFile(join(cwd, 'bed.wav')));
    expect(pcm.channels[0]!.length).toBe(6 * 48_000);
    expect(Math.abs(integratedLoudness(pcm) - made.loudnessLufs)).toBeLessThan(0.1);
    expect(Math.abs(truePeak(pcm) - made.truePeakDbtp)).toBeLessThan(0.1);
    expect(made.tempo).toBeGreaterThan(120);
    expect(made.key).toMatch(/^[A-G][♭♯]? (?:major|Lydian)$/u);
    const shown = await viral(['music', '--mood', 'calm', '--seconds', '4'], {cwd});
    expect(shown.stdout).toMatch(
      /music\.wav\n {2}calm, .+ beats a minute, .+\n {2}-16\.0 LUFS, -\d\.\d dBTP\n$/u,
    );
  });

  it.each([
    [['--mood', 'sad', '--out', 'x.wav'], "'sad' is not one of upbeat"],
    [['--out', 'x.wav'], 'needs --mood'],
    [['--mood', 'calm', '--out', '.'], "'.' is a folder; name a file in it, as in calm.wav"],
    [['--mood', 'calm', '--out', 'bed.mp3'], "'bed.mp3' is no name for a WAV file"],
    [['--mood', 'calm', '--seconds', '1e9', '--out', 'x.wav'], "'1e9' is not a number from 3 to 900"],
  ])('refuses %j', async (args, message) => {
    const {code, stderr, stdout} = await viral(['music', ...args], {cwd});
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('viral make --music', () => {
  it.each([
    [['--music', 'sad'], "'sad' is no file, and not one of upbeat"],
    [['--music', 'song.mp3', '--music-licence', 'CC0-1.0'], "'song.mp3' is no file"],
  ])('refuses %j before any work', async (args, message) => {
    const {code, stderr} = await viral(['make', '--topic', 'cats', '--point', 'Cats knead.', ...args], {cwd});
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('asks for the licence of a file', async () => {
    await viral(['music', '--mood', 'calm', '--seconds', '3', '--out', 'own.wav'], {cwd});
    const {code, stderr} = await viral(
      ['make', '--topic', 'cats', '--point', 'Cats knead.', '--music', 'own.wav'],
      {cwd},
    );
    expect(code).toBe(2);
    expect(stderr).toContain('--music-licence');
  });
});
