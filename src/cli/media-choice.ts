import {embeddedMediaNamed} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import {recentMedia} from '../media/recent.ts';
import type {MediaSource} from '../ports/index.ts';
import type {Script} from '../schema/index.ts';

const defaultVideos = 5;

/** The sources that `--media` names; undefined where it is left out. */
export async function mediaOf(names: string | undefined): Promise<readonly MediaSource[] | undefined> {
  return names === undefined ? undefined : embeddedMediaNamed(names);
}

/** What `--avoid-recent` asks for: the pictures and clips of that many newest videos in the folder for results. */
export function avoidanceOf(
  count: string | undefined,
  directory: string,
): ((script: Script) => Promise<ReadonlySet<string>>) | undefined {
  const videos = count === undefined ? defaultVideos : /^\d{1,3}$/.test(count.trim()) ? Number(count) : NaN;
  if (!Number.isInteger(videos)) {
    throw new InvalidInputError('--avoid-recent', [
      {path: '', message: `'${count}' is no number of videos from 0 to 999`},
    ]);
  }
  return videos === 0 ? undefined : (script) => recentMedia({directory, videos, exceptScript: script.id});
}
