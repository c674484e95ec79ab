import type {Tagger} from '../source/nlp.ts';

/** What is worth stressing, best first: a number in words, a name, a thing, what is done. */
const stressed: readonly string[] = ['NUM', 'PROPN', 'NOUN', 'ADJ', 'VERB'];

/** One or two words of the phrase to stress: its figure, or its longest word of substance. */
export function emphasisOf(phrase: string, tagger: Tagger): string[] {
  const words = phrase
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[“"'‘(]+|[”"'’),.:;!?]+$/g, ''))
    .filter(Boolean);
  // A number may also be part of a name; the one with a unit is what is told.
  const unitOf = (word: string): string | undefined => {
    const unit = words[words.indexOf(word) + 1];
    return unit && /^(?:percent|million|billion|thousand|trillion|times|%)$/.test(unit) ? unit : undefined;
  };
  const figures = words.filter((word) => /\d/.test(word));
  const figure = figures.find((word) => /[%$€£]/.test(word) || unitOf(word) !== undefined) ?? figures.at(-1);
  if (figure) {
    const unit = unitOf(figure);
    return unit ? [figure, unit] : [figure];
  }
  const tokens = tagger.tag(phrase);
  const strong = words.filter((word) => {
    const token = tokens.find((part) => part.text === word);
    return (token ? !token.stop : true) && word.length > 2 && !/n[’']t$/.test(word);
  });
  const rankOf = (word: string) => {
    const rank = stressed.indexOf(tokens.find((part) => part.text === word)?.pos ?? '');
    return rank === -1 ? stressed.length : rank;
  };
  // Names and things weigh alike, so that the longer of them wins; a number in words comes before both.
  const weightOf = (word: string) => (rankOf(word) === 1 ? 2 : rankOf(word));
  const longest = (strong.length > 0 ? strong : words).toSorted(
    (a, b) => weightOf(a) - weightOf(b) || b.length - a.length,
  )[0];
  return longest ? [longest.slice(0, 40)] : [];
}
