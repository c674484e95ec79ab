import {describe, expect, it} from 'vitest';
import {announcedCount} from '../../src/compositions/Countdown/announced-count.ts';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {inksOf} from '../../src/compositions/kit/inks.ts';
import {quietTone} from '../../src/compositions/kit/quiet-tone.ts';
import {themes} from '../../src/compositions/themes.ts';
import {holdTemplates} from './whole-and-apart.ts';

holdTemplates(['countdown', 'steps', 'timeline']);

describe('the tone of large shapes behind text', () => {
  it.each(themes)('leaves every text of $id readable and can be seen', (theme) => {
    for (const tone of ['base', 'deep'] as const) {
      const inks = inksOf(theme, tone);
      const color = quietTone(inks);
      for (const text of [inks.ink, inks.muted, inks.accent]) {
        expect(contrastOf(text, color), `${text} on ${color}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrastOf(color, inks.ground), `${color} on ${inks.ground}`).toBeGreaterThan(1.05);
    }
  });
});

describe('the count a headline announces', () => {
  it.each([
    ['5 habits that drain your battery', 5],
    ['Seven ways to sleep', 7],
    ['The 10 best', 10],
    ['One thing nobody told you', null],
    ['Save 40% on food', null],
    ['It costs $12', null],
    ['Version 2.5 is here', null],
    ['In 1969 they landed', null],
    ['Someone often does', null],
  ])('%s', (text, count) => {
    expect(announcedCount(text)).toBe(count);
  });
});
