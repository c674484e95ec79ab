import {ViralError} from '../../errors.ts';
import type {SpeakRequest} from '../../ports/index.ts';
import {spokenLine} from '../speech/line.ts';
import type {ReadableText} from './readable-text.ts';

export interface SayableLineOptions {
  /** Name of the voice, for messages. */
  readonly voice: string;
  /** The most that it takes at once. */
  readonly maxCharacters: number;
}

const startOf = (text: string) => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

/**
 * What a voice that takes ordinary text is given of a line: as `spokenLine`, with the user's dictionary, and refused
 * where there is nothing to say or too much for one request.
 * @throws ViralError `voice-failed`
 */
export function sayableLine(
  {text, language, pronounce}: Pick<SpeakRequest, 'text' | 'language' | 'pronounce'>,
  {voice, maxCharacters}: SayableLineOptions,
): ReadableText {
  const said = spokenLine(text, language, pronounce ? {pronunciations: pronounce} : {});
  if (!/[\p{L}\p{N}]/u.test(said.text)) {
    throw new ViralError(
      'voice-failed',
      `${voice} can say nothing of ${startOf(text)}: it has no words. Write the line in words.`,
    );
  }
  if (said.text.length > maxCharacters) {
    throw new ViralError(
      'voice-failed',
      `The line ${startOf(text)} has ${said.text.length} characters as it is said; ${voice} takes ${maxCharacters} at once. Split it.`,
    );
  }
  return said;
}
