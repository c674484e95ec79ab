import {counted, type Gender, type SpokenLanguage} from './language.ts';

const small =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const tens = ['', '', '', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const hundreds = [
  '',
  'ciento',
  'doscientos',
  'trescientos',
  'cuatrocientos',
  'quinientos',
  'seiscientos',
  'setecientos',
  'ochocientos',
  'novecientos',
];

function belowThousand(value: number, feminine: boolean): string {
  if (value === 100) return 'cien';
  const words: string[] = [];
  const hundred = hundreds[Math.floor(value / 100)] ?? '';
  if (hundred !== '') words.push(feminine ? hundred.replace(/os$/, 'as') : hundred);
  const rest = value % 100;
  if (rest > 0 && rest < 30) words.push(small[rest] ?? '');
  else if (rest >= 30) {
    words.push(tens[Math.floor(rest / 10)] ?? '');
    if (rest % 10 > 0) words.push('y', small[rest % 10] ?? '');
  }
  return words.join(' ');
}

/** One is shortened before a masculine noun. */
const beforeNoun = (said: string, gender: Gender) =>
  gender === 'f'
    ? said.replace(/uno$/, 'una')
    : gender === 'm'
      ? said.replace(/veintiuno$/, 'veintiún').replace(/\buno$/, 'un')
      : said;

function belowMillion(value: number, gender: Gender): string {
  const thousands = Math.floor(value / 1000);
  const rest = value % 1000;
  const words: string[] = [];
  if (thousands === 1) words.push('mil');
  else if (thousands > 1)
    words.push(beforeNoun(belowThousand(thousands, gender === 'f'), gender === 'f' ? 'f' : 'm'), 'mil');
  if (rest > 0) words.push(beforeNoun(belowThousand(rest, gender === 'f'), gender));
  return words.join(' ');
}

function cardinal(value: number, gender: Gender): string {
  if (value === 0) return 'cero';
  const words: string[] = [];
  const billions = Math.floor(value / 1e12);
  const millions = Math.floor((value % 1e12) / 1e6);
  const rest = value % 1e6;
  if (billions > 0) words.push(billions === 1 ? 'un billón' : `${belowMillion(billions, 'm')} billones`);
  if (millions > 0) words.push(millions === 1 ? 'un millón' : `${belowMillion(millions, 'm')} millones`);
  if (rest > 0) words.push(belowMillion(rest, gender));
  return words.join(' ');
}

const ordinals = [
  '',
  'primero',
  'segundo',
  'tercero',
  'cuarto',
  'quinto',
  'sexto',
  'séptimo',
  'octavo',
  'noveno',
  'décimo',
];

function ordinal(value: number, ending: string): string | null {
  const said = ordinals[value];
  if (said === undefined || said === '') return cardinal(value, 'alone');
  if (ending === 'ª' || ending === 'a') return said.replace(/o$/, 'a');
  return ending === 'er' ? said.replace(/o$/, '') : said;
}

const months =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const centavo = counted('m', 'centavo', 'centavos');

export const spanish: SpokenLanguage = {
  decimal: ',',
  cardinal,
  ordinal: (value, ending) =>
    /^\.?(?:º|ª|°|er|o|a)$/u.test(ending) ? ordinal(value, ending.replace('.', '')) : null,
  year: (value) => cardinal(value, 'alone'),
  point: 'coma',
  decimalsAsNumber: true,
  minus: 'menos',
  to: 'a',
  per: 'por',
  half: 'medio',
  quarters: ['un cuarto', 'tres cuartos'],
  thirds: ['un tercio', 'dos tercios'],
  over: 'sobre',
  percent: 'por ciento',
  at: 'arroba',
  dot: 'punto',
  and: 'con',
  money: {
    '€': {...counted('m', 'euro', 'euros'), cents: counted('m', 'céntimo', 'céntimos')},
    $: {...counted('m', 'dólar', 'dólares'), cents: centavo},
    '£': {...counted('f', 'libra', 'libras'), cents: counted('m', 'penique', 'peniques')},
    '¥': counted('m', 'yen', 'yenes'),
    EUR: {...counted('m', 'euro', 'euros'), cents: counted('m', 'céntimo', 'céntimos')},
    USD: {...counted('m', 'dólar', 'dólares'), cents: centavo},
    MXN: {...counted('m', 'peso mexicano', 'pesos mexicanos'), cents: centavo},
  },
  ofMillions: (name) => `de ${name}`,
  magnitudes: {
    k: counted('m', 'mil'),
    m: counted('m', 'millón', 'millones'),
    mm: counted('m', 'millón', 'millones'),
    mill: counted('m', 'millón', 'millones'),
  },
  units: {
    km: counted('m', 'kilómetro', 'kilómetros'),
    m: counted('m', 'metro', 'metros'),
    cm: counted('m', 'centímetro', 'centímetros'),
    mm: counted('m', 'milímetro', 'milímetros'),
    'km²': counted('m', 'kilómetro cuadrado', 'kilómetros cuadrados'),
    'm²': counted('m', 'metro cuadrado', 'metros cuadrados'),
    'm³': counted('m', 'metro cúbico', 'metros cúbicos'),
    kg: counted('m', 'kilogramo', 'kilogramos'),
    g: counted('m', 'gramo', 'gramos'),
    mg: counted('m', 'miligramo', 'miligramos'),
    t: counted('f', 'tonelada', 'toneladas'),
    l: counted('m', 'litro', 'litros'),
    L: counted('m', 'litro', 'litros'),
    ml: counted('m', 'mililitro', 'mililitros'),
    'km/h': counted('m', 'kilómetro por hora', 'kilómetros por hora'),
    'm/s': counted('m', 'metro por segundo', 'metros por segundo'),
    '°C': counted('m', 'grado Celsius', 'grados Celsius'),
    '°F': counted('m', 'grado Fahrenheit', 'grados Fahrenheit'),
    '°': counted('m', 'grado', 'grados'),
    h: counted('f', 'hora', 'horas'),
    min: counted('m', 'minuto', 'minutos'),
    s: counted('m', 'segundo', 'segundos'),
    MB: counted('m', 'megabyte', 'megabytes'),
    GB: counted('m', 'gigabyte', 'gigabytes'),
    TB: counted('m', 'terabyte', 'terabytes'),
    Hz: counted('m', 'hercio', 'hercios'),
    kHz: counted('m', 'kilohercio', 'kilohercios'),
    GHz: counted('m', 'gigahercio', 'gigahercios'),
    kW: counted('m', 'kilovatio', 'kilovatios'),
    kWh: counted('m', 'kilovatio hora', 'kilovatios hora'),
    kcal: counted('f', 'kilocaloría', 'kilocalorías'),
  },
  signs: {
    '&': 'y',
    '+': 'más',
    '=': 'igual a',
    '→': 'a',
    '×': 'por',
    '÷': 'entre',
    '<': 'menor que',
    '>': 'mayor que',
    '≈': 'aproximadamente',
    '~': 'aproximadamente',
    '±': 'más o menos',
    '§': 'párrafo',
    '%': 'por ciento',
    '°': 'grados',
    '@': 'arroba',
    '#': 'número',
    '-': 'menos',
  },
  abbreviations: {
    'p.ej': 'por ejemplo',
    'ee.uu': 'Estados Unidos',
    'a.c': 'antes de Cristo',
    'd.c': 'después de Cristo',
    'a.m': 'a eme',
    'p.m': 'pe eme',
    etc: 'etcétera',
    sr: 'señor',
    sra: 'señora',
    srta: 'señorita',
    dr: 'doctor',
    dra: 'doctora',
    ud: 'usted',
    uds: 'ustedes',
    av: 'avenida',
    avda: 'avenida',
    núm: 'número',
    no: 'número',
    pág: 'página',
    tel: 'teléfono',
    máx: 'máximo',
    mín: 'mínimo',
    aprox: 'aproximadamente',
    prof: 'profesor',
    vol: 'volumen',
    cap: 'capítulo',
  },
  words: {'n.º': 'número', 'n°': 'número'},
  months,
  date: (day, month, wholeYear) =>
    `${day === 1 ? 'primero' : cardinal(day, 'alone')} de ${months[month - 1] ?? ''} de ${cardinal(wholeYear, 'alone')}`,
  time: (hours, minutes) =>
    `${cardinal(hours, 'f')}${minutes === 0 ? ' en punto' : ` y ${cardinal(minutes, 'alone')}`}`,
  roman: (value) => (value <= 10 ? (ordinals[value] ?? null) : cardinal(value, 'alone')),
};
