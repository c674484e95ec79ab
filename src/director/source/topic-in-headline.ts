import {capitalise, nounPhrases, textOf} from './grammar.ts';
import type {Material} from './material.ts';
import {inLowerCase} from './named-things.ts';
import type {Token} from './nlp.ts';
import {stemOf} from './salience.ts';
import type {TopicName} from './topic-name.ts';

/** A name made fuller or plainer by what the headline says of the same thing. */
export function namedByHeadline(
  name: TopicName,
  title: {readonly text: string; readonly tokens: readonly Token[]},
  material: Material,
): TopicName {
  const owned = withOwner(withoutDoing(name), title.text);
  return withAdjective(owned, title, material);
}

/** `Understanding inflation` is about inflation. */
function withoutDoing(name: TopicName): TopicName {
  const doing =
    /^(?:understanding|exploring|introducing|choosing|discovering|learning|explaining|planning|mastering|managing) ([\p{L} -]+)$/iu.exec(
      name.phrase,
    )?.[1];
  return doing === undefined ? name : {...name, phrase: doing, label: capitalise(doing)};
}

/** `Executive action` is named better by whose it is, where the headline says so. */
function withOwner(name: TopicName, title: string): TopicName {
  const labelled = name.label
    .replaceAll(/[^\p{L}\p{N} -]/gu, '.')
    .replace(/^./, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
  const owner = new RegExp(
    String.raw`((?:\p{Lu}[\p{L}.-]+ ){0,2}\p{Lu}[\p{L}.-]+[’']s?) ${labelled}(?![\p{L}-])`,
    'u',
  ).exec(title)?.[1];
  if (owner === undefined) return name;
  const owned = `${owner} ${name.phrase.replace(/^(?:the|an?) /, '')}`;
  return {...name, phrase: owned, label: owned};
}

/** `Project` is named better by the headline's `housing project`. */
function withAdjective(
  name: TopicName,
  {text, tokens}: {readonly text: string; readonly tokens: readonly Token[]},
  material: Material,
): TopicName {
  if (name.heads.length !== 1) return name;
  for (const chunk of nounPhrases(tokens)) {
    const from = tokens[chunk.from]!.pos === 'DET' ? chunk.from + 1 : chunk.from;
    const words = tokens.slice(from, chunk.to);
    if (words.length < 2 || words.length > 3 || stemOf(words.at(-1)!.lemma) !== name.heads[0]) continue;
    if (
      words.some(
        (token) =>
          !/^(?:NOUN|ADJ|PROPN)$/.test(token.pos) ||
          // What only the headline calls it is praise: `versatile umbrella`.
          (token.pos === 'ADJ' && material.sentences.length > 0 && !material.lowerWords.has(token.lower)) ||
          /^(?:new|good|more|first|better|best)$/.test(token.lower) ||
          /\d/.test(token.text),
      )
    )
      continue;
    const raw = textOf(text, tokens, from, chunk.to);
    const surface = inLowerCase(raw, material);
    return {
      ...name,
      phrase: `${/^(?:the|an?) /.test(name.phrase) ? 'the ' : ''}${surface}`,
      label: capitalise(surface),
    };
  }
  return name;
}
