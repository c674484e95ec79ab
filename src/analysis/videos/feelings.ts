import type {Emotion} from '../../schema/index.ts';
import {tokensOf} from '../tokens.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that carry a feeling in English; compiled by hand for this package. Negated ones do not count. */
const words: Readonly<Record<Emotion, ReadonlySet<string>>> = {
  joy: set(
    'happy happiness joy joyful love loved loving loves fun funny hilarious laugh laughing laughed smile smiling wonderful delicious yummy celebrate celebrated cute adorable enjoy enjoyed glad grateful excited exciting beautiful proud yay favorite favourite sweet lol haha 😂 😍 🥰 😊 🎉 ❤️',
  ),
  surprise: set(
    'surprise surprised surprising unexpected suddenly shocking shocked shock unbelievable wow omg whoa wait insane crazy plot twist never knew unreal 😱 🤯 😮',
  ),
  fear: set(
    'afraid fear scared scary terrifying terrified horror creepy danger dangerous deadly threat panic nightmare warning haunted risk anxiety anxious worried worry 😨 👻',
  ),
  anger: set(
    'angry anger furious rage hate hated hates mad outrage outrageous disgrace unfair scam scammed fraud betrayed liar lied lies fight yelling 😡 🤬',
  ),
  sadness: set(
    'sad sadly cry crying cried tears heartbroken heartbreaking grief lonely alone lost loss died death dead goodbye miss missed regret hurt hurts broken depressed depression tragic 😢 😭 💔',
  ),
  disgust: set('disgusting gross nasty ew eww yuck rotten filthy vile sick vomit mold mouldy 🤢 🤮'),
  awe: set(
    'amazing awesome incredible breathtaking stunning magnificent majestic epic legendary inspiring inspired wonder miracle extraordinary phenomenal spectacular',
  ),
};

const negations = set("not no never don't doesn't didn't isn't aren't wasn't won't can't without hardly");

/** The feeling most words of an English text carry; null where none does, or two do alike. */
export function emotionOf(text: string): Emotion | null {
  const forms = [
    ...tokensOf(text).flatMap(({form, kind}) => (kind === 'word' ? [form] : [])),
    ...(text.match(/\p{Extended_Pictographic}\uFE0F?/gu) ?? []),
  ];
  const counts = (Object.keys(words) as Emotion[])
    .map((emotion) => ({
      emotion,
      count: forms.filter(
        (form, index) =>
          words[emotion].has(form) &&
          !negations.has(forms[index - 1] ?? '') &&
          !negations.has(forms[index - 2] ?? ''),
      ).length,
    }))
    .sort((a, b) => b.count - a.count);
  return counts[0]!.count > 0 && counts[0]!.count > counts[1]!.count ? counts[0]!.emotion : null;
}

type Scores = (text: string) => {readonly compound: number};
let loaded: Promise<Scores> | null = null;

/** Opens VADER, which judges English sentences: from -1 (negative) to 1. Loaded when it is first needed. */
export function openSentiment(): Promise<(text: string) => number> {
  loaded ??= import('vader-sentiment').then(
    ({default: {SentimentIntensityAnalyzer}}) =>
      (text) =>
        SentimentIntensityAnalyzer.polarity_scores(text),
  );
  return loaded.then((scores) => (text) => {
    const {compound} = scores(text.slice(0, 20_000));
    return Number.isFinite(compound) ? Math.max(-1, Math.min(1, compound)) : 0;
  });
}
