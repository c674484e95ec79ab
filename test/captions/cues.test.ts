import {describe, expect, it} from 'vitest';
import {createCues, type Cue, type CueOptions} from '../../src/captions/index.ts';
import type {Word} from '../../src/schema/index.ts';
import {seededRandom} from '../../src/sound/index.ts';
import {cpuMs} from './cpu-time.ts';
import {randomWords, spokenEvenly} from './words.ts';

const charactersOf = ({lines}: Cue): number => lines.join(' ').length;
const durationOf = ({startMs, endMs}: Cue): number => endMs - startMs;

/** Streams of words as awkward as speech and files get. */
const streams: Readonly<Record<string, (random: () => number) => Word[]>> = {
  usual: (random) => randomWords(random, 1 + Math.floor(random() * 60)),
  fast: (random) => {
    let at = 0;
    return Array.from({length: 60}, () => {
      const startMs = at;
      at += 60 + random() * 120;
      return {text: 'quickly'.slice(0, 2 + Math.floor(random() * 6)), startMs, endMs: at};
    });
  },
  silences: (random) => {
    let at = 0;
    return Array.from({length: 25}, () => {
      const startMs = at + (random() < 0.4 ? 2000 + random() * 20_000 : 0);
      at = startMs + 100 + random() * 400;
      return {text: random() < 0.2 ? 'so.' : 'silence', startMs, endMs: at};
    });
  },
  letters: (random) => {
    let at = 0;
    return Array.from({length: 80}, () => {
      const startMs = at;
      at += 20 + random() * 200;
      return {text: 'a', startMs, endMs: at};
    });
  },
  'equal times': (random) => {
    const moments = [0, 300, 300, 5000].map((ms) => ms + Math.round(random() * 100));
    return moments
      .toSorted((a, b) => a - b)
      .flatMap((startMs) =>
        Array.from({length: Math.floor(random() * 40)}, () => ({
          text: 'again',
          startMs,
          endMs: startMs + 200,
        })),
      );
  },
  'one endless word': (random) => [
    {text: 'short', startMs: 0, endMs: 200},
    {text: 'https://example.org/' + 'x'.repeat(Math.floor(random() * 180)), startMs: 200, endMs: 9000},
    {text: 'end.', startMs: 9000, endMs: 9400},
  ],
};

describe('cues of any words', () => {
  it.each(Object.keys(streams))('keep their promises: %s', (name) => {
    const random = seededRandom(name.length);
    for (let round = 0; round < 40; round += 1) {
      const words = streams[name]?.(random) ?? [];
      const cues = createCues(words, {language: 'en'});
      expect(
        cues
          .map(({lines}) => lines.join(''))
          .join('')
          .replaceAll(' ', ''),
      ).toBe(words.map(({text}) => text).join(''));
      const spoken = cues.flatMap((cue) => cue.words ?? []);
      expect(spoken.map(({text}) => text).join('')).toBe(words.map(({text}) => text).join(''));
      let before = 0;
      for (const cue of cues) {
        expect(cue.startMs).toBeGreaterThanOrEqual(before);
        expect(cue.endMs).toBeGreaterThan(cue.startMs);
        expect(cue.lines.length).toBeLessThanOrEqual(2);
        for (const line of cue.lines) expect(line.length).toBeLessThanOrEqual(42);
        before = cue.endMs;
        if (name !== 'equal times')
          expect(Math.abs(cue.startMs - (cue.words?.[0]?.startMs ?? -99))).toBeLessThanOrEqual(0.5);
        const spokenMs = (cue.words?.at(-1)?.endMs ?? 0) - cue.startMs;
        if ((cue.words ?? []).length > 1) expect(spokenMs).toBeLessThanOrEqual(7001);
      }
    }
  });

  it('keep the reading rules whenever any way of cutting the words does', () => {
    const random = seededRandom(11);
    let kept = 0;
    let impossible = 0;
    for (let round = 0; round < 600; round += 1) {
      const pace = 0.15 + random() * 0.6;
      // Every other stream is full of sentence ends, at which a cue would rather break than keep the rules.
      const choppy = round % 2 === 0;
      const words = randomWords(random, 8 + Math.floor(random() * 22)).map(
        ({text, startMs, endMs}, index) => ({
          text: choppy && index % 3 === round % 3 ? `${text.replace(/\W+$/, '')}.` : text,
          startMs: Math.round(startMs * pace),
          endMs: Math.round(endMs * pace),
        }),
      );
      const keeps = (cue: Cue) =>
        durationOf(cue) >= 800 && charactersOf(cue) <= (durationOf(cue) / 1000) * 20 + 0.02;
      if (isPossible(words)) {
        kept += 1;
        const cues = createCues(words, {language: 'en'});
        expect(cues.every(keeps), JSON.stringify({words, cues})).toBe(true);
      } else {
        impossible += 1;
      }
    }
    // Both kinds of stream must have been met, or this test says nothing.
    expect(kept).toBeGreaterThan(150);
    expect(impossible).toBeGreaterThan(50);
  });

  it('give too fast speech few cues that are too short, and keep its words and times', () => {
    const words = spokenEvenly(
      'we talk so very fast that nobody could ever read it all in time '.repeat(4).trim(),
      120,
    );
    const cues = createCues(words, {language: 'en'});
    expect(cues.filter((cue) => durationOf(cue) < 800)).toEqual([]);
    expect(cues.flatMap((cue) => cue.words)).toEqual(words);
  });
});

