import type {Material} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import type {Salience} from '../source/salience.ts';
import type {Topic} from '../source/topic.ts';
import type {Predictor} from '../../ports/index.ts';

/** What running text is composed from, and the room there is for it. */
export interface ProseOptions {
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly tagger: Tagger;
  /** Seconds of the whole video and of what is already spoken for (call to action, points). */
  readonly seconds: number;
  readonly spentSeconds: number;
  readonly rate: number;
  /** Lines that stand before these. */
  readonly linesBefore: number;
  readonly predictor: Predictor | undefined;
  readonly signal: AbortSignal | undefined;
}

/** How many lines a video of this length has room for. */
export function mostLines({seconds, linesBefore}: ProseOptions): number {
  const most = seconds <= 20 ? 4 : seconds <= 35 ? 6 : seconds <= 50 ? 8 : Math.ceil(seconds / 6);
  return Math.max(2, most - linesBefore);
}
