import {relative} from 'node:path';
import {moods} from '../audio/music/moods.ts';
import {renderMusic} from '../audio/render-music.ts';
import {InvalidInputError} from '../errors.ts';
import {oneOf} from './choices.ts';
import {exitCodes} from './exit.ts';
import {wavPathOf} from './wav-path.ts';

/** The options of `viral music`, as typed. */
export interface MusicFlags {
  readonly mood?: string;
  readonly seconds?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly json?: boolean;
}

function lengthOf(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 3 && seconds <= 900) return seconds;
  throw new InvalidInputError('--seconds', [{path: '', message: `'${text}' is not a number from 3 to 900`}]);
}

/** `viral music`: composes a bed in a mood and prints its figures. */
export async function music(flags: MusicFlags, signal: AbortSignal): Promise<number> {
  if (flags.mood === undefined || flags.out === undefined) {
    throw new InvalidInputError('the call', [
      {path: '', message: `needs --mood, one of ${moods.join(', ')}, and --out FILE`},
    ]);
  }
  const made = await renderMusic({
    mood: oneOf('--mood', moods, flags.mood),
    durationInSeconds: lengthOf(flags.seconds ?? '30'),
    seed: flags.seed ?? '1',
    file: await wavPathOf(flags.out, `${flags.mood}.wav`),
    signal,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(made)}\n`);
    return exitCodes.done;
  }
  const shown = relative(process.cwd(), made.file);
  process.stdout.write(
    [
      shown.startsWith('..') ? made.file : shown,
      `  ${made.mood}, ${made.key}, ${made.tempo.toFixed(1)} beats a minute, ${made.bars} bars of ${made.beatsPerBar}, ${made.durationInSeconds} s`,
      `  ${made.loudnessLufs.toFixed(1)} LUFS, ${made.truePeakDbtp.toFixed(1)} dBTP`,
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}
