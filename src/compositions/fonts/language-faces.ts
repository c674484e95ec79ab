import type {Theme} from '../../schema/index.ts';
import {fallbackFamily, fontFamilies, subsetFor} from './families.ts';

/**
 * Letters beyond those of Western Europe, of languages in Latin letters that some face of the package cannot write
 * (Unicode CLDR, exemplar characters).
 */
const letters: Readonly<Record<string, string>> = {
  vi: 'ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
  az: 'əğıöşü',
  eo: 'ĉĝĥĵŝŭ',
  yo: 'ẹọṣ',
  ig: 'ịọụ',
  ha: 'ɓɗƙƴ',
  ee: 'ɖɛƒɣŋɔʋ',
  bm: 'ɛɲŋɔ',
  se: 'áčđŋšŧž',
};

/** What stands closest to a face that cannot write a language; Inter writes all of them. */
const closest: Readonly<Record<string, string>> = {
  'Instrument Serif': 'Bricolage Grotesque',
  'Instrument Serif Italic': 'Bricolage Grotesque',
  'Bricolage Grotesque': 'Archivo',
  'Barlow Condensed': 'Archivo Condensed',
};

function writes(family: string, language: string): boolean {
  const own = letters[language.toLowerCase().split('-')[0] ?? ''] ?? '';
  return Array.from(own + own.toLocaleUpperCase(language)).every(
    (letter) => subsetFor(family, letter.codePointAt(0) ?? 0) !== undefined,
  );
}

/** The face itself, or the closest that has every letter of the language: words of two faces look like a ransom note. */
function faceFor<Face extends {readonly family: string; readonly weight: number}>(
  face: Face,
  language: string,
): Face {
  // Of fonts of the user's own nothing is known here.
  if (!fontFamilies[face.family] || writes(face.family, language)) return face;
  let family = closest[face.family] ?? fallbackFamily;
  while (family !== fallbackFamily && !writes(family, language)) family = closest[family] ?? fallbackFamily;
  return {...face, family, weight: Math.max(face.weight, fontFamilies[face.family]?.standInWeight ?? 500)};
}

/** A theme with faces that write a language whole. Depends on nothing else, so that scenes can be kept. */
export function themeInLanguage(theme: Theme, language: string): Theme {
  const {display, text, label, caption, key} = theme.type;
  return {
    ...theme,
    type: {
      ...theme.type,
      display: faceFor(display, language),
      text: faceFor(text, language),
      label: faceFor(label, language),
      caption: faceFor(caption, language),
      ...(key ? {key: faceFor(key, language)} : {}),
    },
  };
}
