import {dropAsides, dropTrailing} from '../prose/drop-asides.ts';
import {wordCount} from '../source/grammar.ts';
import type {Reading} from '../source/reading.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {StyleSheet} from './style-sheet.ts';
import {isSpeakable} from '../prose/variants.ts';
import {faultsOf} from '../../quality/claims/faults.ts';
import type {Line} from '../prose/line.ts';

/** How much what a style likes to tell counts beside what matters in the text, as a share of the best score. */
const share = 0.18;

const contrast = /\b(?:but|however|although|though|despite|instead|while|not|only|yet)\b/i;

/** The sentences of a text weighed as a style likes them: figures, people, contrasts, short ones. */
export function weighedFor(reading: Reading, {prefers = []}: StyleSheet): Reading {
  if (prefers.length === 0) return reading;
  const {material, salience} = reading;
  const people = [...material.people.keys()];
  const liking = (text: string): number => {
    const words = wordCount(text);
    const fits: Readonly<Record<NonNullable<StyleSheet['prefers']>[number], number>> = {
      figures: /\d/.test(text) ? 1 : 0,
      people: people.some((name) => text.includes(name)) || /[“”]/.test(text) ? 1 : 0,
      contrast: contrast.test(text) ? 1 : 0,
      viewers: /\b(?:you|your)\b/i.test(text) ? 1 : 0,
      short: Math.max(-1, Math.min(1, (16 - words) / 8)),
      long: Math.max(-1, Math.min(1, (words - 14) / 8)),
    };
    return prefers.reduce((sum, what) => sum + fits[what], 0) / prefers.length;
  };
  return {
    ...reading,
    salience: {
      ...salience,
      score: salience.score.map(
        (score, index) => score + share * salience.best * liking(material.sentences[index]?.text ?? ''),
      ),
    },
  };
}

/** A line without its asides and its trailing clause, where it is too long for a style and nothing it claims changes. */
export function shortLine(line: Line, longest: number, {tagger, material}: Reading): Line {
  const isLong = (text: string) => splitSentences(text).some((span) => wordCount(span.text) > longest);
  if (!isLong(line.text) || line.from.length === 0 || /[“”]/.test(line.text)) return line;
  const window = line.from
    .map(
      ({source, block, start, end}) => material.sources[source]?.blocks[block]?.text.slice(start, end) ?? '',
    )
    .join('\n');
  let {text} = line;
  const operations = [...line.operations];
  for (const drop of [dropAsides, dropTrailing]) {
    if (!isLong(text)) break;
    const shorter = drop(text, tagger);
    if (!shorter || !isSpeakable(shorter.text) || wordCount(shorter.text) < 6) continue;
    if (
      faultsOf(shorter.text, window, {wording: 'cut'}).length >
      faultsOf(text, window, {wording: 'cut'}).length
    )
      continue;
    text = shorter.text;
    operations.push(...shorter.operations);
  }
  return text === line.text ? line : {...line, text, operations};
}
