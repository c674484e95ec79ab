import {describe, expect, it} from 'vitest';
import {emphasisedWords} from '../../src/compositions/kit/text/emphasis.ts';
import {fitText, type FitRequest} from '../../src/compositions/kit/text/text-fit.ts';
import {directionOf} from '../../src/compositions/text-direction.ts';

/** A monospaced face half an em wide, so that widths can be counted by hand; wide for ideographs. */
const measure = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (/[\u3000-\u9FFF]/u.test(sign) ? 1 : 0.5), 0);

function fit(text: string, changes: Partial<FitRequest> = {}) {
  return fitText({
    text,
    language: 'en',
    measure,
    maxPx: 160,
    minPx: 80,
    width: 850,
    height: 900,
    lineHeight: 1,
    maxLines: 5,
    ...changes,
  });
}
const linesOf = (text: string, changes: Partial<FitRequest> = {}) =>
  fit(text, changes).lines.map((line) => line.join(' '));

describe('fitText', () => {
  it('sets a short text at the largest size', () => {
    expect(fit('Cats')).toEqual({px: 160, lines: [['Cats']], fits: true});
  });

  it('keeps every word, in order, inside the room', () => {
    const text = 'Wordy and rather long texts reach the limit of what any scene may hold so lines shrink';
    for (const width of [300, 500, 850, 1600]) {
      const {px, lines, fits} = fit(text, {width});
      expect(fits).toBe(true);
      expect(lines.flat().join(' ')).toBe(text);
      for (const line of lines) expect(measure(line.join(' ')) * px).toBeLessThanOrEqual(width);
      expect(lines.length * px).toBeLessThanOrEqual(900);
    }
  });

  it('takes one line fewer when that costs little size', () => {
    // At 160 px only "Save this" or "salary" fit a line; a little smaller, three lines hold it all.
    const lines = linesOf('Save this for your next salary talk', {maxPx: 150, width: 850});
    expect(lines).toHaveLength(3);
  });

  it('stacks two words rather than set them small in one line', () => {
    // One line would be 84 px.
    expect(fit('Newly-announced park', {maxPx: 104})).toEqual({
      px: 104,
      lines: [['Newly-announced'], ['park']],
      fits: true,
    });
  });

  it('leaves no short word alone on the last line', () => {
    const lines = linesOf('You will not believe what happened to us at six', {maxPx: 100, width: 900});
    expect(lines.at(-1)?.split(' ').length).toBeGreaterThan(1);
  });

  it('does not end a line on an article or a preposition where it can', () => {
    for (const line of linesOf('The rise of the machines in the heart of a city', {maxPx: 100}).slice(
      0,
      -1,
    )) {
      expect(line).not.toMatch(/\b(the|of|in|a)$/i);
    }
  });

  it('keeps a number with its unit', () => {
    for (const line of linesOf('Your daily coffee costs 41 hours of work', {maxPx: 140}).slice(0, -1)) {
      expect(line).not.toMatch(/\b41$/);
    }
  });

  it('shrinks one long word before it cuts it, and cuts an address after its signs', () => {
    const word = fit('Donaudampfschifffahrt', {width: 600});
    expect(word.lines).toEqual([['Donaudampfschifffahrt']]);
    expect(word.px).toBeLessThan(80);
    const parts = linesOf('www.example.com/a-long/path-to/somewhere/else/entirely/and/further', {width: 600});
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts.slice(0, -1)) expect(part).toMatch(/[/.-]$/);
    expect(parts.join('')).toBe('www.example.com/a-long/path-to/somewhere/else/entirely/and/further');
  });

  it('hyphenates a word that is too long even so, between syllables as well as it can', () => {
    const word = 'Rechtsschutzversicherungsgesellschaften';
    const lines = linesOf(word, {width: 500, height: 400});
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((line) => line.replace(/-$/u, '')).join('')).toBe(word);
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/\p{L}-$/u);
      expect(line.length).toBeGreaterThan(4);
    }
    expect(lines.at(-1)!.length).toBeGreaterThanOrEqual(3);
    expect(linesOf('„Überraschungsbesuchergruppenführer!“', {width: 420, height: 400}).at(-1)).toMatch(
      /!“$/u,
    );
    expect(linesOf('internationalisation', {width: 330, height: 400, minPx: 60})).toEqual([
      'internatio-',
      'nalisation',
    ]);
    // Only words of an alphabet: elsewhere a hyphen would be a mistake.
    expect(linesOf('ا'.repeat(60), {width: 300}).join('')).toBe('ا'.repeat(60));
  });

  it('cuts a word without any sign by grapheme and says when even that does not fit', () => {
    const long = '🙂'.repeat(80);
    const {lines} = fit(long, {width: 400});
    expect(lines.flat().join('')).toBe(long);
    expect(fit('word '.repeat(200), {width: 200, height: 100}).fits).toBe(false);
  });

  it('ends in an ellipsis after a whole word where the room holds no more', () => {
    const {px, lines, fits} = fit('word '.repeat(200), {width: 700, height: 130});
    expect({px, fits, count: lines.length}).toEqual({px: 40, fits: false, count: 3});
    expect(lines.at(-1)?.join(' ')).toMatch(/ word…$/);
    expect(measure(lines.at(-1)!.join(' ')) * 40).toBeLessThanOrEqual(700);
  });

  it('breaks Japanese without leaving a small sign at the start of a line', () => {
    const text = '猫が毛布をこねるのはなぜでしょうか、知っていますか。';
    const lines = linesOf(text, {language: 'ja', width: 700, maxPx: 120});
    expect(lines.join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).not.toMatch(/^[、。っゃ]/u);
  });

  it('gives nothing for an empty text', () => {
    expect(fit('   ').lines).toEqual([]);
  });
});

describe('emphasisedWords', () => {
  it('finds words and phrases whatever their case and punctuation', () => {
    const words = ['It', 'costs', '41', 'hours,', 'a', 'Year!'];
    expect(emphasisedWords(words, ['41 hours', 'year'])).toEqual([false, false, true, true, false, true]);
    expect(emphasisedWords(words, ['hours a day', ''])).toEqual(words.map(() => false));
  });
});

describe('directionOf', () => {
  it('knows right-to-left languages, and the script when it is given', () => {
    expect(directionOf('ar-EG')).toBe('rtl');
    expect(directionOf('he')).toBe('rtl');
    expect(directionOf('en')).toBe('ltr');
    expect(directionOf('az-Arab')).toBe('rtl');
    expect(directionOf('ku-Latn')).toBe('ltr');
  });
});
