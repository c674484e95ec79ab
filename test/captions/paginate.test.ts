import {describe, expect, it} from 'vitest';
import {paginate} from '../../src/captions/index.ts';
import type {Word} from '../../src/schema/index.ts';
import {seededRandom} from '../../src/sound/index.ts';
import {randomWords, spokenEvenly} from './words.ts';

const options = {fps: 30, durationInFrames: 300, maxCharsPerLine: 18, language: 'en'};
const textOf = (pages: ReturnType<typeof paginate>) =>
  pages.map(({lines}) => lines.map((line) => line.map(({text}) => text).join(' ')).join(' / '));
const pagesOf = (text: string, overrides: Partial<Parameters<typeof paginate>[1]> = {}) =>
  textOf(paginate(spokenEvenly(text), {...options, ...overrides}));

describe('paginate', () => {
  it('breaks at the end of a sentence and keeps a page to four words', () => {
    expect(pagesOf('Cats knead dough. Nobody taught them that trick at all.')[0]).toBe('Cats knead dough.');
    for (const page of pagesOf('one two three four five six seven eight nine ten')) {
      expect(page.replace(' / ', ' ').split(' ').length).toBeLessThanOrEqual(4);
    }
  });

  it('breaks where the voice pauses', () => {
    const words = spokenEvenly('when it rains frogs sing');
    const paused = words.map((word, index) =>
      index < 3 ? word : {...word, startMs: word.startMs + 500, endMs: word.endMs + 500},
    );
    expect(textOf(paginate(paused, options))[0]).toBe('when it rains');
  });

  it.each([
    ['they walked slowly to the old house by the river', /\b(?:a|the|of|to|by)$/],
    ['a habit of the young cats and of their old mothers', /\b(?:a|the|of|and)$/],
    ['we met Doctor Jane Goodall in the park near London', /\bin$|\bthe$|\bJane$/],
    ['it weighs about 12 kilos and runs at 30 miles', /\d$/],
    ['they asked Dr. Miller about the new plan today', /Dr\.$/],
  ])('ends no page of "%s" on a word that leans on the next', (text, bad) => {
    for (const page of pagesOf(text)) expect(page).not.toMatch(bad);
  });

  it('lights each word on its frame and keeps it lit until the next one', () => {
    const words: Word[] = [
      {text: 'Cats', startMs: 100, endMs: 300},
      {text: 'knead', startMs: 410, endMs: 700},
      {text: 'you.', startMs: 705, endMs: 1000},
    ];
    const [page] = paginate(words, options);
    expect(page?.startFrame).toBe(1);
    expect(page?.lines.flat()).toEqual([
      {text: 'Cats', startFrame: 3, endFrame: 12},
      {text: 'knead', startFrame: 12, endFrame: 21},
      {text: 'you.', startFrame: 21, endFrame: page?.endFrame},
    ]);
    expect(page?.endFrame).toBe(42);
  });

  it('holds a page over a short gap and takes it away in a long one', () => {
    const after = (gapMs: number) =>
      paginate(
        [
          {text: 'One.', startMs: 0, endMs: 600},
          {text: 'Two.', startMs: 600 + gapMs, endMs: 1800 + gapMs},
        ],
        options,
      ) as [ReturnType<typeof paginate>[0], ReturnType<typeof paginate>[0]];
    const [held, next] = after(240);
    expect(held.endFrame).toBe(next.startFrame);
    const [gone, later] = after(2000);
    expect(gone.endFrame).toBe(30);
    expect(later.startFrame).toBe(76);
  });

  it('keeps an emoji or a dash with the word before it', () => {
    for (const page of pagesOf('this is great 😀 and that — well now — is better still 🎉')) {
      expect(page).not.toMatch(/^(?:😀|—|🎉)/u);
    }
  });

  it('sets wide scripts by their width', () => {
    for (const page of paginate(spokenEvenly('猫は なぜ 人を こねるのか 誰も 知らない'), {
      ...options,
      language: 'ja',
    })) {
      for (const line of page.lines) {
        expect(line.reduce((sum, {text}) => sum + text.length * 2, 0)).toBeLessThanOrEqual(18);
      }
    }
  });

  it('balances two lines, the upper one rather the shorter', () => {
    expect(pagesOf('kittens push their mothers', {maxCharsPerLine: 16})).toEqual([
      'kittens push / their mothers',
    ]);
  });

  it('has nothing to show for no words', () => {
    expect(paginate([], options)).toEqual([]);
  });

  it.each([24, 25, 30, 60])('keeps its promises for any words at %i fps', (fps) => {
    const random = seededRandom(fps);
    for (let round = 0; round < 60; round += 1) {
      const words = randomWords(random, 1 + Math.floor(random() * 40));
      const lastMs = words.at(-1)?.endMs ?? 0;
      const durationInFrames = Math.max(
        words.length * 2,
        Math.ceil((lastMs / 1000) * fps * (0.95 + random() * 0.3)),
      );
      const pages = paginate(words, {fps, durationInFrames, maxCharsPerLine: 18, language: 'en'});
      expect(pages.flatMap(({lines}) => lines.flat().map(({text}) => text))).toEqual(
        words.map(({text}) => text),
      );
      let before = 0;
      let index = 0;
      for (const page of pages) {
        expect(page.startFrame).toBeGreaterThanOrEqual(before);
        expect(page.endFrame).toBeGreaterThan(page.startFrame);
        expect(page.endFrame).toBeLessThanOrEqual(durationInFrames);
        expect(page.lines.length).toBeLessThanOrEqual(2);
        before = page.endFrame;
        const shown = page.lines.flat();
        expect(shown.filter(({text}) => /[a-z]/i.test(text)).length).toBeLessThanOrEqual(4);
        for (const [offset, word] of shown.entries()) {
          expect(word.startFrame).toBeGreaterThanOrEqual(page.startFrame);
          expect(word.endFrame).toBe(shown[offset + 1]?.startFrame ?? page.endFrame);
          const exact = Math.round(((words[index]?.startMs ?? 0) * fps) / 1000);
          if (exact < durationInFrames - pages.length - 1) expect(word.startFrame).toBe(exact);
          index += 1;
        }
        for (const line of page.lines) {
          const width = line.map(({text}) => text).join(' ').length;
          if (line.length > 1) expect(width).toBeLessThanOrEqual(18);
        }
      }
    }
  });
});