/** Tries every way of cutting the words into cues: an oracle that knows nothing of prices. */
function isPossible(words: readonly Word[]): boolean {
  const fits = (from: number, to: number): boolean => {
    const own = words.slice(from, to);
    const text = own.map(({text: word}) => word).join(' ');
    const start = own[0]?.startMs ?? 0;
    if ((own.at(-1)?.endMs ?? 0) - start > 7000) return false;
    if (own.some((word, index) => index > 0 && word.startMs - (own[index - 1]?.endMs ?? 0) >= 1500))
      return false;
    const cutsWell = own.some((_, index) => {
      const upper = own
        .slice(0, index)
        .map((word) => word.text)
        .join(' ');
      const lower = own
        .slice(index)
        .map((word) => word.text)
        .join(' ');
      return upper.length <= 42 && lower.length <= 42;
    });
    const columns = text.length;
    const room = (words[to]?.startMs ?? Infinity) - start;
    return cutsWell && room >= Math.max(800, Math.ceil((columns * 1000) / 20));
  };
  const dead = new Set<number>();
  const reach = (from: number): boolean => {
    if (from === words.length) return true;
    if (dead.has(from)) return false;
    for (let to = from + 1; to <= words.length; to += 1) if (fits(from, to) && reach(to)) return true;
    dead.add(from);
    return false;
  };
  return reach(0);
}

