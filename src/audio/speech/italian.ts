import {counted, type Gender, type SpokenLanguage} from './language.ts';

const small =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'.split(
    ' ',
  );
const tens = [
  '',
  '',
  'venti',
  'trenta',
  'quaranta',
  'cinquanta',
  'sessanta',
  'settanta',
  'ottanta',
  'novanta',
];

function belowThousand(value: number): string {
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundred === 0 ? '' : `${hundred === 1 ? '' : (small[hundred] ?? '')}cento`;
  if (rest === 0) return head;
  if (rest < 20) return head + (small[rest] ?? '');
  const ten = tens[Math.floor(rest / 10)] ?? '';
  const unit = rest % 10;
  // The last vowel of the tens falls before uno and otto.
  return head + (unit === 1 || unit === 8 ? ten.slice(0, -1) : ten) + (unit === 0 ? '' : (small[unit] ?? ''));
}

function belowMillion(value: number): string {
  const thousand = Math.floor(value / 1000);
  const rest = value % 1000;
  const head =
    thousand === 0 ? '' : thousand === 1 ? 'mille' : `${belowThousand(thousand).replace(/uno$/, 'un')}mila`;
  return head + (rest === 0 ? '' : belowThousand(rest));
}

/** A three at the end of a longer number has its accent. */
const accented = (said: string) => (said.length > 3 ? said.replace(/tre$/, 'tré') : said);

const large = [
  [1e12, 'bilione', 'bilioni'],
  [1e9, 'miliardo', 'miliardi'],
  [1e6, 'milione', 'milioni'],
] as const;

function cardinal(value: number, gender: Gender): string {
  if (value === 0) return 'zero';
  const parts: string[] = [];
  let rest = value;
  for (const [size, one, many] of large) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0)
      parts.push(
        count === 1 ? `un ${one}` : `${accented(belowMillion(count)).replace(/uno$/, 'un')} ${many}`,
      );
  }
  if (rest > 0) parts.push(accented(belowMillion(rest)));
  const said = parts.join(' ');
  if (value !== 1 || gender === 'alone') return said;
  return gender === 'f' ? 'una' : 'un';
}

const ordinals = [
  '',
  'primo',
  'secondo',
  'terzo',
  'quarto',
  'quinto',
  'sesto',
  'settimo',
  'ottavo',
  'nono',
  'decimo',
];

function ordinal(value: number, feminine: boolean): string {
  const known = ordinals[value];
  const said = belowMillion(value);
  const masculine =
    known !== undefined && known !== ''
      ? known
      : `${/(?:tre|sei)$/.test(said) ? said : said.slice(0, -1)}esimo`;
  return feminine ? masculine.replace(/o$/, 'a') : masculine;
}

const months =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' ');
const centesimo = counted('m', 'centesimo', 'centesimi');

