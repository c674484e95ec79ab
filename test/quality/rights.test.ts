import {describe, expect, it} from 'vitest';
import {lint} from '../../src/quality/lint.ts';
import type {Rights} from '../../src/schema/index.ts';
import {healthy, storyboardOf} from './clips.ts';

const storyboard = storyboardOf(healthy);
const rulesWith = (rights: Omit<Rights, 'aiGenerated'>) =>
  lint({
    ...storyboard,
    assets: {
      ...storyboard.assets,
      picture: {
        sha256: 'a'.repeat(64),
        kind: 'image',
        mimeType: 'image/png',
        bytes: 1,
        rights: {...rights, aiGenerated: false},
      },
    },
  }).map(({rule, path}) => `${rule} ${path}`);

describe('rights of assets', () => {
  it.each([
    {licence: 'unknown'},
    {licence: 'All rights reserved'},
    {licence: 'CC-BY-4.0'},
    {licence: 'CC BY-SA 3.0', source: 'https://example.com'},
    {licence: 'cc_by_nd'},
    {licence: 'BY-NC-SA 4.0'},
    {licence: 'by-nc'},
    {licence: 'BY 4.0'},
    {licence: 'Creative Commons Attribution-ShareAlike 4.0 International'},
    {licence: 'Creative Commons BY 2.0'},
    {licence: 'https://creativecommons.org/licenses/by/4.0/'},
  ])('are wrong with %o', (rights) => {
    expect(rulesWith(rights)).toEqual(['rights assets.picture.rights']);
  });

  it.each([
    {licence: 'own work'},
    {licence: 'CC0-1.0'},
    {licence: 'CC-BY-4.0', author: 'Ann'},
    {licence: 'CC-BY-4.0', attribution: 'Photo: Ann'},
    {licence: 'Pexels'},
    {licence: 'used by permission'},
    {licence: 'drawn by me'},
    {licence: 'Made by our own team, all uses allowed'},
    {licence: 'licensed BY the museum'},
    {licence: 'https://creativecommons.org/publicdomain/zero/1.0/'},
    {licence: 'Creative Commons Zero'},
  ])('are in order with %o', (rights) => {
    expect(rulesWith(rights)).toEqual([]);
  });
});
