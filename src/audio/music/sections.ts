import type {Bars} from './bars.ts';

/** What a bar is for. */
export type Part = 'intro' | 'body' | 'lift' | 'ending';

/** One bar of the plan. */
export interface PlannedBar {
  readonly part: Part;
  /** 0 sparse, 1 the ground of the piece, 2 everything, 3 the lift. Layers say from which level they play. */
  readonly intensity: 0 | 1 | 2 | 3;
  /** Seconds. */
  readonly start: number;
  /** Position within its part, and how many bars that part has. */
  readonly index: number;
  readonly count: number;
}

/**
 * Plans a piece: a sparse intro up to about the first cut, a body that grows in phrases of four bars, a lift, and one
 * bar in which the last chord rings out. Short pieces leave out the intro, then the body, then the lift.
 * @param firstCut seconds; `null` for none
 */
export function planSections(
  {bars, pickupBeats, beatSeconds, beatsPerBar}: Bars,
  firstCut: number | null,
): PlannedBar[] {
  const barSeconds = beatSeconds * beatsPerBar;
  const first = pickupBeats * beatSeconds;
  const ending = Math.min(1, bars);
  const lift = bars < 2 ? 0 : bars < 10 ? 1 : 2;
  const mostIntro = bars < 4 ? 0 : Math.max(1, Math.min(4, Math.floor(bars / 5)));
  const wanted = firstCut === null ? mostIntro : Math.round((firstCut - first) / barSeconds);
  const intro = Math.min(mostIntro, Math.max(bars < 4 ? 0 : 1, wanted));
  const body = bars - intro - lift - ending;
  const bodyIntensity = (index: number): 1 | 2 => {
    if (body < 4) return index * 2 < body ? 1 : 2;
    // The first phrase is the ground; later ones are full, and every fifth takes a breath.
    const phrase = Math.floor(index / 4);
    if (body < 8) return index < 2 ? 1 : 2;
    return phrase === 0 || phrase % 5 === 4 ? 1 : 2;
  };
  const parts: (readonly [Part, number, (index: number) => PlannedBar['intensity']])[] = [
    ['intro', intro, () => 0],
    ['body', body, bodyIntensity],
    ['lift', lift, () => 3],
    ['ending', ending, () => 2],
  ];
  let bar = 0;
  return parts.flatMap(([part, count, intensity]) =>
    Array.from({length: count}, (_, index) => {
      const start = first + bar * barSeconds;
      bar += 1;
      return {part, intensity: intensity(index), start, index, count};
    }),
  );
}
