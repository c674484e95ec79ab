import {counted, type Gender, type SpokenLanguage} from './language.ts';

const small =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const tens = ['', '', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];
/** 1 inside a word. */
const joint = (value: number) => (value === 1 ? 'ein' : (small[value] ?? ''));

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const head = hundreds === 0 ? '' : `${joint(hundreds)}hundert`;
  if (rest === 0) return head;
  if (rest < 20) return head + (small[rest] ?? '');
  const unit = rest % 10;
  return `${head}${unit === 0 ? '' : `${joint(unit)}und`}${tens[Math.floor(rest / 10)] ?? ''}`;
}

function belowMillion(value: number): string {
  const thousands = Math.floor(value / 1000);
  if (thousands === 0) return belowThousand(value);
  const rest = value % 1000;
  return `${belowThousand(thousands).replace(/eins$/, 'ein')}tausend${rest === 0 ? '' : belowThousand(rest)}`;
}

const large = [
  [1e12, 'eine Billion', 'Billionen'],
  [1e9, 'eine Milliarde', 'Milliarden'],
  [1e6, 'eine Million', 'Millionen'],
] as const;

function cardinal(value: number, gender: Gender): string {
  if (value === 0) return 'null';
  const parts: string[] = [];
  let rest = value;
  for (const [size, one, many] of large) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(count === 1 ? one : `${belowMillion(count).replace(/eins$/, 'eine')} ${many}`);
  }
  if (rest > 0) parts.push(belowMillion(rest));
  const said = parts.join(' ');
  return gender === 'alone' ? said : said.replace(/eins$/, gender === 'f' ? 'eine' : 'ein');
}

const irregular: Readonly<Record<number, string>> = {1: 'erst', 3: 'dritt', 7: 'siebt', 8: 'acht'};

function stem(value: number): string {
  const rest = value % 100;
  const head = value - rest === 0 ? '' : cardinal(value - rest, 'm');
  if (rest === 0) return `${head}st`;
  const own = irregular[rest];
  return head + (own ?? `${belowThousand(rest)}${rest < 20 ? 't' : 'st'}`);
}

/** `am 3.` takes an n, `der 3.` does not. */
const ordinal = (value: number, before: string) =>
  `${stem(value)}${/^(?:am|vom|zum|zur|beim|im|dem|den|des|bis|ab|seit)$/i.test(before) ? 'en' : 'e'}`;

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);

function year(value: number): string {
  if (value < 1100 || value > 1999) return cardinal(value, 'alone');
  const rest = value % 100;
  return `${belowThousand(Math.floor(value / 100))}hundert${rest === 0 ? '' : belowThousand(rest)}`;
}

const cent = counted('m', 'Cent');

