import {ViralError} from '../../errors.ts';
import type {Word} from '../../schema/index.ts';
import {type AlignRequestLine, createAligner, type ReferenceVoice} from './aligner.ts';

export interface AlignOptions extends AlignRequestLine {
  readonly reference: ReferenceVoice;
}

/**
 * Times the words of one sound; for several, open an aligner.
 * @returns one entry for every written word, ms, text as written
 * @throws as `Aligner.align`; ViralError `language-unsupported` when the reference does not speak the language
 */
export async function alignWords({reference, ...line}: AlignOptions): Promise<readonly Word[]> {
  await using aligner = createAligner({references: [reference]});
  const words = await aligner.align(line);
  if (words) return words;
  throw new ViralError(
    'language-unsupported',
    `${reference.name} does not speak '${line.language}', so words in it cannot be aligned with it.`,
  );
}
