import {audienceLevel} from '../style/audience.ts';
import {detectLanguage} from '../source/language.ts';
import {loadTagger, type Tagger} from '../source/nlp.ts';
import {type Reading, readBrief} from '../source/reading.ts';
import {isSensitive} from '../source/sensitive.ts';
import {type StyleSheet, styleSheetOf} from '../style/style-sheet.ts';
import {secondsOf} from '../../quality/speech-time.ts';
import {type FactCard, factCardsOf} from './fact-cards.ts';
import {ViralError} from '../../errors.ts';
import {platforms} from '../../platforms/index.ts';
import type {Predictor} from '../../ports/index.ts';
import type {Brief} from '../../schema/index.ts';

/** A brief as a model gets it: read, measured, with the facts it may use. */
export interface Assignment {
  readonly brief: Brief;
  /** What the embedded writer found out; null where the sources are not in English, or there are none. */
  readonly reading: Reading | null;
  /** For a script in English; null otherwise. */
  readonly tagger: Tagger | null;
  /** Of the script, BCP 47. */
  readonly language: string;
  readonly seconds: number;
  readonly sheet: StyleSheet;
  /** Speaking rate: the style's, slower for viewers who need it. */
  readonly pace: number;
  readonly longestSentence: number;
  readonly cards: readonly FactCard[];
  readonly grounding: 'sources' | 'points' | 'none';
  readonly sensitive: boolean;
  /** The user's own rules, in words. */
  readonly rules: readonly string[];
}

export interface AssignmentOptions {
  readonly predictor?: Predictor | undefined;
  readonly styles?: readonly StyleSheet[] | undefined;
  readonly rules?: readonly string[] | undefined;
}

/**
 * Reads a brief for a model. A topic alone will do, and so will any language.
 * @throws ViralError `no-content` where there are sources and none holds an article
 */
export async function assignmentOf(
  brief: Brief,
  {predictor, styles = [], rules = []}: AssignmentOptions,
  signal: AbortSignal | undefined,
): Promise<Assignment> {
  const sources = brief.sources ?? [];
  const points = brief.points ?? [];
  // The sources are read in their own language, whatever that of the script is.
  const {language: asked, ...unasked} = brief;
  const reading =
    sources.length + points.length === 0
      ? null
      : await readBrief(unasked, signal, predictor).catch((error: unknown) => {
          if (ViralError.isInstance(error) && error.code === 'language-unsupported') return null;
          throw error;
        });
  const text = [...sources.flatMap(({blocks}) => blocks.map((block) => block.text)), ...points].join('\n');
  const language =
    asked ??
    reading?.language ??
    (await detectLanguage(text === '' ? (brief.topic ?? '') : text)) ??
    sources[0]?.language ??
    'en';
  const isEnglish = /^en\b/i.test(language);
  const cards = factCardsOf(brief, reading, sources[0]?.language ?? language);
  const style =
    brief.style ??
    reading?.style ??
    (sources.some(({publishedAt}) => publishedAt !== undefined) ? 'newsroom' : 'explainer');
  const sheet = styleSheetOf(style, styles);
  const audience = audienceLevel(brief.audience);
  return {
    brief,
    reading,
    tagger: isEnglish ? (reading?.tagger ?? (await loadTagger())) : null,
    language,
    seconds: brief.durationInSeconds ?? platforms[brief.platform].durationInSeconds.default,
    sheet,
    pace: Math.round(sheet.pace * audience.pace * 100) / 100,
    longestSentence: Math.min(sheet.sentenceWords.max, audience.longestSentence ?? 40),
    cards,
    grounding: sources.length > 0 ? 'sources' : points.length > 0 ? 'points' : 'none',
    sensitive:
      reading?.material.sensitive ??
      isSensitive(
        brief.topic ?? sources[0]?.title ?? '',
        cards.slice(0, 6).map((card) => card.text),
      ),
    rules,
  };
}

/** Scripts without spaces between words are counted in characters. */
const unspaced = /^(?:zh|ja|th|lo|km|my)\b/i;

/** How many words (characters in scripts without spaces) fit the seconds at a speaking rate. */
export function roomFor(
  seconds: number,
  {language, pace}: Pick<Assignment, 'language' | 'pace'>,
): {readonly count: number; readonly unit: 'words' | 'characters'} {
  return unspaced.test(language)
    ? {count: Math.round(seconds * 4.4 * pace), unit: 'characters'}
    : {count: Math.round(seconds * 2.45 * pace), unit: 'words'};
}

/** A sign of these scripts is a syllable or a word, not a letter. */
const syllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Seconds a line takes: as in the embedded voice for alphabets, and by syllables where a sign is one. */
export function spokenSeconds(text: string, pace: number): number {
  return secondsOf(text, pace) + ((text.match(syllables)?.length ?? 0) * 0.13) / pace;
}
