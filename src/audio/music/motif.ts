/** One note of a motif: its place in the bar in sixteenths (or twelfths of a 3/4 bar), and its step above the chord's root. */
export interface MotifNote {
  readonly slot: number;
  readonly step: number;
  /** Sixteenths. */
  readonly length: number;
  readonly level: number;
}

/** Steps of the scale that belong to a triad: where a motif may start and rest. */
const resting = [0, 2, 4, 7];

/**
 * Makes a short figure of one bar: rhythm from one of the mood's cells, pitches that mostly move by step, begin on a
 * note of the chord and come to rest on one.
 * @param cell velocities 1-9 by sixteenth, `.` for none
 */
export function makeMotif(cell: string, random: () => number): MotifNote[] {
  const slots = [...cell].flatMap((sign, slot) => (sign === '.' ? [] : [{slot, level: Number(sign) / 9}]));
  let step = resting[Math.floor(random() * 3)] ?? 0;
  const direction = random() < 0.5 ? 1 : -1;
  return slots.map(({slot, level}, index) => {
    const isLast = index === slots.length - 1;
    if (index > 0) {
      const turn = index * 2 > slots.length ? -direction : direction;
      const leap = random() < 0.2 ? 2 : 1;
      step += random() < 0.15 ? 0 : turn * leap;
      if (step < -2) step = 0;
      if (step > 9) step = 7;
    }
    if (isLast)
      step = resting.reduce((best, rest) => (Math.abs(rest - step) < Math.abs(best - step) ? rest : best), 0);
    const next = slots[index + 1]?.slot ?? cell.length;
    return {slot, step, length: next - slot, level};
  });
}

/** The motif again, changed a little: its end turns the other way. */
export function varied(motif: readonly MotifNote[], random: () => number): MotifNote[] {
  const from = Math.ceil(motif.length / 2);
  const shift = random() < 0.5 ? 1 : -1;
  return motif.map((note, index) =>
    index < from || index === motif.length - 1 ? note : {...note, step: note.step + shift},
  );
}
