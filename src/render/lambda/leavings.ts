import type {RenderedJob} from './job.ts';
import {outputPrefix} from './lambda-farm.ts';
import type {World} from './world.ts';

/** Removes what a render left in the bucket; it can then not be found again. */
export async function forgetRender(world: World, job: RenderedJob): Promise<void> {
  const {bucket} = world.placeNamed(job.place);
  const keys: string[] = [];
  for await (const {key} of bucket.list(`renders/${job.renderId}/`)) keys.push(key);
  await world.journal.append({is: 'removed', job: job.key});
  await bucket.remove([...keys, `${outputPrefix}${job.output}`]);
}

/** Removes all that a renderer and its journal left in their buckets, but for what is to be kept. */
export async function forgetAll(
  world: World,
  keep: {readonly videos?: boolean | undefined; readonly files?: boolean | undefined},
): Promise<{readonly removed: number}> {
  let removed = 0;
  for (const {name, bucket, shelf} of world.places) {
    const keys: string[] = [];
    // One listing for all: a request each would take a big batch longer to clear than a small one to render.
    const collect = async (prefix: string, isOurs: (rest: string) => boolean) => {
      for await (const {key} of bucket.list(prefix)) if (isOurs(key.slice(prefix.length))) keys.push(key);
    };
    await collect('renders/', (rest) => world.journal.renderIds.has(rest.split('/')[0] ?? ''));
    if (keep.videos !== true) {
      await collect(
        outputPrefix,
        (rest) => world.journal.jobOf(rest.replace(/-\d+\.mp4$/, '')) !== undefined,
      );
      for (const [job, record] of world.journal.jobs()) {
        if (record.done?.place === name) await world.journal.append({is: 'removed', job});
      }
    }
    await bucket.remove(keys);
    removed += keys.length;
    if (keep.files !== true) await shelf.clear();
  }
  return {removed};
}
