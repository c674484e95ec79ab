import type {Cue} from '../../captions/index.ts';
import type {Analysis, TrendingVideo} from '../../schema/index.ts';
import {callsIn} from './calls-to-action.ts';
import {emotionOf} from './feelings.ts';
import {guessLanguage} from './language-guess.ts';
import {firstPayoff, sentencesOf, spokenText, wordCount} from './read-words.ts';
import {recogniseHooks} from './recognised-hooks.ts';
import {recogniseStructure} from './recognised-structure.ts';
import {themesOf} from './themes.ts';
import type {Watched} from './watched.ts';
import {accountOf} from './rates.ts';

type Span = Analysis['hooks'][number]['span'];
/** The opening is what is said by then; viewers have decided. */
const openingInSeconds = 3;

export interface Material {
  /** Null for a file that no platform is known of. */
  readonly video: TrendingVideo | null;
  /** What it is called where there is no video: the file's name. */
  readonly name: string;
  readonly cues: readonly Cue[];
  readonly watched: Watched | null;
  readonly sentiment: (text: string) => number;
  readonly rates: Pick<Analysis, 'rates' | 'missing'>;
}

/** Opening, middle and ending of what is said or, without that, written. */
function sectionsOf(
  sentences: ReturnType<typeof sentencesOf>,
  feel: (text: string) => Pick<Analysis['sections'][number], 'sentiment' | 'emotion'>,
): Analysis['sections'] {
  if (sentences.length === 0) return [];
  const timed = sentences[0]!.startsAt !== null;
  const opening = sentences.filter(
    ({startsAt}, index) => index === 0 || (timed && (startsAt ?? 0) < openingInSeconds),
  ).length;
  const left = sentences.length - opening;
  const ending = left >= 2 ? Math.max(1, Math.round(sentences.length / 5)) : 0;
  const parts = [
    {name: 'opening', list: sentences.slice(0, opening)},
    {name: 'middle', list: sentences.slice(opening, sentences.length - ending)},
    {name: 'ending', list: sentences.slice(sentences.length - ending)},
  ] as const;
  return parts.flatMap(({name, list}) => {
    if (list.length === 0) return [];
    const text = list
      .map((sentence) => sentence.text)
      .join(' ')
      .slice(0, 20_000);
    return [{name, text, startsAt: list[0]!.startsAt, endsAt: list.at(-1)!.endsAt, ...feel(text)}];
  });
}

