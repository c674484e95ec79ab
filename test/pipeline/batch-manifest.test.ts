import {describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {parseBatchManifest} from '../../src/pipeline/index.ts';

const line = (value: unknown) => JSON.stringify(value);
const brief = (id: string, changes: Record<string, unknown> = {}) =>
  line({id, topic: 'Why cats knead', points: ['They learned it as kittens.'], ...changes});

function issuesOf(text: string): readonly string[] {
  try {
    parseBatchManifest(text);
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.issues.map(({path, message}) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

describe('the manifest of a batch', () => {
  it('is read with any line breaks, empty lines and a mark at its start', () => {
    const lines = parseBatchManifest(`\uFEFF${brief('a')}\r\n\r\n${brief('b')}\n\n`);
    expect(lines.map((each) => [each.line, each.id])).toEqual([
      [1, 'a'],
      [3, 'b'],
    ]);
    // Equal but for their ids.
    expect(lines[0]?.sha256).toBe(lines[1]?.sha256);
    expect(lines[0]?.subject).toMatchObject({topic: 'Why cats knead', platform: 'tiktok'});
  });

  it('names every bad line with its number and its fields, and accepts none of the good ones', () => {
    const text = [
      brief('good'),
      '{"id": "cut", "topic": ',
      '[]',
      brief('good'),
      line({topic: 'without an id'}),
      brief('../../etc'),
      brief('long', {durationInSeconds: 9999, platform: 'myspace'}),
      line({id: 'script', scenes: [{kind: 'hook'}]}),
      line({id: 'nothing'}),
      'null',
    ].join('\n');
    const issues = issuesOf(text);
    for (const wanted of [
      /^line 2: is not JSON/,
      /^line 3: must be an object/,
      /^line 4, id: 'good' stands in line 1 already/,
      /^line 5, id: is missing/,
      /^line 6, id: /,
      /^line 7, durationInSeconds: /,
      /^line 7, platform: /,
      /^line 8, /,
      /^line 9, topic: needs a topic/,
      /^line 10: must be an object/,
    ]) {
      expect(
        issues.some((issue) => wanted.test(issue)),
        String(wanted),
      ).toBe(true);
    }
    expect(issues.some((issue) => /^line 1\b(?!0)/.test(issue))).toBe(false);
  });

  it('refuses what would be lost or break on the way: bytes, halves of characters, fields and folders that stand twice', () => {
    const broken = Buffer.concat([
      Buffer.from('{"id":"bytes","topic":"Why '),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}'),
    ]);
    const text = [
      broken.toString('utf8'),
      '{"id":"twice","topic":"one","topic":"two"}',
      '{"id":"deep","topic":"x","sources":[{"text":"a","te\\u0078t":"b"}]}',
      '{"id":"half","topic":"Why \\ud800 cats"}',
      '{"id":"zero","topic":"Why\\u0000cats"}',
      brief('Case'),
      brief('case'),
      line({
        id: 'fine',
        topic: 'a \\ud800 that is only text, and a pair 😀',
        points: ['"topic": "x", "topic"'],
      }),
    ].join('\n');
    const issues = issuesOf(text);
    for (const wanted of [
      /^line 1: has bytes that are not UTF-8/,
      /^line 2, topic: stands twice/,
      /^line 3, text: stands twice/,
      /^line 4: has halves of characters/,
      /^line 5: has halves of characters/,
      /^line 7, id: 'case' stands in line 6 already/,
    ]) {
      expect(
        issues.some((issue) => wanted.test(issue)),
        `${String(wanted)} in ${issues.join(' | ')}`,
      ).toBe(true);
    }
    expect(issues.filter((issue) => /^line [68]\b/.test(issue))).toEqual([]);
    const wide = Buffer.from(`\uFEFF${brief('wide')}`, 'utf16le').toString('utf8');
    expect(issuesOf(wide)[0]).toMatch(/UTF-8/);
  });

  it('takes how a video should look, which makes equal briefs different, and defaults for briefs alone', () => {
    const video = {template: 'quiz', options: {rail: true}, overlays: [], captions: 'none', keepAssets: true};
    const [plain, quiz, youtube] = parseBatchManifest(
      [brief('a'), brief('b', {video}), brief('c', {platform: 'youtube'})].join('\n'),
      {platform: 'instagram'},
    );
    expect(plain).not.toHaveProperty('look');
    expect(plain?.subject).toMatchObject({platform: 'instagram'});
    expect(youtube?.subject).toMatchObject({platform: 'youtube'});
    expect(quiz?.look).toEqual(video);
    expect(quiz?.subject).not.toHaveProperty('video');
    expect(quiz?.sha256).not.toBe(plain?.sha256);
    const issues = issuesOf(
      [
        brief('a', {video: {aspect: '4:3', theme: 'loud', colour: 'red'}}),
        brief('b', {video: []}),
        brief('c', {video: null}),
      ].join('\n'),
    );
    for (const wanted of [
      /^line 1, video\.aspect: /,
      /^line 1, video\.theme: .*press/,
      /^line 1, video: .*colour/,
      /^line 2, video: /,
      /^line 3, video: /,
    ]) {
      expect(
        issues.some((issue) => wanted.test(issue)),
        `${String(wanted)} in ${issues.join(' | ')}`,
      ).toBe(true);
    }
  });

  it('reads ten thousand lines within seconds, and a million brackets without falling over', () => {
    const many = Array.from({length: 10_000}, (_, n) => brief(`v${n}`, {topic: `Why cats knead ${n}`})).join(
      '\n',
    );
    expect(parseBatchManifest(many)).toHaveLength(10_000);
    expect(issuesOf(`{"id":"deep","topic":${'['.repeat(500_000)}${']'.repeat(500_000)}}`)[0]).toMatch(
      /^line 1, topic/,
    );
    expect(issuesOf(`{"id":"long","topic":"${'\\\\n\\"x'.repeat(500_000)}"}`)[0]).toMatch(/^line 1, topic/);
    expect(issuesOf('['.repeat(1_000_000))[0]).toMatch(/^line 1: is not JSON/);
    expect(issuesOf(`{"id":"a","topic":"${'x'.repeat(10_000_000)}"}`)).toEqual([
      'line 1: is longer than 4000000 characters',
    ]);
  });

  it('says when there is nothing in it', () => {
    expect(issuesOf('\n \n')[0]).toMatch(/has no lines/);
  });

  it('never fails with anything but the lines that are wrong, whatever is in them', () => {
    const good = brief('a', {audience: 'people “with” umlauts ä\u2028'});
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\n',
      '\r',
      '\0',
      'null',
      '1e999',
      '-',
      '😀',
      '__proto__',
      '"id"',
    ];
    let refused = 0;
    for (let round = 0; round < 500; round++) {
      let text = good;
      for (let edits = next(4) + 1; edits > 0; edits--) {
        const at = next(text.length);
        text = text.slice(0, at) + (pieces[next(pieces.length)] ?? '') + text.slice(at + next(5));
      }
      const issues = issuesOf(text);
      if (issues.length > 0) refused++;
      for (const issue of issues) expect(issue).toMatch(/^(?:line \d+|: has no lines)/);
    }
    expect(refused).toBeGreaterThan(300);
  });
});
