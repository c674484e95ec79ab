import archivoWidthsLatinExt from '@fontsource-variable/archivo/files/archivo-latin-ext-wdth-normal.woff2';
import archivoLatinExt from '@fontsource-variable/archivo/files/archivo-latin-ext-wght-normal.woff2';
import archivoWidthsLatin from '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2';
import archivoLatin from '@fontsource-variable/archivo/files/archivo-latin-wght-normal.woff2';
import archivoWidthsVietnamese from '@fontsource-variable/archivo/files/archivo-vietnamese-wdth-normal.woff2';
import archivoVietnamese from '@fontsource-variable/archivo/files/archivo-vietnamese-wght-normal.woff2';
import bricolageGrotesqueLatinExt from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-wght-normal.woff2';
import bricolageGrotesqueLatin from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2';
import bricolageGrotesqueVietnamese from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-vietnamese-wght-normal.woff2';
import cairoArabic from '@fontsource-variable/cairo/files/cairo-arabic-wght-normal.woff2';
import heeboHebrew from '@fontsource-variable/heebo/files/heebo-hebrew-wght-normal.woff2';
import interCyrillicExt from '@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2';
import interCyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2';
import interGreek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2';
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2';
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
import interVietnamese from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2';
import notoDevanagari from '@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2';
import notoThai from '@fontsource-variable/noto-sans-thai/files/noto-sans-thai-thai-wght-normal.woff2';
import antonLatin from '@fontsource/anton/files/anton-latin-400-normal.woff2';
import antonLatinExt from '@fontsource/anton/files/anton-latin-ext-400-normal.woff2';
import antonVietnamese from '@fontsource/anton/files/anton-vietnamese-400-normal.woff2';
import barlowCondensedLatin600 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-600-normal.woff2';
import barlowCondensedLatin800 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-800-normal.woff2';
import barlowCondensedLatinExt600 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-ext-600-normal.woff2';
import barlowCondensedLatinExt800 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-ext-800-normal.woff2';
import barlowCondensedVietnamese600 from '@fontsource/barlow-condensed/files/barlow-condensed-vietnamese-600-normal.woff2';
import barlowCondensedVietnamese800 from '@fontsource/barlow-condensed/files/barlow-condensed-vietnamese-800-normal.woff2';
import instrumentSerifItalicLatin from '@fontsource/instrument-serif/files/instrument-serif-latin-400-italic.woff2';
import instrumentSerifLatin from '@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2';
import instrumentSerifItalicLatinExt from '@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-italic.woff2';
import instrumentSerifLatinExt from '@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-normal.woff2';
import twemoji from 'twemoji-colr-font/twemoji.woff2';

/** URL of the file that holds a part of a family at a weight; `undefined` where there is none. */
export function fontFileUrl(family: string, weight: number, subset: string): string | undefined {
  return (files[`${family} ${weight}`] ?? files[family])?.[subset];
}

const archivoWidths = {
  latin: archivoWidthsLatin,
  'latin-ext': archivoWidthsLatinExt,
  vietnamese: archivoWidthsVietnamese,
};

/** By family, and by family and weight where each weight has files of its own. */
const files: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Anton: {latin: antonLatin, 'latin-ext': antonLatinExt, vietnamese: antonVietnamese},
  'Barlow Condensed 600': {
    latin: barlowCondensedLatin600,
    'latin-ext': barlowCondensedLatinExt600,
    vietnamese: barlowCondensedVietnamese600,
  },
  'Barlow Condensed 800': {
    latin: barlowCondensedLatin800,
    'latin-ext': barlowCondensedLatinExt800,
    vietnamese: barlowCondensedVietnamese800,
  },
  'Instrument Serif': {latin: instrumentSerifLatin, 'latin-ext': instrumentSerifLatinExt},
  'Instrument Serif Italic': {latin: instrumentSerifItalicLatin, 'latin-ext': instrumentSerifItalicLatinExt},
  'Bricolage Grotesque': {
    latin: bricolageGrotesqueLatin,
    'latin-ext': bricolageGrotesqueLatinExt,
    vietnamese: bricolageGrotesqueVietnamese,
  },
  Archivo: {latin: archivoLatin, 'latin-ext': archivoLatinExt, vietnamese: archivoVietnamese},
  'Archivo Condensed': archivoWidths,
  'Archivo Expanded': archivoWidths,
  Inter: {
    latin: interLatin,
    'latin-ext': interLatinExt,
    vietnamese: interVietnamese,
    cyrillic: interCyrillic,
    'cyrillic-ext': interCyrillicExt,
    greek: interGreek,
  },
  Cairo: {arabic: cairoArabic},
  Heebo: {hebrew: heeboHebrew},
  'Noto Sans Thai': {thai: notoThai},
  'Noto Sans Devanagari': {devanagari: notoDevanagari},
  Twemoji: {emoji: twemoji},
};