/** Everything that can be computed of a video without a model. */
export function embeddedAnalysis(material: Material): Analysis {
  const {video, name, cues, watched, sentiment: scoreOf} = material;
  const missing: Analysis['missing'] = [];
  const lacks = (what: string, why: string) => void missing.push({what, why});
  const title = video?.title ?? '';
  const description = video?.description ?? '';
  const spoken = spokenText(cues);
  const hasWords = spoken.text !== '';
  const written = `${title}\n${description}`.trim();
  const everything = [written, spoken.text].filter((text) => text !== '').join('\n');
  const declared = video?.language;
  const language = declared ?? guessLanguage(hasWords ? spoken.text : written);
  if (language === null)
    lacks('language', everything === '' ? 'there are no words' : 'the words do not tell it');
  const english = language !== null && /^en\b/i.test(language);

  const mainField: Span['field'] = hasWords ? 'transcript' : 'title';
  const sentences = hasWords
    ? sentencesOf(spoken.text, (offset) => spoken.timeOf(offset))
    : sentencesOf(written);
  // What is heard first is the hook; without words, the title is what people see first.
  const first = hasWords ? sentences[0] : sentencesOf(title)[0];
  const wholeFirst = hasWords
    ? sentences
        .filter(({startsAt}, index) => index < 2 && (index === 0 || (startsAt ?? 9) < openingInSeconds))
        .at(-1)
    : undefined;
  const line = hasWords
    ? {start: first?.start ?? 0, text: spoken.text.slice(first?.start ?? 0, (wholeFirst ?? first)?.end ?? 0)}
    : {start: 0, text: title};
  const hooks = recogniseHooks(line.text).map(({type, start, end}) => ({
    type,
    text: line.text.slice(start, end).slice(0, 2000),
    span: {field: mainField, start: line.start + start, end: line.start + end},
  }));
  if (hooks.length === 0) lacks('hook', 'there are no words to tell it by: no title and no transcript');
  const structure = recogniseStructure({
    text: everything,
    first: line.text,
    hooks: hooks.map(({type}) => type),
  });
  if (!structure) {
    lacks(
      'structure',
      hasWords
        ? 'the words show none of those known'
        : 'the title and description do not tell; a transcript would',
    );
  }

  const feelWhy = english
    ? null
    : language === null
      ? 'the language is not known, and feelings are judged in English only'
      : `judged in English only, and this is ${language}`;
  const feel = (text: string) =>
    english ? {sentiment: scoreOf(text), emotion: emotionOf(text)} : {sentiment: null, emotion: null};
  const sections = sectionsOf(sentences, feel);
  const judged = english && everything !== '';
  if (feelWhy !== null) lacks('sentiment', feelWhy);
  else if (!judged) lacks('sentiment', 'there are no words');

  const callsFrom = (text: string, field: Span['field']) =>
    callsIn(text).map(({kind, start, end}) => ({
      kind,
      text: text.slice(start, end),
      span: {field, start, end},
    }));
  const calls = [
    ...callsFrom(spoken.text, 'transcript'),
    ...callsFrom(title, 'title'),
    ...callsFrom(description, 'description'),
  ];
  const callsToAction = calls.filter(
    ({kind}, index) => calls.findIndex((call) => call.kind === kind) === index,
  );

  const durationInSeconds = video?.durationInSeconds ?? watched?.durationInSeconds ?? null;
  const noWords = 'there is no transcript; captions (.srt, .vtt) beside the file would do';
  const speechTime = hasWords ? (spoken.endsAt ?? 0) - (spoken.startsAt ?? 0) : 0;
  const wordsPerSecond = speechTime > 0 ? wordCount(spoken.text, language) / speechTime : null;
  if (wordsPerSecond === null) lacks('words per second', noWords);
  const firstPayoffAt = hasWords ? firstPayoff(sentences) : null;
  if (firstPayoffAt === null) {
    lacks('time to the first payoff', hasWords ? 'nothing is told behind the opening' : noWords);
  }
  const noFile = 'there is no file to look at';
  if (watched === null) {
    for (const what of ['cuts', 'sound', 'on-screen text']) lacks(what, noFile);
  } else if (watched.sound === null) lacks('sound', 'the file has no sound');

  return {
    version: 1,
    video: {
      platform: video?.platform ?? null,
      videoId: video?.videoId ?? name.slice(-100),
      title: (title === '' ? name : title).slice(0, 500),
      url: video?.url ?? null,
      account: video === null ? null : (accountOf(video)?.slice(0, 200) ?? null),
      category: video?.category ?? null,
      publishedAt: video?.publishedAt ?? null,
      scrapedAt: video?.scrapedAt ?? null,
      durationInSeconds,
      viewCount: video?.viewCount ?? null,
    },
    language,
    hooks,
    structure,
    themes: [
      ...themesOf({
        hashtags: video?.hashtags ?? [],
        category: video?.category ?? null,
        title,
        description,
        transcript: spoken.text,
        english,
      }),
    ],
    sections,
    sentiment: judged ? scoreOf(everything) : null,
    pacing: {
      wordsPerSecond,
      cuts: watched?.cuts ?? null,
      cutsPerMinute: watched ? (60 * watched.cuts.length) / watched.durationInSeconds : null,
      firstPayoffAt,
    },
    sound: watched?.sound ?? null,
    onScreenTextShare: watched?.onScreenTextShare ?? null,
    callsToAction: callsToAction.slice(0, 10),
    rates: material.rates.rates,
    missing: [...missing, ...material.rates.missing],
    by: 'embedded',
  };
}
