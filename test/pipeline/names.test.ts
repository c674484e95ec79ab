import {describe, expect, it} from 'vitest';
import {contentHash} from '../../src/pipeline/content-hash.ts';
import {folderNameOf} from '../../src/pipeline/folder-name.ts';

describe('folderNameOf', () => {
  it.each([
    ["The solar storm: what it can't do", 'the-solar-storm-what-it-cant-do'],
    ['Crème brûlée — 3 ways', 'creme-brulee-3-ways'],
    ['../../etc/passwd', 'etc-passwd'],
    ['日本語', 'video'],
    ['a'.repeat(200), 'video'],
  ])('%s', (title, name) => expect(folderNameOf(title)).toBe(name));

  it('keeps whole words within 48 characters', () => {
    const name = folderNameOf('one two three four five six seven eight nine ten eleven twelve');
    expect(name.length).toBeLessThanOrEqual(48);
    expect('one-two-three-four-five-six-seven-eight-nine-ten-eleven-twelve'.startsWith(name)).toBe(true);
  });
});

describe('contentHash', () => {
  it('does not depend on the order of keys, and does on the order of lists', () => {
    expect(contentHash({a: 1, b: {c: 2, d: 3}})).toBe(contentHash({b: {d: 3, c: 2}, a: 1}));
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  });
});
