import {structureBeats} from '../style/structure-beats.ts';
import {nameOfLanguage} from '../source/language.ts';
import type {Assignment} from './assignment.ts';
import {roomFor} from './assignment.ts';
import {quoteUntrusted, type QuotedMaterial} from '../../generating.ts';
import {platforms} from '../../platforms/index.ts';

/** Platforms differ in how a video is met. */
const habits = {
  tiktok:
    'TikTok: met in a feed with sound on; the first words and the first text on screen come at once; the caption is found by its words.',
  youtube:
    'YouTube Shorts: the title gives the context; viewers may loop, so the last line may lead back to the first.',
  instagram: 'Instagram Reels: often met muted; the first text on screen must carry the topic alone; short.',
} as const;

/** What the user asks for, as JSON: it is the user's own word, and still no place for prose to run on. */
export function orderOf({brief, language, seconds, sheet, grounding}: Assignment): string {
  return JSON.stringify({
    topic: brief.topic ?? null,
    platform: brief.platform,
    language,
    seconds,
    style: sheet.name,
    audience: brief.audience ?? null,
    goal: brief.goal ?? null,
    material: grounding,
  });
}

/** Facts as quoted material. */
export function quotedCards({cards}: Assignment): QuotedMaterial {
  return quoteUntrusted(
    cards.map(({id, text}) => ({id, text})),
    {maxCharacters: 600},
  );
}

/** Titles, authors and dates of the sources: quoted too, for they are from outside. */
export function quotedSources({brief}: Assignment, mark: string): QuotedMaterial {
  return quoteUntrusted(
    (brief.sources ?? []).map(({title, author, siteName, publishedAt}, index) => ({
      id: `source-${index + 1}`,
      text: [title, author, siteName, publishedAt?.slice(0, 10)]
        .filter((part) => part !== undefined)
        .join(' | '),
    })),
    {mark, maxCharacters: 400},
  );
}

/** What every call is told: the craft, the style, the language, and what the material is. */
export function systemText(assignment: Assignment, task: string, rulesOfMaterial: string): string {
  const {brief, language, sheet, longestSentence, sensitive, grounding, rules} = assignment;
  const lines = [
    'You write scripts for short vertical videos that are spoken by one voice.',
    task,
    '',
    `Language: ${nameOfLanguage(language)} (${language}). Every field is in it, except where a field says otherwise.`,
    `Platform. ${habits[brief.platform]}`,
    `Style "${sheet.name}". ${sheet.manner} Sentences of about ${Math.min(sheet.sentenceWords.mean, longestSentence)} words, none over ${longestSentence}. ${sheet.contractions ? 'Use contractions where the language has them.' : 'Use full forms, no contractions.'} ${sheet.address === 'you' ? 'Speak to the viewer as "you" where it is true.' : 'Do not address the viewer before the last line.'}`,
    ...(brief.audience === undefined
      ? []
      : [
          `Audience: ${brief.audience}. Choose words, examples and what is explained for them; do not flatter them or name them in every line.`,
        ]),
    '',
    'Rules:',
    '- One idea a line. Subject first, verb soon, who says it before what is said. Keep a hedge ("may", "about") with its claim.',
    ...(grounding === 'none'
      ? [
          '- There is no material. State no figure, no name of a person, company or place, no date and no quotation; keep to what anybody can see or try, and say what depends.',
        ]
      : [
          '- Facts come from the material and from nothing else. Every line that states something cites the ids it rests on in "cards". No figure, name, date or quotation that the cited cards do not hold; figures and hedges exactly as the cards have them; no cause that they do not state.',
          '- Put facts in your own words; never more than eleven words in a row as the material has them, except inside quotation marks.',
        ]),
    '- No greeting, no "in this video", no promise without its payoff, no bait ("wait for it", "you won’t believe", "tag a friend", "comment the word"), no emoji, no hashtags in spoken lines, no links, handles or addresses anywhere.',
    ...(sensitive
      ? [
          '- The story is grave: plain and calm, no question as a tease, no play with fear, nothing asked of the viewer but to read the source.',
        ]
      : []),
    ...rules.map((rule) => `- ${rule}`),
    '',
    ...(rulesOfMaterial === '' ? [] : [rulesOfMaterial]),
    'Answer with one JSON object of the given shape and nothing around it.',
  ];
  return lines.join('\n');
}

/** How the time of a structure falls to its beats, in words of the script's language. */
export function beatsText(assignment: Assignment, structure: keyof typeof structureBeats): string {
  const {seconds} = assignment;
  return structureBeats[structure]
    .map(({purpose, share}) => {
      const {count, unit} = roomFor(seconds * share, assignment);
      return `${purpose}: about ${Math.max(3, count)} ${unit}`;
    })
    .join('; ');
}

/** The limits a post has on its platform. */
export function postLimits({brief}: Assignment): string {
  const {hashtags} = platforms[brief.platform];
  return `Title: at most 60 characters, its topic in the first 40. Description: one or two sentences on what the video tells, the topic in the first 80 characters. Hashtags: 3 to ${Math.min(5, hashtags.max)}, specific, as in #SleepScience, none of #fyp, #viral, #foryou.`;
}
