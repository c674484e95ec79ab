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
  ])('are wrong with %o', (rights) => {
    expect(rulesWith(rights)).toEqual(['rights assets.picture.rights']);
  });

  it.each([
    {licence: 'own work'},
    {licence: 'CC0-1.0'},
    {licence: 'CC-BY-4.0', author: 'Ann'},
    {licence: 'CC-BY-4.0', attribution: 'Photo: Ann'},
    {licence: 'Pexels'},
  ])('are in order with %o', (rights) => {
    expect(rulesWith(rights)).toEqual([]);
  });
});
