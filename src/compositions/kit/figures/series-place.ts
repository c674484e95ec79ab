import type {SceneFields, SceneScope} from '../../contract.ts';

/** Where a scene stands in a counted series of steps or list items. */
export interface SeriesPlace {
  /** The number counted to so far; `null` before the first. */
  readonly n: number | null;
  readonly total: number;
  /** The number of the scene before, from which this one counts on; `null` when the series begins here. */
  readonly from: number | null;
  /** Whether the numbers fall, as in a countdown to the first place. */
  readonly falls: boolean;
}

type Counted = SceneFields<'step'> | SceneFields<'list-item'>;

/** The scene as one of a series; `null` when it is none. */
export function countedScene(scene: SceneFields | null): Counted | null {
  return scene?.kind === 'step' || scene?.kind === 'list-item' ? scene : null;
}

/**
 * Where a scene stands in the series that it or a scene beside it belongs to. Needs a template that declares
 * `neighbours`.
 * @returns `null` when neither the scene nor its neighbours count
 */
export function seriesPlace(scene: SceneFields, {previous, next}: SceneScope): SeriesPlace | null {
  const own = countedScene(scene);
  const before = countedScene(previous);
  const after = countedScene(next);
  if (own) {
    const from = before && before.total === own.total ? before.n : null;
    const falls = from !== null ? from > own.n : after ? after.n < own.n : own.n > 1 && own.n === own.total;
    return {n: own.n, total: own.total, from, falls};
  }
  if (before) {
    const falls = after ? after.n < before.n : before.n === 1 && before.total > 1;
    return {n: before.n, total: before.total, from: before.n, falls};
  }
  return after ? {n: null, total: after.total, from: null, falls: after.n > 1} : null;
}
