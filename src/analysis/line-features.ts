import {type Token, tokensOf} from './tokens.ts';
import {classesOf, type WordClass, wordClasses} from './word-classes.ts';

/** A line as the features see it. */
export interface ReadLine {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Words and numbers, marks left out. */
  readonly words: readonly Token[];
  /** How many words each class has here; classes without any are absent. */
  readonly classes: ReadonlyMap<WordClass, number>;
  /** Words of each sentence. */
  readonly sentences: readonly number[];
}

export function readLine(text: string): ReadLine {
  const tokens = tokensOf(text);
  const words = tokens.filter(({kind}) => kind === 'word' || kind === 'number');
  const classes = new Map<WordClass, number>();
  for (const {form} of words) {
    for (const name of classesOf(form)) classes.set(name, (classes.get(name) ?? 0) + 1);
  }
  const sentences = text
    .split(/[.!?…]+["”’')]*(?:\s+|$)/u)
    .filter((part) => /\p{L}/u.test(part))
    .map((part) => part.split(/\s+/u).filter(Boolean).length);
  return {text, tokens, words, classes, sentences};
}

/** A property of a line that has a name, so that a reader can be told why. */
export interface LineFeature {
  readonly id: string;
  /** Completes "this line …", as in `asks a question`. */
  readonly label: string;
  /** A finite number; what it counts follows from the label. */
  readonly measure: (line: ReadLine) => number;
  /** Parts of the line it rests on, none where the line does not have it; left out where it is about the whole. */
  readonly spans?: (line: ReadLine) => readonly {readonly start: number; readonly end: number}[];
}

const pattern = (id: string, label: string, expression: RegExp): LineFeature => ({
  id,
  label,
  measure: ({text}) => (expression.test(text) ? 1 : 0),
  spans: ({text}) => {
    const match = expression.exec(text);
    return match ? [{start: match.index, end: match.index + match[0].length}] : [];
  },
});

const ofClass = (id: WordClass, label: string): LineFeature => {
  const words = wordClasses[id];
  return {
    id: `class-${id}`,
    label,
    measure: (line) => Math.log1p(classCount(line, id)),
    spans: (line) => line.words.filter(({form}) => words.has(form)).map(({start, end}) => ({start, end})),
  };
};

const whole = (id: string, label: string, measure: LineFeature['measure']): LineFeature => ({
  id,
  label,
  measure,
});

const share = (part: number, all: number) => (all === 0 ? 0 : part / all);
/** Words of a line, as far as lengths were seen in training. */
const lengthOf = (line: ReadLine) => Math.min(30, line.words.length);
const classCount = ({classes}: ReadLine, id: WordClass) => classes.get(id) ?? 0;
const firstForm = (line: ReadLine) => line.words[0]?.form ?? '';

/** Every named feature, in the order of the trained coefficients. Append; an order that changes needs a new version. */
export const lineFeatures: readonly LineFeature[] = [
  whole('words', 'its number of words', (line) => Math.log1p(lengthOf(line))),
  whole('words-squared', 'being far from the usual length', (line) => ((lengthOf(line) - 14) / 8) ** 2),
  whole('characters', 'its number of letters', ({text}) => Math.log1p(Math.min(200, text.length))),
  whole('word-length', 'long words', ({words}) =>
    share(
      words.reduce((sum, {text}) => sum + Math.min(20, text.length), 0),
      words.length,
    ),
  ),
  whole('long-words', 'the share of words of eight letters or more', ({words}) =>
    share(words.filter(({text}) => text.length >= 8).length, words.length),
  ),
  whole('function-words', 'the share of small words', (line) =>
    share(classCount(line, 'function'), line.words.length),
  ),
  whole('sentences', 'its number of sentences', ({sentences}) => Math.min(4, sentences.length)),
  whole('last-sentence', 'how long its last sentence is', ({sentences}) =>
    Math.log1p(Math.min(30, sentences.at(-1) ?? 0)),
  ),
  whole('first-sentence', 'how long its first sentence is', ({sentences}) =>
    Math.log1p(Math.min(30, sentences[0] ?? 0)),
  ),
  whole('repeats', 'saying a word more than once', ({words}) =>
    share(words.length - new Set(words.map(({form}) => form)).size, words.length),
  ),
  whole('negative-more', 'more negative words than positive ones', (line) =>
    Math.max(-3, Math.min(3, classCount(line, 'negative') - classCount(line, 'positive'))),
  ),
  whole('ends-with-preposition', 'ending on a small word', ({words}) =>
    wordClasses.function.has(words.at(-1)?.form ?? '') ? 1 : 0,
  ),
  whole('starts-with-article', 'opening with a, an or the', (line) =>
    /^(?:an?|the)$/.test(firstForm(line)) ? 1 : 0,
  ),
  whole('starts-with-pronoun', 'opening with a person', (line) =>
    /^(?:i|he|she|they|we|you|my|his|her|their|our|your)\b/.test(firstForm(line)) ? 1 : 0,
  ),
  whole('starts-with-asking', 'opening with a question word', (line) =>
    wordClasses.question.has(firstForm(line)) ? 1 : 0,
  ),
  whole('starts-with-demonstrative', 'opening with this or here', (line) =>
    /^(?:this|these|here|here's|that|there|there's|it|it's)$/.test(firstForm(line)) ? 1 : 0,
  ),
  whole('starts-with-condition', 'opening with if or when', (line) =>
    /^(?:if|when|after|before|while|once|until)$/.test(firstForm(line)) ? 1 : 0,
  ),
  whole('starts-with-command', 'opening with a command', (line) =>
    /^(?:watch|look|see|meet|listen|imagine|remember|stop|think|try|guess|check|let's|don't|take|ask|read|learn|get)$/.test(
      firstForm(line),
    )
      ? 1
      : 0,
  ),
  whole('capitals', 'words in capitals', ({words}) =>
    Math.log1p(words.filter(({text}) => /^\p{Lu}{2,}$/u.test(text)).length),
  ),
  pattern('question', 'asking a question', /\?/),
  pattern('question-end', 'ending on a question', /\?["”’')]*\s*$/),
  pattern('exclaims', 'an exclamation mark', /!/),
  pattern('colon', 'a colon', /:/),
  pattern('dash', 'a dash', /\s[-–—]+\s|—/),
  pattern('comma', 'a comma', /,/),
  pattern('ellipsis', 'an ellipsis', /\.{2,}|…/),
  pattern('brackets', 'words in brackets', /[([]/),
  pattern('quotation', 'a quotation', /["“][^"”]+["”]|(?:^|\s)['‘][^'’]+['’](?=\s|[.,!?]|$)/),
  pattern('full-stop', 'ending on a full stop', /\.["”’')]*\s*$/),
  pattern('two-sentences', 'a second sentence', /[.!?]["”’')]*\s+\S/),
  pattern('number', 'a number', /\d/),
  pattern('starts-with-number', 'opening with a number', /^\W*\d/),
  pattern(
    'list',
    'promising a list',
    /^\W*(?:the\s+)?(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten)\s+(?:\S+\s+){0,3}?\p{L}+s\b/iu,
  ),
  pattern('large-number', 'a large figure', /\d{1,3},\d{3}|\b(?:million|billion|thousand|trillion)s?\b/i),
  pattern('percent', 'a percentage', /%|\bper ?cent\b/i),
  pattern('money', 'a sum of money', /[$€£]\s?\d|\bdollars?\b|\bbucks\b/i),
  pattern('how-to', 'promising how', /\bhow to\b|^\W*how\b/i),
  pattern('why', 'promising why', /\bwhy\b/i),
  pattern(
    'what-happens',
    'what happened next',
    /\bwhat (?:happen(?:s|ed)|(?:he|she|they|it|i|we) (?:did|does|do|found|saw|said))\b|\bhappen(?:s|ed) next\b/i,
  ),
  pattern('wait', 'wait for it', /\bwait\b|\buntil\b|\btill\b|\bat the end\b|\bkeep watching\b/i),
  pattern('and-then', 'a turn: and then', /\b(?:and|but) then\b|\bthen\b/i),
  pattern('but', 'a turn: but', /\bbut\b/i),
  pattern(
    'see-why',
    "an answer held back: here's why",
    /\bhere(?:'|’)?s (?:why|what|how|the)\b|\bfind out\b|\bsee (?:why|what|how)\b|\bthis is (?:why|what|how)\b/i,
  ),
  pattern(
    'you-wont',
    "a challenge: you won't",
    /\byou(?:'|’)?(?:ll| will| won(?:'|’)?t| wouldn(?:'|’)?t| might| may| can(?:'|’)?t| never)\b/i,
  ),
  pattern('never', 'never or ever', /\b(?:n)?ever\b/i),
  pattern('only', 'only or just', /\b(?:only|just)\b/i),
  pattern(
    'who',
    'a person told by what they did (who …)',
    /\b(?:man|woman|guy|girl|boy|kid|people|person|mom|dad|teacher|one|those)\s+who\b/i,
  ),
  pattern('years-old', 'an age', /\byear(?:s)?[- ]old\b|\b\d{1,2}-year\b|\bage \d/i),
  pattern(
    'one',
    'one of something',
    /\bone (?:of|thing|man|woman|guy|kid|person|reason|word|simple|day|little)\b/i,
  ),
  pattern('comparative', 'a comparison', /\bthan\b|\bmore\b|\bless\b|\bbetter\b|\bworse\b/i),
  pattern('superlative-form', 'a superlative', /\b\p{L}{3,}est\b|\bmost\b/iu),
  pattern('not-but', 'a denial', /\b(?:isn|aren|wasn|don|doesn|didn|can|won)(?:'|’)?t\b|\bnot\b/i),
  pattern('parenthesis-aside', 'an aside', /\((?:and|but|or|no|yes|spoiler|hint|seriously|really|even)\b/i),
  pattern(
    'name',
    'a person by name',
    /\b(?:Jon Stewart|Stephen Colbert|John Oliver|Obama|Neil deGrasse|Bill Nye|Ellen|Oprah|Louis C|Elizabeth Warren|Stewart|Colbert|Beyonc|Jay-Z|Macklemore|Malala|Warren|Tyson)\b/,
  ),
  pattern('possessive', 'something of somebody', /\p{L}(?:'|’)s\b/u),
  ofClass('i', 'speaking as I'),
  ofClass('you', 'speaking to you'),
  ofClass('we', 'speaking as we'),
  ofClass('she', 'speaking of her'),
  ofClass('he', 'speaking of him'),
  ofClass('they', 'speaking of them'),
  ofClass('woman', 'women'),
  ofClass('man', 'men'),
  ofClass('child', 'children'),
  ofClass('demonstrative', 'pointing at this or that'),
  ofClass('article', 'a or an'),
  ofClass('definite', 'the'),
  ofClass('negation', 'a negation'),
  ofClass('question', 'question words'),
  ofClass('time', 'words of time'),
  ofClass('said', 'somebody says something'),
  ofClass('saw', 'somebody sees something'),
  ofClass('thought', 'somebody thinks something'),
  ofClass('felt', 'feelings'),
  ofClass('negative', 'negative words'),
  ofClass('positive', 'positive words'),
  ofClass('body', 'the body'),
  ofClass('life', 'life and death'),
  ofClass('money', 'money'),
  ofClass('politics', 'politics'),
  ofClass('planet', 'nature and science'),
  ofClass('identity', 'groups of people'),
  ofClass('authority', 'somebody by office'),
  ofClass('screen', 'naming the medium (video, photo)'),
  ofClass('superlative', 'most, first, only'),
  ofClass('intensity', 'words that strengthen'),
  ofClass('hedge', 'words that weaken'),
  ofClass('gap', 'something left open (thing, reason, why)'),
  ofClass('command', 'words that ask for action'),
  ofClass('contrast', 'a contrast'),
  ofClass('cause', 'a cause'),
  ofClass('condition', 'a condition'),
  ofClass('future', 'the future'),
  ofClass('past', 'the past'),
  ofClass('slang', 'everyday speech'),
  ofClass('change', 'a change'),
  ofClass('group', 'everybody'),
];

/** The named features of a line, in the order of `lineFeatures`. */
export function measureLine(line: ReadLine): Float64Array {
  return Float64Array.from(lineFeatures, ({measure}) => measure(line));
}
