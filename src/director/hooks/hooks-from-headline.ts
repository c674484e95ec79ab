import {passiveOf} from './done-headline.ts';
import {withArticles} from './headline-articles.ts';
import {holdsHiddenVerb} from './hidden-verb.ts';
import {type HookContext, lowerFirst, pronounStart} from './hook.ts';
import {finish} from '../prose/finish.ts';
import {clauseOf, hasFiniteClause, isFiniteVerb, textOf, wordCount} from '../source/grammar.ts';
import {termsOf} from '../source/salience.ts';
import type {HookType} from '../../schema/index.ts';

/** Adds a hook that a title offers. */
export type Make = (type: HookType, text: string, bonus: number, operation?: string) => void;

const launching =
  /^(.{2,60}?) (?:launch|unveil|introduce|release|debut|present|open|build|create|develop)e?s (.+)$/;
const asks = /^(?:why|how|what|when|where|who|is|are|do|does|did|can|should|will)\b/i;

/** A headline that says something: turned from print into speech where its grammar leaves no doubt. */
export function statedHooks(context: HookContext, title: string, told: boolean, make: Make): void {
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
  // `Secrets of the old lighthouse`, `History of the zipper`: what the text tells is in the title.
  const matter =
    /^(?:the |a (?:brief |short )?)?((?:\p{L}+ )?(secrets|history|story|origins?|birth|rise|fall|mysteries|mystery|making|science|legends?)) of ([^,:;–—]{3,50})(?::|$)/iu.exec(
      title,
    );
  if (matter?.[1] && matter[2] && matter[3] && !finite(title)) {
    const many = /^(?:secrets|mysteries|legends|origins)$/i.test(matter[2]);
    make(
      'demonstrative',
      `${many ? 'These are' : 'This is'} the ${matter[1].toLowerCase()} of ${matter[3]}.`,
      0.1,
      'hook-this-is',
    );
  }
  const joined = /^(.{12,}?),? (and|but) (.{8,})$/.exec(title);
  if (
    joined?.[1] &&
    joined[2] &&
    joined[3] &&
    finite(joined[1]) &&
    startsOwnClause(joined[3], context) &&
    // `… as Dhoni and Ashwin hold on`: two names of one clause.
    !/\b(?:as|while|when|after|before|because|if) [^,]{1,24}$/.test(joined[1]) &&
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
  const happened = passiveOf(headline, context);
  if (happened !== null) {
    make('number-clause', finish(happened), -0.1, 'hook-done-title');
    return;
  }
  if (!stated && holdsHiddenVerb(headline, context.tagger) && wordCount(headline) >= 4)
    make('number-clause', finish(headline), -0.35, 'hook-headline');
  if (!stated || wordCount(headline) < 4) return;
  const spoken = withArticles(headline, context, true);
  if (spoken && finite(spoken)) {
    const whole = finish(spoken) === finish(title);
    make(
      'number-clause',
      whole ? `${finish(spoken)} Here’s what we know.` : finish(spoken),
      whole ? -0.3 : -0.1,
    );
  }
  // Where the text does not tell its articles, or has the same words, a headline is said as the newsreader reads it.
  if (spoken !== headline && stated.verb >= 1 && stated.verb <= 5) {
    make('number-clause', finish(headline), -0.35, 'hook-headline');
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
