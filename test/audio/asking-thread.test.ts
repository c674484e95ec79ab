import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openAskingThread, ThreadFailure} from '../../src/audio/asking-thread.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viral-thread-'));
  file = join(folder, 'thread.mjs');
  await writeFile(
    file,
    `import {parentPort, threadId} from 'node:worker_threads';
     parentPort.on('message', ({id, does}) => {
       if (does === 'exit') process.exit(3);
       if (does === 'throw') throw new Error('it broke');
       if (does === 'hang') for (;;);
       parentPort.postMessage({id, thread: threadId});
       if (does === 'answer and exit') setTimeout(() => process.exit(0), 20);
     });`,
  );
});
afterAll(() => rm(folder, {recursive: true}));

type Reply = {readonly id: number; readonly thread: number};
const never = new AbortController().signal;

describe('a thread that is asked', () => {
  it('answers, and is an error and not a hang when it dies; the next question starts another', async () => {
    const thread = openAskingThread<{does: string}, Reply>(() => file);
    try {
      const first = await thread.ask({does: 'answer'}, never);
      expect(await thread.ask({does: 'answer'}, never)).toEqual({id: 2, thread: first.thread});
      for (const does of ['exit', 'throw']) {
        const died = thread.ask({does}, never);
        await expect(died).rejects.toThrow(ThreadFailure);
        await expect(died).rejects.toThrow(/ended with 3|it broke/);
      }
      const next = await thread.ask({does: 'answer'}, never);
      expect(next.thread).not.toBe(first.thread);
    } finally {
      await thread.stop();
    }
  });

  it('may die while nobody asks', async () => {
    const thread = openAskingThread<{does: string}, Reply>(() => file);
    try {
      const {thread: first} = await thread.ask({does: 'answer and exit'}, never);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await thread.ask({does: 'answer'}, never)).thread).not.toBe(first);
    } finally {
      await thread.stop();
    }
  });

  it('is ended when it hangs and the signal says so', async () => {
    const thread = openAskingThread<{does: string}, Reply>(() => file);
    try {
      await thread.ask({does: 'answer'}, never);
      const controller = new AbortController();
      const hanging = thread.ask({does: 'hang'}, controller.signal);
      setTimeout(() => controller.abort(new Error('enough')), 50);
      await expect(hanging).rejects.toThrow('enough');
      expect((await thread.ask({does: 'answer'}, never)).id).toBe(3);
    } finally {
      await thread.stop();
    }
  });
});
