import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {createCues, formatAss, formatSrt, formatVtt, parseCues, type Cue} from '../../src/captions/index.ts';
import {seededRandom} from '../../src/sound/index.ts';
import {randomWords} from './words.ts';

/** An ffmpeg that reads subtitle files; the one that comes with the renderer has been built without. */
function hasSubtitles(): boolean {
  const {status, stdout} = spawnSync('ffmpeg', ['-hide_banner', '-demuxers'], {encoding: 'utf8'});
  return status === 0 && ['srt', 'webvtt', 'ass'].every((name) => new RegExp(`\\s${name}\\s`).test(stdout));
}
const isThere = hasSubtitles();
const reason = 'no ffmpeg on the PATH reads srt, webvtt and ass';

const folder = mkdtempSync(join(tmpdir(), 'cues-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function convert(name: string, content: string, format: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  const {status, stdout, stderr} = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', format, '-'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** As simple a reader of ffmpeg's own clean output as can be, so that ours is not its own judge. */
const simpleSrt = (file: string): Cue[] =>
  file
    .replaceAll('\r', '')
    .trim()
    .split(/\n\n(?=\d+\n\d\d:)/)
    .map((block) => {
      const [, times = '', ...lines] = block.split('\n');
      const [startMs = 0, endMs = 0] = times.split(' --> ').map((time) => {
        const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time.split(/[:,]/).map(Number);
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
      });
      return {startMs, endMs, lines: lines.map((line) => line.replace(/<[^>]*>|\{\\[^}]*\}/g, ''))};
    });

const words = randomWords(seededRandom(21), 300);
const cues = createCues(words, {language: 'en'}).map(({startMs, endMs, lines}) => ({startMs, endMs, lines}));
const rightToLeft: Cue[] = [{startMs: 0, endMs: 900, lines: ['שלום, עולם 2024!']}];

describe('ffmpeg reads what is written', () => {
  it.for([
    ['srt', formatSrt(cues), 1],
    ['vtt', formatVtt(cues, {language: 'en'}), 1],
    ['ass', formatAss(cues, {width: 1080, height: 1920}), 10],
  ] as const)('%s', ([format, content, toleranceMs], {skip}) => {
    skip(!isThere, reason);
    const read = simpleSrt(convert(`made.${format}`, content, 'srt'));
    expect(read.map(({lines}) => lines)).toEqual(cues.map(({lines}) => lines));
    for (const [index, {startMs, endMs}] of read.entries()) {
      expect(Math.abs(startMs - (cues[index]?.startMs ?? -99))).toBeLessThanOrEqual(toleranceMs);
      expect(Math.abs(endMs - (cues[index]?.endMs ?? -99))).toBeLessThanOrEqual(toleranceMs);
    }
  });
});

describe('what ffmpeg writes is read', () => {
  it.for(['srt', 'webvtt', 'ass'])('%s', (format, {skip}) => {
    skip(!isThere, reason);
    const {cues: read, problems} = parseCues(convert('source.srt', formatSrt(cues), format));
    expect(problems).toEqual([]);
    expect(read.map(({lines}) => lines)).toEqual(cues.map(({lines}) => lines));
    for (const [index, {startMs}] of read.entries()) {
      expect(Math.abs(startMs - (cues[index]?.startMs ?? -99))).toBeLessThanOrEqual(10);
    }
  });

  it('right-to-left text in its order', ({skip}) => {
    skip(!isThere, reason);
    expect(parseCues(convert('rtl.srt', formatSrt(rightToLeft), 'webvtt')).cues).toEqual(rightToLeft);
  });
});
