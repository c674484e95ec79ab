import type {HookType} from '../../schema/index.ts';

export interface RecognisedHook {
  readonly type: HookType;
  /** Character offsets in the line. */
  readonly start: number;
  readonly end: number;
}

const count =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|dos|tres|cuatro|cinco|siete|diez|deux|trois|quatre|cinq|sept|dix|zwei|drei|vier|fünf|sechs|sieben|zehn|tre|quattro|cinque|sette|dieci|três|quatro|sete|dez';
const things =
  'ways?|things?|tips?|reasons?|facts?|lessons?|habits?|mistakes?|ideas?|rules?|signs?|secrets?|questions?|myths?|tricks?|hacks?|places?|books?|foods?|tools?|steps?|words?|apps?|games?|movies?|songs?|recipes?|exercises?|cosas|trucos|consejos|razones|formas|maneras|errores|choses|astuces|conseils|raisons|façons|erreurs|dinge|tipps|gründe|fehler|wege|cose|consigli|motivi|modi|errori|coisas|dicas|motivos|erros';

/** One way to open, by its words. The first group, where there is one, is the part that tells. Most telling first. */
const patterns: readonly (readonly [HookType, RegExp])[] = [
  [
    'ranked-tease',
    /\b(?:number|#)\s?\d{1,2} (?:will|is|blew|shocked)\b.*|\b(?:the )?last one (?:is|will)\b.*|\bwait (?:for|till|until) (?:the|number|#)?\s?\S+/iu,
  ],
  ['from-to', /\bfrom (?:[$€£]?\d|zero\b|nothing\b|broke\b)[^.!?]{0,40}? to [$€£]?[^\s.!?]+/iu],
  [
    'before-after',
    /\bbefore (?:and|&|vs\.?|\/) ?after\b|\bantes y después\b|\bavant ?\/? ?(?:et )?après\b|\bvorher (?:und )?nachher\b|\bglow.?up\b|\btransformation\b/iu,
  ],
  [
    'list-count',
    new RegExp(
      `^\\W*(?:the |my |our |here are |top |die |las |los |les )*(?:(?:top )?\\d{1,2}|${count})\\s+(?:[\\p{L}'’-]+\\s+){0,3}?(?:${things})(?![\\p{L}])`,
      'iu',
    ),
  ],
  [
    'list-count',
    /^\W*(?:top|best)\s+\d{1,3}\b|\d{1,2}\s?(?:つの|個の|選|种|个|條|가지|طرق|أشياء|способ\p{L}*|вещ\p{L}*|причин\p{L}*|совет\p{L}*|तरीके|बातें|วิธี|อย่าง)/iu,
  ],
  [
    'myth',
    /\b(?:myths?|debunk\p{L}*|lie(?:s|d)? (?:about|to)|you(?:’|')?ve been (?:lied|told|doing)|actually (?:a )?(?:wrong|false|not)|isn(?:’|')?t (?:actually )?true|stop believing|mitos?|mythes?|mythen)\b|都市伝説/iu,
  ],
  [
    'warning',
    /^\W*(?:don(?:’|')?t|do not|never|stop|avoid|beware|warning|nunca|jamais|niemals|nie|no (?:compres|hagas|uses))\s+\S+|\b(?:scam|red flags?)\b/iu,
  ],
  [
    'deadline',
    /\b(?:by (?:tomorrow|tonight|monday|the end of|20\d\d)|ends? (?:today|tonight|tomorrow|soon)|last chance|only \d+ (?:days?|hours?) left|starting (?:tomorrow|next))\b/iu,
  ],
  [
    'stake',
    /\b(?:could|can|might|will|may) (?:kill|ruin|destroy|cost|hurt|end|wreck|lose|harm|damage|break)\p{L}*\b|\b(?:dangerous|deadly|ruining your|costing you|killing your)\b/iu,
  ],
  [
    'how-to',
    /\bhow to\b|\bhow (?:i|we|you can)\b|\b(?:tutorial|recipe|step[- ]by[- ]step|diy)\b|\bcómo\b|\bcomo (?:fazer|ganhar|usar|criar|ter)\b|\bcomment (?:faire|créer|utiliser|devenir|gagner|réussir|avoir|perdre|apprendre|cuisiner|choisir)(?!\p{L})|\bwie (?:man|du|ich)\b|\bcome (?:fare|si)\b|\bhoe (?:je|maak)\b|\bjak (?:zrobić|się)(?!\p{L})|\bnasıl\b|\bcara \p{L}+|\bcách \p{L}+|как (?:сделать|\p{L}+ть)(?!\p{L})|の(?:作り方|やり方|方法)|如何|怎么|教程|하는 (?:법|방법)|طريقة|كيف|कैसे|วิธี/iu,
  ],
  [
    'confession',
    /^\W*(?:i|i(?:’|')(?:m|ve|d)|my|we)\s+(?:was|were|am|quit|lost|made|spent|tried|never|used to|regret\p{L}*|hate|failed|lied|left|got|did|asked|bought|found|have|had|can(?:’|')?t|[a-z]+ed)\b|\b(?:storytime|confession|pov|i have to (?:tell|confess))\b/iu,
  ],
  ['meet', /^\W*(?:[Mm]eet|[Ii]ntroducing)\s+\S+|^\W*[Tt]his is \p{Lu}\p{L}+(?:,| who\b)/u],
  [
    'quote',
    /^\W*[“"«„「『][^”"»“」』]{6,}[”"»“」』]|\b(?:he|she|they|(?:my )?\p{L}+) (?:said|told me|asked me)\b/iu,
  ],
  [
    'because-gap',
    /\b(?:here(?:’|')?s|this is|that(?:’|')?s|the reason) (?:why|what happen(?:s|ed))\b|\bthe (?:real )?reason\b|^\W*why\b(?!.*\?)|\b(?:you won(?:’|')?t believe|nobody (?:tells|talks|knows)|no one (?:tells|talks)|the truth about|secrets?\b|what happen(?:s|ed) (?:when|if|next))|\bpor qué(?!\p{L})(?!.*\?)|\bpourquoi\b(?!.*\?)|\bwarum\b(?!.*\?)|秘密|なぜ|为什么|почему(?!.*\?)|لماذا|क्यों/iu,
  ],
  [
    'contrast',
    /\b(?:vs\.?|versus)\b|\S{3,}.*(?:,|\.) ?(?:but|yet)\b \S+|\b(?:expectation|instagram) (?:vs\.?|versus) reality\b|\bunlike\b|\binstead of\b/iu,
  ],
  ['modal-question', /^\W*(?:could|would|should|can|might|will)\b[^?]*[?？]/iu],
  ['question', /[^.!?。]*[?？؟;](?=\s|$|["”»」])|\b(?:did you know|have you ever|do you)\b/iu],
  [
    'superlative',
    /\b(?:the|my|world(?:’|')?s|el|la|le|der|die|das) (?:\p{L}+ ){0,2}?(?:best|worst|biggest|largest|smallest|fastest|oldest|first|only|rarest|cheapest|easiest|hardest|greatest|strongest|deadliest|most \p{L}+|(?!forest|interest|honest|request|contest|guest|harvest|quest|nest|west|rest|test|chest)\p{L}{3,}est|mejor|peor|meilleure?s?|beste[nrs]?|größte[nrs]?)\b|\b(?:el|la|los|las) (?:mejor|peor)(?:es)?\b|世界一|最强|最高の|самы[йе]/iu,
  ],
  [
    'number',
    /^\W*(?:[$€£¥₹]\s?\d[\d.,]*\s?(?:k|m|bn|million|billion|thousand)?|\d[\d.,]*\s?(?:%|percent|k\b|million|billion|thousand|times\b|x\b|days?\b|years?\b|hours?\b|minutes?\b|kg\b|lbs?\b|万|億|억|만|тысяч|миллион\p{L}*))/iu,
  ],
  [
    'number-clause',
    /^\W*\S+(?:\s+\S+){1,8}?\s+(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|percent|million|billion|thousand|times|x\b)|\d{1,3}(?:,\d{3})+)/iu,
  ],
  [
    'definition',
    /^\W*what (?:is|are) (?:an? |the )?[\p{L}\s-]{2,40}[?？]?$|\bexplained\b|\bmeaning of\b|とは|是什么/iu,
  ],
  [
    'time',
    /^\W*(?:when|after|in|since|it started in|back in)\s+(?:\d{4}|i\b|he\b|she\b|they\b|we\b|you\b)|\b\d+ (?:years?|days?|months?|weeks?|hours?) (?:ago|later)\b/iu,
  ],
  [
    'scene',
    /^\W*(?:it was|one (?:day|night|morning)|last (?:night|week|summer)|yesterday|suddenly|imagine)\b|^\W*(?:he|she|they) (?:walked|ran|opened|looked|woke|stood|grabbed|heard|found|saw|jumped)\b/iu,
  ],
  [
    'demonstrative',
    /^\W*(?:this|these|that|those|here(?:’|')?s|look at this|watch this)\b|^\W*(?:este|esta|esto|ce|cette|diese[rs]?|das ist|questo|questa|isso|esse)\s+\S+/iu,
  ],
];

/**
 * Ways to open that a line uses, most telling first. English in full; in other languages what questions, lists, how-tos
 * and figures look like. A line that is none of them is a plain topic.
 */
export function recogniseHooks(line: string): readonly RecognisedHook[] {
  const found: RecognisedHook[] = [];
  for (const [type, pattern] of patterns) {
    const match = pattern.exec(line);
    if (!match || match[0].trim() === '' || found.some((hook) => hook.type === type)) continue;
    const leading = /^[\s\p{P}]*(?=[\p{L}\p{N}“"«„「『$€£¥₹])/u.exec(match[0])?.[0].length ?? 0;
    const keepsMark = /^\s*[“"«„「『]/u.test(match[0]);
    const start = match.index + (keepsMark ? 0 : leading);
    found.push({type, start, end: match.index + match[0].trimEnd().length});
  }
  if (found.length === 0 && /\p{L}/u.test(line)) return [{type: 'topic', start: 0, end: line.length}];
  return found.slice(0, 5);
}
