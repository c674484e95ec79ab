const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ku',
  'nqo',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/** The direction in which a language is written, by its primary subtag and, where given, its script. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const subtags = language.toLowerCase().split('-');
  if (subtags.includes('latn') || subtags.includes('cyrl')) return 'ltr';
  if (subtags.includes('arab') || subtags.includes('hebr')) return 'rtl';
  return rightToLeft.has(subtags[0] ?? '') ? 'rtl' : 'ltr';
}
