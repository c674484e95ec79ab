import {flite} from '../voices/flite.ts';
import {type Aligner, createAligner} from './aligner.ts';

/**
 * Opens an aligner with a reference voice of its own, which needs no network: flite's `kal16`, the fastest that is
 * clear enough. English only; any other language is answered with null. Nothing starts before the first line.
 * `close` ends the reference voice as well.
 */
export function openEnglishAligner(): Aligner {
  const reference = flite({voice: 'kal16'});
  const aligner = createAligner({references: [reference]});
  const close = async () => {
    await Promise.all([aligner.close(), reference.doClose?.()]);
  };
  return {align: aligner.align, close, [Symbol.asyncDispose]: close};
}
