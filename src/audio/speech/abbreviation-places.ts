/** Abbreviations that are ordinary words unless a number follows. */
export const beforeFigure = new Set([
  'no',
  'nr',
  'núm',
  'nº',
  'vol',
  'cap',
  'chap',
  'pag',
  'pág',
  'max',
  'min',
  'mind',
  'máx',
  'mín',
  'ca',
  'aprox',
  'env',
]);
/** Those that are unless a name follows. */
export const beforeName = new Set([
  'st',
  'm',
  'mm',
  'hr',
  'fr',
  'dr',
  'pr',
  'sr',
  'r',
  'av',
  'bd',
  'sig',
  'ing',
  'avv',
]);
/** Those that are unless a number stands before. */
export const behindFigure = new Set(['mio', 'mrd', 'tsd', 'mln', 'mld', 'std', 'jh']);