export const italian: SpokenLanguage = {
  decimal: ',',
  cardinal,
  ordinal: (value, ending) =>
    /^(?:º|ª|°|o|a)$/u.test(ending) && value > 0 && value < 1e6 ? ordinal(value, /[ªa]/u.test(ending)) : null,
  year: (value) => cardinal(value, 'alone'),
  point: 'virgola',
  decimalsAsNumber: true,
  minus: 'meno',
  to: 'a',
  per: 'al',
  half: 'mezzo',
  quarters: ['un quarto', 'tre quarti'],
  thirds: ['un terzo', 'due terzi'],
  over: 'su',
  percent: 'per cento',
  at: 'chiocciola',
  dot: 'punto',
  and: 'e',
  money: {
    '€': {...counted('m', 'euro'), cents: centesimo},
    $: {...counted('m', 'dollaro', 'dollari'), cents: centesimo},
    '£': {...counted('f', 'sterlina', 'sterline'), cents: counted('m', 'penny', 'pence')},
    '¥': counted('m', 'yen'),
    EUR: {...counted('m', 'euro'), cents: centesimo},
    USD: {...counted('m', 'dollaro', 'dollari'), cents: centesimo},
    CHF: {...counted('m', 'franco svizzero', 'franchi svizzeri'), cents: centesimo},
  },
  ofMillions: (name) => `di ${name}`,
  magnitudes: {
    k: counted('m', 'mila'),
    mln: counted('m', 'milione', 'milioni'),
    mld: counted('m', 'miliardo', 'miliardi'),
    mrd: counted('m', 'miliardo', 'miliardi'),
  },
  units: {
    km: counted('m', 'chilometro', 'chilometri'),
    m: counted('m', 'metro', 'metri'),
    cm: counted('m', 'centimetro', 'centimetri'),
    mm: counted('m', 'millimetro', 'millimetri'),
    'km²': counted('m', 'chilometro quadrato', 'chilometri quadrati'),
    'm²': counted('m', 'metro quadrato', 'metri quadrati'),
    'm³': counted('m', 'metro cubo', 'metri cubi'),
    kg: counted('m', 'chilogrammo', 'chilogrammi'),
    g: counted('m', 'grammo', 'grammi'),
    mg: counted('m', 'milligrammo', 'milligrammi'),
    t: counted('f', 'tonnellata', 'tonnellate'),
    l: counted('m', 'litro', 'litri'),
    L: counted('m', 'litro', 'litri'),
    ml: counted('m', 'millilitro', 'millilitri'),
    'km/h': counted('m', 'chilometro orario', 'chilometri orari'),
    'm/s': counted('m', 'metro al secondo', 'metri al secondo'),
    '°C': counted('m', 'grado Celsius', 'gradi Celsius'),
    '°F': counted('m', 'grado Fahrenheit', 'gradi Fahrenheit'),
    '°': counted('m', 'grado', 'gradi'),
    h: counted('f', 'ora', 'ore'),
    min: counted('m', 'minuto', 'minuti'),
    s: counted('m', 'secondo', 'secondi'),
    MB: counted('m', 'megabyte'),
    GB: counted('m', 'gigabyte'),
    TB: counted('m', 'terabyte'),
    Hz: counted('m', 'hertz'),
    kHz: counted('m', 'chilohertz'),
    GHz: counted('m', 'gigahertz'),
    kW: counted('m', 'chilowatt'),
    kWh: counted('m', 'chilowattora'),
    kcal: counted('f', 'chilocaloria', 'chilocalorie'),
  },
  signs: {
    '&': 'e',
    '+': 'più',
    '=': 'uguale',
    '→': 'a',
    '×': 'per',
    '÷': 'diviso',
    '<': 'minore di',
    '>': 'maggiore di',
    '≈': 'circa',
    '~': 'circa',
    '±': 'più o meno',
    '§': 'paragrafo',
    '%': 'per cento',
    '°': 'gradi',
    '@': 'chiocciola',
    '#': 'numero',
    '-': 'meno',
  },
  abbreviations: {
    'p.es': 'per esempio',
    'a.c': 'avanti Cristo',
    'd.c': 'dopo Cristo',
    es: 'esempio',
    ecc: 'eccetera',
    sig: 'signor',
    'sig.ra': 'signora',
    dott: 'dottor',
    'dott.ssa': 'dottoressa',
    prof: 'professor',
    ing: 'ingegner',
    avv: 'avvocato',
    pag: 'pagina',
    cap: 'capitolo',
    vol: 'volume',
    tel: 'telefono',
    max: 'massimo',
    min: 'minimo',
    ca: 'circa',
    vs: 'versus',
    mln: 'milioni',
    mld: 'miliardi',
  },
  words: {'n°': 'numero'},
  months,
  date: (day, month, wholeYear) =>
    `${day === 1 ? 'primo' : cardinal(day, 'alone')} ${months[month - 1] ?? ''} ${cardinal(wholeYear, 'alone')}`,
  time: (hours, minutes) =>
    `${hours === 1 ? 'una' : cardinal(hours, 'alone')}${minutes === 0 ? ' in punto' : ` e ${cardinal(minutes, 'alone')}`}`,
  roman: (value) => ordinal(value, false),
};
