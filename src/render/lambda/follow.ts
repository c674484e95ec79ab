import type {Seat} from './admission.ts';
import {fateOf, fateOfError} from './failures.ts';
import type {RenderState} from './farm.ts';
import {nothingSpent, patience, type Job, type OnJob, type Over} from './job.ts';
import type {Rest} from './rest.ts';
import type {Clock, Room} from './rooms.ts';

export interface FollowOptions {
  readonly clock: Clock;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
  readonly rest: Rest;
  readonly give: (room: Room, weight: number) => void;
  readonly graceInMs: number;
  readonly silenceInMs: number;
  readonly pollInMs: {readonly least: number; readonly most: number};
}

/** A function says that its render is done, and then runs on for a moment: its browser closes, its records are cleaned. */
const tailInMs = 1500;

/**
 * Follows a render to its end; gives functions back as their parts are drawn. A function that dies tells nobody: one whose
 * records stand still for too long is dead, and is told to stop all the same.
 * @throws the signal's reason after the render was cancelled; an error of the place where it cannot be looked at
 */
export async function follow<Order>(
  {clock, random, rest, give, graceInMs, silenceInMs, pollInMs}: FollowOptions,
  job: Job<Order>,
  {place, room}: Seat<Order>,
  renderId: string,
  begunAtMs: number,
  signal: AbortSignal,
  onNews: OnJob,
): Promise<Extract<RenderState, {status: 'done'}> | Over> {
  let held = job.weight;
  let failures = 0;
  let over = false;
  let pulse = '';
  let movedAtMs = clock.now();
  const letGo = (weight: number) => {
    if (weight <= 0) return;
    held -= weight;
    give(room, weight);
  };
  // Functions that draw its other parts do not hear of the failure by themselves.
  const stop = () => void place.farm.cancel(renderId).catch(() => undefined);
  try {
    for (;;) {
      const left = job.estimate.seconds * 1000 - (clock.now() - begunAtMs);
      const pace = Math.min(pollInMs.most, Math.max(pollInMs.least, left / 2));
      await rest(pace * (0.9 + random() / 5), signal, renderId);
      let state: RenderState;
      try {
        state = await place.farm.look(renderId);
        failures = 0;
      } catch (error) {
        // The render goes on whether or not it is seen.
        if (fateOfError(error) === 'auth' || ++failures > patience) throw error;
        // What was not seen may have moved.
        movedAtMs = clock.now();
        continue;
      }
      if (state.status === 'running') {
        if (state.pulse !== pulse) {
          pulse = state.pulse;
          movedAtMs = clock.now();
        } else if (state.drawing && clock.now() - movedAtMs > silenceInMs) {
          over = true;
          stop();
          const seconds = Math.round((clock.now() - movedAtMs) / 1000);
          const message = `nothing has moved in the render ${renderId} for ${seconds} s; its function has ended without a word`;
          return {fate: 'again', message, spent: state.spent};
        }
        // The function that was launched stays to the end.
        letGo(Math.min(state.chunksDone, job.weight - 1) - (job.weight - held));
        onNews({status: 'running', fraction: state.fraction, framesDone: state.framesDone});
      } else if (state.status === 'done') {
        over = true;
        return state;
      } else if (state.status === 'failed') {
        over = true;
        stop();
        return {fate: fateOf(state.message), message: state.message, spent: state.spent};
      } else if (clock.now() - begunAtMs > graceInMs) {
        return {fate: 'again', message: `nothing is known of the render ${renderId}`, spent: nothingSpent};
      }
    }
  } catch (error) {
    if (signal.aborted) await place.farm.cancel(renderId).catch(() => undefined);
    throw error;
  } finally {
    const last = held;
    if (over)
      void clock.sleep(tailInMs).then(
        () => give(room, last),
        () => give(room, last),
      );
    else letGo(last);
  }
}
