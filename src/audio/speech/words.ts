/** Singular and plural of what a unit is called. */
export interface UnitName {
  readonly one: string;
  readonly many: string;
}

const unit = (one: string, many = `${one}s`): UnitName => ({one, many});

/** Units behind a number, attached (`5km`) or apart (`5 km`). */
export const units: Readonly<Record<string, UnitName>> = {
  km: unit('kilometer'),
  m: unit('meter'),
  cm: unit('centimeter'),
  mm: unit('millimeter'),
  nm: unit('nanometer'),
  'km²': unit('square kilometer'),
  'm²': unit('square meter'),
  'm³': unit('cubic meter'),
  mi: unit('mile'),
  ft: unit('foot', 'feet'),
  yd: unit('yard'),
  kg: unit('kilogram'),
  g: unit('gram'),
  mg: unit('milligram'),
  µg: unit('microgram'),
  lb: unit('pound'),
  lbs: unit('pound'),
  oz: unit('ounce'),
  l: unit('liter'),
  L: unit('liter'),
  ml: unit('milliliter'),
  mL: unit('milliliter'),
  mph: unit('mile per hour', 'miles per hour'),
  kph: unit('kilometer per hour', 'kilometers per hour'),
  'km/h': unit('kilometer per hour', 'kilometers per hour'),
  'm/s': unit('meter per second', 'meters per second'),
  fps: unit('frame per second', 'frames per second'),
  rpm: unit('R P M', 'R P M'),
  bpm: unit('beat per minute', 'beats per minute'),
  '°C': unit('degree Celsius', 'degrees Celsius'),
  '°F': unit('degree Fahrenheit', 'degrees Fahrenheit'),
  '°': unit('degree'),
  kB: unit('kilobyte'),
  KB: unit('kilobyte'),
  MB: unit('megabyte'),
  GB: unit('gigabyte'),
  TB: unit('terabyte'),
  Mbps: unit('megabit per second', 'megabits per second'),
  Gbps: unit('gigabit per second', 'gigabits per second'),
  Hz: unit('hertz', 'hertz'),
  kHz: unit('kilohertz', 'kilohertz'),
  MHz: unit('megahertz', 'megahertz'),
  GHz: unit('gigahertz', 'gigahertz'),
  kW: unit('kilowatt'),
  MW: unit('megawatt'),
  GW: unit('gigawatt'),
  kWh: unit('kilowatt hour'),
  MWh: unit('megawatt hour'),
  kcal: unit('kilocalorie'),
  ms: unit('millisecond'),
  s: unit('second'),
  sec: unit('second'),
  min: unit('minute'),
  mins: unit('minute'),
  h: unit('hour'),
  hr: unit('hour'),
  hrs: unit('hour'),
  px: unit('pixel'),
  pct: unit('percent', 'percent'),
  '%': unit('percent', 'percent'),
};

export const currencies: Readonly<Record<string, UnitName & {readonly cents?: UnitName}>> = {
  $: {...unit('dollar'), cents: unit('cent')},
  '€': {...unit('euro'), cents: unit('cent')},
  '£': {...unit('pound'), cents: {one: 'penny', many: 'pence'}},
  '¥': unit('yen', 'yen'),
  '₹': unit('rupee'),
  '₩': unit('won', 'won'),
  '₽': unit('ruble'),
};

export const magnitudes: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  mln: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
  trn: 'trillion',
};

/** Abbreviations written with a final full stop, in lower case without it, that belong to the word after them. */
export const titles: Readonly<Record<string, string>> = {
  dr: 'Doctor',
  mr: 'Mister',
  mrs: 'Missus',
  ms: 'Miz',
  prof: 'Professor',
  gov: 'Governor',
  sen: 'Senator',
  rep: 'Representative',
  gen: 'General',
  lt: 'Lieutenant',
  col: 'Colonel',
  sgt: 'Sergeant',
  capt: 'Captain',
  rev: 'Reverend',
  hon: 'Honorable',
  pres: 'President',
  mt: 'Mount',
  no: 'number',
  nos: 'numbers',
  fig: 'figure',
  vol: 'volume',
  ch: 'chapter',
  sec: 'section',
  pp: 'pages',
  approx: 'approximately',
  est: 'established',
  ca: 'circa',
  'e.g': 'for example',
  'i.e': 'that is',
  vs: 'versus',
  cf: 'compare',
};

