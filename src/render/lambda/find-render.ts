import {fateOfError} from './failures.ts';
import type {KnownRender} from './farm.ts';
import {patience, type Place} from './job.ts';
import type {Rest} from './rest.ts';
import type {Clock} from './rooms.ts';

export interface FindOptions {
  readonly clock: Clock;
  readonly rest: Rest;
  /** Ids of renders that belong to a job. */
  readonly known: ReadonlySet<string>;
  readonly graceInMs: number;
  readonly pollInMs: {readonly least: number; readonly most: number};
}

const never = new AbortController().signal;

/**
 * Looks for the render of an intent that nobody has an id of. Nothing is begun again before it is sure that there is none:
 * until the grace is over, and until every render without a name has got one.
 * @param signal a caller that has gone is worth one more sure look, for what runs must be stopped, but not the wait for a
 * place that does not answer
 * @throws an error of the place where it cannot be looked for
 */
export async function findRender<Order>(
  {clock, rest, known, graceInMs, pollInMs}: FindOptions,
  place: Place<Order>,
  output: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  for (let failures = 0; ;) {
    let found: readonly KnownRender[];
    try {
      found = await place.farm.survey(sinceMs, known);
      failures = 0;
    } catch (error) {
      if (fateOfError(error) === 'auth' || ++failures > patience) throw error;
      await rest(pollInMs.most, signal);
      continue;
    }
    const own = found.find((render) => render.output === output);
    if (own !== undefined) return own.renderId;
    const undecided = found.some((render) => render.output === null && render.alive);
    if (!undecided && clock.now() - sinceMs > graceInMs) return null;
    await rest(pollInMs.least, never);
  }
}
