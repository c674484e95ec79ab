/** How a piece fills a length of time with whole beats. */
export interface Bars {
  /** Beats a minute, after the nudge that makes the last bar end where the sound ends. */
  readonly tempo: number;
  /** The tempo that was chosen before, out of the mood's range. */
  readonly nominalTempo: number;
  readonly beatsPerBar: number;
  /** Whole bars. */
  readonly bars: number;
  /** Beats before the first bar; only in sounds too short for whole bars at a tempo of the mood. */
  readonly pickupBeats: number;
  readonly beatSeconds: number;
}

/** The most a tempo is bent so that bars fit, as a share. */
export const mostNudge = 0.04;

/** How far each cut is from its nearest beat, as a share of a beat, on average; a cut on the first beat of a bar is best. */
function distanceOfCuts(cuts: readonly number[], bars: Omit<Bars, 'tempo' | 'nominalTempo'>): number {
  const {beatSeconds, beatsPerBar, pickupBeats} = bars;
  const sum = cuts.reduce((total, cut) => {
    const beat = cut / beatSeconds;
    const bar = (beat - pickupBeats) / beatsPerBar;
    return total + Math.abs(beat - Math.round(beat)) + 0.25 * Math.abs(bar - Math.round(bar));
  }, 0);
  return cuts.length === 0 ? 0 : sum / cuts.length;
}

/**
 * Finds the tempo and number of bars that fill `seconds` exactly. Of all that a mood's range allows, bent by at most
 * 4 %, the one whose beats meet the most cuts is taken; whole bars are preferred to a pick-up, and for sounds of less
 * than about 3 s the bend may be larger.
 * @param tempoRange beats a minute, slowest and fastest
 * @param preferred a tempo of the range that decides between equals
 * @param cuts seconds
 */
export function fitBars({
  seconds,
  tempoRange: [slowest, fastest],
  beatsPerBar,
  cuts,
  preferred,
}: {
  readonly seconds: number;
  readonly tempoRange: readonly [number, number];
  readonly beatsPerBar: number;
  readonly cuts: readonly number[];
  readonly preferred: number;
}): Bars {
  const candidates = (pickups: readonly number[]): Bars[] => {
    const least = Math.ceil((seconds * slowest * (1 - mostNudge)) / 60 - 1e-9);
    const most = Math.floor((seconds * fastest * (1 + mostNudge)) / 60 + 1e-9);
    const found: Bars[] = [];
    for (let beats = Math.max(1, least); beats <= most; beats += 1) {
      const pickupBeats = beats % beatsPerBar;
      if (!pickups.includes(pickupBeats)) continue;
      const tempo = (beats * 60) / seconds;
      found.push({
        tempo,
        nominalTempo: Math.min(fastest, Math.max(slowest, tempo)),
        beatsPerBar,
        bars: Math.floor(beats / beatsPerBar),
        pickupBeats,
        beatSeconds: seconds / beats,
      });
    }
    return found;
  };
  const cost = (bars: Bars) =>
    distanceOfCuts(cuts, bars) + 0.9 * Math.abs(Math.log(bars.tempo / preferred)) + (bars.bars === 0 ? 1 : 0);
  const whole = candidates([0]);
  const fitting = whole.length > 0 ? whole : candidates(Array.from({length: beatsPerBar}, (_, beat) => beat));
  const [best] = fitting.sort((a, b) => cost(a) - cost(b));
  if (best) return best;
  const beats = Math.max(1, Math.round((seconds * preferred) / 60));
  return {
    tempo: (beats * 60) / seconds,
    nominalTempo: preferred,
    beatsPerBar,
    bars: Math.floor(beats / beatsPerBar),
    pickupBeats: beats % beatsPerBar,
    beatSeconds: seconds / beats,
  };
}
