import type {Assets, Finding} from '../schema/index.ts';

/** Says nothing about what may be done with a work. */
const unknownLicence = /^(?:unknown|none|n\/a|\?|-|all rights reserved)$/i;

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
    // Creative Commons licences with BY ask for the author's name.
    const mustName = /\bBY\b/i.test(rights.licence);
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
