import {z} from 'zod';
import {languageProblem} from './answer-language.ts';
import type {Asking} from './asking.ts';
import {unsupportedIn} from './claims.ts';
import {saidDate} from '../source/news-source-text.ts';
import {nameOfLanguage} from '../source/language.ts';
import {splitSentences} from '../../quality/sentences.ts';
import type {StyleSheet} from '../style/style-sheet.ts';
import {findSmuggled, quoteUntrusted} from '../../generating.ts';
import {faultsOf} from '../../quality/claims/faults.ts';
import type {Script, SourceText} from '../../schema/index.ts';

const newsSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({item: z.string().max(20), spoken: z.string().max(400), onScreen: z.string().max(90)}),
    )
    .max(6),
});

export interface NewsLine {
  readonly spoken: string;
  readonly onScreen: string;
}

/** Has a model say what reports say: who reported it and when stand in each line, and nothing the report does not say. */
export async function newsLinesWithModel(
  asking: Asking,
  script: Script,
  reports: readonly SourceText[],
  sheet: StyleSheet,
  now: Date,
): Promise<ReadonlyMap<string, NewsLine>> {
  const {language} = script;
  const quoted = quoteUntrusted(
    reports.map(({id, blocks, publishedAt}) => ({
      id,
      text: [
        ...blocks.map(({text}) => text),
        `Say the date as: ${saidDate(publishedAt ?? '', language, now)}`,
      ].join(' '),
    })),
    {maxCharacters: 1500},
  );
  const told = quoteUntrusted(
    script.scenes.map(({id, spoken}) => ({id, text: spoken})),
    {mark: quoted.mark},
  );
  const {lines} = await asking.ask(
    {
      schema: newsSchema,
      schemaName: 'news-lines',
      system: [
        'You add news to the script of a short video that one voice speaks.',
        `Language: ${nameOfLanguage(language)} (${language}). Style "${sheet.name}": ${sheet.manner} Sentences of at most ${sheet.sentenceWords.max} words.`,
        quoted.rules,
        'Answer with one JSON object of the given shape and nothing around it.',
      ].join('\n'),
      prompt: [
        'The script so far:',
        told.text,
        'The reports, each with who published it and when:',
        quoted.text,
        'For each report one line of at most 28 words that tells what it reports, with the name of its publisher and its date as given, in your own words but with no figure, name or quotation that the report does not have. "item": the id of the report. "onScreen": 2 to 6 words of it.',
      ].join('\n\n'),
      maxOutputTokens: 1200,
      check: async (value) => [
        ...findSmuggled(value, {mark: quoted.mark}),
        ...(await languageProblem(value.lines.map(({spoken}) => spoken).join('\n'), {language}, 'lines')),
      ],
    },
    1,
  );
  const isEnglish = /^en\b/i.test(language);
  const sound = lines.flatMap(({item, spoken, onScreen}): [string, NewsLine][] => {
    const report = reports.find(({id}) => id === item);
    if (!report?.publishedAt) return [];
    const said = saidDate(report.publishedAt, language, now);
    const text = report.blocks.map((block) => block.text).join('\n');
    const publisher = report.siteName ?? '';
    const ground = {window: `${text} ${said}`, allowed: publisher, everything: text, language};
    const holds =
      spoken.toLowerCase().includes(publisher.toLowerCase()) &&
      spoken.includes(said) &&
      unsupportedIn(`${spoken} ${onScreen}`, ground).length === 0 &&
      (!isEnglish || faultsOf(spoken, text, {wording: 'free'}).length === 0) &&
      splitSentences(spoken).every((sentence) => sentence.text.split(/\s+/).length <= 32);
    return holds ? [[item, {spoken: spoken.trim(), onScreen: onScreen.trim()}]] : [];
  });
  return new Map(sound);
}
