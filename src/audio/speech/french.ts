import {counted, type Gender, type SpokenLanguage} from './language.ts';

const small =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const tens = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante'];

/** @param last whether nothing follows, so that `vingt` takes its s */
function belowHundred(value: number, last: boolean): string {
  if (value < 20) return small[value] ?? '';
  if (value < 70) {
    const unit = value % 10;
    const ten = tens[Math.floor(value / 10)] ?? '';
    return unit === 0 ? ten : unit === 1 ? `${ten} et un` : `${ten}-${small[unit] ?? ''}`;
  }
  if (value < 80) return value === 71 ? 'soixante et onze' : `soixante-${small[value - 60] ?? ''}`;
  return value === 80 ? `quatre-vingt${last ? 's' : ''}` : `quatre-vingt-${small[value - 80] ?? ''}`;
}

function belowThousand(value: number, last: boolean): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return belowHundred(rest, last);
  const head = hundreds === 1 ? 'cent' : `${small[hundreds] ?? ''} cent`;
  if (rest === 0) return hundreds > 1 && last ? `${head}s` : head;
  return `${head} ${belowHundred(rest, last)}`;
}

function belowMillion(value: number): string {
  const thousands = Math.floor(value / 1000);
  const rest = value % 1000;
  const head = thousands === 0 ? '' : thousands === 1 ? 'mille' : `${belowThousand(thousands, false)} mille`;
  if (rest === 0 && thousands > 0) return head;
  return `${head} ${belowThousand(rest, true)}`.trim();
}

const large = [
  [1e12, 'billion'],
  [1e9, 'milliard'],
  [1e6, 'million'],
] as const;

function cardinal(value: number, gender: Gender): string {
  if (value === 0) return 'zéro';
  const parts: string[] = [];
  let rest = value;
  for (const [size, name] of large) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(`${belowMillion(count)} ${name}${count > 1 ? 's' : ''}`);
  }
  if (rest > 0) parts.push(belowMillion(rest));
  const said = parts.join(' ');
  return gender === 'f' ? said.replace(/\bun$/, 'une') : said;
}

function ordinal(value: number, feminine: boolean): string {
  if (value === 1) return feminine ? 'première' : 'premier';
  const said = cardinal(value, 'alone').replace(/s$/, (letter) =>
    value % 100 === 80 || value % 100 === 0 ? '' : letter,
  );
  if (said.endsWith('cinq')) return `${said}uième`;
  if (said.endsWith('neuf')) return `${said.slice(0, -1)}vième`;
  return `${said.replace(/e$/, '')}ième`;
}

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const centime = counted('m', 'centime', 'centimes');

