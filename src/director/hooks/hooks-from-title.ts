import {clauseOf, hasFiniteClause, isFiniteVerb, isNominal, textOf, wordCount} from '../source/grammar.ts';
import {imperativeStart} from '../source/imperative.ts';
import {stemOf, termsOf} from '../source/salience.ts';
import {withArticles} from './headline-articles.ts';
import {type Hook, type HookContext, hookOf, lowerFirst, pronounStart} from './hook.ts';
import {someoneInsteadOfMe} from './headline-person.ts';
import type {HookType} from '../../schema/index.ts';
import {finish} from '../prose/finish.ts';
import {splitSentences} from '../../quality/sentences.ts';

const launching =
  /^(.{2,60}?) (?:launch|unveil|introduce|release|debut|present|open|build|create|develop)e?s (.+)$/;
const asks = /^(?:why|how|what|when|where|who|is|are|do|does|can|should|will)\b/i;

/** Hooks that the title itself offers: it was written to open, but to be read; here it is said. */
export function titleHooks(context: HookContext): (Hook | null)[] {
  const clean = context.topic.title.replace(/[.!?]+$/, '').trim();
  const hooks: (Hook | null)[] = [];
  const lead = context.material.sentences[0] ?? null;
  const make = (type: HookType, text: string, bonus: number, operation = 'hook-from-title') =>
    hooks.push(
      hookOf(context, null, {type, text, next: null, onScreen: null, payoff: null, operation, bonus}),
    );
  // A stranger's first person is not ours to speak; what they did can be told.
  const mine = /\b(?:I|I[’'](?:m|ve|d|ll)|my|we|our|us|me)\b/i.test(clean.replaceAll(/\bUS\b/g, ''));
  const title = mine && !(lead?.own ?? false) ? someoneInsteadOfMe(clean, context.tagger) : clean;
  if (title !== null) {
    const told = title !== clean;
    askedHooks(context, title, make);
    if (
      context.topic.title.trim().endsWith('?') &&
      /^(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have)\b/i.test(title)
    )
      make('question', `${title}? Here’s what we know.`, 0.25, 'hook-asked-title');
    statedHooks(context, title, told, make);
  }
  // `Here’s the best way to …` is said as it stands; `Growing tomatoes in pots` is told as a task where the text is one.
  if (/^here(?:[’']s| is| are) /i.test(clean) && wordCount(clean) <= 14 && !mine)
    make('how-to', finish(clean), 0.3);
  const [doing] = context.tagger.tag(clean);
  const commands = context.material.sentences.filter(({text}) => imperativeStart.test(text)).length;
  if (
    doing?.pos === 'VERB' &&
    doing.lower.endsWith('ing') &&
    commands >= 3 &&
    wordCount(clean) >= 3 &&
    wordCount(clean) <= 9 &&
    !/[:;–—|]/.test(clean) &&
    !mine
  )
    make('how-to', `Here’s how to ${doing.lemma}${clean.slice(doing.end)}.`, 0.25);
  // `At 81, she beat a grandmaster`: the first line says who.
  const hero = [...context.material.people.values()]
    .map((person) => ({
      person,
      mentions: context.material.sentences.filter(({text}) => text.includes(person.surname)).length,
    }))
    .filter(({mentions}) => mentions >= 4)
    .sort((one, other) => other.mentions - one.mentions)[0]?.person;
  if (hero && /\b(?:s?he)\b/i.test(clean) && !clean.includes(hero.surname)) {
    const spoken = clean.replace(/\bs?he\b/i, hero.full);
    hooks.push(
      hookOf(context, hero.sentence, {
        type: 'contrast',
        text: splitSentences(spoken)
          .map((span) => finish(span.text))
          .join(' '),
        next: null,
        onScreen: null,
        payoff: null,
        operation: 'hook-named-title',
        bonus: 0.3,
      }),
    );
  }
  if (lead && context.material.kind === 'encyclopaedia') {
    const defined = /^([^,(]{2,50}?)(?: \([^)]*\))?,? (is|are|was|were) (?:an?|the|any|one) /.exec(lead.text);
    const subject = defined?.[1] ?? '';
    const be = defined?.[2] ?? '';
    // `Going simple is the best solution` defines nothing; nor is what the title does not name the thing to define.
    const nouns = context.tagger.tag(subject).filter((token) => isNominal(token));
    const named =
      nouns.length > 0 &&
      nouns.every((token) => context.topic.stems.has(stemOf(token.lemma))) &&
      // `What is coffee?` is no question of a text about stains.
      (wordCount(clean) <= 4 || bareOf(clean).startsWith(bareOf(subject)));
    if (
      subject &&
      named &&
      !/^\p{L}+ing\b/u.test(subject) &&
      wordCount(subject) <= 5 &&
      /^(?:is|are|was|were)$/.test(be)
    ) {
      const spoken = (/^\p{Lu}\S* \p{Lu}/u.test(subject) ? subject : lowerFirst(subject, context)).replace(
        /^the (?=\p{Ll})/u,
        'a ',
      );
      const asked =
        / (?:was|is) an? [^,.]{3,90}? who /.test(lead.text) ||
        /^\p{Lu}\S+ (?:\p{Lu}\S+ )+\((?:born )?\d{4}/u.test(lead.text)
          ? 'Who'
          : 'What';
      make('definition', `${asked} ${be} ${spoken}? Here’s the short version.`, 0.1, 'hook-definition');
    }
  }
  return hooks;
}

const bareOf = (text: string) => text.toLowerCase().replace(/^(?:what (?:is|are) )?(?:the |an? )?/, '');

type Make = (type: HookType, text: string, bonus: number, operation?: string) => void;

/** `Why cats knead` → `Here’s why cats knead.` */
function askedHooks(context: HookContext, title: string, make: Make): void {
  const part = title.split(/[:;–—]\s/).find((one) => /^(?:why|how|what) /i.test(one.trim()));
  const found = /^(why|how|what|where|when) (.+)$/i.exec(part?.trim() ?? title);
  if (!found?.[1] || !found[2]) return;
  const word = found[1].toLowerCase();
  const rest = lowerFirst(found[2], context);
  const inverted = /^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b/i.test(rest);
  if (inverted || (word === 'what' && /^(?:happens|makes|causes)\b/i.test(rest)))
    make('question', `So, ${word} ${rest}?`, 0.25);
  else if (/^to\b/i.test(rest)) make('how-to', `Here’s ${word} ${rest}.`, 0.25);
  else if (word !== 'when' && word !== 'where')
    make(word === 'how' ? 'how-to' : 'because-gap', `Here’s ${word} ${rest}.`, 0.35);
}

/** A headline that says something: turned from print into speech where its grammar leaves no doubt. */
function statedHooks(context: HookContext, title: string, told: boolean, make: Make): void {
  if (asks.test(title) || context.topic.title.endsWith('?')) return;
  const finite = (part: string) => hasFiniteClause(context.tagger.tag(finish(part)));
  // `The storm that ran the telegraph` names a thing by what it did.
  const thing = /^(the|an?) ([^,;:]+?) (that|who) ([^,;:]+)$/i.exec(title);
  if (thing?.[1] && thing[2] && thing[4] && !finite(`${thing[1]} ${thing[2]}`)) {
    const verb = context.tagger.tag(`It ${thing[4]}`)[1];
    if (verb && /^(?:VERB|AUX)$/.test(verb.pos))
      make(
        'demonstrative',
        `This is ${thing[1].toLowerCase()} ${thing[2]} ${thing[3]} ${thing[4]}.`,
        0.4,
        'hook-this-is',
      );
    return;
  }
  const joined = /^(.{12,}?),? (and|but) (.{8,})$/.exec(title);
  if (
    joined?.[1] &&
    joined[2] &&
    joined[3] &&
    finite(joined[1]) &&
    startsOwnClause(joined[3], context) &&
    !pronounStart.test(joined[1])
  ) {
    // Where both take too long, the first says enough.
    make('number-clause', finish(joined[1]), -0.3, 'hook-first-title-half');
    make(
      'contrast',
      `${finish(joined[1])} ${finish(`${joined[2] === 'but' ? 'But' : 'And'} ${lowerFirst(joined[3], context)}`)}`,
      0.4,
      'hook-two-halves',
    );
    return;
  }
  if (told) make('confession', finish(title), 0.4, 'hook-told-title');
  const launch = launching.exec(title);
  if (launch?.[2]) {
    const object = withArticles(launch[2].split(/ after | following | amid |, /)[0]!, context);
    if (object && /^(?:an?|the (?:first|world|country)) /.test(object) && wordCount(object) <= 13)
      make('number-clause', `There’s now ${object}.`, 0.4, 'hook-there-is-now');
  }
  // The headline as a statement: what a newsreader would say first.
  // `ISL: Goa win`: what stands before the colon only says where it belongs.
  const labelled = /^[^:]{2,24}: (.{12,})$/.exec(title)?.[1];
  const statement = labelled !== undefined && wordCount(title.split(':')[0]!) <= 2 ? labelled : title;
  const headline = statement
    .split(
      /[:;–—|]\s|(?<!\b(?:days?|weeks?|months?|years?|hours?|minutes?)) after (?!all\b)| following | amid /,
    )[0]!
    .trim();
  if (pronounStart.test(headline) || wordCount(headline) > 13 || told) return;
  const plan = /^(.{3,50}?) to ([a-z]+) (.+)$/.exec(headline);
  if (plan?.[1] && plan[2] && plan[3] && !finite(plan[1])) {
    const subject = withArticles(plan[1], context, true);
    const object = withArticles(plan[3], context);
    const head = context.tagger.tag(plan[1]).at(-1);
    const verb = context.tagger.tag(`They will ${plan[2]} it`)[2];
    if (subject && object && head && verb?.pos === 'VERB' && verb.lemma === verb.lower) {
      const plural = (head.pos === 'NOUN' && /[^s]s$/.test(head.lower)) || / and /.test(plan[1]);
      make(
        'number-clause',
        finish(`${subject} ${plural ? 'are' : 'is'} going to ${plan[2]} ${object}`),
        0.4,
        'hook-plan',
      );
    }
    return;
  }
  const stated = clauseOf(context.tagger.tag(`${headline}.`));
  const hedged = stated ? hedgedInText(context, headline) : false;
  if (stated && hedged) {
    // The text only says that it may be so: the first line asks.
    const tokens = context.tagger.tag(`${headline}.`);
    const verb = tokens[stated.verb];
    const subject = textOf(`${headline}.`, tokens, 0, stated.verb);
    if (verb?.pos === 'VERB' && verb.lemma !== 'be' && wordCount(subject) <= 7)
      make(
        'modal-question',
        `Could ${lowerFirst(subject, context)} ${verb.lemma}${headline.slice(verb.end)}?`,
        0.1,
        'hook-hedged-title',
      );
    return;
  }
  // `A new look at the act`: the noun that the tagger took for a verb.
  const ahead = stated ? context.tagger.tag(`${headline}.`)[stated.verb - 1] : undefined;
  if (ahead && /^(?:DET|ADJ)$/.test(ahead.pos)) return;
  const spoken = stated && wordCount(headline) >= 4 ? withArticles(headline, context, true) : null;
  if (spoken && finite(spoken)) {
    const whole = finish(spoken) === finish(title);
    make(
      'number-clause',
      whole ? `${finish(spoken)} Here’s what we know.` : finish(spoken),
      whole ? -0.3 : -0.1,
    );
  }
}

/** Whether the text itself says with `may` or `could` what its headline says flatly. */
function hedgedInText(context: HookContext, headline: string): boolean {
  const modal =
    /\b(?:may|might|could|would|can|likely|suggests?|suggested|possible|possibly|appears?|seems?)\b/i;
  if (modal.test(headline)) return false;
  const asked = new Set(termsOf(context.tagger.tag(headline)));
  const [closest] = context.material.sentences
    .slice(0, 8)
    .map((sentence) => ({
      sentence,
      shared: new Set(termsOf(sentence.tokens).filter((term) => asked.has(term))).size,
    }))
    .filter(({shared}) => shared >= Math.max(2, asked.size * 0.6))
    .sort((one, other) => other.shared - one.shared);
  return closest !== undefined && /\b(?:may|might|could)\b/i.test(closest.sentence.text);
}

function startsOwnClause(part: string, context: HookContext): boolean {
  const clause = clauseOf(context.tagger.tag(finish(part)));
  if (clause) return clause.verb <= 5;
  const tokens = context.tagger.tag(finish(part));
  const verb = tokens.findIndex((_, index) => isFiniteVerb(tokens, index));
  return (
    verb > 0 && verb <= 3 && /^(?:nothing|nobody|everything|everyone|something|no)$/.test(tokens[0]!.lower)
  );
}
