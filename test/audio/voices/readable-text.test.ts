import {describe, expect, it} from 'vitest';
import {readableText, timedWords} from '../../../src/audio/voices/readable-text.ts';
import {sayableLine} from '../../../src/audio/voices/sayable-line.ts';

describe('readableText', () => {
  it.each([
    ['Plain words stay.', 'Plain words stay.'],
    ['a < b > c & d', 'a < b > c & d'],
    ['I <3 you', 'I <3 you'],
    ['stop <break time="3s"/> here', 'stop here'],
    ['<speak>all</speak>', 'all'],
    ['a<!-- hidden words -->b', 'a b'],
    ['a<!--x-->b', 'ab'],
    ['<![CDATA[x]]> y', 'x y'],
    ['<?xml version="1.0"?> y', 'y'],
    ['<tag with <another> inside', '<tag with inside'],
    ['tab\tnew\nline\u2028sep', 'tab new line sep'],
    ['con\u0000trol\u0007 \u009F', 'control'],
    ['left\u202Eright\u2066x\u2069', 'leftrightx'],
    ['lone \uD800 half', 'lone half'],
    ['zwj 👩‍🔬 stays', 'zwj 👩‍🔬 stays'],
    ['می‌خواهم', 'می‌خواهم'],
    ['', ''],
  ])('of %j is %j', (written, text) => {
    expect(readableText(written).text).toBe(text);
  });

  it('keeps a token for each written word, with its place in what is read', () => {
    const {text, tokens} = readableText('Stop <break time="3s"/> \u0000 here.');
    expect(tokens.map(({written}) => written)).toEqual(['Stop', '<break', 'time="3s"/>', '\u0000', 'here.']);
    expect(tokens.map(({start, end}) => text.slice(start, end))).toEqual(['Stop', '', '', '', 'here.']);
  });

  it('takes long text in a moment', () => {
    const started = performance.now();
    readableText('<a '.repeat(100_000));
    readableText('word <b> '.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe('sayableLine', () => {
  const sayable = (text: string, pronounce?: (word: string) => string | null) =>
    sayableLine(
      {text, language: 'en', ...(pronounce ? {pronounce} : {})},
      {voice: 'test/a', maxCharacters: 100},
    );
  it('refuses what has no words and what is too long', () => {
    for (const nothing of ['😀 — …', '<break/>', '\u0000']) {
      expect(() => sayable(nothing)).toThrow(/test\/a can say nothing of/);
    }
    expect(() => sayable('a '.repeat(100))).toThrow('199 characters');
    expect(sayable('3').text).toBe('three');
  });

  it('counts and sends what is said, not what is written', () => {
    const long = 'very '.repeat(30).trim();
    expect(() => sayable('GIF', (word) => (word === 'GIF' ? long : null))).toThrow('149 characters');
    const {text, tokens} = sayable('A GIF!', (word) => (word === 'GIF' ? 'jiff' : null));
    expect(text).toBe('A jiff!');
    expect(tokens.map(({written}) => written)).toEqual(['A', 'GIF!']);
  });
});

describe('timedWords', () => {
  it('keeps times in order and inside the line whatever the spans say', () => {
    const {tokens} = readableText('a b <c/> d e');
    const spans = [
      [100, 90],
      [50, 400],
      [0, 0],
      [300, 5000],
      [-5, NaN],
    ];
    const words = timedWords(
      tokens,
      (_token, index) => ({startMs: spans[index]?.[0] ?? 0, endMs: spans[index]?.[1] ?? 0}),
      1000,
    );
    let last = 0;
    for (const {startMs, endMs} of words.slice(0, 4)) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      expect(endMs).toBeLessThanOrEqual(1000);
      last = endMs;
    }
  });
});
