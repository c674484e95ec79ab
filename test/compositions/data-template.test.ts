import {describe, expect, it} from 'vitest';
import {scaleFor, ticksOf} from '../../src/compositions/Data/scale.ts';
import {momentsOf} from '../../src/compositions/Data/times.ts';
import {holdTemplates} from './whole-and-apart.ts';

holdTemplates(['data']);

describe('a scale on squared paper', () => {
  it.each([
    [[38, 27, 21, 14], 3.2],
    [[1.9, 5.4], 4],
    [[0.11, 0.16], 6],
    [[1_234_567, 834_567], 5],
    [[-4.2, 14], 4.5],
    [[-8, -3], 3],
    [[13.7], 9.6],
    [[0], 9.6],
  ])('holds %j in %d squares, and starts at or below the lowest', (values, squares) => {
    const scale = scaleFor(values, squares);
    for (const value of [0, ...values]) {
      expect((value - scale.from) / scale.per).toBeGreaterThanOrEqual(-1e-9);
      expect((value - scale.from) / scale.per).toBeLessThanOrEqual(squares + 1e-9);
    }
    expect(scale.from).toBe(Number((Math.round(scale.from / scale.per) * scale.per).toPrecision(12)));
  });

  it('fills half of the squares at least', () => {
    for (let top = 1; top < 1e6; top *= 1.13) {
      expect(top / scaleFor([top], 6).per, `${top}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('begins above nought only where a line would be flat otherwise', () => {
    expect(scaleFor([96, 98, 99], 5, true).from).toBeGreaterThan(90);
    expect(scaleFor([20, 60, 99], 5, true).from).toBe(0);
    expect(scaleFor([96, 98, 99], 5).from).toBe(0);
  });

  it.each([
    [[38], 4, {prefix: '', unit: '%', language: 'en'}, ['0%', '10%', '20%', '30%', '40%']],
    [[13.7], 9, {prefix: '$', unit: '', language: 'en'}, ['0', '$4', '$8', '$12']],
    [[1.6], 4, {prefix: '', unit: 'k', language: 'de'}, ['0', '0,4k', '0,8k', '1,2k', '1,6k']],
    [[-4, 14], 5, {prefix: '', unit: '', language: 'en'}, ['-4', '0', '4', '8', '12', '16']],
  ])('writes %j on %d squares', (values, squares, marks, labels) => {
    const scale = scaleFor(values, squares);
    expect(ticksOf(scale, scale.squares, marks).map(({text}) => text)).toEqual(labels);
  });
});

describe('the labels of a series', () => {
  it.each([
    [['2021', '2022', '2024'], 'en', [2021, 2022, 2024]],
    [['2021年', '2022年', '2023年'], 'zh-CN', [2021, 2022, 2023]],
    [['١٩٩٠', '٢٠٠٠', '٢٠١٠'], 'ar', [1990, 2000, 2010]],
    [['Jan', 'Mar', 'December'], 'en', [0, 2, 11]],
    [['janvier', 'févr.', 'mars'], 'fr', [0, 1, 2]],
    [['Q4 2023', 'Q1 2024', 'Q2 2024'], 'en', [8096, 8097, 8098]],
    [['6:30', '12:00', '18:15'], 'en', [390, 720, 1095]],
    [['6 am', '12 pm', '5 pm'], 'en', [6, 12, 17]],
    [["'08", "'16", "'24"], 'en', [8, 16, 24]],
  ])('%j (%s) follow each other in time', (labels, language, moments) => {
    expect(momentsOf(labels, language)).toEqual(moments);
  });

  it.each([
    [['Lamp', 'Office', 'Outside']],
    [['2023', '2024']],
    [['2024', '2023', '2022']],
    [['2022', '2023', 'Goal']],
    [['Group 1', 'Group 2', 'Group 3']],
    [['1200', '1800', '2400']],
  ])('%j are no moments a line could join', (labels) => {
    expect(momentsOf(labels, 'en')).toBeNull();
  });
});
