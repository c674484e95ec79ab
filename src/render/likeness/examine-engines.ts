import {createSession, type SessionOptions} from '../page/session.ts';
import {webProblem} from '../web.ts';

/**
 * Opens the bundle in the browser and asks whether it can encode a vertical video.
 * @returns why the web engine cannot be used on this machine; `null` when it can
 * @throws as `render` does while it prepares
 */
export async function examineWebEngine(
  options: SessionOptions & {readonly signal?: AbortSignal | undefined},
): Promise<string | null> {
  const signal = options.signal ?? new AbortController().signal;
  const session = createSession(options);
  try {
    await session.prepare(signal);
    return await webProblem(session, {width: 1080, height: 1920, fps: 30}, 'standard', signal);
  } finally {
    await session.close();
  }
}
