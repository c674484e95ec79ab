/** A clip that is a little too short plays slower than it was filmed, down to this; below, it would look slow. */
const slowest = 0.75;
/** Over which a clip that must play again dissolves into its own beginning, s. */
const dissolveInSeconds = 0.5;

/** How a clip fills its scene: played this often, at this rate, each play over the end of the one before. Frames. */
export interface Plays {
  readonly rate: number;
  readonly dissolve: number;
  /** First frame of each play. */
  readonly starts: readonly number[];
}

/**
 * How often and how fast a clip plays so that nothing in its scene jumps: as it is where it is long enough; slowed a
 * little where that will do; else again and again, its end dissolving into its beginning.
 * @param clip length of the clip, frames
 * @param scene length of the scene, frames
 */
export function playsOf(clip: number, scene: number, fps: number): Plays {
  if (clip >= scene || clip < 1) return {rate: 1, dissolve: 0, starts: [0]};
  // A third at most: a very short clip would be all dissolves.
  const dissolve = Math.min(Math.round(dissolveInSeconds * fps), Math.floor(clip / 3));
  const count = Math.ceil((scene - dissolve) / (clip / slowest - dissolve));
  const rate = Math.min(1, (count * clip) / (scene + (count - 1) * dissolve));
  const period = clip / rate - dissolve;
  return {rate, dissolve, starts: Array.from({length: count}, (_, index) => Math.floor(index * period))};
}
