import type {Assets, Finding} from '../schema/index.ts';

/** Says nothing about what may be done with a work. */
const unknownLicence = /^(?:unknown|none|n\/a|\?|-|all rights reserved)$/i;

/**
 * Creative Commons licences with the part BY ask for the author's name: as in `CC-BY-4.0`, `cc by-sa 3.0`,
 * `Creative Commons Attribution 4.0` and the address of one. The word "by" alone says nothing of the kind.
 */
const namesAuthors =
  /\bCC[\s_-]*BY(?![a-z])|\bBY(?:-(?:NC|SA|ND))+\b|^\s*BY\s+\d|creative\s*commons(?:\s+licen[cs]e)?[\s,:-]+(?:attribution|BY)\b|creativecommons\.org\/licenses\/by\b/i;

/** Whether each work a video uses may be used, and whether those who must be named can be. */
export function findRightsFaults(assets: Assets): readonly Finding[] {
  return Object.entries(assets).flatMap(([id, {rights}]): Finding[] => {
    const at = {rule: 'rights', path: `assets.${id}.rights`} as const;
    if (unknownLicence.test(rights.licence.trim())) {
      return [
        {
          ...at,
          severity: 'error',
          message: `Nothing allows the use of '${id}' (licence: ${rights.licence}); replace it or state its licence.`,
        },
      ];
    }
    const mustName = namesAuthors.test(rights.licence);
    return mustName && rights.author === undefined && rights.attribution === undefined
      ? [
          {
            ...at,
            severity: 'error',
            message: `'${id}' is under ${rights.licence}, which asks for its author, and none is given.`,
          },
        ]
      : [];
  });
}
