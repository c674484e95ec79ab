import {describe, expect, it} from 'vitest';
import {createCues, formatSrt, formatVtt} from '../../src/captions/index.ts';
import {seededRandom} from '../../src/sound/index.ts';
import {randomWords, spokenEvenly} from './words.ts';

describe('createCues', () => {
  const cues = createCues(
    spokenEvenly(
      'Why do cats knead you like dough? It starts in the first days of life, when kittens push their mothers to make the milk flow. Most never stop.',
    ),
    {language: 'en'},
  );

  it('breaks at sentence ends and balances two lines', () => {
    expect(cues[0]?.lines).toEqual(['Why do cats knead you like dough?']);
    expect(cues.at(-1)?.lines).toEqual(['Most never stop.']);
    expect(cues.slice(1, -1).every(({lines}) => lines.every((line) => line.split(' ').length > 1))).toBe(
      true,
    );
  });

  it('never splits a sentence after an article or inside a figure', () => {
    const long = createCues(
      spokenEvenly(
        'The new plan would cost the people of the city about $13.7 billion in the next ten years and nobody can say where the money for the bridge should come from',
      ),
      {language: 'en'},
    );
    expect(long.length).toBeGreaterThan(1);
    for (const {lines} of long) {
      expect(lines.at(-1)).not.toMatch(/\b(?:the|of|a|and)$/);
      expect(lines.at(-1)).not.toMatch(/\$13\.7$/);
    }
  });

  it.each(['en', 'de', 'ja', 'xx'])('keeps its promises for any words (%s)', (language) => {
    const random = seededRandom(language.charCodeAt(0));
    for (let round = 0; round < 60; round += 1) {
      const words = randomWords(random, 1 + Math.floor(random() * 60));
      const made = createCues(words, {language});
      expect(made.flatMap(({lines}) => lines.join(' ').split(' '))).toEqual(words.map(({text}) => text));
      let before = 0;
      for (const {startMs, endMs, lines} of made) {
        expect(startMs).toBeGreaterThanOrEqual(before);
        expect(endMs).toBeGreaterThan(startMs);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
        before = endMs;
      }
    }
  });

  it('gives a lone short sentence time to be read', () => {
    const [cue] = createCues([{text: 'No.', startMs: 100, endMs: 300}], {language: 'en'});
    expect((cue?.endMs ?? 0) - (cue?.startMs ?? 0)).toBe(800);
  });

  it('makes none of no words', () => {
    expect(createCues([], {language: 'en'})).toEqual([]);
  });
});

const cues = [
  {startMs: 0, endMs: 1234.4, lines: ['Cats & <dogs>', 'go --> home']},
  {startMs: 3_723_004, endMs: 3_724_000, lines: ['Ende']},
];

describe('formatSrt', () => {
  it('writes numbered blocks with comma times', () => {
    expect(formatSrt(cues)).toBe(
      '1\n00:00:00,000 --> 00:00:01,234\nCats & <dogs>\ngo → home\n\n2\n01:02:03,004 --> 01:02:04,000\nEnde\n',
    );
    expect(formatSrt([])).toBe('');
  });
});

describe('formatVtt', () => {
  it('writes the header, dot times and escaped text', () => {
    expect(formatVtt(cues, {language: 'pt-BR'})).toBe(
      'WEBVTT\nKind: captions\nLanguage: pt-BR\n\n00:00:00.000 --> 00:00:01.234\nCats &amp; &lt;dogs&gt;\ngo --&gt; home\n\n01:02:03.004 --> 01:02:04.000\nEnde\n',
    );
  });
});
