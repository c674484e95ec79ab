import {fallbackPhrase} from './fallback-phrase.ts';
import {onScreenTextOf} from './on-screen-text.ts';
import {phraseKey} from './phrase-key.ts';
import type {shapeOf} from './scene-of.ts';
import {wordCount} from '../source/grammar.ts';
import {isImperative} from '../source/imperative.ts';
import {measuredIn} from '../source/measured-in.ts';
import type {Tagger} from '../source/nlp.ts';
import type {Reading} from '../source/reading.ts';
import {splitSentences} from '../../quality/sentences.ts';

type Shape = ReturnType<typeof shapeOf>;

/** Chooses what stands on screen with each line of a script, and remembers it: a screen says something new. */
export class ShownPhrases {
  private readonly shown = new Set<string>();
  private readonly reading: Pick<Reading, 'topic' | 'tagger' | 'salience'>;

  constructor(reading: Pick<Reading, 'topic' | 'tagger' | 'salience'>) {
    this.reading = reading;
  }

  /** Remembers a phrase that was chosen elsewhere. */
  add(phrase: string): string {
    this.shown.add(phraseKey(phrase));
    return phrase;
  }

  /** What stands with an entry of a list or a step: its head where that is short. */
  forEntry(head: string, step: boolean): string {
    const short = (wordCount(head) >= 2 || head.length >= 4) && wordCount(head) <= 9 && head.length <= 46;
    if (short && !this.shown.has(phraseKey(head))) return this.add(head);
    return this.forLine(head, step || /^[A-Z][a-z]+ (?:the|a|an|your|it|all|any)\b/.test(head));
  }

  /** What stands with a line in a scene of a kind. */
  forScene(shape: Shape, spoken: string): string {
    const {tagger} = this.reading;
    if (shape.kind === 'quote') return this.forQuotation(shape.speaker, spoken);
    if (shape.kind === 'statistic') return this.forStatistic(shape.value, spoken);
    if (shape.kind === 'comparison') return this.forComparison(spoken);
    return this.forLine(spoken, isCommand(spoken, tagger));
  }

  private forLine(text: string, preferVerb: boolean): string {
    const {topic, tagger, salience} = this.reading;
    const {shown} = this;
    return this.add(
      onScreenTextOf(text, tagger, {idf: salience.idf, shown, preferVerb}) ??
        fallbackPhrase(text, topic, shown, tagger),
    );
  }

  private forQuotation(speaker: string, spoken: string): string {
    const {tagger, salience} = this.reading;
    return this.add(
      onScreenTextOf(spoken, tagger, {idf: salience.idf, shown: this.shown, preferVerb: false}) ??
        (wordCount(speaker) > 1 ? speaker : `In ${speaker}’s words`),
    );
  }

  /** The figure is the scene; it may stand on screen although the hook has shown it. */
  private forStatistic(value: number, spoken: string): string {
    const {tagger, salience} = this.reading;
    const options = {idf: salience.idf, preferVerb: false, value};
    const fresh = onScreenTextOf(spoken, tagger, {...options, shown: this.shown});
    return this.add(
      fresh !== null && /\d/.test(fresh)
        ? fresh
        : (onScreenTextOf(spoken, tagger, {...options, shown: new Set()}) ?? this.forLine(spoken, false)),
    );
  }

  private forComparison(spoken: string): string {
    const {tagger, salience} = this.reading;
    const options = {idf: salience.idf, preferVerb: false, shown: new Set<string>()};
    return this.add(
      (measuredIn(spoken, tagger) || onScreenTextOf(spoken, tagger, options)) ?? this.forLine(spoken, false),
    );
  }
}

/** `Start with lengths of grapevine`: the command is what to read, not the grapevine. */
function isCommand(spoken: string, tagger: Tagger): boolean {
  const [first] = splitSentences(spoken);
  return (
    first !== undefined && isImperative(first.text.replace(/^(?:First|Next|Then|Finally),? /, ''), tagger)
  );
}
