import {type Hook, type HookContext, hookOf, lowerFirst} from './hook.ts';
import {someoneInsteadOfMe} from './headline-person.ts';
import {type Make, statedHooks} from './hooks-from-headline.ts';
import {reasonIn} from './title-reason.ts';
import {finish} from '../prose/finish.ts';
import {capitalise, isNominal, wordCount} from '../source/grammar.ts';
import {imperativeStart} from '../source/imperative.ts';
import {stemOf} from '../source/salience.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {HookType} from '../../schema/index.ts';

/** Hooks that the title itself offers: it was written to open, but to be read; here it is said. */
export function titleHooks(context: HookContext): (Hook | null)[] {
  const clean = capitalise(
    context.topic.title
      .replace(/[.!?]+$/, '')
      .trim()
      // `Oh good, …`: what the writer of a headline sighs is not the news.
      .replace(
        /^(?:oh|ah|ahh+|hey|hooray|yes|yay|wow|whoa|well|uh[- ]oh|ouch|oops|ok|okay)(?: (?:good|great|no|dear|wow|yes|man|look))?[,!:…–—-]+ */i,
        '',
      ),
  );
  const hooks: (Hook | null)[] = [];
  const lead = context.material.sentences[0] ?? null;
  const make = (type: HookType, text: string, bonus: number, operation = 'hook-from-title') => {
    // Who turns a question into the promise of a reason must have one to tell.
    const reason = type === 'because-gap' || asksWhy.test(text) ? reasonIn(context) : null;
    if (!reason && asksWhy.test(context.topic.title) && context.topic.title.endsWith('?')) return;
    hooks.push(
      hookOf(context, null, {
        type,
        text,
        next: null,
        onScreen: null,
        payoff: reason?.index ?? null,
        operation,
        bonus,
      }),
    );
  };
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
  // `The right way to hydrate`
  const manner =
    /^the ((?:only |really )?(?:right|best|easiest|safest|cheapest|quickest|fastest|smartest|simplest|proper|wrong)) ways? to (.+)$/i.exec(
      clean,
    );
  if (manner?.[1] && manner[2] && wordCount(clean) <= 12 && !mine)
    make('how-to', `Here’s the ${manner[1].toLowerCase()} way to ${manner[2]}.`, 0.3);
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

const asksWhy = /^(?:So, )?why\b/i;

/** `Why cats knead` → `Here’s why cats knead.` */
function askedHooks(context: HookContext, title: string, make: Make): void {
  const part = title.split(/[:;–—]\s/).find((one) => /^(?:why|how|what) /i.test(one.trim()));
  const found = /^(why|how|what|where|when) (.+)$/i.exec(part?.trim() ?? title);
  if (!found?.[1] || !found[2]) return;
  const word = found[1].toLowerCase();
  const rest = lowerFirst(found[2], context);
  const inverted = /^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b/i.test(rest);
  // `Why do cats purr?` → `Here’s why cats purr.`: said so it promises the answer.
  const plainly = /^do ((?:[\p{L}’'-]+ ){1,5}[^,;:?]+)$/u.exec(rest)?.[1];
  if (/^(?:why|how)$/.test(word) && plainly !== undefined && !/\b(?:I|you|we)\b/i.test(plainly))
    make(word === 'how' ? 'how-to' : 'because-gap', `Here’s ${word} ${plainly}.`, 0.35);
  if (inverted || (word === 'what' && /^(?:happens|makes|causes)\b/i.test(rest)))
    make('question', `So, ${word} ${rest}?`, 0.25);
  else if (/^to\b/i.test(rest))
    // `Emergency fund: how to start`
    make(
      'how-to',
      `Here’s ${word} ${rest}${wordCount(rest) === 2 && part !== undefined && part !== title ? ` ${context.topic.phrase}` : ''}.`,
      0.25,
    );
  else if (word !== 'when' && word !== 'where') {
    // Where the text says `why prices rise` itself, the reason is announced in other words.
    if (word === 'why') make('because-gap', `Here’s the reason ${rest}.`, 0.3);
    make(word === 'how' ? 'how-to' : 'because-gap', `Here’s ${word} ${rest}.`, 0.35);
  }
}
