import {readdirSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {createDirector, paceOf, secondsOfScript} from '../../src/director/index.ts';
import {copiedHook, foreignSentences} from '../../src/quality/claims/copied-hook.ts';
import {lint} from '../../src/quality/lint.ts';
import {verbatimShareOf} from '../../src/quality/verbatim.ts';
import type {Script, SourceText} from '../../src/schema/index.ts';
import {article, fixture, sourceOf, scriptOrTooThin} from './markdown-source.ts';

const names = (folder: string) =>
  readdirSync(new URL(folder, import.meta.url)).map((name) => name.replace(/\.md$/, ''));
const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const written: {script: Script; source: SourceText}[] = [];
const tooThin: string[] = [];

beforeAll(async () => {
  const sources = [
    ...(await Promise.all(names('articles').map(article))),
    ...(await Promise.all(names('fixtures').map(fixture))),
  ];
  for (const source of sources) {
    for (const durationInSeconds of [15, 30, 60]) {
      const script = await scriptOrTooThin(director, {sources: [source], durationInSeconds});
      if (script === null) tooThin.push(`${source.id} ${durationInSeconds}`);
      else written.push({script, source});
    }
  }
}, 240_000);

describe('scripts of 27 texts in three lengths', () => {
  it('have no lint error, their sources at hand', () => {
    expect(written.length + tooThin.length).toBe(81);
    expect(tooThin.length, tooThin.join(', ')).toBeLessThanOrEqual(12);
    for (const {script, source} of written) {
      const errors = lint(script, {sources: [source]}).filter(({severity}) => severity === 'error');
      expect(errors, `${source.id} ${script.durationInSeconds} s`).toEqual([]);
    }
  });

  it('copy less than half their words in runs of twelve, and say how many', () => {
    const shares = written.map(({script}) => script.writer.verbatimShare).toSorted((a, b) => a - b);
    expect(shares[shares.length >> 1]).toBeLessThanOrEqual(0.5);
    for (const {script, source} of written) {
      const spoken = script.scenes.map((scene) => scene.spoken);
      expect(script.writer.verbatimShare).toBe(verbatimShareOf(spoken, [source]));
    }
  });

  it('open with a line of their own', () => {
    for (const {script, source} of written)
      expect(copiedHook(script.scenes[0]!.spoken, foreignSentences([source])), source.id).toBeNull();
  });

  it('take the seconds asked for where the source holds enough', () => {
    const off = written.filter(({script}) => {
      const seconds = secondsOfScript(
        script.scenes.map((scene) => scene.spoken),
        paceOf(script.style),
      );
      return Math.abs(seconds / script.durationInSeconds - 1) > 0.1;
    });
    expect(off.map(({source, script}) => `${source.id} ${script.durationInSeconds}`)).toEqual([]);
  });
});

describe('other words of the same meaning', () => {
  const write = async (sentence: string, more: Partial<SourceText> = {}) => {
    const script = await director.writeScript({
      sources: [
        sourceOf(
          `# The tower on the reef\n\n${sentence}\n\nThe keepers left in 1984. Nobody has lived there since.`,
          'tower',
          more,
        ),
      ],
      durationInSeconds: 15,
    });
    return script.scenes.map((scene) => scene.spoken).join('\n');
  };
  const long = 'The old tower on the southern reef holds more than 900 stones and uses only 40 watts a year.';

  it('take the place of the source’s where it would be copied', async () => {
    expect(await write(long)).toMatch(/over 900 stones|just 40 watts/);
  });

  it('stay away where the text is the user’s own', async () => {
    expect(await write(long, {own: true})).toContain('more than 900 stones and uses only 40 watts');
  });

  it('do not touch what somebody said', async () => {
    const said =
      'The oldest keeper said: “We had more than 40 candles and we did not eat only one of them that winter.”';
    expect(await write(said)).toContain(
      '“We had more than 40 candles and we did not eat only one of them that winter.”',
    );
  });

  it('leave limits where they are', async () => {
    const spoken = await write(
      'The old tower on the southern reef must hold no more than 900 visitors on a single summer day.',
    );
    expect(spoken).not.toMatch(/no over/);
  });
});

describe('what a script costs', () => {
  it('is at most two seconds of work for a page of 200,000 characters', async () => {
    const parts = await Promise.all(names('articles').map(article));
    const blocks = Array.from({length: 12}, (_, copy) =>
      parts.flatMap((part) =>
        part.blocks.map((block) => ({...block, text: `${block.text.slice(0, -1)} (${copy}).`})),
      ),
    ).flat();
    const source: SourceText = {version: 1, id: 'page', title: 'The long page of many things', blocks};
    expect(blocks.reduce((sum, {text}) => sum + text.length, 0)).toBeGreaterThan(200_000);
    const before = process.cpuUsage();
    await director.writeScript({sources: [source], durationInSeconds: 45});
    const {user, system} = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
