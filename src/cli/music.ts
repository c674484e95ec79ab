import {relative} from 'node:path';
import {moods} from '../audio/music/moods.ts';
import {renderMusic} from '../audio/render-music.ts';
import {InvalidInputError} from '../errors.ts';
import {numberOf, oneOf} from './choices.ts';
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

/** `viral music`: composes a bed in a mood and prints its figures. */
export async function music(flags: MusicFlags, signal: AbortSignal): Promise<number> {
  if (flags.mood === undefined) {
    throw new InvalidInputError('the call', [
      {path: '', message: `needs --mood, one of ${moods.join(', ')}`},
    ]);
  }
  const made = await renderMusic({
    mood: oneOf('--mood', moods, flags.mood),
    durationInSeconds: numberOf('--seconds', flags.seconds ?? '30', {least: 3, most: 900}),
    seed: flags.seed ?? '1',
    file: await wavPathOf(flags.out ?? 'music.wav', `${flags.mood}.wav`),
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
