import {parentPort, workerData} from 'node:worker_threads';
import {encodeWav} from '../sound/index.ts';
import {mix, type MixRequest} from './mix.ts';

/** What the thread answers: the bytes of a 16-bit WAV file and what was measured. */
export interface MixReply {
  readonly wav: Uint8Array<ArrayBuffer>;
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
}

const {pcm, loudnessLufs, truePeakDbtp} = mix(workerData as MixRequest);
const reply: MixReply = {wav: Uint8Array.from(encodeWav(pcm, 16)), loudnessLufs, truePeakDbtp};
parentPort?.postMessage(reply, [reply.wav.buffer]);
