import type {Mood} from './moods.ts';

/** Suits any subject: what is played when nothing says more. */
export const neutralMood: Mood = 'corporate';

const moodOfStyle: Readonly<Record<string, Mood>> = {
  newsroom: 'tense',
  explainer: 'corporate',
  analyst: 'corporate',
  sceptic: 'mystery',
  coach: 'upbeat',
  friend: 'lo-fi',
  'rapid-facts': 'upbeat',
  storyteller: 'epic',
  deadpan: 'playful',
  documentary: 'calm',
};

/** The music that goes with the style of a script; styles we do not know get the neutral one. */
export function moodOf(style: string): Mood {
  return moodOfStyle[style] ?? neutralMood;
}
