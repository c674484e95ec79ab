import {describe, expect, it} from 'vitest';
import {tallyOf} from '../../src/compositions/kit/figures/tally.ts';
import {holdTemplates} from './whole-and-apart.ts';

holdTemplates(['versus', 'quiz', 'product']);

describe('the bars of a comparison', () => {
  it.each([
    ['$684k', '$519k', 'en', 684, 519],
    ['$684k', '$1.2M', 'en', 684_000, 1_200_000],
    ['12 %', '31 %', 'en', 12, 31],
    ['0.11 kWh', '0.16 kWh', 'en', 0.11, 0.16],
    ['1,234', '987', 'en', 1234, 987],
    ['1.234', '987', 'de', 1234, 987],
    ['1,5 l', '2 l', 'de', 1.5, 2],
    ['1,234,567.5', '1', 'en', 1_234_567.5, 1],
    ['٣٠ دقيقة', '٤٥ دقيقة', 'ar', 30, 45],
    ['0', '30', 'en', 0, 30],
  ])('have one scale for %s and %s (%s)', (left, right, language, first, second) => {
    expect(tallyOf(left, right, language)).toEqual({left: first, right: second});
  });

  it.each([
    ['Calm', 'Fast'],
    ['5 min', '3 km'],
    ['-4 °C', '12 °C'],
    ['10–12', '14'],
    ['0', '0'],
    ['$5', '€5'],
    ['5k', '3 km'],
  ])('are left out for %s and %s', (left, right) => {
    expect(tallyOf(left, right, 'en')).toBeNull();
  });
});
