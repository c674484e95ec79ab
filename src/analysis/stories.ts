import {type Arm} from './arms.ts';
import {hashOf} from './random.ts';
import {sameText} from './tokens.ts';

/**
 * The story of each arm, as a number. Tests are one story when they share a group, a headline, or, where no group is
 * given, an image. A story is never split between training and judging: the same model that scores 68 % on new
 * stories scores 94 % when re-tests of one story stand on both sides.
 */
export function storiesOf(arms: readonly Arm[]): readonly number[] {
  const parent: number[] = [];
  const nodes = new Map<string, number>();
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const nodeOf = (key: string): number => {
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node = parent.length;
    parent.push(node);
    nodes.set(key, node);
    return node;
  };
  const tests = arms.map((arm) => {
    const test = nodeOf(`test ${arm.test}`);
    const join = (key: string) => {
      parent[root(nodeOf(key))] = root(test);
    };
    join(`text ${sameText(arm.headline) || arm.headline}`);
    if (arm.group !== null) join(`group ${arm.group}`);
    else if (arm.image !== null) join(`image ${arm.image}`);
    return test;
  });
  const numbers = new Map<number, number>();
  return tests.map((test) => {
    const at = root(test);
    const number = numbers.get(at) ?? numbers.size;
    numbers.set(at, number);
    return number;
  });
}

/**
 * Deals stories to folds: the order follows from a hash of each story's first test, so it is the same in every run
 * and does not depend on outcomes; each story goes to the fold with the fewest arms so far.
 * @returns the fold of each arm, 0 to `folds - 1`
 */
export function foldsOf(
  arms: readonly Arm[],
  stories: readonly number[],
  folds: number,
  seed: string,
): readonly number[] {
  const sizes = new Map<number, number>();
  const keys = new Map<number, string>();
  for (const [index, story] of stories.entries()) {
    sizes.set(story, (sizes.get(story) ?? 0) + 1);
    const test = arms[index]!.test;
    const key = keys.get(story);
    if (key === undefined || test < key) keys.set(story, test);
  }
  const order = [...sizes.keys()].sort(
    (a, b) =>
      hashOf(`${seed} ${keys.get(a)}`) - hashOf(`${seed} ${keys.get(b)}`) ||
      (keys.get(a)! < keys.get(b)! ? -1 : 1),
  );
  const filled = Array.from({length: folds}, () => 0);
  const foldOf = new Map<number, number>();
  for (const story of order) {
    const fold = filled.indexOf(Math.min(...filled));
    filled[fold] = filled[fold]! + sizes.get(story)!;
    foldOf.set(story, fold);
  }
  return stories.map((story) => foldOf.get(story)!);
}

/**
 * Which arms of a training file tell of a story that also stands in the judged file; they must not be trained on.
 * @returns one flag for each arm of `training`
 */
export function sharedStories(training: readonly Arm[], judged: readonly Arm[]): readonly boolean[] {
  const stories = storiesOf([...training, ...judged]);
  const held = new Set(stories.slice(training.length));
  return stories.slice(0, training.length).map((story) => held.has(story));
}
