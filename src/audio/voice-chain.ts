import {InvalidInputError, ViralError} from '../errors.ts';
import type {Voice} from '../ports/index.ts';
import {speaks} from './voice-languages.ts';

/** Whether a failure is the voice's own and not that of one line: no line will fare better. */
export function failsForAll(error: unknown): boolean {
  return (
    ViralError.isInstance(error) &&
    (error.action !== 'fatal' || error.code === 'dependency-missing' || error.code === 'language-unsupported')
  );
}

/**
 * One voice made of several, first choice first. `narrate` lets the first one speak the whole script; when it fails
 * for good (no key, no credit, no language, tries used up, a sentence that it will not say) the next speaks the whole
 * script anew, so that a listener does not hear voices alternate, and the narration says so under `degraded`.
 * Asked for a single line, it gives that of the first voice that can say it.
 * @throws InvalidInputError for an empty list
 */
export function voiceChain(voices: readonly Voice[]): Voice {
  const chain = voices.flatMap((voice) => voice.chain ?? [voice]);
  if (chain.length === 0) {
    throw new InvalidInputError('the chain of voices', [
      {path: '', message: 'is empty; give at least one voice'},
    ]);
  }
  return {
    name: chain.map(({name}) => name).join(','),
    languages: [...new Set(chain.flatMap(({languages}) => languages))],
    synthetic: chain.some(({synthetic}) => synthetic),
    chain,
    async doSpeak(request) {
      let failure: unknown = new ViralError(
        'language-unsupported',
        `No voice of the chain speaks '${request.language}'.`,
      );
      for (const voice of chain) {
        if (!speaks(voice, request.language)) continue;
        try {
          return await voice.doSpeak(request);
        } catch (error) {
          request.signal.throwIfAborted();
          failure = error;
        }
      }
      throw failure;
    },
    async doClose() {
      await Promise.all(chain.map(async (voice) => voice.doClose?.()));
    },
  };
}
