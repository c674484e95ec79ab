import {counted, type Gender, type SpokenLanguage} from './language.ts';

const common = 'zero um dois três quatro cinco seis sete oito nove dez onze doze treze'.split(' ');
const brazilTeens = 'catorze quinze dezesseis dezessete dezoito dezenove'.split(' ');
const portugalTeens = 'catorze quinze dezasseis dezassete dezoito dezanove'.split(' ');
const tens = [
  '',
  '',
  'vinte',
  'trinta',
  'quarenta',
  'cinquenta',
  'sessenta',
  'setenta',
  'oitenta',
  'noventa',
];
const hundreds = [
  '',
  'cento',
  'duzentos',
  'trezentos',
  'quatrocentos',
  'quinhentos',
  'seiscentos',
  'setecentos',
  'oitocentos',
  'novecentos',
];
const ordinals = [
  '',
  'primeiro',
  'segundo',
  'terceiro',
  'quarto',
  'quinto',
  'sexto',
  'sétimo',
  'oitavo',
  'nono',
  'décimo',
];
const months =
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ');

/** Feminine forms: one, two and the hundreds from 200. */
const feminine = (said: string) =>
  said
    .replace(/\bum\b/g, 'uma')
    .replace(/\bdois\b/g, 'duas')
    .replace(/(zent|cent|nhent)os\b/g, '$1as');

