import {InvalidInputError} from '../errors.ts';
import {filePathOf} from './file-path.ts';

const otherSound = /\.(?:aac|aiff?|flac|m4a|mkv|mov|mp3|mp4|og[ga]|opus|webm)$/i;

/**
 * The absolute path that `--out` names for a WAV file, checked before any work.
 * @throws InvalidInputError for no name, a folder, or the name of another kind of sound file
 */
export async function wavPathOf(named: string, usual: string): Promise<string> {
  if (otherSound.test(named)) {
    throw new InvalidInputError('--out', [
      {path: '', message: `'${named}' is no name for a WAV file, the kind that is written`},
    ]);
  }
  return filePathOf(named, usual);
}
