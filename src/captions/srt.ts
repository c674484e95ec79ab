import type {Cue} from './cues.ts';
import {timestamp} from './timestamp.ts';

/** A SubRip file. An arrow inside a text, which players would take for a time, becomes `→`. */
export function formatSrt(cues: readonly Cue[]): string {
  return cues
    .map(({startMs, endMs, lines}, index) => {
      const text = lines.map((line) => line.replaceAll('-->', '→'));
      return [index + 1, `${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}`, ...text, ''].join('\n');
    })
    .join('\n');
}