/** Abbreviations that may also end a sentence. */
export const shortForms: Readonly<Record<string, string>> = {
  etc: 'et cetera',
  inc: 'incorporated',
  ltd: 'limited',
  co: 'company',
  corp: 'corporation',
  jr: 'junior',
  sr: 'senior',
  ave: 'avenue',
  rd: 'road',
  blvd: 'boulevard',
  dept: 'department',
  univ: 'university',
  min: 'minutes',
  max: 'maximum',
  avg: 'average',
  al: 'al',
  'ph.d': 'P H D',
};

export const months: Readonly<Record<string, string>> = {
  jan: 'January',
  feb: 'February',
  mar: 'March',
  apr: 'April',
  jun: 'June',
  jul: 'July',
  aug: 'August',
  sep: 'September',
  sept: 'September',
  oct: 'October',
  nov: 'November',
  dec: 'December',
};

export const monthNames =
  'January February March April May June July August September October November December'.split(' ');

export const weekdays: Readonly<Record<string, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  tues: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  thur: 'Thursday',
  thurs: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** Words the voice misreads, in lower case, spelt so that it reads them right. */
export const respellings: Readonly<Record<string, string>> = {
  tiktok: 'tick tock',
  tiktoks: 'tick tocks',
  chatgpt: 'chat G P T',
  'wi-fi': 'why fye',
  wifi: 'why fye',
  tv: 'T V',
  vs: 'versus',
  'w/': 'with',
  'w/o': 'without',
  ok: 'okay',
  'b/c': 'because',
  'tl;dr': 'T L D R',
  fyp: 'F Y P',
  youtube: 'you tube',
};

/** Capitals that are spelt although they could be read as a word. */
export const spelled = new Set(
  (
    'US UK EU UN UAE USA AI IT TV PC CEO CFO CTO COO FBI CIA IRS EPA FDA CDC NBA NFL NHL MLB ESA ESPN IBM ATM API USB ' +
    'SUV DIY FAQ IOC IMF WHO WTO OECD GDP HIV ADHD MRI EKG IVF IQ EV EVS VR AR XR UFO UFOS LED LCD IPO ETF AOL ' +
    'ACLU ETA ISBN ABC CNN BBC NPR VPN URL UI UX ID IDS LA DC NYC MIT UCLA USC ISS DNA RNA PR HR VIP RIP ROI KPI SEO POV FYI OMG BTW LOL IRL RSVP FBI NHS USD ETFS NFT NFTS PDF PDFS HTML CSS SQL ' +
    'GMT UTC EST PST CET AFAIK IMHO AMA ASMR FYP HDMI HVAC ICU ER ET'
  ).split(' '),
);

/** Three-letter capitals that are words shouted or read as words. */
export const wordsInCapitals = new Set(
  (
    'ALL AND ANY ARE ASK BAD BAN BIG BUT BUY CAN CAT CUT DAY DID DIE DOG DON END EAT FAR FEW FOR FUN GET GOD GOT HAS HAD ' +
    'HER HIM HIS HOT HOW ITS JOB LET LIE LOT LOW MAD MAN MAY NEW NEXT NOT NOW OFF OLD ONE OUR OUT OWN PAY PUT RED RUN SAD ' +
    'SAY SEE SHE SIX SKY SUN TAX TEN THE TOO TOP TRY TWO USE WAR WAS WAY WHY WIN WON YES YET YOU ZOO ZIP PIN SIM RAM GIF ' +
    'JPEG LAX COP'
  ).split(' '),
);

/** Greek letters and signs inside words, as they are called. */
export const signs: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '×': 'times',
  '÷': 'divided by',
  '<': 'less than',
  '>': 'more than',
  '→': 'to',
  '⇒': 'to',
  '≤': 'at most',
  '≥': 'at least',
  '≈': 'about',
  '~': 'about',
  '±': 'plus or minus',
  '%': 'percent',
  '°': 'degrees',
  '@': 'at',
  '#': 'number',
  '§': 'section',
  '№': 'number',
  '∞': 'infinity',
  '√': 'square root of',
  $: 'dollars',
  '€': 'euros',
  '£': 'pounds',
  '¢': 'cents',
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  Δ: 'delta',
  ε: 'epsilon',
  λ: 'lambda',
  μ: 'mu',
  µ: 'micro',
  π: 'pi',
  σ: 'sigma',
  Σ: 'sigma',
  ω: 'omega',
  Ω: 'omega',
};
