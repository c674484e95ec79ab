import {describe, expect, it} from 'vitest';
import {onScreenTextOf} from '../../src/director/script/on-screen-text.ts';
import {usablePhrase} from '../../src/director/script/usable-phrase.ts';
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
      'does not stop before what was planned',
      'In the end the harbour board has announced plans to turn the old dock into a market.',
      /plans$/i,
    ],
    [
      'does not show what was so before',
      'Electric ferries, once mocked for their limited cruising range compared to diesel boats, have caught up.',
      /limited cruising range/i,
    ],
    [
      'does not take half of two for the subject',
      'The ferry and the dock behave like two halves of one great battery.',
      /^dock behave/i,
    ],
    [
      'does not show what is granted',
      'Though the ferry is called a boat, it’s actually a bridge.',
      /called a boat/i,
    ],
    [
      'keeps the verb before what is no participle',
      'The core of any ferry experience is sound sleep.',
      /experience sound/i,
    ],
    [
      'does not stop before when it was',
      'The island harbour reopens six weeks after being damaged by a winter storm.',
      /weeks$/i,
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

describe('a phrase cut out of a line', () => {
  it.each([
    ['Stormy meeting on May', 'The board passed the plan during a stormy meeting on May 4, 2025.'],
    ['Square will include walking', 'The square will include walking and cycling lanes, and a fountain.'],
    ['Has moved to new', 'Over the past year the library has moved to new and improved halls.'],
    ['Will have steady, predictable', 'Any such line will have steady, predictable running costs.'],
    ['Surprising turn of events', 'In a surprising turn of events, the board has sold the dock.'],
    ['Meet the need just', 'You can meet the need just by letting thirst be your guide.'],
  ])('is not “%s”', (phrase, line) => {
    expect(usablePhrase(phrase, line, tagger.tag(line), new Set())).toBeNull();
  });

  it('may end on an adjective that stands alone', () => {
    const line = 'Park space has become increasingly scarce in the town.';
    expect(
      usablePhrase('Park space has become increasingly scarce', line, tagger.tag(line), new Set()),
    ).not.toBeNull();
  });
});