export const german: SpokenLanguage = {
  decimal: ',',
  cardinal,
  ordinal: (value, ending, before) => (ending === '.' ? ordinal(value, before) : null),
  year,
  point: 'Komma',
  decimalsAsNumber: false,
  minus: 'minus',
  to: 'bis',
  per: 'pro',
  half: 'ein halb',
  quarters: ['ein Viertel', 'drei Viertel'],
  thirds: ['ein Drittel', 'zwei Drittel'],
  over: 'durch',
  percent: 'Prozent',
  at: 'at',
  dot: 'Punkt',
  and: '',
  money: {
    '€': {...counted('m', 'Euro'), cents: cent},
    $: {...counted('m', 'Dollar'), cents: cent},
    '£': {...counted('m', 'Pfund'), cents: counted('m', 'Penny', 'Pence')},
    '¥': counted('m', 'Yen'),
    CHF: {...counted('m', 'Franken'), cents: counted('m', 'Rappen')},
    EUR: {...counted('m', 'Euro'), cents: cent},
    USD: {...counted('m', 'US-Dollar'), cents: cent},
  },
  ofMillions: (name) => name,
  magnitudes: {
    tsd: counted('m', 'Tausend'),
    mio: counted('f', 'Million', 'Millionen'),
    mrd: counted('f', 'Milliarde', 'Milliarden'),
  },
  units: {
    km: counted('m', 'Kilometer'),
    m: counted('m', 'Meter'),
    cm: counted('m', 'Zentimeter'),
    mm: counted('m', 'Millimeter'),
    'km²': counted('m', 'Quadratkilometer'),
    'm²': counted('m', 'Quadratmeter'),
    'm³': counted('m', 'Kubikmeter'),
    kg: counted('m', 'Kilogramm'),
    g: counted('m', 'Gramm'),
    mg: counted('m', 'Milligramm'),
    t: counted('f', 'Tonne', 'Tonnen'),
    l: counted('m', 'Liter'),
    ml: counted('m', 'Milliliter'),
    'km/h': counted('m', 'Kilometer pro Stunde'),
    'm/s': counted('m', 'Meter pro Sekunde'),
    '°C': counted('m', 'Grad Celsius'),
    '°F': counted('m', 'Grad Fahrenheit'),
    '°': counted('m', 'Grad'),
    h: counted('f', 'Stunde', 'Stunden'),
    min: counted('f', 'Minute', 'Minuten'),
    s: counted('f', 'Sekunde', 'Sekunden'),
    MB: counted('m', 'Megabyte'),
    GB: counted('m', 'Gigabyte'),
    TB: counted('m', 'Terabyte'),
    Hz: counted('m', 'Hertz'),
    kHz: counted('m', 'Kilohertz'),
    GHz: counted('m', 'Gigahertz'),
    kW: counted('m', 'Kilowatt'),
    kWh: counted('f', 'Kilowattstunde', 'Kilowattstunden'),
    kcal: counted('f', 'Kilokalorie', 'Kilokalorien'),
  },
  signs: {
    '&': 'und',
    '+': 'plus',
    '=': 'gleich',
    '→': 'zu',
    '×': 'mal',
    '÷': 'geteilt durch',
    '<': 'kleiner als',
    '>': 'größer als',
    '≈': 'ungefähr',
    '~': 'etwa',
    '±': 'plus minus',
    '§': 'Paragraf',
    '%': 'Prozent',
    '°': 'Grad',
    '@': 'at',
    '#': 'Nummer',
    '-': 'minus',
  },
  abbreviations: {
    'z.b': 'zum Beispiel',
    'd.h': 'das heißt',
    'u.a': 'unter anderem',
    'z.t': 'zum Teil',
    'v.a': 'vor allem',
    'u.u': 'unter Umständen',
    'n.chr': 'nach Christus',
    'v.chr': 'vor Christus',
    'i.d.r': 'in der Regel',
    bzw: 'beziehungsweise',
    usw: 'und so weiter',
    etc: 'et cetera',
    ca: 'circa',
    vgl: 'vergleiche',
    dr: 'Doktor',
    prof: 'Professor',
    hr: 'Herr',
    fr: 'Frau',
    st: 'Sankt',
    nr: 'Nummer',
    str: 'Straße',
    evtl: 'eventuell',
    ggf: 'gegebenenfalls',
    inkl: 'inklusive',
    max: 'maximal',
    min: 'mindestens',
    mind: 'mindestens',
    std: 'Stunden',
    tel: 'Telefon',
    jh: 'Jahrhundert',
    mio: 'Millionen',
    mrd: 'Milliarden',
    tsd: 'Tausend',
    sog: 'sogenannt',
  },
  words: {},
  months,
  date: (day, month, wholeYear, before) =>
    `${ordinal(day, before)} ${months[month - 1] ?? ''} ${year(wholeYear)}`,
  time: (hours, minutes) =>
    `${cardinal(hours, 'm')} Uhr${minutes === 0 ? '' : ` ${cardinal(minutes, 'alone')}`}`,
  roman: (value) => `der ${stem(value).replace(/^./u, (letter) => letter.toUpperCase())}e`,
};