export const french: SpokenLanguage = {
  decimal: ',',
  cardinal,
  ordinal: (value, ending) =>
    /^(?:er|ère|re|e|ème|eme|è|nd|nde|ᵉ)$/u.test(ending)
      ? ordinal(value, /^(?:ère|re)$/u.test(ending))
      : null,
  year: (value) => cardinal(value, 'alone'),
  point: 'virgule',
  decimalsAsNumber: true,
  minus: 'moins',
  to: 'à',
  per: 'par',
  half: 'un demi',
  quarters: ['un quart', 'trois quarts'],
  thirds: ['un tiers', 'deux tiers'],
  over: 'sur',
  percent: 'pour cent',
  at: 'arobase',
  dot: 'point',
  and: '',
  money: {
    '€': {...counted('m', 'euro', 'euros'), cents: centime},
    $: {...counted('m', 'dollar', 'dollars'), cents: counted('m', 'cent', 'cents')},
    '£': {...counted('f', 'livre', 'livres'), cents: counted('m', 'penny', 'pence')},
    '¥': counted('m', 'yen', 'yens'),
    CHF: {...counted('m', 'franc suisse', 'francs suisses'), cents: centime},
    EUR: {...counted('m', 'euro', 'euros'), cents: centime},
    USD: counted('m', 'dollar', 'dollars'),
  },
  ofMillions: (name) => (/^[aeiouyé]/u.test(name) ? `d'${name}` : `de ${name}`),
  magnitudes: {
    k: counted('m', 'mille'),
    m: counted('m', 'million', 'millions'),
    md: counted('m', 'milliard', 'milliards'),
    mds: counted('m', 'milliard', 'milliards'),
    mrd: counted('m', 'milliard', 'milliards'),
  },
  units: {
    km: counted('m', 'kilomètre', 'kilomètres'),
    m: counted('m', 'mètre', 'mètres'),
    cm: counted('m', 'centimètre', 'centimètres'),
    mm: counted('m', 'millimètre', 'millimètres'),
    'km²': counted('m', 'kilomètre carré', 'kilomètres carrés'),
    'm²': counted('m', 'mètre carré', 'mètres carrés'),
    'm³': counted('m', 'mètre cube', 'mètres cubes'),
    kg: counted('m', 'kilogramme', 'kilogrammes'),
    g: counted('m', 'gramme', 'grammes'),
    mg: counted('m', 'milligramme', 'milligrammes'),
    t: counted('f', 'tonne', 'tonnes'),
    l: counted('m', 'litre', 'litres'),
    L: counted('m', 'litre', 'litres'),
    ml: counted('m', 'millilitre', 'millilitres'),
    'km/h': counted('m', 'kilomètre par heure', 'kilomètres par heure'),
    'm/s': counted('m', 'mètre par seconde', 'mètres par seconde'),
    '°C': counted('m', 'degré Celsius', 'degrés Celsius'),
    '°F': counted('m', 'degré Fahrenheit', 'degrés Fahrenheit'),
    '°': counted('m', 'degré', 'degrés'),
    h: counted('f', 'heure', 'heures'),
    min: counted('f', 'minute', 'minutes'),
    s: counted('f', 'seconde', 'secondes'),
    Mo: counted('m', 'mégaoctet', 'mégaoctets'),
    Go: counted('m', 'gigaoctet', 'gigaoctets'),
    To: counted('m', 'téraoctet', 'téraoctets'),
    Hz: counted('m', 'hertz'),
    kHz: counted('m', 'kilohertz'),
    GHz: counted('m', 'gigahertz'),
    kW: counted('m', 'kilowatt', 'kilowatts'),
    kWh: counted('m', 'kilowattheure', 'kilowattheures'),
    kcal: counted('f', 'kilocalorie', 'kilocalories'),
  },
  signs: {
    '&': 'et',
    '+': 'plus',
    '=': 'égale',
    '→': 'à',
    '×': 'fois',
    '÷': 'divisé par',
    '<': 'inférieur à',
    '>': 'supérieur à',
    '≈': 'environ',
    '~': 'environ',
    '±': 'plus ou moins',
    '§': 'paragraphe',
    '%': 'pour cent',
    '°': 'degrés',
    '@': 'arobase',
    '#': 'numéro',
    '-': 'moins',
  },
  abbreviations: {
    'c.-à-d': "c'est-à-dire",
    'p.ex': 'par exemple',
    'av.j.-c': 'avant Jésus-Christ',
    'apr.j.-c': 'après Jésus-Christ',
    etc: 'et cetera',
    m: 'monsieur',
    mm: 'messieurs',
    dr: 'docteur',
    pr: 'professeur',
    st: 'saint',
    av: 'avenue',
    bd: 'boulevard',
    env: 'environ',
    ex: 'exemple',
    max: 'maximum',
    min: 'minimum',
    tél: 'téléphone',
    vol: 'volume',
    chap: 'chapitre',
    cf: 'confer',
    no: 'numéro',
  },
  words: {
    Dr: 'docteur',
    Pr: 'professeur',
    Mme: 'madame',
    Mmes: 'mesdames',
    Mlle: 'mademoiselle',
    Me: 'maître',
    St: 'saint',
    Ste: 'sainte',
    'n°': 'numéro',
    Ier: 'premier',
    Ire: 'première',
  },
  months,
  date: (day, month, wholeYear) =>
    `${day === 1 ? 'premier' : cardinal(day, 'alone')} ${months[month - 1] ?? ''} ${cardinal(wholeYear, 'alone')}`,
  time: (hours, minutes) =>
    `${cardinal(hours, 'f')} ${hours < 2 ? 'heure' : 'heures'}${minutes === 0 ? '' : ` ${cardinal(minutes, 'f')}`}`,
  roman: (value) => (value === 1 ? 'premier' : cardinal(value, 'alone')),
};
