/** Words that join and stand for others: they state nothing by themselves. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a an the and or but nor so yet of in on at to for from by with about into over under between through during before after ' +
    'above below up down out off again then than as if when while because since until unless although though whether that which who whom ' +
    'whose what where why how this these those it its itself he him his she her hers they them their theirs we us our ours you your yours i me my ' +
    'mine is are was were be been being am has have had having do does did doing will would can could may might must shall should not no ' +
    "there here also just only very more most much many some any each every all both few own other such same too 's one ones"
  ).split(' '),
);

/** Words that turn a statement round. */
export const negations: ReadonlySet<string> = new Set(
  'not no never none nobody nothing neither nor without hardly barely cannot'.split(' '),
);

/** Reservations about how sure something is. */
export const modalHedges: ReadonlySet<string> = new Set(
  'may might could reportedly allegedly alleged suspected likely probably possibly perhaps'.split(' '),
);

/** What stands before a figure that is not exact; two words as they are said. */
export const figureHedges: readonly (readonly string[])[] = [
  ['about'],
  ['nearly'],
  ['almost'],
  ['around'],
  ['roughly'],
  ['approximately'],
  ['estimated'],
  ['over'],
  ['under'],
  ['up', 'to'],
  ['at', 'least'],
  ['at', 'most'],
  ['more', 'than'],
  ['less', 'than'],
  ['fewer', 'than'],
  ['close', 'to'],
];

const months =
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec';
const days = 'monday tuesday wednesday thursday friday saturday sunday';
export const monthNames: ReadonlySet<string> = new Set(months.split(' '));
export const dateWords: ReadonlySet<string> = new Set(
  `${months} ${days} spring summer autumn winter`
    .split(' ')
    .filter((word) => word !== 'may' && word !== 'mar'),
);

/** What figures are counted in: another one is another claim. */
export const units: ReadonlySet<string> = new Set(
  (
    'percent $ £ € ¥ pounds cents pence yen hundred thousand million billion trillion dozen ' +
    'second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries ' +
    'millimetre millimetres millimeter millimeters centimetre centimetres centimeter centimeters metre metres meter meters kilometre kilometres kilometer kilometers km cm mm ' +
    'inch inches foot feet yard yards mile miles acre acres hectare hectares ' +
    'gram grams kilogram kilograms kilo kilos kg tonne tonnes ton tons ounce ounces ' +
    'litre litres liter liters millilitre millilitres milliliter milliliters gallon gallons pint pints ' +
    'degree degrees celsius fahrenheit watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts kilowatt-hour kilowatt-hours volt volts ' +
    'byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes hertz kilohertz megahertz ' +
    'times fold percentage points mph kph'
  ).split(' '),
);

/** Words whose place another may take only by saying the opposite. */
export const opposites: readonly (readonly [string, string])[] = (
  'rose/fell rise/fall rises/falls rising/falling risen/fallen increase/decrease increased/decreased increases/decreases increasing/decreasing grew/shrank ' +
  'grow/shrink grows/shrinks gained/lost gain/lose won/lost win/lose wins/loses more/less more/fewer most/least highest/lowest higher/lower high/low largest/smallest ' +
  'larger/smaller bigger/smaller biggest/smallest longest/shortest longer/shorter faster/slower fastest/slowest first/last before/after up/down above/below ' +
  'opened/closed open/closed began/ended start/end started/ended accepted/rejected approved/rejected allowed/banned allow/ban better/worse best/worst ' +
  'cheaper/dearer warmer/colder hotter/colder heavier/lighter stronger/weaker older/younger oldest/youngest early/late earlier/later always/never ' +
  'north/south east/west northern/southern eastern/western safe/dangerous true/false support/oppose supported/opposed doubled/halved improved/worsened'
)
  .split(' ')
  .map((pair) => pair.split('/') as [string, string]);

/** Words of our own templates: they say nothing of the source. */
export const templateWords = new Set(
  (
    'that compares compared includes means said says according here happens happened exactly story thing things short version steps ways tips know people get wrong meet first next finally ' +
    "now long far someone team planet comes came once going let's go author case spot behind explained briefly numbers deal"
  ).split(' '),
);