describe('createCues', () => {
  const text =
    'Every day your brain makes about thirty five thousand choices, and you notice almost none of them. Most take less than a second. Why? Because the brain is lazy, so it reuses old answers instead of finding new ones.';
  const lengthOf = (options: Partial<CueOptions>) =>
    createCues(spokenEvenly(text, 330), {language: 'en', ...options});

  it('leaves no word alone on a line or in a cue', () => {
    const random = seededRandom(5);
    const vocabulary = text.replaceAll('.', ',').split(' ');
    for (let round = 0; round < 40; round += 1) {
      const words = spokenEvenly(
        Array.from({length: 50}, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' '),
        350,
      );
      for (const {lines} of createCues(words, {language: 'en'})) {
        const counts = lines.map((line) => line.split(' ').length);
        expect(
          counts.reduce((sum, count) => sum + count, 0),
          lines.join(' / '),
        ).toBeGreaterThan(1);
        if (counts.length === 2 && (counts[0] ?? 0) + (counts[1] ?? 0) > 3) {
          expect(Math.min(...counts), lines.join(' / ')).toBeGreaterThan(1);
        }
      }
    }
  });

  it('prefers uneven lines to a line of one word', () => {
    const words = spokenEvenly('Counterrevolutionaries reconsider it all again', 500);
    expect(createCues(words, {language: 'en'})[0]?.lines).toEqual([
      'Counterrevolutionaries reconsider',
      'it all again',
    ]);
  });

  it('balances two lines', () => {
    const two = lengthOf({}).filter(({lines}) => lines.length === 2);
    expect(two.length).toBeGreaterThan(1);
    for (const {lines} of two) {
      const [upper = '', lower = ''] = lines;
      expect(Math.abs(upper.length - lower.length), lines.join(' / ')).toBeLessThanOrEqual(16);
    }
  });

  it('follows other rules where they are asked for', () => {
    expect(lengthOf({maxLines: 1}).every(({lines}) => lines.length === 1)).toBe(true);
    for (const {lines} of lengthOf({maxCharsPerLine: 24})) {
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(24);
    }
    expect(Math.min(...lengthOf({shortestMs: 1500}).map(durationOf))).toBeGreaterThanOrEqual(1500);
    const slow = spokenEvenly('Slow words leave all the time one needs to read them.', 900);
    for (const cue of createCues(slow, {language: 'en', charactersPerSecond: 8})) {
      expect(charactersOf(cue) / (durationOf(cue) / 1000)).toBeLessThanOrEqual(8);
    }
  });

  it('closes short gaps and leaves long silences empty', () => {
    const after = (gapMs: number) =>
      createCues(
        [
          ...spokenEvenly('This is the first one.'),
          ...spokenEvenly('This is the other one.').map(({text: word, startMs, endMs}) => ({
            text: word,
            startMs: startMs + 1500 + gapMs,
            endMs: endMs + 1500 + gapMs,
          })),
        ],
        {language: 'en'},
      ) as [Cue, Cue];
    const [held, next] = after(600);
    expect(held.endMs).toBe(next.startMs);
    const [gone, later] = after(5000);
    expect(later.startMs - gone.endMs).toBeGreaterThan(4000);
    expect(gone.endMs).toBe(1700);
  });

  it('closes no gap with a cue that then stays longer than seven seconds', () => {
    const words = [
      ...spokenEvenly('Nobody expected honey found inside ancient tombs would still be edible.', 620),
      ...spokenEvenly('But it was.').map(({text, startMs}) => ({
        text,
        startMs: startMs + 7200,
        endMs: startMs + 7500,
      })),
    ];
    const [first, next] = createCues(words, {language: 'en'});
    expect(first?.words).toHaveLength(11);
    expect(first?.endMs).toBe(7000);
    expect(next?.startMs).toBe(7200);
  });

  it('stays within the video', () => {
    expect(createCues(spokenEvenly('No.', 200), {language: 'en', durationMs: 500}).at(-1)?.endMs).toBe(500);
  });

  it('takes what is no word or no time', () => {
    const cues = createCues(
      [
        {text: ' \n', startMs: 0, endMs: 10},
        {text: 'a\u0000b\nc', startMs: Number.NaN, endMs: Number.POSITIVE_INFINITY},
        {text: 'back', startMs: 900, endMs: 300},
        {text: 'wards', startMs: 100, endMs: 1400},
      ],
      {language: 'en'},
    );
    expect(cues.map(({lines}) => lines)).toEqual([['a b c back wards']]);
    expect(cues[0]?.startMs).toBe(0);
    expect(createCues([{text: '😀', startMs: 0, endMs: 100}], {language: 'en'})[0]?.lines).toEqual(['😀']);
  });

  it('sets ten thousand words within two seconds of CPU', () => {
    const words = randomWords(seededRandom(3), 10_000);
    expect(createCues(words, {language: 'en'}).flatMap(({words: own}) => own ?? []).length).toBe(10_000);
    expect(cpuMs(() => createCues(words, {language: 'en'}))).toBeLessThan(2000);
  });
});
