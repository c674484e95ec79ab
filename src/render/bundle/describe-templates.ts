import type {TemplateDescription} from '../../compositions/contract.ts';
import {createSession, type SessionOptions} from '../page/session.ts';

/**
 * What the templates say of themselves, read from the bundle; bundles them first where needed.
 * @throws as `render` does while it prepares
 */
export async function describeTemplates(
  options: SessionOptions & {readonly signal?: AbortSignal | undefined},
): Promise<readonly TemplateDescription[]> {
  const session = createSession(options);
  try {
    return await session.prepare(options.signal ?? new AbortController().signal);
  } finally {
    await session.close();
  }
}
