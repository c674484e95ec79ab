import type {JsonObject} from '../../ports/index.ts';

/** A video that shows a pattern. */
export interface Example {
  readonly videoId: string;
  readonly views: number;
  readonly engagements: number;
  readonly title?: string;
  readonly url?: string;
}

/** Of a way to make a video on a platform: in a category, or in all of them. */
export const exampleId = (
  hook: string,
  structure: string,
  platform: string,
  category: string | undefined,
): string =>
  [hook, structure === '' ? '-' : structure, platform, ...(category === undefined ? [] : [category])].join(
    '/',
  );

/** More are kept than shown, for some will be replaced. */
const keptExamples = 10;

export const readExamples = (value: JsonObject | undefined): readonly Example[] =>
  (value?.['list'] as unknown as readonly Example[] | undefined) ?? [];

/**
 * The examples with the most engagements, without those that are gone.
 * @returns null where nothing changes
 */
export function examplesAfter(
  before: readonly Example[],
  gone: ReadonlySet<string>,
  come: readonly Example[],
): readonly Example[] | null {
  const renewed = new Set(come.map(({videoId}) => videoId));
  const stay = before.filter(({videoId}) => !gone.has(videoId) && !renewed.has(videoId));
  const all = [...stay, ...come].sort(
    (a, b) => b.engagements - a.engagements || (a.videoId < b.videoId ? -1 : 1),
  );
  const after = all.slice(0, keptExamples);
  const same = after.length === before.length && after.every((example, index) => example === before[index]);
  return same ? null : after;
}
