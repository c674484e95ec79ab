import {InvalidInputError, type InputIssue, ViralError} from '../errors.ts';
import type {BatchLine} from './batch-manifest.ts';
import {contentHash} from './content-hash.ts';
import {type Look, lookOf} from './line-look.ts';
import type {Pipeline} from './pipeline.ts';

/** More are not told in one error. */
const mostIssues = 100;

/**
 * Looks at every look that is asked for, before anything is made. What else may be wrong with a template or with where it is
 * drawn, its lines tell.
 * @throws InvalidInputError, ViralError `unknown-template` for what is asked of all; InvalidInputError with the numbers of
 *   lines for what they ask for themselves
 */
export async function checkLooks(
  pipeline: Pick<Pipeline, 'check'>,
  lines: readonly BatchLine[],
  all: Look,
  signal: AbortSignal | undefined,
): Promise<void> {
  const known = new Map<string, string | null>();
  const issues: InputIssue[] = [];
  for (const {line, look: own} of lines) {
    if (issues.length >= mostIssues) break;
    const {captions: _captions, keepAssets: _keepAssets, ...asked} = lookOf(all, own);
    const key = contentHash(asked);
    if (!known.has(key)) {
      known.set(key, null);
      try {
        await pipeline.check({...asked, ...(signal === undefined ? {} : {signal})});
      } catch (error) {
        signal?.throwIfAborted();
        if (!ViralError.isInstance(error)) throw error;
        if (error.code === 'invalid-input' || error.code === 'unknown-template') {
          if (own === undefined) throw error;
          known.set(key, error.message.replaceAll(/\s*\n\s*/g, ' '));
        }
      }
    }
    const message = known.get(key) ?? null;
    if (message !== null) issues.push({path: `line ${line}, video`, message});
  }
  if (issues.length > 0) throw new InvalidInputError('the manifest', issues);
}
