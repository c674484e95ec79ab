import {Worker} from 'node:worker_threads';
import {builtEntry} from '../built-entry.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import type {SoundtrackJob, SoundtrackReply} from './soundtrack-worker.ts';

/**
 * Mixes in a thread of its own, which ends with the sound or with the signal.
 * @throws InvalidInputError for samples or music that cannot be used; ViralError `internal`; the signal's reason
 */
export async function mixInThread(
  job: SoundtrackJob,
  signal: AbortSignal | undefined,
): Promise<Extract<SoundtrackReply, {wav: unknown}>> {
  signal?.throwIfAborted();
  const worker = new Worker(builtEntry('audio/soundtrack-worker'), {
    workerData: job,
    execArgv: [],
    env: {},
    ...(job.music?.kind === 'recording' ? {transferList: [job.music.wav.buffer as ArrayBuffer]} : {}),
  });
  let onAbort: () => void = () => {};
  try {
    const reply = await new Promise<SoundtrackReply>((done, fail) => {
      onAbort = () => fail(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort, {once: true});
      worker.once('message', done);
      worker.on('error', (cause) =>
        fail(new ViralError('internal', `The sound could not be mixed: ${cause.message}`, {cause})),
      );
      worker.once('exit', (code) =>
        fail(new ViralError('internal', `The thread that mixes the sound ended with ${code}`)),
      );
    });
    if ('issues' in reply) throw new InvalidInputError(reply.what, reply.issues);
    return reply;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