function portuguese(isBrazil: boolean): SpokenLanguage {
  const small = [...common, ...(isBrazil ? brazilTeens : portugalTeens)];

  const belowThousand = (value: number): string => {
    if (value === 100) return 'cem';
    const words: string[] = [];
    if (value >= 100) words.push(hundreds[Math.floor(value / 100)] ?? '');
    const rest = value % 100;
    if (rest > 0 && rest < 20) words.push(small[rest] ?? '');
    else if (rest >= 20) {
      words.push(tens[Math.floor(rest / 10)] ?? '');
      if (rest % 10 > 0) words.push(small[rest % 10] ?? '');
    }
    return words.join(' e ');
  };
  /** "e" joins the last group when it is below a hundred or a whole number of hundreds. */
  const joins = (rest: number) => rest > 0 && (rest < 100 || rest % 100 === 0);
  const belowMillion = (value: number): string => {
    const thousand = Math.floor(value / 1000);
    const rest = value % 1000;
    if (thousand === 0) return belowThousand(rest);
    const head = thousand === 1 ? 'mil' : `${belowThousand(thousand)} mil`;
    if (rest === 0) return head;
    return `${head} ${joins(rest) ? 'e ' : ''}${belowThousand(rest)}`;
  };
  const cardinal = (value: number, gender: Gender): string => {
    if (value === 0) return 'zero';
    const parts: string[] = [];
    let rest = value;
    const large = isBrazil
      ? ([
          [1e12, 'trilhão', 'trilhões'],
          [1e9, 'bilhão', 'bilhões'],
          [1e6, 'milhão', 'milhões'],
        ] as const)
      : ([
          [1e12, 'bilião', 'biliões'],
          [1e6, 'milhão', 'milhões'],
        ] as const);
    for (const [size, one, many] of large) {
      const count = Math.floor(rest / size);
      rest %= size;
      if (count > 0) parts.push(`${belowMillion(count)} ${count === 1 ? one : many}`);
    }
    if (rest > 0) {
      const said = belowMillion(rest);
      const own = gender === 'f' ? feminine(said) : said;
      parts.push(parts.length > 0 && joins(rest) ? `e ${own}` : own);
    }
    return parts.join(' ');
  };
  const real = counted('m', 'real', 'reais');
  const centavo = counted('m', 'centavo', 'centavos');
  const cent = isBrazil ? centavo : counted('m', 'cêntimo', 'cêntimos');

  return {
    decimal: ',',
    cardinal,
    ordinal(value, ending) {
      if (!/^\.?(?:º|ª|°|o|a)$/u.test(ending)) return null;
      const said = ordinals[value] ?? '';
      if (said === '') return null;
      return /[ªa]/u.test(ending) ? said.replace(/o$/, 'a') : said;
    },
    year: (value) => cardinal(value, 'alone'),
    point: 'vírgula',
    decimalsAsNumber: true,
    minus: 'menos',
    to: 'a',
    per: 'por',
    half: 'meio',
    quarters: ['um quarto', 'três quartos'],
    thirds: ['um terço', 'dois terços'],
    over: 'sobre',
    percent: 'por cento',
    at: 'arroba',
    dot: 'ponto',
    and: 'e',
    money: {
      '€': {...counted('m', 'euro', 'euros'), cents: cent},
      $: {...counted('m', 'dólar', 'dólares'), cents: cent},
      R$: {...real, cents: centavo},
      '£': {...counted('f', 'libra', 'libras'), cents: counted('m', 'penny', 'pence')},
      '¥': counted('m', 'iene', 'ienes'),
      EUR: {...counted('m', 'euro', 'euros'), cents: cent},
      USD: {...counted('m', 'dólar', 'dólares'), cents: cent},
      BRL: {...real, cents: centavo},
    },
    ofMillions: (name) => `de ${name}`,
    magnitudes: {
      k: counted('m', 'mil'),
      mi: counted('m', 'milhão', 'milhões'),
      bi: counted('m', 'bilhão', 'bilhões'),
      m: counted('m', 'milhão', 'milhões'),
    },
    units: {
      km: counted('m', 'quilômetro', 'quilômetros'),
      m: counted('m', 'metro', 'metros'),
      cm: counted('m', 'centímetro', 'centímetros'),
      mm: counted('m', 'milímetro', 'milímetros'),
      'km²': counted('m', 'quilômetro quadrado', 'quilômetros quadrados'),
      'm²': counted('m', 'metro quadrado', 'metros quadrados'),
      'm³': counted('m', 'metro cúbico', 'metros cúbicos'),
      kg: counted('m', 'quilograma', 'quilogramas'),
      g: counted('m', 'grama', 'gramas'),
      mg: counted('m', 'miligrama', 'miligramas'),
      t: counted('f', 'tonelada', 'toneladas'),
      l: counted('m', 'litro', 'litros'),
      L: counted('m', 'litro', 'litros'),
      ml: counted('m', 'mililitro', 'mililitros'),
      'km/h': counted('m', 'quilômetro por hora', 'quilômetros por hora'),
      'm/s': counted('m', 'metro por segundo', 'metros por segundo'),
      '°C': counted('m', 'grau Celsius', 'graus Celsius'),
      '°F': counted('m', 'grau Fahrenheit', 'graus Fahrenheit'),
      '°': counted('m', 'grau', 'graus'),
      h: counted('f', 'hora', 'horas'),
      min: counted('m', 'minuto', 'minutos'),
      s: counted('m', 'segundo', 'segundos'),
      MB: counted('m', 'megabyte', 'megabytes'),
      GB: counted('m', 'gigabyte', 'gigabytes'),
      TB: counted('m', 'terabyte', 'terabytes'),
      Hz: counted('m', 'hertz'),
      kHz: counted('m', 'quilohertz'),
      GHz: counted('m', 'gigahertz'),
      kW: counted('m', 'quilowatt', 'quilowatts'),
      kWh: counted('m', 'quilowatt-hora', 'quilowatts-hora'),
      kcal: counted('f', 'quilocaloria', 'quilocalorias'),
    },
    signs: {
      '&': 'e',
      '+': 'mais',
      '=': 'igual a',
      '→': 'para',
      '×': 'vezes',
      '÷': 'dividido por',
      '<': 'menor que',
      '>': 'maior que',
      '≈': 'aproximadamente',
      '~': 'aproximadamente',
      '±': 'mais ou menos',
      '§': 'parágrafo',
      '%': 'por cento',
      '°': 'graus',
      '@': 'arroba',
      '#': 'número',
      '-': 'menos',
    },
    abbreviations: {
      'p.ex': 'por exemplo',
      'a.c': 'antes de Cristo',
      'd.c': 'depois de Cristo',
      etc: 'et cetera',
      sr: 'senhor',
      sra: 'senhora',
      dr: 'doutor',
      dra: 'doutora',
      prof: 'professor',
      av: 'avenida',
      r: 'rua',
      nº: 'número',
      pág: 'página',
      tel: 'telefone',
      máx: 'máximo',
      mín: 'mínimo',
      aprox: 'aproximadamente',
      cap: 'capítulo',
      vol: 'volume',
    },
    words: {nº: 'número', 'n°': 'número'},
    months,
    date: (day, month, wholeYear) =>
      `${day === 1 ? 'primeiro' : cardinal(day, 'alone')} de ${months[month - 1] ?? ''} de ${cardinal(wholeYear, 'alone')}`,
    time: (hours, minutes) =>
      `${cardinal(hours, 'f')} ${hours < 2 ? 'hora' : 'horas'}${minutes === 0 ? '' : ` e ${cardinal(minutes, 'alone')}`}`,
    roman: (value) => (value <= 10 ? (ordinals[value] ?? null) : cardinal(value, 'alone')),
  };
}

export const brazilian = portuguese(true);
export const european = portuguese(false);
