import {stat} from 'node:fs/promises';
import {basename, resolve} from 'node:path';
import {moods} from '../audio/music/moods.ts';
import type {MusicChoice} from '../audio/soundtrack.ts';
import {InvalidInputError} from '../errors.ts';

/** What is heard beside the voice, as typed. */
export interface MusicChoiceFlags {
  readonly music?: string;
  readonly musicLicence?: string;
  readonly musicAuthor?: string;
  /** False with `--no-effects`. */
  readonly effects?: boolean;
}

/**
 * A mood, `none`, or a file, which needs its licence: what may be done with it is not for us to guess. Undefined where nothing
 * is asked for.
 * @throws InvalidInputError
 */
export async function musicOf(flags: MusicChoiceFlags): Promise<MusicChoice | undefined> {
  const {music: choice} = flags;
  if (choice === undefined) return undefined;
  const mood = [...moods, 'none' as const].find((name) => name === choice);
  if (mood !== undefined) return mood;
  const file = resolve(choice);
  if (!(await stat(file).catch(() => null))?.isFile()) {
    throw new InvalidInputError('--music', [
      {path: '', message: `'${choice}' is no file, and not one of ${moods.join(', ')} or none`},
    ]);
  }
  if (flags.musicLicence === undefined) {
    throw new InvalidInputError('--music', [
      {path: '', message: 'needs --music-licence with a file, as in --music-licence CC-BY-4.0 or "own work"'},
    ]);
  }
  return {
    file,
    rights: {
      licence: flags.musicLicence,
      aiGenerated: false,
      source: basename(file),
      ...(flags.musicAuthor === undefined ? {} : {author: flags.musicAuthor}),
    },
  };
}
