import {describe, expect, it} from 'vitest';
import {onScreenTextOf} from '../../src/director/script/on-screen-text.ts';
import {loadTagger} from '../../src/director/source/nlp.ts';

const tagger = await loadTagger();
const shownFor = (line: string) =>
  onScreenTextOf(line, tagger, {idf: new Map(), shown: new Set(), preferVerb: false}) ?? '';

describe('a phrase beside a line', () => {
  it.each([
    [
      'keeps the verb of its future',
      'The depot will soon be filled with trams built for the new line.',
      /will soon filled/i,
    ],
    [
      'keeps what is being done',
      'By then the heavier umbrellas started being made in two towns.',
      /started made/i,
    ],
    [
      'does not take the last of a list for the subject',
      'Inside the phone, earbuds case, or other device is a receiver coil.',
      /^other device is/i,
    ],
    [
      'does not stop before what happened',
      'The waterproof kind did not appear until the Chinese invented it in the 11th century.',
      /until the Chinese$|not$/i,
    ],
    [
      'does not show what only leads up to something',
      'While not creatively named, the scooter is the newest thing of the house.',
      /^while/i,
    ],
    [
      'shows nothing that happens instead of something else',
      'The town wants to see people walk to school instead of driving cars.',
      /driving cars/i,
    ],
    [
      'does not open on the rest of a list',
      'After climbing up, morning headaches, dry eyes, and fatigue are common.',
      /^and\b/i,
    ],
    [
      'does not break off a contrast',
      'The vote gave the city not only a new mayor but a new council.',
      /not only(?!.*\bbut\b)/i,
    ],
    [
      'does not end where something took place',
      'The first attempt took place after the second winter.',
      /took place$/i,
    ],
    ['does not take the verb for a noun', 'His workshop breaks even if each clock is sold.', /breaks$/i],
  ])('%s', (_, line, wrong) => {
    expect(shownFor(line)).not.toMatch(wrong);
  });

  it('shows a comparison whole', () => {
    expect(shownFor('They are often said to be more stubborn than mules, despite their size.')).toBe(
      'More stubborn than mules',
    );
  });

  it('shows a time whole', () => {
    expect(shownFor('She finished the course with a time of 2 hours, 14 minutes, and 9 seconds.')).toBe(
      '2 hours, 14 minutes, and 9 seconds',
    );
  });
});
